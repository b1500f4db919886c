"""The pages in a real browser: nothing fails, nothing comes from elsewhere, all can read them."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from starlette.types import ASGIApp

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
METHODS = ("/methods?lang=da", "/methods?lang=en")
ROWS = "/sparql?query=SELECT+*+{+?s+?p+?o+}+LIMIT+20"
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="module")
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


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?lang=en",
        "/problems/parameter",
        "/sparql",
        "/sparql?query=DESCRIBE+<x:a>",
        ROWS,
        *METHODS,
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(page: Page, path: str, scheme: str) -> None:
    """WCAG 2.2 A and AA, as far as axe-core can tell."""
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 5


def test_a_visitor_finds_a_question_and_its_answer(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Hvilke initiativer understøtter hvilket mål").click()
    assert '"Samarbejdsaftale om rygestop"' in page.inner_text("body")


def test_the_page_is_there_in_the_other_language(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="English").click()
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_by_role("heading", name="Questions").is_visible()


@pytest.mark.skipif(not AXE.exists(), reason="Node.js is missing, and with it the page's files")
def test_the_documentation_of_the_api_opens(page: Page) -> None:
    page.goto("/docs")
    page.locator("#operations-tag-goals").click(timeout=30_000)
    expect(page.locator("#operations-goals-goals")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("path", ["/", *METHODS])
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_contents_lead_to_a_method_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, java_script_enabled=False)
    page.goto("/methods?lang=da")
    page.get_by_role("link", name="Kun forskellene").click()
    assert page.url.endswith("#differences")
    expect(page.get_by_role("heading", name="Kun forskellene")).to_be_in_viewport()
    expect(page.get_by_text("Af 38 temaer")).to_be_visible()
    page.close()


def test_a_query_is_run_in_the_form_and_its_result_taken_along(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_label("Forespørgsel").fill("SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="Kør").click()
    expect(page.get_by_role("columnheader", name="two")).to_be_visible()
    expect(page.get_by_role("cell", name="2", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.path().read_bytes() == b"two\r\n2\r\n"


def test_an_example_can_be_run_from_the_form(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("link", name="Hvilke initiativer understøtter hvilket mål").click()
    expect(page.get_by_role("heading", name="rækker")).to_be_visible()
