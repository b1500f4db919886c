"""The pages: time of the server, largest paint, layout shift, script.

Paint and shift are what Chromium tells (Largest Contentful Paint, Layout Instability); its own work
shares the cores with the service. Script is counted as it is sent, compressed.
"""

import statistics
import sys
import time
from urllib.request import Request, urlopen

from bench.results import Row, Tables
from bench.served import SERVICE, free_port, running
from playwright.sync_api import Browser, sync_playwright

ASKED = 20
PAGES = (
    "/?lang=da",
    "/id/dk82-2019.html?lang=da",
    "/id/dk82-2019/goal/1.html?lang=da",
    "/compare?lang=da",
    "/compare/changes?from=dk84-2019&to=dk84-2024&lang=da",
    "/questions?lang=da",
    "/questions/initiatives-serving-goal?lang=da",
    "/indicators?lang=da",
    "/network?of=dk82-2019.goal.1&lang=da",
    "/search?q=rygestop&lang=da",
    "/sparql?lang=da",
    "/data?lang=da",
    "/methods?lang=da",
)
OBSERVE = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.paint = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.shift += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""
SCRIPT = """performance.getEntriesByType("resource")
  .filter(e => e.name.endsWith(".js")).reduce((sum, e) => sum + e.encodedBodySize, 0)"""


def measured() -> Tables:
    """Return the table of this module."""
    port = free_port()
    service = [sys.executable, "-P", "-c", SERVICE, str(port), "64"]
    with (
        running(service, f"http://127.0.0.1:{port}/readyz") as ready,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        rows = [_page(browser, ready.removesuffix("/readyz"), path) for path in PAGES]
        browser.close()
    return {"pages": rows}


def _page(browser: Browser, address: str, path: str) -> Row:
    times, size = ask(address + path)
    paint, shift, script = look(browser, address + path)
    return {
        "page": path,
        "server ms": statistics.median(times[1:]),
        "first ms": times[0],
        "paint ms": paint,
        "shift": shift,
        "script kB": script / 1000,
        "page kB": size / 1000,
    }


def ask(address: str) -> tuple[list[float], int]:
    """Return how many milliseconds each of some requests took, and the bytes of the page sent."""
    times = []
    for _ in range(ASKED):
        began = time.perf_counter()
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            size = len(answer.read())
        times.append((time.perf_counter() - began) * 1000)
    return times, size


def look(browser: Browser, address: str) -> tuple[float, float, int]:
    """Return the largest paint in milliseconds, the layout shift, and the bytes of script."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="networkidle")
    seen, script = page.evaluate("seen"), page.evaluate(SCRIPT)
    page.close()
    return seen["paint"], seen["shift"], script
