"""A made-up reorganisation, told rightly without a change of code: before, on and after the day.

On 1 January 2031 two regions of `cases/reorganisation.ttl` become one. Of three clusters come two
councils of a kind that the ontology does not have: the first takes the place of all three, the
second of a part of the second cluster. A plan of a kind of its own follows two agreements; one body
is replaced, one abolished.
"""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from changes_asked import asked, every_change, ids
from fastapi.testclient import TestClient
from reorganised import REORGANISATION, made_up_release

from api.app import create_app
from api.settings import Settings
from graph import names
from graph.answers import Thing
from graph.ask import ask
from graph.catalogue import question
from graph.check import findings, load
from graph.comparison import Matrix, compare, read_comparison
from graph.comparison.pairs import Pairs, read_pairs
from graph.engine import EmbeddedEngine
from graph.errors import ParameterError
from graph.resources import Resources, collection
from graph.resources.listing import Page, list_things, read_listing
from graph.workers import Pool

DAYS = ("2030-12-31", "2031-01-01", "2031-01-02")
OLD_CLUSTERS = ["cluster.dk96-1", "cluster.dk96-2", "cluster.dk97-1"]
COUNCILS = ["council.dk98-1", "council.dk98-2"]
OLD_BODIES = ["body.dk96-01", "body.dk96-02"]
OLD_REGIONS = ["region.dk96", "region.dk97"]
OLD, PLAN = ["dk96-2028", "dk97-2028"], "dk98-2031"
STATED = "concept.ground-stated"


@pytest.fixture(scope="module")
def world() -> Resources:
    return Resources(EmbeddedEngine(made_up_release()))


@pytest.fixture(scope="module")
def asking() -> Iterator[TestClient]:
    """A client of the service with the made-up release."""
    settings = Settings()
    app = create_app(Pool(made_up_release(), settings.limits()), settings)
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        yield client


def listed(world: Resources, name: str, **given: str) -> Page:
    words = {key: [text] for key, text in given.items()}
    return list_things(read_listing(collection(name), words, world), world)


def compared(world: Resources, **given: str) -> Matrix:
    return compare(read_comparison({n: [text] for n, text in given.items()}, world), world)


def pairs_of(world: Resources, **given: str) -> Pairs:
    found = read_pairs({name: [text] for name, text in given.items()}, world)
    assert isinstance(found, Pairs)
    return found


def agreements(matrix: Matrix) -> list[str]:
    return ids(column.agreement for column in matrix.columns)


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


def test_the_matrix_has_the_old_agreements_beside_the_plan(world: Resources) -> None:
    matrix = compared(world, by="theme")
    assert agreements(matrix) == [*OLD, PLAN]
    cells = {
        row.topic.id.removeprefix("concept.theme-"): [(c.finding, c.count) for c in row.cells]
        for row in matrix.rows
        if row.topic.id
    }
    assert cells["tobacco"] == [("stated", 1), ("stated", 1), ("stated", 1)]
    # The plan was read in full for alcohol and has nothing; the West was not read for it.
    assert cells["alcohol"] == [("stated", 1), ("not-coded", 0), ("silent", 0)]
    assert cells["equality"] == [("stated", 2), ("not-coded", 0), ("stated", 1)]
    kinds = {
        row.topic.iri.removeprefix(names.ONT): [c.count for c in row.cells]
        for row in compared(world, by="type", empty="0").rows
    }
    assert kinds == {"FollowUp": [1, 0, 0], "Goal": [2, 1, 2], "Vision": [1, 0, 1]}


def test_every_pair_is_listed_with_the_regions_of_both_sides(world: Resources) -> None:
    told = [
        (pair.earlier.agreement.id, pair.later.agreement.id, ids(pair.regions), pair.changes)
        for pair in pairs_of(world).pairs
    ]
    assert told == [
        ("dk96-2028", PLAN, ["region.dk96", "region.dk98"], 7),
        ("dk97-2028", PLAN, ["region.dk97", "region.dk98"], 4),
    ]


@pytest.mark.parametrize(
    ("region", "lineage", "earlier"),
    [
        ("region.dk96", "0", OLD[:1]),
        ("region.dk97", "0", OLD[1:]),
        ("region.dk98", "0", OLD),
        ("region.dk96", "1", OLD),  # its line goes to the region that the other became, too
        ("region.dk98", "1", OLD),
    ],
)
def test_pairs_of_a_region_and_of_its_line(
    world: Resources, region: str, lineage: str, earlier: Sequence[str]
) -> None:
    found = pairs_of(world, region=region, lineage=lineage)
    assert ids(pair.earlier.agreement for pair in found.pairs) == earlier


