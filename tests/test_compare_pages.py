"""The pages that compare: they tell what the API tells, and link the files of just that."""

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import faults
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from api.explorer.changes import Run, shown
from api.explorer.compare import sums, told_in_a_cell
from api.explorer.comparing import in_order
from api.explorer.forms import filled
from graph.comparison import compare, read_comparison
from graph.comparison.changes import compare_changes
from graph.comparison.pairs import Asked, list_pairs, read_pairs
from graph.resources import Resources

CAPITAL = {"from": ["dk84-2019"], "to": ["dk84-2024"]}
CHANGES = "/compare/changes?from=dk84-2019&to=dk84-2024"
SMALL = (
    "/compare?agreement=dk82-2024&agreement=dk84-2024&by=programme",
    f"{CHANGES}&type=Vision",
    "/compare/changes",
    "/compare/shared?agreement=dk84-2019&agreement=dk84-2024&type=Vision&sharing=some",
    "/compare/quality?agreement=dk84-2024&agreement=dk82-2024",
)
LARGE = ("/compare", "/compare?by=target_group", CHANGES, "/compare/shared", "/compare/quality")


def files_of(client: TestClient, path: str) -> dict[str, str]:
    """The addresses of the files that a page offers, by their names."""
    part = re.search(r'id="take">.*?</div>', client.get(path).text, re.DOTALL)
    assert part
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a>', part.group())
    return {name: address.replace("&amp;", "&") for address, name in found}


@pytest.mark.parametrize("path", LARGE)
def test_a_page_of_all_agreements_is_light(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 800_000, "a tenth of it travels, since it is compressed"
    assert not re.search(r"None|Undefined|&lt;(a|span|del|ins)\b", answer.text)


@pytest.mark.parametrize("path", SMALL)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_is_in_either_language(client: TestClient, path: str, language: str) -> None:
    text = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text
    assert f'<html lang="{language}">' in text
    assert not re.search(r"None|Undefined|&lt;(a|span|del|ins)\b", text)


@pytest.mark.parametrize("path", SMALL)
def test_every_file_and_page_that_is_linked_is_there(client: TestClient, path: str) -> None:
    text = client.get(path).text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]+)"', text)}
    files = {link for link in links if link.startswith(("/api/", "/static/compare"))}
    pages = {link for link in links if link.startswith("/compare")}
    own = {*sorted(files)[:9], *sorted(pages)[:4]}
    assert len(own) > 5
    assert {link: client.get(link).status_code for link in own} == dict.fromkeys(own, 200)
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors <= set(re.findall(r' id="([^"]+)"', text))


