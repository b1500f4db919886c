"""Measures, paths and projections of small networks, computed by hand."""

from collections.abc import Sequence
from typing import Final

import networkx as nx
import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st
from networks import WORDS, asked, assertion, made
from silences import COMMON, PREFIXES, document, element, passage

from graph.errors import ParameterError
from graph.names import DATA, ONT
from graph.network import (
    centrality,
    governance,
    neighbourhood,
    paths,
    projection,
)
from graph.network.governance import read_governance
from graph.network.projection import read_projection
from graph.resources import Resources


def test_degree_and_betweenness_are_those_computed_by_hand(square: Resources) -> None:
    wanted = asked(square, agreement="a", edges="serves,pursues")
    degree = centrality("degree", [], wanted, square)
    assert [(item.rank, item.node.id, item.figure) for item in degree.items] == [
        (1, "a.goal.1", 0.75),
        (2, "a.goal.2", 0.5),
        (2, "a.initiative.2", 0.5),
        (2, "a.vision.1", 0.5),
        (5, "a.initiative.1", 0.25),
    ]
    first = degree.items[0]
    assert (first.neighbours, first.edges_in, first.edges_out) == (3, 2, 1)
    between = centrality("betweenness", [], wanted, square)
    assert [(item.rank, item.node.id, item.figure) for item in between.items] == [
        (1, "a.goal.1", 0.583333),  # 3.5 of 6 pairs
        (2, "a.initiative.2", 0.166667),
        (2, "a.vision.1", 0.166667),
        (4, "a.goal.2", 0.083333),
        (5, "a.initiative.1", 0.0),
    ]
    assert (between.nodes, between.edges, between.components) == (5, 5, [5])
    told = centrality("betweenness", [f"{ONT}Vision"], wanted, square)
    assert [(item.rank, item.figure) for item in told.items] == [(2, 0.166667)]


def test_all_shortest_paths_are_told(square: Resources) -> None:
    vision, initiative = f"{DATA}a/vision/1", f"{DATA}a/initiative/2"
    wanted = asked(square, edges="serves,pursues")
    found = paths(vision, initiative, False, wanted, square)
    assert (found.length, found.total) == (2, 2)
    told = [[(s.start, s.edges[0].key, s.end) for s in path] for path in found.paths]
    assert told == [
        [("a.vision.1", "pursues", "a.goal.1"), ("a.goal.1", "serves", "a.initiative.2")],
        [("a.vision.1", "pursues", "a.goal.2"), ("a.goal.2", "serves", "a.initiative.2")],
    ]
    assert found.paths[0][0].edges[0].source == "a.goal.1"  # taken against its direction
    assert all(edge.passages for path in found.paths for step in path for edge in step.edges)
    assert paths(vision, initiative, True, wanted, square).length is None
    assert paths(initiative, vision, True, wanted, square).total == 2
    other = paths(vision, f"{DATA}b/goal/1", False, wanted, square)
    assert (other.length, other.total, other.paths) == (None, 0, [])
    with pytest.raises(ParameterError, match="same thing"):
        paths(vision, vision, False, wanted, square)


Arcs = Sequence[tuple[int, int]]


ARCS: Final = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=1, max_size=14)


@generated(ARCS, st.integers(1, 8), st.integers(1, 8), st.booleans())
@settings(max_examples=40, deadline=None)
def test_paths_and_steps_are_those_of_networkx(
    arcs: Arcs, start: int, end: int, directed: bool
) -> None:
    things = "\n".join(f"<x/initiative/{n}> a aftale:Initiative ." for n in range(1, 9))
    said = "\n".join(
        f"<x/initiative/{a}> aftale:partOfInitiative <x/initiative/{b}> ." for a, b in arcs
    )
    resources = made(PREFIXES + things + said)
    wanted = asked(resources, edges="partOfInitiative")
    whole: nx.DiGraph[str] = nx.DiGraph()
    whole.add_nodes_from(f"x.initiative.{n}" for n in range(1, 9))
    whole.add_edges_from((f"x.initiative.{a}", f"x.initiative.{b}") for a, b in arcs)
    first, last = f"x.initiative.{start}", f"x.initiative.{end}"
    for steps in (1, 2, 3):
        ego = nx.ego_graph(whole, first, steps, undirected=True)
        found = neighbourhood(f"{DATA}x/initiative/{start}", steps, wanted, resources)
        assert {node.id for node in found.nodes} == set(ego)
        assert {(edge.source, edge.target) for edge in found.edges} == set(ego.edges)
    if start == end:
        return
    graph = whole if directed else whole.to_undirected()
    ways = (
        list(nx.all_shortest_paths(graph, first, last)) if nx.has_path(graph, first, last) else []
    )
    told = paths(
        f"{DATA}x/initiative/{start}", f"{DATA}x/initiative/{end}", directed, wanted, resources
    )
    assert sorted([first, *(step.end for step in path)] for path in told.paths) == sorted(ways)


