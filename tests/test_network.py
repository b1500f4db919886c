"""Networks: figures against hand-computed small cases, SPARQL and networkx; silence; bounds.

The made-up graph has two goals under one vision and two initiatives, one of which serves both
goals: a square (vision, goal 1, initiative 2, goal 2) with initiative 1 hanging from goal 1."""

import sys

import pytest
from networks import SQUARE, asked, assertion, made
from silences import passage

from graph.errors import ParameterError, ResultTooLarge
from graph.names import DATA, ONT
from graph.network import (
    Network,
    edge_kinds,
    neighbourhood,
    whole_network,
)
from graph.resources import Resources


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
