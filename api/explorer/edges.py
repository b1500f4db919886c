"""Edges as a list of words: by their kind and the way they go, each with what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from graph.answers import Quote
from graph.network import Neighbourhood, Paths, edge_sets
from graph.network.model import Edge, Kind, Node
from graph.network.paths import Step

Way: TypeAlias = Literal["out", "in", "between"]

WAYS: Final[Sequence[Way]] = ("out", "in", "between")
"""From the thing in the middle, to it, or between others."""


@dataclass(frozen=True)
class Line:
    """An edge with the things at its ends and its quotes."""

    source: Node
    target: Node
    edge: Edge
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Group:
    """The edges of one kind that go one way."""

    kind: Kind
    way: Way
    lines: Sequence[Line]


def grouped(found: Neighbourhood) -> dict[Way, list[Group]]:
    """Return the edges of a neighbourhood by the way they go, and each way by kind.

    Kinds stand in the order of the sets, the plan first.
    """
    nodes, quotes = _by_id(found.nodes), _by_passage(found.quotes)
    lines: dict[tuple[Way, str], list[Line]] = {}
    for edge in found.edges:
        line = _line(edge, nodes, quotes)
        lines.setdefault((_way(edge, found.of), edge.key), []).append(line)
    order = kind_order()
    kinds = sorted(found.kinds, key=lambda kind: order.get(kind.name, len(order)))
    return {
        way: [Group(k, way, lines[way, k.name]) for k in kinds if (way, k.name) in lines]
        for way in WAYS
    }


def told(found: Paths) -> list[list[tuple[Step, Sequence[Line]]]]:
    """Return each path as its steps, each with the edges that it can be taken by."""
    nodes, quotes = _by_id(found.nodes), _by_passage(found.quotes)
    return [
        [(step, [_line(edge, nodes, quotes) for edge in step.edges]) for step in path]
        for path in found.paths
    ]


def kind_order() -> Mapping[str, int]:
    """Return the place of every kind that is in a set, in the order of the sets."""
    names = dict.fromkeys(name for each in edge_sets().values() for name in each.edges)
    return {name: place for place, name in enumerate(names)}


def _way(edge: Edge, of: str) -> Way:
    return "out" if edge.source == of else "in" if edge.target == of else "between"


def _line(edge: Edge, nodes: Mapping[str, Node], quotes: Mapping[str, Quote]) -> Line:
    said = [quotes[passage] for passage in edge.passages]
    return Line(nodes[edge.source], nodes[edge.target], edge, said)


def _by_id(nodes: Iterable[Node]) -> Mapping[str, Node]:
    return {node.id: node for node in nodes}


def _by_passage(quotes: Iterable[Quote]) -> Mapping[str, Quote]:
    return {quote.passage: quote for quote in quotes}
