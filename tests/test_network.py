"""Networks: figures against hand-computed small cases, SPARQL and networkx; silence; bounds.

The made-up graph has two goals under one vision and two initiatives, one of which serves both
goals: a square (vision, goal 1, initiative 2, goal 2) with initiative 1 hanging from goal 1.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import networkx as nx
import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st
from test_findings import COMMON, EVERYTHING, PREFIXES, document, element, passage

from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError, ResultTooLarge
from graph.names import DATA, ONT
from graph.network import (
    Network,
    centrality,
    edge_kinds,
    edge_sets,
    governance,
    neighbourhood,
    paths,
    projection,
    whole_network,
)
from graph.network.files import network_graph
from graph.network.governance import read_governance
from graph.network.projection import read_projection
from graph.network.request import Asked, read_asked, read_node
from graph.release import Release
from graph.resources import Resources

WORDS: Final = (*EVERYTHING, "aftale:serves", "aftale:pursues", "aftale:composedOf")


def assertion(subject: str, property_: str, object_: str, name: str, ground: str = "stated") -> str:
    path = f"{subject}/{property_}/{object_}/{name}".replace("/", "-")
    return (
        f"<{subject}> aftale:{property_} <{object_}> .\n"
        f"<assertion/{path}> a aftale:Assertion ; aftale:assertedSubject <{subject}> ;"
        f" aftale:assertedPredicate aftale:{property_} ; aftale:assertedObject <{object_}> ;"
        f" aftale:ground concept:ground-{ground} ; aftale:evidence <passage/{path}> .\n"
        + passage(path, name)
    )


SQUARE: Final = "\n".join(
    (
        *(PREFIXES, COMMON),
        document("a", "n", WORDS),
        document("b", "n", WORDS),
        document("c", "s", WORDS),
        document("d", "s", ["aftale:Goal"]),
        *(element("Vision", "a", 1, "adopted"),),
        *(element("Goal", "a", number, "adopted") for number in (1, 2)),
        *(element("Initiative", "a", number, "adopted") for number in (1, 2)),
        assertion("a/goal/1", "pursues", "a/vision/1", "a", "structural"),
        assertion("a/goal/2", "pursues", "a/vision/1", "a", "structural"),
        assertion("a/initiative/1", "serves", "a/goal/1", "a"),
        assertion("a/initiative/2", "serves", "a/goal/1", "a"),
        assertion("a/initiative/2", "serves", "a/goal/2", "a", "analyst"),
        element("Goal", "b", 1, "declined"),
        element("Initiative", "b", 1, "declined"),
        assertion("b/initiative/1", "serves", "b/goal/1", "b"),
    )
)


def made(turtle: str, inferred: str = "") -> Resources:
    graphs = {"all": turtle.encode(), "inferred": (PREFIXES + inferred).encode()}
    return Resources(EmbeddedEngine(Release("made-up", graphs)))


@pytest.fixture(scope="module")
def square() -> Resources:
    return made(SQUARE)


def asked(resources: Resources, **given: str) -> Asked:
    return read_asked({name: [text] for name, text in given.items()}, (), resources)


def edges(network: Network) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.key, edge.target) for edge in network.edges}


def test_the_network_of_an_agreement(square: Resources) -> None:
    found = whole_network(asked(square, agreement="a", edges="serves,pursues"), square)
    assert edges(found) == {
        ("a.goal.1", "pursues", "a.vision.1"),
        ("a.goal.2", "pursues", "a.vision.1"),
        ("a.initiative.1", "serves", "a.goal.1"),
        ("a.initiative.2", "serves", "a.goal.1"),
        ("a.initiative.2", "serves", "a.goal.2"),
    }
    last = found.edges[-1]
    assert (last.key, last.source, last.target) == ("serves", "a.initiative.2", "a.goal.2")
    assert [ground.id for ground in last.grounds] == ["concept.ground-analyst"]
    assert [q.document.id for q in found.quotes if q.passage in last.passages] == ["document.a"]
    assert [node.id for node in found.nodes] == sorted(node.id for node in found.nodes)
    assert found.nodes[0].type.iri == f"{ONT}Goal"
    assert {kind.name: kind.edges for kind in found.kinds} == {"pursues": 2, "serves": 3}


def test_the_four_findings(square: Resources) -> None:
    found = whole_network(asked(square, edges="serves"), square)
    told = {scope.agreement.id: (scope.finding, scope.rows) for scope in found.scope}
    assert told == {
        "a": ("stated", 3),
        "b": ("declined", 1),
        "c": ("silent", 0),
        "d": ("not-coded", 0),
    }


def test_a_filter_by_type_makes_no_document_silent(square: Resources) -> None:
    found = whole_network(asked(square, edges="serves", type="Vision"), square)
    assert found.edges == []
    told = {scope.agreement.id: (scope.finding, scope.rows) for scope in found.scope}
    assert told["a"] == ("stated", 0)
    assert told["b"] == ("declined", 0)
    assert [node.id for node in found.nodes] == ["a.vision.1"]


def test_an_edge_is_of_the_agreement_whose_document_says_it() -> None:
    bodies = "\n".join(
        f"<body/{n}> a aftale:Body ; skos:prefLabel '{n}'@da ; aftale:inRegion <region/n> ;"
        f" aftale:evidence <passage/{n}-a> , <passage/{n}-b> .\n"
        + passage(f"{n}-a", "a")
        + passage(f"{n}-b", "b")
        for n in ("1", "2")
    )
    resources = made(SQUARE + bodies + assertion("body/1", "composedOf", "body/2", "b"))
    for agreement, count in (("a", 0), ("b", 1)):
        found = whole_network(asked(resources, edges="composedOf", agreement=agreement), resources)
        assert len(found.edges) == count


def test_an_edge_that_two_documents_state_is_one_with_both_grounds() -> None:
    twice = assertion("a/goal/1", "pursues", "a/vision/1", "b", "analyst")
    resources = made(SQUARE + twice)
    (edge, _) = whole_network(asked(resources, edges="pursues"), resources).edges
    assert [g.id for g in edge.grounds] == ["concept.ground-analyst", "concept.ground-structural"]
    assert len(edge.passages) == 2


def test_inferred_inverses_are_no_edges_and_other_conclusions_are_computed() -> None:
    more = (
        "<a/goal/1> aftale:servedBy <a/initiative/1> ."
        "<a/initiative/1> aftale:contributesTo <a/vision/1> ."
    )
    resources = made(SQUARE, more)
    every = {"edges": ",".join(edge_kinds()), "agreement": "a"}
    found = whole_network(asked(resources, **every), resources)
    assert "servedBy" not in {edge.key for edge in found.edges}
    assert sum(e.source == "a.initiative.1" and e.key == "serves" for e in found.edges) == 1
    (concluded,) = (edge for edge in found.edges if edge.key == "contributesTo")
    assert [ground.id for ground in concluded.grounds] == ["concept.ground-computed"]
    assert concluded.passages == []
    with pytest.raises(ParameterError, match="'servedBy' is 'serves' turned round"):
        asked(resources, edges="servedBy")


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


def test_steps_take_edges_either_way(square: Resources) -> None:
    wanted = asked(square, edges="serves,pursues")
    one = neighbourhood(f"{DATA}a/vision/1", 1, wanted, square)
    assert one.distances == {"a.goal.1": 1, "a.goal.2": 1, "a.vision.1": 0}
    two = neighbourhood(f"{DATA}a/vision/1", 2, wanted, square)
    assert two.distances == {**one.distances, "a.initiative.1": 2, "a.initiative.2": 2}
    assert len(two.edges) == 5
    assert [scope.agreement.id for scope in two.scope] == ["a"]


def test_edges_between_the_last_reached_are_told(square: Resources) -> None:
    found = neighbourhood(f"{DATA}a/goal/1", 2, asked(square, edges="serves,pursues"), square)
    assert found.distances["a.goal.2"] == 2
    assert ("a.initiative.2", "serves", "a.goal.2") in edges(found)
    assert ("a.goal.2", "pursues", "a.vision.1") in edges(found)


def test_what_the_filters_leave_out_is_not_passed(square: Resources) -> None:
    wanted = asked(square, edges="serves,pursues", type="Goal")
    found = neighbourhood(f"{DATA}a/vision/1", 2, wanted, square)
    assert found.distances == {"a.goal.1": 1, "a.goal.2": 1, "a.vision.1": 0}


def test_too_much_is_an_error_that_says_how_to_narrow(
    square: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["graph.network.neighbourhood"], "MAX_NEAR", 4)
    wanted = asked(square, edges="serves,pursues")
    with pytest.raises(ResultTooLarge, match=r"more than 4 .* serves 3, pursues 2: take fewer"):
        neighbourhood(f"{DATA}a/vision/1", 2, wanted, square)


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


def test_every_set_names_kinds(resources: Resources) -> None:
    for found in edge_sets().values():
        assert set(found.edges) <= set(edge_kinds()), found.name
        assert found.name not in edge_kinds()
    both = asked(resources, edges="plan,theme")
    assert {kind.name for kind in both.kinds} == {*edge_sets()["plan"].edges, "theme"}
    with pytest.raises(ParameterError, match="did you mean 'serves'"):
        asked(resources, edges="servs")
    with pytest.raises(ParameterError, match="no kind of edge"):
        asked(resources, edges="evidence")
    with pytest.raises(ParameterError, match="goal"):
        read_node({"of": ["dk82-2019.goal.999"]}, "of", resources)


SERVES: Final = f"""PREFIX a: <{ONT}>
SELECT ?s ?o WHERE {{ ?s a:serves ?o ; a:ofAgreement <{DATA}dk82-2019> . ?o a:ofAgreement ?x }}"""


def test_the_shipped_edges_are_those_of_sparql(
    engine: EmbeddedEngine, resources: Resources
) -> None:
    rows = {(value(row["s"]), value(row["o"])) for row in engine.select(SERVES).rows}
    found = whole_network(asked(resources, agreement="dk82-2019", edges="serves"), resources)
    iris = {node.id: node.iri for node in found.nodes}
    assert {(iris[edge.source], iris[edge.target]) for edge in found.edges} >= rows
    assert rows
    assert all(edge.passages and edge.grounds for edge in found.edges)


SHARED: Final = f"""PREFIX a: <{ONT}>
SELECT ?one ?other (COUNT(DISTINCT ?goal) AS ?count) WHERE {{
    ?goal a a:Goal ; a:dataSource ?one , ?other . FILTER(STR(?one) < STR(?other))
}} GROUP BY ?one ?other"""


def test_the_shipped_projection_is_that_of_sparql(
    engine: EmbeddedEngine, resources: Resources
) -> None:
    rows = engine.select(SHARED).rows
    expected = {
        frozenset((value(row["one"]), value(row["other"]))): int(value(row["count"]))
        for row in rows
    }
    given = {"of": ["DataSource"], "by": ["Goal"]}
    found = projection(read_projection(given, resources), resources)
    iris = {node.id: node.iri for node in found.nodes}
    weights = {frozenset((iris[e.source], iris[e.target])): e.weight for e in found.edges}
    assert weights == expected
    assert len(expected) > 20


def test_every_shipped_edge_rests_on_a_passage_or_a_rule(resources: Resources) -> None:
    found = whole_network(asked(resources), resources)
    for edge in found.edges:
        computed = [ground.id for ground in edge.grounds] == ["concept.ground-computed"]
        assert bool(edge.passages) != computed, edge
    ids = {node.id for node in found.nodes}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} == ids


def test_the_answer_is_the_node_link_form_of_networkx(square: Resources) -> None:
    found = whole_network(asked(square, edges="serves,pursues"), square)
    data = json.loads(found.model_dump_json())
    graph = nx.node_link_graph(data, edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    written = nx.node_link_data(graph, edges="edges")
    assert {name: data[name] for name in written} == written
    assert set(network_graph(found, "da").edges()) == set(graph.edges())


SCRIPT: Final = """
import hashlib
from graph.engine import EmbeddedEngine
from graph.network import centrality, governance, neighbourhood, paths, projection, whole_network
from graph.network.files import network_graph, to_gexf, to_graphml
from graph.network.governance import read_governance
from graph.network.projection import read_projection
from graph.network.request import read_asked
from graph.release import read_release
from graph.resources import Resources

r = Resources(EmbeddedEngine(read_release()))
asked = read_asked({"agreement": ["dk82-2019"]}, (), r)
everywhere = read_asked({}, (), r)
whole = whole_network(asked, r)
goal = r.things.resolve("dk82-2019.goal.1", "Thing", "of")
source = r.things.resolve("data-source.dk-03", "Thing", "of")
answers = [
    whole,
    neighbourhood(goal, 2, everywhere, r),
    paths(goal, source, False, everywhere, r),
    centrality("betweenness", [], asked, r),
    governance(read_governance({}, r), r),
    projection(read_projection({"of": ["DataSource"], "by": ["Goal"]}, r), r),
]
texts = [answer.model_dump_json().encode() for answer in answers]
texts += [write(network_graph(whole, "en")) for write in (to_graphml, to_gexf)]
print([hashlib.sha256(text).hexdigest() for text in texts])
"""


def test_no_answer_depends_on_the_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
