"""A running service, a headless browser, and a page in it that nothing may go wrong on."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from starlette.types import ASGIApp

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
CLIPPED = """() => {
  const isShown = (each) => each.checkVisibility({ visibilityProperty: true });
  const hides = (each) => /hidden|clip/.test(getComputedStyle(each).overflowX);
  const isOut = (own, room) => own.left < room.left - 1 || own.right > room.right + 1 ||
    own.top < room.top - 1 || own.bottom > room.bottom + 1;
  const cut = [...document.querySelectorAll("body *:not(input, svg, svg *)")].filter((each) =>
    hides(each) && each.scrollWidth > each.clientWidth + 1 &&
    !each.closest(".visually-hidden") && isShown(each));
  const out = [...document.querySelectorAll("svg text")].filter((each) => {
    const boxes = each.parentNode.querySelectorAll(":scope > rect");
    const rooms = [...(boxes.length === 1 ? boxes : [])];
    if (hides(each.ownerSVGElement)) rooms.push(each.ownerSVGElement);
    const own = each.getBoundingClientRect();
    return own.width && isShown(each) &&
      rooms.some((room) => isOut(own, room.getBoundingClientRect()));
  });
  return [...cut, ...out].map((each) => each.outerHTML.slice(0, 200));
}"""
expect.set_options(timeout=20_000)  # milliseconds: a machine may be busy with other tests
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def address(make_app: Callable[[], ASGIApp]) -> Iterator[str]:
    """The address of a running service."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # who connects before the service is ready waits
    server = uvicorn.Server(uvicorn.Config(make_app(), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module: while it runs, no other test of the process can run a loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*QUIET])
        yield browser
        browser.close()


def elsewhere(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:")) else [url]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test on any error and on any request to another host."""
    page = browser.new_page(base_url=address)
    wrong: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.extend(elsewhere(request.url, address)))
    yield page
    page.close()
    assert wrong == []


def faults(page: Page, *rules: str) -> list[tuple[str, list[str]]]:
    """What axe-core finds against WCAG 2.2, levels A and AA, or against some rules alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = list(rules) or ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
    assert found["passes"]
    return [
        (wrong["id"], [node["target"] for node in wrong["nodes"]]) for wrong in found["violations"]
    ]


def clipped(page: Page) -> list[str]:
    """Return what hides a part of its own text, and the text that does not fit into a drawing."""
    found: list[str] = page.evaluate(CLIPPED)
    return found


def width_when_text_is_doubled(page: Page) -> int:
    """Double the size of all text in a window of 640 px and return how wide the page has become."""
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate(
        """() => {
          const page = document.documentElement;
          page.style.fontSize = `${2 * parseFloat(getComputedStyle(page).fontSize)}px`;
        }"""
    )
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