GOVERNED: Final = "\n".join(
    (
        *(PREFIXES, COMMON, document("a", "n", WORDS)),
        *(
            f"<{path}> a aftale:{kind} ; skos:prefLabel '{path}'@da ; aftale:inRegion <region/n> ;"
            f" aftale:evidence <passage/{path}> .\n{passage(path, 'a')}"
            for path, kind in (
                ("body/1", "Body"),
                ("body/2", "Body"),
                ("organisation/1", "Organisation"),
                ("organisation/2", "Organisation"),
                ("body/1/seat/1", "SeatAllocation"),
                ("body/1/post/1", "Post"),
            )
        ),
        element("FollowUp", "a", 1, "adopted"),
        assertion("body/1", "composedOf", "organisation/1", "a"),
        assertion("body/2", "composedOf", "organisation/1", "a"),
        "<body/1/seat/1> aftale:seatIn <body/1> ; aftale:filledBy <organisation/2> ;"
        " aftale:seatCount 3 .",
        "<body/1/post/1> aftale:postIn <body/1> .",
        assertion("body/2", "reportsTo", "body/1", "a"),
        assertion("a/followup/1", "preparedBy", "body/2", "a"),
        assertion("body/2", "responsibleFor", "a/followup/1", "a"),
    )
)


def test_governance_tells_who_sits_where_and_who_does_what() -> None:
    resources = made(GOVERNED)
    found = governance(read_governance({"region": ["nord"]}, resources), resources)
    seats = [
        (s.body.id, s.member and s.member.id, s.record and s.record.id, s.count)
        for s in found.seats
    ]
    assert seats == [
        ("body.1", "organisation.1", None, None),
        ("body.2", "organisation.1", None, None),
        ("body.1", "organisation.2", "body.1.seat.1", 3),
        ("body.1", None, "body.1.post.1", None),
    ]
    assert [(act.who.id, act.what.id) for act in found.reports] == [("body.2", "body.1")]
    acts = [(act.who.id, act.edge.key, act.what.id) for act in found.acts]
    assert acts == [
        ("body.2", "preparedBy", "a.followup.1"),
        ("body.2", "responsibleFor", "a.followup.1"),
    ]
    assert all(edge.passages for seat in found.seats for edge in seat.edges)


def test_a_projection_counts_what_two_have_in_common() -> None:
    resources = made(GOVERNED)
    given = {"of": ["Body"], "by": ["Organisation"]}
    found = projection(read_projection(given, resources), resources)
    (link,) = found.edges
    assert (link.source, link.target, link.weight) == ("body.1", "body.2", 1)
    assert link.shared == ["organisation.1"]
    path = {**given, "path": ["composedOf,seatIn/filledBy"]}
    wider = projection(read_projection(path, resources), resources)
    assert {node.id for node in wider.shared} == {"organisation.1", "organisation.2"}
    (seated,) = (i for i in wider.incidences if i.by == "organisation.2")
    assert [edge.key for edge in seated.edges] == ["filledBy", "seatIn"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"by": ["Goal"]}, "of: name a class"),
        ({"of": ["Gaol"], "by": ["Body"]}, "of: 'Gaol' is no class; did you mean 'Goal'"),
        ({"of": ["Goal"], "by": ["PlanElement"]}, "needs two kinds"),
        ({"of": ["Goal"], "by": ["Vision"], "path": ["servedBy"]}, "ask for 'serves'"),
        ({"of": ["Goal"], "by": ["Vision"], "path": ["a/b/c/d"]}, "path: 'a' is no kind"),
        ({"of": ["Goal"], "by": ["Vision"], "pth": ["serves"]}, "did you mean 'path'"),
    ],
)
def test_a_wrong_projection_is_told(
    resources: Resources, given: dict[str, list[str]], told: str
) -> None:
    with pytest.raises(ParameterError, match=told):
        read_projection(given, resources)
