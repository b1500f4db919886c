"""The main tasks with the keyboard alone, from the first key on a page to what was looked for.

The editor of the SPARQL page and the suggestions of the search have such tests with their pages.
"""

from typing import Final

import pytest
from keyboard import Keyboard
from playwright.sync_api import Page, expect

WALKED: Final = (
    "/",
    "/compare/quality?agreement=dk84-2024&agreement=dk82-2024",
    "/network/paths?from=dk82-2019.initiative.1&to=dk82-2019.goal.1",
)


@pytest.fixture
def keys(page: Page) -> Keyboard:
    page.set_viewport_size({"width": 1280, "height": 600})
    return Keyboard(page)


@pytest.mark.parametrize("path", WALKED)
def test_tab_goes_through_a_page_and_out_of_it(keys: Keyboard, path: str) -> None:
    """Nothing holds the focus, and all the way it can be seen (WCAG 2.1.2, 2.4.7, 2.4.11)."""
    keys.page.goto(f"{path}{'&' if '?' in path else '?'}lang=da")
    names = keys.walk()
    assert names[0] == "Spring til indholdet"
    assert names[-1] == "Privatliv"


def test_the_menu_can_be_skipped_and_used(keys: Keyboard) -> None:
    keys.open("/questions?lang=da")
    first = keys.tab()
    assert first
    assert first.is_in_content
    keys.page.goto("/questions?lang=da")
    keys.follow("Indikatorer")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Indikatorer")
    keys.follow("English")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Indicators")


def test_the_initiatives_of_the_smoking_goal_are_asked_for_on_the_start_page(
    keys: Keyboard,
) -> None:
    keys.open("/?lang=da")
    keys.follow("Hvilke initiativer understøtter hvilket mål")
    expect(keys.page.locator("#answer")).to_have_text("4 rækker")
    expect(keys.page.locator("table").first).to_contain_text("Samarbejdsaftale om rygestop")
    keys.to("^Citat$")
    keys.press("Enter")
    expect(keys.page.locator("blockquote").first).to_be_visible()
    keys.follow("Sundhedsaftale")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Sundhedsaftale")


def test_a_question_is_asked_with_its_form(keys: Keyboard) -> None:
    keys.open("/questions?lang=da")
    keys.follow("Hvilke initiativer understøtter hvilket mål")
    keys.to("Regionen")
    keys.type("Region Midt")
    keys.to("Initiativets tema")
    keys.type("tobak")
    keys.follow("Vis svar")
    expect(keys.page.locator("#answer")).to_have_text("4 rækker")


def test_two_agreements_are_compared_and_the_table_is_taken(keys: Keyboard) -> None:
    keys.open("/?lang=da")
    keys.follow("Sammenlign aftaler")
    keys.to("Vælg")
    keys.press("Enter")
    for name in ("Midtjylland.*forslag", "Syddanmark", "2019-2023, Region Hovedstaden"):
        keys.to(name)
        keys.press("Space")
    keys.follow("^Vis$")
    expect(keys.page.get_by_role("columnheader")).to_have_count(3)
    keys.to("^CSV$")
    with keys.page.expect_download() as taken:
        keys.press("Enter")
    assert taken.value.suggested_filename.endswith(".csv")


def test_the_matrix_is_scrolled_and_a_cell_of_it_opened_and_closed(keys: Keyboard) -> None:
    keys.page.set_viewport_size({"width": 900, "height": 600})
    keys.open("/compare?lang=da&by=programme")
    matrix = keys.page.locator("#matrix")
    keys.to(r"emner .* aftaler$")
    expect(matrix).to_be_focused()
    keys.press("ArrowRight", "ArrowDown")
    expect(matrix).not_to_have_js_property("scrollLeft", 0)
    expect(matrix).not_to_have_js_property("scrollTop", 0)
    stops = [keys.tab() for _ in range(12)]
    assert [stop.name for stop in stops if stop and not stop.is_whole] == []
    opened = matrix.locator("details[open]")
    keys.to("står i teksten")
    keys.press("Enter")
    expect(opened).to_have_count(1)
    inside = keys.tab()
    assert inside
    expect(opened.get_by_role("link", name=inside.name).first).to_be_focused()
    keys.press("Shift+Tab", "Space")
    expect(opened).to_have_count(0)


def test_what_changed_in_the_visions_is_seen(keys: Keyboard) -> None:
    keys.open("/compare?lang=da")
    keys.follow("Hovedstaden → ")
    keys.follow("^vision$")
    expect(keys.page.get_by_role("heading", name="8 ændringer")).to_be_visible()
    keys.to("^CSV$")


def test_the_network_is_changed_and_walked_through(keys: Keyboard) -> None:
    keys.open("/network?of=dk82-2019.goal.1&lang=da")
    keys.to("emnerne")
    keys.press("Space")
    keys.to("1 skridt")
    keys.press("ArrowRight")
    keys.follow("^Vis$")
    assert "edges=topics" in keys.page.url
    assert "steps=2" in keys.page.url
    keys.to("liste")
    keys.press("Enter")
    keys.follow("netværk omkring")
    assert "of=dk82-2019.goal.1&" not in keys.page.url
    expect(keys.page.get_by_role("heading", level=1)).to_be_visible()


def test_indicators_are_narrowed_and_quoted(keys: Keyboard) -> None:
    keys.open("/indicators?lang=da")
    expect(keys.page.locator(".chart svg").first).to_be_visible()
    keys.to("^Tema$")
    keys.type("tobak")
    keys.follow("^Vis")
    assert "theme=tobacco" in keys.page.url
    keys.to("^Citat")
    keys.press("Enter")
    expect(keys.page.locator("blockquote").first).to_be_visible()


def test_what_was_found_is_narrowed(keys: Keyboard) -> None:
    keys.open("/?lang=da")
    keys.to("Søg i aftalerne")
    keys.type("rygestop")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.follow("^initiativ$")
    expect(keys.page.get_by_role("heading", name="3 fundet")).to_be_visible()
    keys.follow("initiativ \\(valgt")
    expect(keys.page.get_by_role("heading", name="32 fundet")).to_be_visible()
