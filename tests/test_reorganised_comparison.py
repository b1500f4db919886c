"""Comparison across the made-up reorganisation follows the succession."""

from collections.abc import Mapping, Sequence

import pytest
from changes_asked import asked, every_change, ids
from fastapi.testclient import TestClient
from reorganised import OLD, PLAN

from graph import names
from graph.comparison import Matrix, compare, read_comparison
from graph.comparison.pairs import Pairs, read_pairs
from graph.errors import ParameterError
from graph.resources import Resources


def compared(world: Resources, **given: str) -> Matrix:
    return compare(read_comparison({n: [text] for n, text in given.items()}, world), world)


def pairs_of(world: Resources, **given: str) -> Pairs:
    found = read_pairs({name: [text] for name, text in given.items()}, world)
    assert isinstance(found, Pairs)
    return found


def agreements(matrix: Matrix) -> list[str]:
    return ids(column.agreement for column in matrix.columns)


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
