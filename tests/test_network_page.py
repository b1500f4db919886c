"""The pages of the network: what they tell, where they lead, and that a list says what is drawn."""

import html
import json
import re
import sys
from typing import Any, Final

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from api.explorer.assets import is_built
from api.explorer.edges import grouped
from api.explorer.governed import Branch, reporting
from api.explorer.network_drawing import MAX_DRAWN, draw
from graph.engine import EmbeddedEngine
from graph.network import count_edges, governance, neighbourhood
from graph.network.governance import read_governance
from graph.network.request import read_asked
from graph.release import Release
from graph.resources import Resources

BUILT = pytest.mark.skipif(not is_built(), reason="Node.js is missing, and with it the drawing")
GOAL: Final = "dk82-2019.goal.1"
SOURCE: Final = "data-source.dk-03"
BASE: Final = "https://w3id.org/sundhedsaftaler"
PAGES: Final = (
    "/network?lang=da",
    f"/network?of={GOAL}&lang=en",
    f"/network/paths?from={GOAL}&to={SOURCE}&lang=da",
    "/network/governance?agreement=dk84-2019&lang=en",
)

TINY: Final = f"""
@prefix aftale: <{BASE}/ont#> .
@prefix id: <{BASE}/id/> .
@prefix body: <{BASE}/id/body/> .
body:a a aftale:Body ; aftale:reportsTo body:b .
body:b a aftale:Body ; aftale:reportsTo body:c .
body:c a aftale:Body ; aftale:reportsTo body:b .
body:d a aftale:Body ; aftale:reportsTo body:e ; aftale:appointedBy body:e, body:d .
body:e a aftale:Body .
"""


def tiny() -> Resources:
    return Resources(EmbeddedEngine(Release("x", {"t": TINY})))


def around(of: str, steps: int, edges: str, resources: Resources) -> Any:
    asked = read_asked({"edges": [edges]}, (), resources)
    return neighbourhood(f"{BASE}/id/{of}", steps, asked, resources)


def test_edges_are_counted_by_kind_whichever_way_they_go() -> None:
    iri = f"{BASE}/id/body/"
    found = count_edges([f"{iri}b", f"{iri}d", f"{iri}none"], tiny())
    assert found == {
        f"{iri}b": {"reportsTo": 3},
        f"{iri}d": {"reportsTo": 1, "appointedBy": 3},  # one to itself, which is out and in
    }


def test_edges_are_listed_from_it_to_it_and_between_others() -> None:
    found = around("body/b", 1, "reportsTo", tiny())
    pairs = {
        way: [(line.source.id, line.target.id) for group in groups for line in group.lines]
        for way, groups in grouped(found).items()
    }
    assert pairs == {
        "out": [("body.b", "body.c")],
        "in": [("body.a", "body.b"), ("body.c", "body.b")],
        "between": [],
    }


def test_a_drawing_has_what_points_to_it_on_the_left() -> None:
    drawing = draw(around("body/b", 2, "reportsTo", tiny()), "da")
    assert drawing
    places = {node["id"]: (node["x"] > 0) - (node["x"] < 0) for node in drawing.content["nodes"]}
    assert places == {"body.a": -1, "body.b": 0, "body.c": 1}
    assert drawing.is_whole


@pytest.mark.parametrize(
    ("of", "steps", "edges", "is_whole"),
    [
        ("dk82-2019/goal/1", 2, "plan", True),
        ("data-source/dk-03", 2, "plan,measurement,governance", False),
    ],
)
def test_every_box_has_a_place_of_its_own(
    resources: Resources, of: str, steps: int, edges: str, is_whole: bool
) -> None:
    found = around(of, steps, edges, resources)
    drawing = draw(found, "da")
    assert drawing
    assert drawing.is_whole == is_whole == (len(found.nodes) <= MAX_DRAWN)
    places = {(node["x"], node["y"]) for node in drawing.content["nodes"]}
    far = [node for node in found.nodes if drawing.is_whole or found.distances[node.id] <= 1]
    assert len(places) == len(drawing.content["nodes"]) == len(far)
    assert {looks for _, looks in drawing.legend} == {n["look"] for n in drawing.content["nodes"]}
    assert draw(found, "da") == drawing


