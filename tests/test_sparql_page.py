"""The SPARQL page in a browser: an editor that runs, cancels, completes and shares."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.explorer.assets import is_built

BUILT = pytest.mark.skipif(not is_built(), reason="Node.js is missing, and with it the editor")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def plain_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which a request may fail."""
    page = browser.new_page(base_url=address)
    yield page
    page.close()


def write(page: Page, query: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


@BUILT
def test_a_query_runs_and_its_address_holds_it(page: Page) -> None:
    page.goto("/sparql?lang=da")
    write(page, "SELECT (1 + 1 AS ?two) {}")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("columnheader", name="two")).to_be_visible()
    expect(page.get_by_role("cell", name="2", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.path().read_bytes() == b"two\r\n2\r\n"
    address = page.url
    page.goto(address)
    expect(page.get_by_role("cell", name="2", exact=True)).to_be_visible()


@BUILT
def test_a_runaway_is_cancelled(page: Page) -> None:
    page.goto("/sparql?lang=da")
    write(page, RUNAWAY)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Afbryd").click()
    expect(page.locator("#told")).to_have_text("Afbrudt.")
    write(page, "ASK {}")
    page.get_by_role("button", name="Kør").click()
    expect(page.locator("#told")).to_have_text("Svar: true")


@BUILT
def test_terms_of_the_release_are_completed_by_keyboard_alone(page: Page) -> None:
    page.goto("/sparql?lang=en")
    write(page, "SELECT * { ?s a ")
    page.keyboard.type("aftale:Init")
    expect(page.get_by_role("option").first).to_contain_text("aftale:Initiative")
    page.wait_for_timeout(100)  # the list takes no key in its first 75 ms
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("?s a aftale:Initiative")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.cm-editor')")


@BUILT
def test_a_fault_is_told_with_its_cure(plain_page: Page) -> None:
    plain_page.goto("/sparql?lang=da")
    write(plain_page, "SELECT nonsense")
    plain_page.get_by_role("button", name="Kør").click()
    expect(plain_page.locator("#told")).to_contain_text("error at 1:16")


def test_without_a_script_the_form_is_enough(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto("/sparql?lang=da")
        page.get_by_label("Forespørgsel").fill("SELECT (1 + 1 AS ?two) {}")
        page.get_by_role("button", name="Kør").click()
        expect(page.get_by_role("cell", name="2", exact=True)).to_be_visible()
