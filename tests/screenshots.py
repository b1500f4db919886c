"""Pictures of every page at three widths, for people to look at: `make screenshots`.

They are kept in `screenshots/`, which git ignores; what they should show is a matter of taste that
no test has.
"""

import re
import sys
from pathlib import Path

from bench.served import SERVICE, free_port, running
from playwright.sync_api import sync_playwright
from test_every_page import PAGES

HOME = Path(__file__).parent.parent / "screenshots"
WIDTHS = (320, 768, 1440)


def main() -> None:
    """Take the pictures: in Danish and light at every width, in English and dark at the widest."""
    HOME.mkdir(exist_ok=True)
    port = free_port()
    command = [sys.executable, "-c", SERVICE, str(port), "64"]
    with running(command, f"http://127.0.0.1:{port}") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        shots = [(width, "da", "light") for width in WIDTHS] + [(WIDTHS[-1], "en", "dark")]
        for width, language, scheme in shots:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            for path in PAGES:
                page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
                name = re.sub(r"\W+", "-", path).strip("-") or "start"
                page.screenshot(path=HOME / f"{name}-{width}-{language}.png", full_page=True)
            page.close()
        browser.close()
    print(f"{len(shots) * len(PAGES)} pictures are in {HOME}")


if __name__ == "__main__":
    main()
