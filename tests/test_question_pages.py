"""The pages of the questions and of the search: in both languages, with and without a script."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, Route, expect

from api.explorer.questions import groups
from graph.catalogue import questions

SMOKING = "/questions/initiatives-serving-goal?region=midtjylland&theme=tobacco"


def test_every_question_is_in_one_group() -> None:
    grouped = [question.slug for group in groups() for question in group.questions]
    assert sorted(grouped) == sorted(questions())


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", questions())
def test_every_question_has_a_page(client: TestClient, slug: str, lang: str) -> None:
    page = client.get(f"/questions/{slug}", params={"lang": lang})
    assert page.status_code == 200
    title = questions()[slug].title["da" if lang == "da" else "en"]
    assert f"<h1>{title}</h1>" in unescape(page.text)


@pytest.mark.parametrize("ending", [".csv", ".json", ".jsonld", ".ttl"])
def test_the_files_of_a_page_hold_its_answer(client: TestClient, ending: str) -> None:
    page = unescape(client.get(SMOKING + "&lang=da").text)
    address = f"/api/v1/questions/initiatives-serving-goal{ending}"
    address += "?region=midtjylland&theme=tobacco&lang=da"
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def test_a_question_that_is_drawn_elsewhere_leads_there(client: TestClient) -> None:
    page = client.get("/questions/indicator-values?lang=en").text
    assert '<a href="/indicators?lang=en">Indicators</a></p>' in page


def test_figures_over_time_are_charted_beside_their_table(client: TestClient) -> None:
    page = unescape(client.get("/questions/indicator-values?agreement=dk82-2019&lang=da").text)
    assert re.search(r'data-chart="\[\{"from": "2017.*"value": 75.7.*data-unit="procent"', page)
    assert re.search(r"46,8\s*<div class=\"small\">procent</div>", page)
    assert "17.350" in page
    assert "31. marts 2021" in page


def test_fields_that_are_left_empty_ask_nothing(client: TestClient) -> None:
    whole = client.get("/questions/goals?lang=da&region=&agreement=").text
    assert whole.count("<tr ") == client.get("/questions/goals?lang=da").text.count("<tr ") > 1


def test_a_wrong_value_is_told_on_a_page_in_the_language_of_the_reader(client: TestClient) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    wrong = client.get("/questions/goals?region=midtjyland&lang=da", headers=browser)
    assert wrong.status_code == 422
    assert '<html lang="da">' in wrong.text
    assert "mente du" in wrong.text
    missing = client.get("/questions/gools", headers=browser)
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("text/html")


def test_silent_and_not_coded_are_told_apart(client: TestClient) -> None:
    page = client.get("/questions/cluster-members?lang=da").text
    assert "teksten siger det ikke" in page or "ikke kodet endnu" in page


def test_a_visitor_narrows_a_question_by_its_form(page: Page) -> None:
    page.goto("/questions?lang=da")
    page.get_by_role("link", name="Hvilke initiativer understøtter hvilket mål").click()
    page.get_by_label("Regionen, som aftalen dækker").first.select_option("region.dk82")
    page.get_by_label("Initiativets tema eller et bredere").first.select_option(
        "concept.theme-tobacco"
    )
    page.get_by_role("button", name="Vis svar").click()
    expect(page.get_by_role("heading", name="4 rækker")).to_be_visible()
    page.get_by_text("Citat", exact=True).first.click()
    expect(page.locator("blockquote").first).to_be_visible()


def test_a_search_is_narrowed_and_its_suggestions_lead_on(page: Page) -> None:
    page.goto("/search?q=rygestop&lang=da")
    page.get_by_role("link", name="initiativ", exact=True).click()
    expect(page.get_by_role("heading", name="3 fundet")).to_be_visible()
    page.get_by_role("link", name="initiativ (valgt").click()
    expect(page.get_by_role("heading", name="32 fundet")).to_be_visible()
    field = page.get_by_role("combobox")
    field.fill("samarbejdsaftale om ryg")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samarbejdsaftale om rygestop")


def test_suggestions_for_words_that_are_gone_cannot_be_chosen(page: Page) -> None:
    page.goto("/search?lang=da")
    field, option = page.get_by_role("combobox"), page.get_by_role("option").first
    field.fill("samarbejdsaftale")
    expect(option).to_be_visible()
    field.press_sequentially(" om")
    assert not option.is_visible()
    expect(option).to_be_visible()


def test_suggestions_that_come_after_escape_do_not_open_the_list(page: Page) -> None:
    page.goto("/search?lang=da")
    late: list[Route] = []
    page.route("**/api/v1/suggest?*", lambda route: late.append(route))
    field = page.get_by_role("combobox")
    with page.expect_request("**/api/v1/suggest?*"):
        field.fill("samarbejdsaftale")
    field.press("Escape")
    with page.expect_response("**/api/v1/suggest?*") as answer:
        late[0].continue_()
    assert answer.value.json()["items"]
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert not page.get_by_role("option").first.is_visible()


def test_a_search_says_what_it_did_not_find(client: TestClient) -> None:
    page = client.get(f"/search?lang=da&q={quote('rygestop xyzzyqq')}").text
    assert "Ingen tekst har »xyzzyqq«" in page
    assert client.get("/search?lang=en").status_code == 200
