"""A made-up reorganisation, told rightly without a change of code: before, on and after the day.

On 1 January 2031 two regions of `cases/reorganisation.ttl` become one. Of three clusters come two
councils of a kind that the ontology does not have: the first takes the place of all three, the
second of a part of the second cluster. A plan of a kind of its own follows two agreements; one body
is replaced, one abolished."""

from collections.abc import Sequence

import pytest
from changes_asked import ids
from fastapi.testclient import TestClient
from reorganised import OLD, PLAN, REORGANISATION

from graph import names
from graph.answers import Thing
from graph.ask import ask
from graph.catalogue import question
from graph.check import findings, load
from graph.resources import Resources, collection
from graph.resources.listing import Page, list_things, read_listing

DAYS = ("2030-12-31", "2031-01-01", "2031-01-02")


OLD_CLUSTERS = ["cluster.dk96-1", "cluster.dk96-2", "cluster.dk97-1"]


COUNCILS = ["council.dk98-1", "council.dk98-2"]


OLD_BODIES = ["body.dk96-01", "body.dk96-02"]


OLD_REGIONS = ["region.dk96", "region.dk97"]


STATED = "concept.ground-stated"


def listed(world: Resources, name: str, **given: str) -> Page:
    words = {key: [text] for key, text in given.items()}
    return list_things(read_listing(collection(name), words, world), world)


def labels(thing: Thing) -> tuple[str | None, str | None]:
    return thing.label.da, thing.label.en


def test_the_shapes_have_nothing_to_say() -> None:
    assert findings(load([REORGANISATION])) == []


def test_without_the_succession_of_regions_the_comparison_goes_across_regions() -> None:
    data = load([REORGANISATION])
    succeeds = names.term("succeeds")
    for triple in list(data):
        if str(triple[1]) == succeeds and "/region/" in str(triple[0]):
            data.remove(triple)
    found = {(entry.shape, entry.focus.rsplit("/", 1)[-1]) for entry in findings(data)}
    across = {(shape, focus) for shape, focus in found if shape == "CorrespondenceAcrossRegions"}
    assert {focus for _, focus in across} == {"dk96-1", "dk96-2", "dk97-1"}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("regions", OLD_REGIONS, ["region.dk98"]),
        ("clusters", OLD_CLUSTERS, COUNCILS),
        ("bodies", OLD_BODIES, ["body.dk98-01"]),
        ("agreements", OLD, [PLAN]),
    ],
)
def test_each_day_has_what_holds_on_it(
    world: Resources, name: str, before: Sequence[str], after: Sequence[str]
) -> None:
    found = [ids(listed(world, name, valid_on=day).items) for day in DAYS]
    assert found == [before, after, after]
    assert ids(listed(world, name).items) == sorted([*before, *after])


def test_an_agreement_ends_on_its_last_day(world: Resources) -> None:
    days = ("2027-12-31", "2028-01-01", "2034-12-31", "2035-01-01")
    found = [ids(listed(world, "agreements", valid_on=day).items) for day in days]
    assert found == [[], OLD, [PLAN], []]


# An element holds as long as its agreement.
def test_elements_go_and_come_with_their_agreements(world: Resources) -> None:
    before = ["dk96-2028.goal.1", "dk96-2028.goal.2", "dk97-2028.goal.1"]
    after = ["dk98-2031.goal.1", "dk98-2031.goal.2"]
    assert [ids(listed(world, "goals", valid_on=day).items) for day in DAYS] == [
        before,
        after,
        after,
    ]
    assert ids(listed(world, "goals", region="region.dk98").items) == after


def test_the_new_kinds_have_their_own_labels(world: Resources) -> None:
    (plan,) = listed(world, "agreements", type="ExamplePlan").items
    assert (plan.id, labels(plan.type)) == (PLAN, ("nærplan-eksempel", "local plan (example)"))
    councils = listed(world, "clusters", type="ExampleCouncil", facets="type,cluster,region")
    assert ids(councils.items) == COUNCILS
    assert {labels(item.type) for item in councils.items} == {
        ("nærråd-eksempel", "local council (example)")
    }
    assert {item.url for item in councils.items} == {
        f"/api/v1/clusters/{council}" for council in COUNCILS
    }
    # The facet counts without its own filter: all five, of which two are of the narrower kind.
    told = {count.value: count.count for count in councils.facets["type"]}
    assert told == {"Cluster": 5, "ExampleCouncil": 2}
    assert {count.value for count in councils.facets["cluster"]} == set(COUNCILS)
    assert [(count.value, count.count) for count in councils.facets["region"]] == [
        ("region.dk98", 2)
    ]


