"""The main tasks in a browser that runs no script: nothing that a reader needs is lost.

The pages that compare, of the network, of things and of SPARQL have such tests of their own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from conftest import MakeClient
from playwright.sync_api import Browser, Page, expect
from test_every_page import PAGES

GOAL: Final = "/id/dk82-2019/goal/1.html"
CHARTED: Final = "/questions/indicator-values?agreement=dk82-2019"


@pytest.fixture
def bare(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        yield context.new_page()


def test_the_initiatives_of_a_goal_are_asked_for_by_a_form(bare: Page) -> None:
    bare.goto("/questions?lang=da")
    bare.get_by_role("link", name="Hvilke initiativer understøtter hvilket mål").click()
    bare.get_by_label("Regionen, som aftalen dækker").first.select_option("region.dk82")
    bare.get_by_label("Initiativets tema").first.select_option("concept.theme-tobacco")
    bare.get_by_role("button", name="Vis svar").click()
    expect(bare.locator("#answer")).to_have_text("4 rækker")
    expect(bare.locator("table").first).to_contain_text("Samarbejdsaftale om rygestop")


def test_evidence_leads_to_its_place_in_the_text(bare: Page) -> None:
    bare.goto(f"{GOAL}?lang=da")
    quoted = bare.locator("blockquote mark").first.inner_text()
    bare.get_by_role("link", name="passagen", exact=True).first.click()
    assert "/id/passage/" in bare.url
    expect(bare.get_by_text(quoted).first).to_be_visible()


def test_a_search_is_narrowed_by_links(bare: Page) -> None:
    bare.goto("/?lang=da")
    bare.get_by_role("searchbox").fill("rygestop")
    bare.get_by_role("button", name="Søg").click()
    bare.get_by_role("link", name="initiativ", exact=True).click()
    expect(bare.get_by_role("heading", name="3 fundet")).to_be_visible()


@pytest.mark.parametrize("path", ["/compare?by=programme", GOAL, "/indicators", "/sparql", CHARTED])
def test_nothing_is_shown_that_only_a_script_can_do(bare: Page, path: str) -> None:
    """Nor is it where Node.js was missing, and with it every file that is built."""
    bare.route("**/static/built/**", lambda route: route.abort())
    bare.goto(f"{path}{'&' if '?' in path else '?'}lang=da")
    buttons = bare.locator("main button:visible")
    assert all(button.evaluate("each => each.type === 'submit'") for button in buttons.all())
    assert bare.locator(".charts:visible, figure:has(.drawing):visible").count() == 0


def test_where_nodejs_was_missing_every_page_is_there_and_says_what_is_not(
    monkeypatch: pytest.MonkeyPatch, make_client: MakeClient, tmp_path: Path
) -> None:
    monkeypatch.setattr("api.explorer.assets._manifest", dict)
    monkeypatch.setattr("api.explorer.assets.SWAGGER", tmp_path / "missing")
    with make_client() as client:
        pages = {path: client.get(path, headers={"Accept": "text/html"}) for path in PAGES}
    for path, answer in pages.items():
        assert answer.status_code == 200, path
        assert "Node.js" in answer.text[answer.text.index("<footer") :], path
        assert not re.search(r"<script(?! type=.application/(ld\+)?json)", answer.text), path
        assert "data-chart" not in answer.text, path
        assert "data-network" not in answer.text, path
    assert 'href="/openapi.json"' in pages["/docs"].text
