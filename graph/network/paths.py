"""Shortest paths between two things: read from both ends at once, so that little is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

import networkx as nx
from pydantic import Field

from graph.answers import Model
from graph.errors import ParameterError, ResultTooLarge
from graph.names import natural
from graph.network.bases import Triple
from graph.network.model import Edge, Node, Quotes, node_id, tell_edges, tell_nodes
from graph.network.reader import BOTH, Reader, Way, in_order
from graph.network.request import Asked
from graph.resources import Resources

MAX_PATHS: Final = 50
"""Paths that an answer has at most."""

MAX_READ: Final = 1_000
"""A tenth of the edges that are read for an answer at most."""

NARROW: Final = "name fewer kinds by `edges`, or an agreement, a region or a type"


class Step(Model):
    """A step of a path, with every edge that it can be taken by."""

    start: str = Field(description="The id of the thing that it leaves.")
    end: str = Field(description="The id of the thing that it reaches.")
    edges: Sequence[Edge] = Field(
        description="Where `source` is not `start`, the edge is taken against its direction."
    )


class Paths(Model):
    """All the shortest paths from one thing to another."""

    release: str = Field(description="The data release that answered; cite it.")
    start: str = Field(description="The id of the thing that the paths begin at.")
    end: str = Field(description="The id of the thing that they lead to.")
    directed: bool = Field(description="Whether edges are only taken from source to target.")
    length: int | None = Field(
        description="How many edges each path has; null where no path leads there at all."
    )
    total: int
    paths: Sequence[Sequence[Step]]
    nodes: Sequence[Node] = Field(description="The things on the paths.")
    quotes: Quotes


@dataclass
class _Side:
    """What is known from one end: the things reached, those reached last, and how to go on."""

    reached: set[str]
    last: list[str]
    ways: Sequence[Way]


def paths(start: str, end: str, directed: bool, asked: Asked, resources: Resources) -> Paths:
    """Return every shortest path between two things, in the order of the ids on them.

    A path may pass only things that the filters let through; its two ends always may. Raises
    ResultTooLarge where there are more than MAX_PATHS or too much is read, and ParameterError
    where both ends are the same thing.
    """
    if start == end:
        raise ParameterError("to: it is the same thing as `from`; a path leads to another")
    reader = Reader(asked, resources, MAX_READ, NARROW)
    reader.sieve.always |= {start, end}
    triples = _read(start, end, directed, reader)
    found = _shortest(start, end, directed, triples)
    between: dict[frozenset[str], list[Triple]] = {}
    for triple in triples:
        between.setdefault(frozenset((triple[0], triple[2])), []).append(triple)
    taken = {
        (one, other): [
            triple
            for triple in in_order(between[frozenset((one, other))])
            if not directed or triple[0] == one
        ]
        for path in found
        for one, other in pairwise(path)
    }
    bases = reader.bases({triple: None for edges in taken.values() for triple in edges})
    edges, quotes = tell_edges(bases, resources)
    return Paths(
        release=resources.release,
        start=node_id(start),
        end=node_id(end),
        directed=directed,
        length=len(found[0]) - 1 if found else None,
        total=len(found),
        paths=[
            [
                Step(start=node_id(a), end=node_id(b), edges=[edges[t] for t in taken[a, b]])
                for a, b in pairwise(path)
            ]
            for path in found
        ],
        nodes=tell_nodes({iri for path in found for iri in path} | {start, end}, resources),
        quotes=quotes,
    )


def _read(start: str, end: str, directed: bool, reader: Reader) -> Sequence[Triple]:
    """Return edges among which every shortest path is; none where no path leads there.

    Each round goes on from the side that reached fewer things last. When both meet, all things
    that lie nearer to either end than the middle have been gone on from, so that every edge of
    every shortest path has been read.
    """
    sides = (
        _Side({start}, [start], ["out"] if directed else BOTH),
        _Side({end}, [end], ["in"] if directed else BOTH),
    )
    triples: dict[Triple, None] = {}
    while sides[0].reached.isdisjoint(sides[1].reached):
        side = min(sides, key=lambda side: len(side.last))
        found = reader.around(side.last, side.ways)
        triples |= dict.fromkeys(found)
        ends = {end for subject, _, object_ in found for end in (subject, object_)}
        side.last = sorted(ends - side.reached)
        side.reached |= ends
        if not side.last:
            return []
    return list(triples)


def _shortest(
    start: str, end: str, directed: bool, triples: Iterable[Triple]
) -> Sequence[Sequence[str]]:
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.add_edges_from((subject, object_) for subject, _, object_ in triples)
    if start not in graph or end not in graph:
        return []
    found = list(islice(nx.all_shortest_paths(graph, start, end), MAX_PATHS + 1))
    if len(found) > MAX_PATHS:
        length = len(found[0]) - 1
        wrong = f"more than {MAX_PATHS} paths of {length} edges each, so none is sent"
        raise ResultTooLarge(f"{wrong}: {NARROW}")
    return sorted(found, key=lambda path: [natural(iri) for iri in path])