def test_the_period_of_a_plan_is_counted_as_that_of_an_agreement(world: Resources) -> None:
    page = listed(world, "agreements", facets="period")
    assert [(count.value, count.count) for count in page.facets["period"]] == [
        ("2028-2030", 2),
        ("2031-2034", 1),
    ]


@pytest.mark.parametrize(("earlier", "changes"), [("dk96-2028", 7), ("dk97-2028", 4)])
def test_the_question_of_changes_answers_across_the_day(
    world: Resources, earlier: str, changes: int
) -> None:
    given = {"from_agreement": [earlier], "to_agreement": [PLAN]}
    assert ask(world.engine, world.things, question("changes"), given).total == changes


def test_questions_take_a_plan_for_an_agreement(world: Resources) -> None:
    goals = ask(world.engine, world.things, question("goals"), {"agreement": [PLAN]})
    assert goals.total == 2
    assert [(entry.agreement.id, entry.finding) for entry in goals.scope] == [(PLAN, "stated")]
    region = ask(world.engine, world.things, question("goals"), {"region": ["region.dk96"]})
    assert [entry.agreement.id for entry in region.scope] == ["dk96-2028"]


@pytest.mark.parametrize(
    ("slug", "column", "found"),
    [
        ("agreement-parties", "agreement", [*OLD, PLAN]),
        ("cluster-members", "cluster", [*OLD_CLUSTERS, *COUNCILS]),
        ("bodies-and-levels", "body", [*OLD_BODIES, "body.dk98-01"]),
    ],
)
def test_questions_about_a_kind_take_in_the_kinds_below_it(
    world: Resources, slug: str, column: str, found: Sequence[str]
) -> None:
    answer = ask(world.engine, world.things, question(slug), {})
    things = [row[column] for row in answer.rows]
    assert [thing.id for thing in things if isinstance(thing, Thing)] == found


# ── Through the service ──


def test_the_service_tells_a_new_kind_where_the_broader_one_is(asking: TestClient) -> None:
    page = asking.get("/api/v1/clusters", params={"valid_on": "2031-01-01"}).json()
    assert [item["id"] for item in page["items"]] == COUNCILS
    assert page["items"][0]["type"]["label"]["da"] == "nærråd-eksempel"
    lines = asking.get("/api/v1/clusters.csv?valid_on=2031-01-01").text.splitlines()
    assert [line.split(",")[3] for line in lines] == ["type_id", *["ExampleCouncil"] * 2]
    assert asking.get("/id/council/dk98-1").status_code == 200
    found = asking.get("/api/v1/search", params={"q": "Nordrådet"}).json()
    assert [item["id"] for item in found["items"]] == COUNCILS[:1]


@pytest.mark.parametrize(
    ("url", "direction", "others"),
    [
        ("clusters/council.dk98-1", "out", OLD_CLUSTERS),
        ("clusters/cluster.dk96-2", "in", COUNCILS),
        ("agreements/dk98-2031", "out", OLD),
        ("agreements/dk96-2028", "in", [PLAN]),
        ("regions/region.dk98", "out", OLD_REGIONS),
        ("regions/region.dk97", "in", ["region.dk98"]),
        ("bodies/body.dk98-01", "out", OLD_BODIES[:1]),
        ("bodies/body.dk96-02", "in", []),
    ],
)
def test_details_tell_the_succession_both_ways(
    asking: TestClient, url: str, direction: str, others: Sequence[str]
) -> None:
    pages = asking.get(f"/api/v1/{url}").json()["relations"]
    (page,) = [page for page in pages if page["direction"] == direction]
    told = [item for item in page["items"] if item["property"]["iri"].endswith("#succeeds")]
    assert [item["thing"]["id"] for item in told] == others
    assert all(item["quotes"] and item["ground"]["id"] == STATED for item in told)


def test_the_network_tells_the_new_kinds(asking: TestClient) -> None:
    found = asking.get("/api/v1/network?edges=succeeds").json()
    kinds = {node["id"]: node["type"]["label"]["en"] for node in found["nodes"]}
    assert kinds["council.dk98-1"] == "local council (example)"
    assert kinds[PLAN] == "local plan (example)"