def test_a_wrong_parameter_is_told_as_a_page(client: TestClient) -> None:
    answer = client.get("/compare?by=thema&lang=da", headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "theme" in answer.text
    assert '<html lang="da">' in answer.text


def test_a_page_cites_the_host_that_was_asked(client: TestClient) -> None:
    """Pages are kept for the next who asks, who may know the service by another name."""
    for host in ("one.example", "two.example"):
        text = client.get("/compare?by=programme", headers={"host": host}).text
        assert f'<span class="address">http://{host}/compare?by=programme' in text


def test_empty_fields_of_a_form_ask_nothing(client: TestClient) -> None:
    assert filled({"theme": ["", "tobacco"], "type": [""], "lang": ["da"]}) == {
        "theme": ["tobacco"]
    }
    bare, sent = (client.get(f"/compare?{query}lang=da").text for query in ("", "theme=&type=&"))
    address = re.compile(r'<span class="address">([^<]+)')
    assert address.findall(bare) == address.findall(sent) != []


def test_the_matrix_shows_what_the_api_tells(client: TestClient) -> None:
    path = "/compare?agreement=dk82-2024&agreement=dk84-2024&by=type&lang=en"
    asked = client.get(files_of(client, path)["JSON"]).json()
    text = client.get(path).text
    cells = [cell for row in asked["rows"] for cell in row["cells"]]
    assert text.count('<td role="cell"') == len(cells) + len(asked["columns"])
    for cell in cells:
        for told in cell["elements"]:
            assert told["element"]["label"]["en"] in unescape(text)
        if cell["count"] > 1:
            assert f"{cell['count']} elements</strong>" in text


def test_a_form_keeps_what_the_address_says(client: TestClient) -> None:
    text = client.get("/compare?elements=2&normative=proposed&empty=0&lang=da").text
    form = text[text.index('<form action="/compare"') : text.index("Ryd alle valg")]
    assert '<input type="hidden" name="elements" value="2">' in form
    assert '<option value="proposed" selected>' in form
    assert 'name="empty" value="0" checked' in form
    assert 'data-of="Sundhedsaftalen 2024-2027, Region Midtjylland (forslag) · forslag"' in text


def test_sums_count_the_findings_of_an_agreement(resources: Resources) -> None:
    found = compare(read_comparison({"by": ["theme"]}, resources), resources)
    first, *_ = sums(found)
    assert first["stated"] == sum(row.cells[0].finding == "stated" for row in found.rows)
    assert sum(first.values()) == found.total


def test_many_agreements_tell_fewer_elements_each() -> None:
    assert [told_in_a_cell(columns) for columns in (1, 5, 6, 8, 100)] == [3, 3, 2, 1, 1]


def test_an_adopted_agreement_comes_before_a_proposal(resources: Resources) -> None:
    pairs = in_order(list_pairs(resources).pairs)
    assert [(p.earlier.agreement.id, p.later.agreement.id) for p in pairs] == [
        ("dk84-2019", "dk84-2024"),
        ("dk82-2019", "dk82-2024"),
    ]


def test_the_words_of_both_sides_are_told_whole(resources: Resources) -> None:
    """What a side shows, marks aside, is its texts as they read."""
    asked = read_pairs(CAPITAL, resources)
    assert isinstance(asked, Asked)
    changes = [c for group in compare_changes(asked, resources).groups for c in group.changes]
    for change in changes:
        if not change.words:
            continue
        told = shown(change)
        for side, place in ((told.earlier, "earlier_text"), (told.later, "later_text")):
            parts = [part for part in change.words.parts if getattr(part, place) is not None]
            runs = [run for text in side.texts for run in text]
            assert [run.words for run in runs] == [part.plain.strip() for part in parts]
            assert "added" not in {run.fate for text in told.earlier.texts for run in text}
            assert all(text[0].space == "" for text in side.texts)
    extended = next(c for c in changes if c.correspondence.id == "correspondence.dk84-3")
    assert shown(extended).earlier.texts[0][:2] == [
        Run("removed", "", "Mere"),
        Run("equal", " ", "samspil med borgerne"),
    ]


@pytest.mark.parametrize("filters", ["", "&type=Vision", "&theme=mental-health", "&type=FollowUp"])
def test_the_csv_holds_what_the_screen_holds(client: TestClient, filters: str) -> None:
    path = f"{CHANGES}{filters}&lang=da"
    text = client.get(path).text
    rows = list(csv.DictReader(io.StringIO(client.get(files_of(client, path)["CSV"]).text)))
    articles = "".join(re.findall(r"<article.*?</article>", text, re.DOTALL))
    judged = re.findall(r'href="/id/correspondence/([^"]+)\.html[^"]*" class="small"', articles)
    assert {f"correspondence.{end}" for end in judged} == {
        row["correspondence_id"] for row in rows
    } - {""}
    part = re.search(r'id="not-compared".*?</section>', text, re.DOTALL)
    shown_ids = set(re.findall(r"([\w-]+\.[\w.-]+\.\d+)[,<]", part.group() if part else ""))
    alone = [row for row in rows if not row["correspondence_id"]]
    assert shown_ids == {row["earlier_id"] or row["later_id"] for row in alone}


def test_what_is_shared_is_told_with_the_reason(client: TestClient) -> None:
    path = SMALL[3] + "&lang=da"
    told: dict[str, Any] = client.get(files_of(client, path)["JSON"]).json()
    text = client.get(path).text
    assert f"{told['total']} elementer</h2>" in text
    for row in told["rows"]:
        for place in row["places"]:
            for counterpart in place["counterparts"]:
                assert counterpart["correspondence"]["id"] in text


def test_what_all_share_is_shown_first_and_the_files_say_so(client: TestClient) -> None:
    address = files_of(client, "/compare/shared?lang=da")["CSV"]
    assert parse_qs(urlsplit(address).query)["sharing"] == ["all"]


def test_goals_are_told_with_the_six_things(client: TestClient) -> None:
    path = "/compare/quality?agreement=dk83-2024&lang=da"
    told = client.get(files_of(client, path)["JSON"]).json()
    text = client.get(path).text
    assert text.count('<td role="cell"') == 6 * told["total"] == 48
    assert "8 af 8" in text


@pytest.mark.parametrize("path", [SMALL[0], SMALL[3], SMALL[4]])
def test_what_is_folded_can_be_read_by_all(page: Page, path: str) -> None:
    """The pages as they open are tried with every other page."""
    page.goto(f"{path}&lang=da")
    page.evaluate("[...document.querySelectorAll('details')].slice(0, 9).map(d => d.open = true)")
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_changed_in_the_visions_is_three_clicks_away_and_its_csv_one_more(
    browser: Browser, address: str
) -> None:
    """Without JavaScript, which nothing here needs."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/?lang=da")
    page.get_by_role("link", name="Hvad er ændret?").click()
    page.get_by_role("link", name=re.compile("Hovedstaden → ")).click()
    page.get_by_role("link", name="vision", exact=True).click()
    expect(page.get_by_role("heading", name="8 ændringer")).to_be_visible()
    expect(page.get_by_text("Tættere samspil med borgerne").first).to_be_visible()
    csv_link = page.get_by_role("link", name="CSV", exact=True)
    table = page.request.get(address + str(csv_link.get_attribute("href"))).text()
    assert table.count("correspondence.dk84-") == 8
    page.context.close()


def test_a_form_asks_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/compare?lang=da&by=programme")
    page.get_by_role("checkbox", name="Midtjylland (forslag)").uncheck()
    page.get_by_label("Vis kun emner, hvor").check()
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("columnheader")).to_have_count(5)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["differences"], asked["by"], len(asked["agreement"])) == (["1"], ["programme"], 4)
    page.context.close()


def test_a_form_leaves_its_empty_fields_out_of_the_address(page: Page) -> None:
    page.goto(f"{CHANGES}&lang=da&type=Vision")
    page.get_by_label("Tema", exact=True).select_option("prevention")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.url.endswith("?lang=da&from=dk84-2019&to=dk84-2024&type=Vision&theme=prevention")


def test_a_button_opens_all_that_is_folded_and_closes_it(page: Page) -> None:
    page.goto("/compare?by=programme&lang=da")
    expect(page.locator("#matrix details[open]")).to_have_count(0)
    page.get_by_role("button", name="Åbn alle").click()
    expect(page.locator("#matrix details:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Luk alle").click()
    expect(page.locator("#matrix details[open]")).to_have_count(0)


def test_head_and_first_column_of_the_matrix_stay(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 600})
    page.goto("/compare?by=type&lang=da")
    page.locator("#matrix").evaluate("each => each.scrollTo(300, 300)")
    place = page.locator("#matrix").bounding_box()
    corner = page.locator("#matrix thead th").first.bounding_box()
    assert place
    assert corner
    assert abs(corner["x"] - place["x"]) < 3
    assert abs(corner["y"] - place["y"]) < 3
