"""The pages in a real browser: nothing fails, nothing comes from elsewhere, all can read them."""

import pytest
from browsing import AXE
from playwright.sync_api import Browser, Page, expect


def test_a_visitor_finds_a_question_and_its_answer(page: Page) -> None:
    page.goto("/?lang=da")
    page.get_by_role("link", name="Hvilke initiativer understøtter hvilket mål").click()
    assert "Samarbejdsaftale om rygestop" in page.inner_text("table")


def test_the_page_is_there_in_the_other_language(page: Page) -> None:
    page.goto("/?lang=da")
    page.get_by_role("link", name="English").click()
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_by_role("heading", name="Questions").is_visible()


@pytest.mark.skipif(not AXE.exists(), reason="Node.js is missing, and with it the page's files")
def test_the_documentation_of_the_api_opens(page: Page) -> None:
    page.goto("/docs")
    page.locator("#operations-tag-goals").click(timeout=30_000)
    expect(page.locator("#operations-goals-goals")).to_be_visible(timeout=30_000)


def test_the_contents_lead_to_a_method_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, java_script_enabled=False)
    page.goto("/methods?lang=da")
    page.get_by_role("link", name="Kun forskellene").click()
    assert page.url.endswith("#differences")
    expect(page.get_by_role("heading", name="Kun forskellene")).to_be_in_viewport()
    expect(page.get_by_text("Af 38 temaer")).to_be_visible()
    page.close()
