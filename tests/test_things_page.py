"""The pages of things: what they tell, in both languages, and that everybody can read them."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from api.explorer.sections import sections
from api.explorer.written import written
from graph import names
from graph.resources import Resources
from graph.resources.about import about
from graph.resources.plan import plan

AGREEMENT = "/id/dk82-2019.html"


GOAL = "/id/dk82-2019/goal/1.html"


PASSAGE = "/id/passage/midtjylland-2019-2023/725e7e2f23c2/5265-5339.html"


PAGES = [
    AGREEMENT,
    "/id/dk84-2024.html",
    "/id/dk83-2024.html",
    GOAL,
    "/id/dk82-2019/initiative/3.html",
    "/id/dk82-2019/initiative/3/status/1.html",
    "/id/body/dk84-01.html",
    "/id/dk82-2019/indicator/2.html",
    "/concept/theme-tobacco.html",
    "/concept/theme.html",
    "/id/region/dk82.html",
    "/id/cluster/dk82-1.html",
    "/id/document/syddanmark-2024-2027.html",
    "/id/correspondence/close-31.html",
    "/id/assertion/d4467ae5afd8f768.html",
    PASSAGE,
    "/ont.html",
]


def text_of(client: TestClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return unescape(response.text)


def links_of(text: str) -> list[str]:
    found = re.findall(r'href="(/(?:id|concept|ont|api|questions|static)[^"#]*)', text)
    return sorted(set(found))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_thing_has_a_page(client: TestClient, path: str, language: str) -> None:
    text = text_of(client, f"{path}?lang={language}")
    assert f'<html lang="{language}">' in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("path", [AGREEMENT, GOAL, PASSAGE, "/id/body/dk84-01.html"])
def test_what_a_page_links_to_is_there(client: TestClient, path: str) -> None:
    """But the citations, which are of another route."""
    links = [a for a in links_of(text_of(client, f"{path}?lang=da")) if "/api/v1/cite" not in a]
    assert len(links) > 8
    of_each_kind: dict[str, list[str]] = {}
    for link in links:
        of_each_kind.setdefault("/".join(link.split("?")[0].split("/")[:3]), []).append(link)
    for some in of_each_kind.values():
        for link in some[:3]:
            assert client.get(link).status_code == 200, link


def test_an_agreement_tells_of_every_element_that_it_has(
    client: TestClient, resources: Resources
) -> None:
    text = text_of(client, f"{AGREEMENT}?lang=da")
    index = resources.index
    bits = index.of_kind("PlanElement") & index.under("agreement", [names.data("dk82-2019")])
    for number, iri in enumerate(index.things):
        if bits >> number & 1:
            assert f'"/{iri.removeprefix(names.BASE)}.html?lang=da"' in text


def test_an_agreement_says_what_its_text_is_silent_on(client: TestClient) -> None:
    text = text_of(client, "/id/dk83-2024.html?lang=da")
    after = text[text.index('id="covered-theme"') :]
    assert "teksten siger det ikke" in after
    assert "kræft" in after


def test_a_proposal_is_marked_as_such(client: TestClient) -> None:
    text = text_of(client, "/id/dk82-2024.html?lang=da")
    assert '<span class="tag proposed">foreslået</span>' in text
    assert "tag proposed" in text_of(client, "/id/dk82-2024/vision/1.html?lang=da")


def test_a_passage_is_shown_in_its_surrounding_words(client: TestClient) -> None:
    text = text_of(client, f"{GOAL}?lang=da")
    assert "<mark>Målsætning: vi vil nedbringe antallet af dagligrygere" in text
    assert "indsatser i forhold til overvægt" in text
    assert "FÆLLES INVESTERING I FOREBYGGELSE" in text


def test_a_translation_is_marked_and_the_original_is_there(client: TestClient) -> None:
    text = text_of(client, f"{GOAL}?lang=en")
    assert "Our translation; the original:" in text
    assert "Vi vil nedbringe antallet af dagligrygere" in text


def test_a_counterpart_has_its_type_and_reason(client: TestClient) -> None:
    text = text_of(client, f"{GOAL}?lang=da")
    assert "Syddanmarks gælder også øvrige tobaks- og nikotinprodukter." in text
    assert "bortfaldet" in text
    assert "Debatoplægget nævner ikke rygning." in text


def test_the_relations_that_a_page_has_no_room_for_are_on_pages_of_their_own(
    client: TestClient,
) -> None:
    first = "/id/dk82-2019.html?direction=in&property=ofAgreement&lang=da"
    assert first in text_of(client, f"{AGREEMENT}?lang=da")
    seen: set[str] = set()
    following: str | None = first
    while following:
        text = text_of(client, following).partition("<main")[2]
        seen |= set(re.findall(r'<li><a href="(/id/dk82-2019/[^"]+)"', text))
        more = re.search(r'href="([^"]*cursor=[^"]*)"', text)
        following = more[1] if more else None
    assert len(seen) == 195


def test_what_no_relation_is_called_is_refused(client: TestClient) -> None:
    response = client.get(f"{GOAL}?direction=in&property=serve")
    assert response.status_code == 422
    assert "serves" in response.text


def test_what_a_document_was_not_asked_for_is_no_answer(client: TestClient) -> None:
    """A goal without follow-up, in a document that has follow-ups of others, is not stated."""
    text = text_of(client, f"{GOAL}?lang=da")
    after = text[text.index('id="unanswered"') : text.index('id="counterparts"')]
    assert "siger det om andet; om dette er intet kodet" in after
    assert "står i teksten" not in after


def test_the_citation_names_release_and_day(client: TestClient, resources: Resources) -> None:
    text = text_of(client, f"{GOAL}?lang=da")
    assert (
        "Vi vil nedbringe antallet af dagligrygere i Region Midtjylland. "
        "https://w3id.org/sundhedsaftaler/id/dk82-2019/goal/1. "
        f"Aftalegraf, dataudgivelse {resources.release}, udgivet {written(resources.issued, 'da')}."
    ) in text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (PASSAGE, "Passage i »Midtvejsstatus, Sundhedsaftalen 2019-2023«"),
        (
            "/id/assertion/d4467ae5afd8f768.html",
            "Kampagne om øget fokus på henvisning til rygestop, målrettet almen praksis – "
            "understøtter → Vi vil nedbringe antallet af dagligrygere i Region Midtjylland",
        ),
    ],
)
def test_what_has_no_name_is_called_by_what_it_is_about(
    client: TestClient, path: str, title: str
) -> None:
    assert f"<h1>{title}</h1>" in text_of(client, f"{path}?lang=da")


def test_a_truth_and_the_relation_to_a_scheme_are_told_in_danish(client: TestClient) -> None:
    likeness = text_of(client, "/id/correspondence/close-31.html?lang=da")
    assert "<span>nej</span>" in likeness
    theme = text_of(client, "/concept/theme-tobacco.html?lang=da")
    assert "i begrebssystem</text>" in theme


def test_a_passage_tells_what_rests_on_it(client: TestClient) -> None:
    text = text_of(client, f"{PASSAGE}?lang=da")
    assert 'href="/id/dk82-2019/goal/1.html?lang=da"' in text


def test_the_ontology_counts_what_uses_a_term(client: TestClient, resources: Resources) -> None:
    text = text_of(client, "/ont.html?lang=en")
    goals = resources.index.of_kind("Goal").bit_count()
    after = text[text.index('<dt id="Goal">') :]
    assert f"{goals} things of this release" in after[:1_200]
    assert '<a href="/api/v1/goals">' in after[:1_200]


def test_relations_are_all_counted(resources: Resources) -> None:
    """As the page of relations counts them."""
    from graph.resources.detail import tell_relations

    iri = names.data("dk82-2019/goal/1")
    found = about(iri, resources).relations
    for direction in ("out", "in"):
        whole = tell_relations(iri, {"direction": [direction]}, resources)
        groups = [group for group in found if group.direction == direction]
        assert sum(group.total for group in groups) == whole.total


def test_a_plan_holds_every_element_once_at_least(resources: Resources) -> None:
    iri = names.data("dk84-2019")
    found = plan(iri, resources).model_dump_json()
    index = resources.index
    bits = index.of_kind("PlanElement") & index.under("agreement", [iri])
    for number, element in enumerate(index.things):
        if bits >> number & 1:
            assert f'"iri":"{element}"' in found


def test_a_section_leaves_out_the_column_that_names_the_page(resources: Resources) -> None:
    goal = resources.things.named([names.data("dk82-2019/goal/1")])[names.data("dk82-2019/goal/1")]
    serving = sections(goal, "Goal", resources)[0]
    shown = [each.column.name for each in serving.columns]
    assert "goal" not in shown
    assert shown[0] == "initiative"
    beside = {each.column.name: [b.name for b in each.beside] for each in serving.columns}
    assert beside["latest_status"] == ["status_time", "status_ground", "status_quote"]
    assert set(beside["ground"]) == {"quote", "reason"}


def test_no_page_is_wider_than_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (AGREEMENT, GOAL, "/id/dk83-2024.html", "/ont.html", PASSAGE):
        page.goto(f"{path}?lang=da")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_from_the_start_to_the_initiatives_of_the_smoking_goal(
    browser: Browser, address: str
) -> None:
    """The agreement, the goal, and its initiatives, their places, status and quotes; no script."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/?lang=da")
    page.get_by_role("link", name="Sundhedsaftalen 2019-2023, Region Midtjylland").click()
    page.get_by_role("link", name="nedbringe antallet af dagligrygere").first.click()
    table = page.get_by_role("region", name="Initiativer, der understøtter målet").last
    expect(table.get_by_role("row")).to_have_count(5)
    expect(table).to_contain_text("Samarbejdsaftale om rygestop")
    expect(table).to_contain_text("implementeret")
    table.locator("summary").first.click()
    expect(table.locator("blockquote").first).to_be_visible()
    context.close()


def test_the_permalink_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{GOAL}?lang=en")
    page.get_by_role("button", name="Copy the permalink").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://w3id.org/sundhedsaftaler/id/dk82-2019/goal/1"