def test_reports_are_trees_and_a_circle_is_cut() -> None:
    resources = tiny()
    found = governance(read_governance({}, resources), resources)

    def shape(branch: Branch) -> Any:
        return {branch.body.id: [shape(each) for each in branch.below]}

    assert [shape(tree) for tree in reporting(found)] == [
        {"body.e": [{"body.d": []}]},
        {"body.b": [{"body.a": []}, {"body.c": [{"body.b": []}]}]},
    ]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_list_has_every_edge_and_every_quote_of_the_api(client: TestClient, lang: str) -> None:
    answer = client.get(f"/network?of={GOAL}&lang={lang}")
    assert answer.status_code == 200
    files = [html.unescape(found) for found in re.findall(r'href="(/api/v1/[^"]*)"', answer.text)]
    ends = {file.partition("?")[0].rpartition(".")[2] for file in files}
    assert {"csv", "json", "graphml", "gexf"} <= ends
    assert all(client.get(file).status_code == 200 for file in files)
    told = client.get(next(file for file in files if ".json?" in file)).json()
    listed = answer.text[answer.text.index('id="list"') :]
    assert listed.count('<li class="edge">') == len(told["edges"])
    text = html.unescape(listed)
    assert all(quote["plain"] in text for quote in told["quotes"])


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    text = client.get(path).text
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"#]*)', text)}
    kept = {"/network", "/network/paths", "/network/governance"}
    ours = [link for link in sorted(links) if link.partition("?")[0] in kept or "/id/" in link]
    assert len(ours) > 5
    for link in ours[:: len(ours) // 5]:
        assert client.get(link, headers={"accept": "text/html"}).status_code == 200, link


def test_places_to_begin_are_taken_from_each_agreement(client: TestClient) -> None:
    text = client.get("/network?lang=da").text
    agreements = client.get("/api/v1/agreements").json()["items"]
    for agreement in agreements:
        best = client.get(f"/api/v1/network/centrality?agreement={agreement['id']}").json()
        assert f"/network?of={best['items'][0]['node']['id']}&amp;lang=da" in text


def test_a_thing_without_the_usual_edges_shows_its_own(client: TestClient) -> None:
    text = client.get("/network?of=concept.theme-prevention&lang=da").text
    assert 'value="topics" checked' in text
    assert 'value="plan" checked' not in text
    assert "edges=topics" in text


def test_words_lead_to_things_that_have_edges(client: TestClient) -> None:
    text = client.get("/network?of=rygestop&lang=da").text
    assert "/network?of=dk82-2019.initiative.1&amp;lang=da" in text
    assert "passer på »xyzzy«" in client.get("/network?of=xyzzy&lang=da").text
    two = client.get(f"/network/paths?from=rygestop&to={SOURCE}&lang=da").text
    assert f"/network/paths?to={SOURCE}&amp;from=dk82-2019.initiative.1" in two


def test_too_much_is_told_with_how_to_narrow(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["graph.network.neighbourhood"], "MAX_NEAR", 5)
    answer = client.get(f"/network?of={GOAL}&lang=da")
    assert answer.status_code == 413
    assert "Vælg færre slags forbindelser" in answer.text
    assert 'name="edges"' in answer.text


@pytest.mark.parametrize(
    "path", ["/network?steps=3&of=" + GOAL, "/network?edge=plan", "/network/governance?edges=plan"]
)
def test_a_wrong_address_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


def test_paths_are_told_in_words_with_quotes(client: TestClient) -> None:
    path = f"?from={GOAL}&to={SOURCE}"
    text = html.unescape(client.get(f"/network/paths{path}&lang=da").text)
    told = client.get(f"/api/v1/network/paths{path}").json()
    assert all(quote["plain"] in text for quote in told["quotes"])
    assert f"skridt: {told['length']}" in text
    same = client.get(f"/network/paths?from={GOAL}&to={GOAL}&lang=da")
    assert "den samme ting" in same.text
    none = client.get(f"/network/paths{path}&edges=succeeds&lang=en").text
    assert "No way leads there" in none


def test_governance_tells_every_relation(client: TestClient) -> None:
    all_of_them = client.get("/network/governance?lang=da")
    told = client.get("/api/v1/network/governance").json()
    for scope in told["scope"]:
        assert f"agreement={scope['agreement']['id']}" in all_of_them.text
    one = client.get("/network/governance?agreement=dk83-2024&lang=da").text
    told = client.get("/api/v1/network/governance?agreement=dk83-2024").json()
    rows = sum(len(told[part]) for part in ("acts", "groups"))
    assert one.split("<caption", 2)[2].count('<th scope="row">') == rows
    text = html.unescape(one)
    assert all(quote["plain"] in text for quote in told["quotes"])


@BUILT
def test_a_box_leads_to_its_line_in_the_list(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/network?of={GOAL}&lang=da")
    drawing = page.locator(".drawing")
    expect(drawing.locator("canvas").first).to_be_visible()
    content = json.loads(drawing.get_attribute("data-network") or "")
    left = next(node for node in content["nodes"] if node["x"] < 0)
    width = int(drawing.get_attribute("data-width") or 0)
    height = int(drawing.get_attribute("data-height") or 0)
    xs, ys = ([node[axis] for node in content["nodes"]] for axis in "xy")
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    place = {"x": left["x"] - middle[0] + width / 2, "y": left["y"] - middle[1] + height / 2}
    drawing.click(position=place)
    expect(page.locator("li.found [data-thing]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"of={re.escape(left['id'])}&"))


@BUILT
def test_what_is_chosen_from_the_suggestions_is_put_in_the_middle(page: Page) -> None:
    page.goto("/network?lang=da")
    page.get_by_label("omkring?").press_sequentially("Samarbejdsaftale om ryge")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/network\?lang=da&of=dk82-2019\.initiative\.1$"))
    page.goto(f"/network/paths?from={GOAL}&lang=da")
    page.get_by_role("combobox", name="Til").press_sequentially("Samarbejdsaftale om ryge")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Find veje").click()
    expect(page.get_by_role("heading", name="Én korteste vej")).to_be_visible()
    assert "to=dk82-2019.initiative.1" in page.url


def test_without_a_script_the_list_is_enough(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto("/network?lang=da")
        page.get_by_label("omkring?").fill(GOAL)
        page.get_by_role("button", name="Vis").click()
        expect(page.locator("figure")).to_be_hidden()
        page.get_by_label("emnerne").check()
        page.get_by_label("2 skridt").check()
        page.get_by_role("button", name="Vis").first.click()
        assert "edges=topics" in page.url
        expect(page.get_by_role("heading", name="Forbindelserne som liste")).to_be_visible()
        page.get_by_text("Citat", exact=True).first.click()
        expect(page.locator("blockquote").first).to_be_visible()