def test_a_comparison_of_a_region_and_of_its_line(world: Resources) -> None:
    assert agreements(compared(world, region="region.dk96")) == OLD[:1]
    assert agreements(compared(world, region="region.dk96", lineage="1")) == ["dk96-2028", PLAN]
    assert agreements(compared(world, region="region.dk98")) == [PLAN]
    assert agreements(compared(world, region="region.dk98", lineage="1")) == [*OLD, PLAN]


@pytest.mark.parametrize(
    "given",
    [{"lineage": "1"}, {"region": "region.dk96", "lineage": "2"}, {"region": "region.dk99"}],
)
def test_what_names_no_region_is_refused(world: Resources, given: Mapping[str, str]) -> None:
    with pytest.raises(ParameterError):
        compared(world, **given)
    with pytest.raises(ParameterError):
        pairs_of(world, **given)


def test_agreements_and_a_region_together_are_refused(world: Resources) -> None:
    with pytest.raises(ParameterError, match="not both"):
        compared(world, region="region.dk96", agreement=PLAN)


def test_the_changes_from_the_east_to_the_plan(world: Resources) -> None:
    found = asked(world, from_="dk96-2028", to=PLAN)
    assert found.total == 7
    kinds = {(group.kind.id or "").rsplit("-", 1)[-1]: group.count for group in found.groups}
    assert kinds == {"dropped": 3, "kept": 2, "extended": 1, "new": 1}
    assert sum(kinds.values()) == found.total == len(every_change(found))
    extents = {
        entry.type.iri.removeprefix(names.ONT): (entry.earlier.count, entry.later.count)
        for entry in found.coverage
    }
    # A council counts among the clusters: it is of a kind below theirs.
    assert extents == {
        "Vision": (1, 1),
        "Goal": (2, 2),
        "FollowUp": (1, 0),
        "Body": (2, 1),
        "Cluster": (2, 2),
    }
    assert not next(e for e in found.coverage if e.type.iri.endswith("Cluster")).covered


def test_the_changes_from_the_west_to_the_plan(world: Resources) -> None:
    found = asked(world, from_="dk97-2028", to=PLAN)
    kinds = {(group.kind.id or "").rsplit("-", 1)[-1]: group.count for group in found.groups}
    assert (found.total, kinds) == (4, {"new": 3, "extended": 1})
    assert found.bodies == []
    (reworded,) = [change for change in every_change(found) if change.words]
    assert (reworded.same_wording, ids(e.element for e in reworded.later)) == (
        False,
        ["dk98-2031.goal.1"],
    )
    assert ids(fate.element for fate in found.earlier) == ["dk97-2028.goal.1"]


def test_bodies_left_behind(world: Resources) -> None:
    replaced, abolished = asked(world, from_="dk96-2028", to=PLAN).bodies
    assert (replaced.body.id, ids(replaced.successors)) == ("body.dk96-01", ["body.dk98-01"])
    # The advisory group, which was dropped itself, reported to it; it was responsible for the
    # yearly status, of which the plan is silent.
    assert [(link.element.id, link.state, link.later) for link in replaced.links] == [
        ("body.dk96-02", "dropped", "stated"),
        ("dk96-2028.follow-up.1", "dropped", "silent"),
    ]
    assert (abolished.body.id, abolished.successors) == ("body.dk96-02", [])


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


def test_the_service_compares_along_the_line(asking: TestClient) -> None:
    given = {"region": "region.dk96", "lineage": "1"}
    found = asking.get("/api/v1/compare", params=given).json()
    assert [column["agreement"]["id"] for column in found["columns"]] == ["dk96-2028", PLAN]
    assert asking.get("/api/v1/changes", params=given).json()["total"] == 2
    shared = asking.get("/api/v1/compare/shared", params=given).json()
    assert [column["agreement"]["id"] for column in shared["columns"]] == ["dk96-2028", PLAN]
    assert asking.get("/api/v1/compare/quality", params=given).json()["total"] == 4
    one = asking.get("/api/v1/changes", params={"from": "dk96-2028", "to": PLAN}).json()
    assert one["total"] == 7


def test_the_network_tells_the_new_kinds(asking: TestClient) -> None:
    found = asking.get("/api/v1/network?edges=succeeds").json()
    kinds = {node["id"]: node["type"]["label"]["en"] for node in found["nodes"]}
    assert kinds["council.dk98-1"] == "local council (example)"
    assert kinds[PLAN] == "local plan (example)"
