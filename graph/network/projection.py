"""Projections: things of one class, joined where they have things of another class in common."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

import networkx as nx
from pydantic import Field

from graph.answers import Labels, Model, Scope
from graph.ask import Given
from graph.errors import ParameterError, ResultTooLarge
from graph.names import natural
from graph.network.bases import Triple
from graph.network.kinds import EdgeKind, edge_kinds, read_kind
from graph.network.model import (
    MAX_EDGES,
    Edge,
    Node,
    Quotes,
    node_id,
    tell_edges,
    tell_nodes,
)
from graph.network.reader import Reader
from graph.network.request import PLACES, Asked, Sieve, check_names, read_classes
from graph.network.scopes import scope_of
from graph.network.whole import NARROW, read_all
from graph.resources import Resources, facets
from graph.resources.parameters import read_value, read_words

DEFINITION: Final = Labels(
    da="Vægten er antallet af forskellige ting i `by`, som begge ting i `of` er forbundet med ad "
    "en af vejene; kanter tages begge veje.",
    en="The weight is the number of different things of `by` that both things of `of` are joined "
    "with by one of the paths; edges are taken either way.",
)
MAX_PATH: Final = 3


@dataclass(frozen=True)
class Projected:
    """What is to be projected: the classes, the paths between them, and where."""

    of: Sequence[str]
    by: Sequence[str]
    paths: Sequence[Sequence[EdgeKind]]
    asked: Asked


class Incidence(Model):
    """That a thing of `of` is joined with one of `by`, and the edges that join them."""

    of: str
    by: str
    edges: Sequence[Edge]


class Link(Model):
    """Two things that have others in common."""

    source: str
    target: str
    weight: int
    shared: Sequence[str] = Field(description="The ids of the things that are counted.")


class Projection(Model):
    """A projection: undirected, in the node-link form of networkx."""

    release: str = Field(description="The data release that answered; cite it.")
    directed: bool = False
    multigraph: bool = False
    graph: Mapping[str, str] = Field(description="What networkx keeps of the whole: the release.")
    definition: Labels = Field(description="What the weights count.")
    paths: Sequence[str] = Field(description="The kinds of edges on each path, as `a/b`.")
    nodes: Sequence[Node] = Field(description="The things of `of` that are joined with any.")
    edges: Sequence[Link]
    shared: Sequence[Node] = Field(description="The things of `by` that are joined with any.")
    incidences: Sequence[Incidence] = Field(description="What the counts rest on.")
    scope: Sequence[Scope]
    quotes: Quotes


def read_projection(given: Given, resources: Resources) -> Projected:
    """Return what the parameters ask: `of` and `by` (classes), `path`, `agreement`, `region`.

    A path is kinds of edges in the order from `of` to `by`, with `/` between them. Without one it
    is any single kind. Raises ParameterError for an unknown name or value, or where a thing can be
    of both sides.
    """
    check_names(given, ("of", "by", "path", *PLACES))
    sides = {name: read_classes(given, name, resources) for name in ("of", "by")}
    for name, classes in sides.items():
        if not classes:
            raise ParameterError(f"{name}: name a class, such as DataSource")
    index = resources.index
    if index.under("type", sides["of"]) & index.under("type", sides["by"]):
        raise ParameterError("by: some things are of both classes; a projection needs two kinds")
    filters = {
        name: sorted({read_value(facets()[name], word, resources) for word in words})
        for name in PLACES
        if (words := read_words(given, name))
    }
    paths = [_path(word) for word in read_words(given, "path")]
    paths = paths or [[kind] for kind in edge_kinds().values()]
    kinds = {kind.name: kind for path in paths for kind in path}
    if all(len(path) == 1 for path in paths):  # nothing lies between: read no other things
        filters["type"] = [*sides["of"], *sides["by"]]
    asked = Asked([kinds[name] for name in sorted(kinds)], filters)
    return Projected(sides["of"], sides["by"], paths, asked)


def _path(word: str) -> list[EdgeKind]:
    kinds = [read_kind(name.strip(), "path") for name in word.split("/")]
    if len(kinds) > MAX_PATH:
        raise ParameterError(f"path: '{word}' has {len(kinds)} kinds, {MAX_PATH} at most")
    return kinds


def projection(projected: Projected, resources: Resources) -> Projection:
    """Return the projection; raise ResultTooLarge where it has too many edges."""
    reader = Reader(projected.asked, resources, MAX_EDGES, NARROW)
    walks = _walks(projected, read_all(reader), resources)
    shared = _shared(walks)
    bases = reader.bases({triple for triples in walks.values() for triple in triples})
    edges, quotes = tell_edges(bases, resources)
    return Projection(
        release=resources.release,
        graph={"release": resources.release},
        definition=DEFINITION,
        paths=_used(projected, bases),
        nodes=tell_nodes({one for one, _ in walks}, resources),
        shared=tell_nodes({other for _, other in walks}, resources),
        edges=[
            Link(
                source=node_id(one),
                target=node_id(other),
                weight=len(common),
                shared=[node_id(iri) for iri in common],
            )
            for (one, other), common in shared.items()
        ],
        incidences=[
            Incidence(
                of=node_id(one), by=node_id(other), edges=[edges[t] for t in sorted(walks[pair])]
            )
            for pair in sorted(walks, key=lambda pair: [natural(iri) for iri in pair])
            for one, other in [pair]
        ],
        scope=scope_of(bases, projected.asked, reader.sieve.asks, resources),
        quotes=quotes,
    )


def _used(projected: Projected, bases: Iterable[Triple]) -> list[str]:
    """Return the paths, those of which every kind is on some edge of the answer."""
    found = {property_ for _, property_, _ in bases}
    return [
        "/".join(kind.name for kind in path)
        for path in projected.paths
        if all(kind.iri in found for kind in path)
    ]


Pair = tuple[str, str]
Walks = Mapping[Pair, frozenset[Triple]]
"""The edges on any path from a thing of `of` to one of `by`, for each such pair."""


def _walks(projected: Projected, triples: Iterable[Triple], resources: Resources) -> Walks:
    near: dict[tuple[str, str], list[tuple[str, Triple]]] = defaultdict(list)
    for triple in triples:
        subject, property_, object_ = triple
        near[property_, subject].append((object_, triple))
        near[property_, object_].append((subject, triple))
    ones = Sieve(Asked((), {"type": projected.of}), resources)
    others = Sieve(Asked((), {"type": projected.by}), resources)
    starts = sorted({iri for _, iri in near if ones.passes(iri)})
    found: dict[Pair, frozenset[Triple]] = defaultdict(frozenset)
    for start, path in product(starts, projected.paths):
        for end, taken in _follow(start, path, near).items():
            if others.passes(end):
                found[start, end] |= taken
    return found


def _follow(
    start: str,
    path: Sequence[EdgeKind],
    near: Mapping[tuple[str, str], Sequence[tuple[str, Triple]]],
) -> Mapping[str, frozenset[Triple]]:
    """Return the things at the end of a path, each with the edges by which it is reached."""
    reached: dict[str, frozenset[Triple]] = {start: frozenset()}
    for kind in path:
        onward: dict[str, frozenset[Triple]] = defaultdict(frozenset)
        for iri, taken in reached.items():
            for other, triple in near.get((kind.iri, iri), ()):
                onward[other] |= taken | {triple}
        reached = onward
    return reached


def _shared(walks: Walks) -> dict[Pair, list[str]]:
    """Return what each two things of `of` have in common, both in the order of the ids."""
    graph: nx.Graph[str] = nx.Graph(list(walks))
    ones = sorted({one for one, _ in walks}, key=natural)
    joined = nx.bipartite.projected_graph(graph, ones)
    if joined.number_of_edges() > MAX_EDGES:
        wrong = f"{joined.number_of_edges()} pairs have something in common, {MAX_EDGES} at most"
        raise ResultTooLarge(f"{wrong}: {NARROW}")
    return {
        (one, other): sorted(nx.common_neighbors(graph, one, other), key=natural)
        for one, other in combinations(ones, 2)
        if joined.has_edge(one, other)
    }
