"""Edges in memory: read once, never half, and with what they rest on."""

import numpy as np
import pytest
from networks import SQUARE, asked, made

from graph.engine import Solutions
from graph.errors import QueryError
from graph.names import term
from graph.network import whole_network
from graph.network.adjacency import Adjacency
from graph.resources import Resources


def test_a_kind_is_read_once(square: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    adjacency = square.once(Adjacency)
    found = adjacency.edges([term("serves")])
    monkeypatch.setattr(square.engine, "select", None)
    assert square.once(Adjacency) is adjacency
    assert adjacency.edges([term("serves")]) is found
    assert len(found) == 4


def test_kinds_beside_each_other_keep_what_they_rest_on(square: Resources) -> None:
    adjacency = square.once(Adjacency)
    parts = [adjacency.edges([term(name)]) for name in ("pursues", "serves")]
    both = adjacency.edges([term("pursues"), term("serves")])
    every = [part.bases(part.marked(range(len(part)))) for part in parts]
    first, second = (list(said) for said in every)
    moved = [said._replace(edge=said.edge + len(parts[0])) for said in second]
    assert list(both.bases(both.marked(range(len(both))))) == first + moved


def test_a_thing_without_an_edge_is_near_nothing(square: Resources) -> None:
    adjacency = square.once(Adjacency)
    assert not np.any(adjacency.mask(["https://example.org/nothing"]))


def test_a_read_that_failed_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    resources, sound = made(SQUARE), made(SQUARE)
    select = resources.engine.select

    def broken(query: str) -> Solutions:
        if "?thing aftale:evidence ?passage" in query:
            raise QueryError("the engine is away")
        return select(query)

    monkeypatch.setattr(resources.engine, "select", broken)
    with pytest.raises(QueryError):
        whole_network(asked(resources, edges="serves"), resources)
    monkeypatch.undo()
    wanted = whole_network(asked(sound, edges="serves"), sound)
    assert whole_network(asked(resources, edges="serves"), resources) == wanted
