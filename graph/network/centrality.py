"""Which things hold a network together: degree and betweenness, exact and in a fixed order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import networkx as nx
from pydantic import Field

from graph.answers import Labels, Model, Scope
from graph.errors import ResultTooLarge
from graph.names import natural
from graph.network.bases import Triple
from graph.network.model import MAX_EDGES, Node, tell_nodes
from graph.network.reader import Reader
from graph.network.request import Asked, Sieve
from graph.network.scopes import scope_of
from graph.network.whole import NARROW, read_all
from graph.resources import Resources

Measure: TypeAlias = Literal["degree", "betweenness"]

PLACES: Final = 6
"""Decimals of a figure; two that are equal to these are a tie."""

MAX_WORK: Final = 3_000_000
"""Nodes times edges of which betweenness is computed at most: some seconds."""

DEFINITIONS: Final[Mapping[Measure, Labels]] = {
    "degree": Labels(
        da="Antallet af andre ting, som tingen har mindst én kant til eller fra, delt med antallet "
        "af andre ting i netværket (Freeman 1978).",
        en="The number of other things to or from which the thing has an edge, divided by the "
        "number of other things in the network (Freeman 1978).",
    ),
    "betweenness": Labels(
        da="Summen, over alle par af andre ting, af den andel af de korteste veje mellem dem, som "
        "går gennem tingen, delt med antallet af par (Freeman 1977; Brandes 2001). Kanter tages "
        "begge veje, og flere kanter mellem to ting tæller som én.",
        en="The sum, over all pairs of other things, of the share of the shortest paths between "
        "them that pass through the thing, divided by the number of pairs (Freeman 1977; Brandes "
        "2001). Edges are taken either way, and several between two things count as one.",
    ),
}


class Central(Model):
    """A thing and its figure."""

    rank: int = Field(description="1 for the largest figure; the same figure has the same rank.")
    node: Node
    figure: float = Field(description="The measure that was asked for, from 0 to 1.")
    neighbours: int = Field(description="Other things to or from which it has an edge.")
    edges_in: int = Field(description="Edges that lead to it.")
    edges_out: int = Field(description="Edges that start from it.")


class Centrality(Model):
    """Every thing of a network, or those of some classes, by a measure."""

    release: str = Field(description="The data release that answered; cite it.")
    measure: Measure
    definition: Labels
    kinds: Sequence[str] = Field(description="The kinds of edges that make the network.")
    nodes: int = Field(description="Things that have an edge.")
    edges: int
    components: Sequence[int] = Field(
        description="How many things hang together, for each part that does; the largest first."
    )
    scope: Sequence[Scope]
    items: Sequence[Central] = Field(
        description="The largest figure first; ties in the order of the ids."
    )


def centrality(
    measure: Measure, classes: Sequence[str], asked: Asked, resources: Resources
) -> Centrality:
    """Return the figures of the things of a network, or of those of some classes.

    The figures are those of the whole network, whichever things are told. Raises
    ResultTooLarge where the network is too large.
    """
    reader = Reader(asked, resources, MAX_EDGES, NARROW)
    triples = read_all(reader)
    graph = simple_graph(triples)
    figures = _figures(measure, graph)
    into, out = (Counter(triple[end] for triple in triples) for end in (2, 0))
    ranked = sorted(figures, key=lambda iri: (-figures[iri], natural(iri)))
    sieve = Sieve(Asked(asked.kinds, {"type": classes} if classes else {}), resources)
    told = [iri for iri in ranked if sieve.passes(iri)]
    nodes = {node.iri: node for node in tell_nodes(told, resources)}
    ordered = sorted(figures.values(), reverse=True)
    ranks = {figure: ordered.index(figure) + 1 for figure in set(ordered)}
    return Centrality(
        release=resources.release,
        measure=measure,
        definition=DEFINITIONS[measure],
        kinds=[kind.name for kind in asked.kinds],
        nodes=len(graph),
        edges=len(triples),
        components=sorted(map(len, nx.connected_components(graph)), reverse=True),
        scope=scope_of(reader.bases(triples), asked, reader.sieve.asks, resources),
        items=[
            Central(
                rank=ranks[figures[iri]],
                node=nodes[iri],
                figure=figures[iri],
                neighbours=len(graph[iri]),
                edges_in=into[iri],
                edges_out=out[iri],
            )
            for iri in told
        ],
    )


def simple_graph(triples: Iterable[Triple]) -> "nx.Graph[str]":
    """Return the network without directions, parallel edges and loops, its nodes in order."""
    pairs = {(subject, object_) for subject, _, object_ in triples}
    ends = {end for pair in pairs for end in pair}
    graph: nx.Graph[str] = nx.Graph()
    ordered: list[str] = sorted(ends, key=natural)
    graph.add_nodes_from(ordered)
    graph.add_edges_from(sorted(pair for pair in pairs if pair[0] != pair[1]))
    return graph


def _figures(measure: Measure, graph: "nx.Graph[str]") -> dict[str, float]:
    if measure == "degree":
        figures = nx.degree_centrality(graph) if len(graph) > 1 else dict.fromkeys(graph, 0.0)
    elif (work := len(graph) * graph.number_of_edges()) > MAX_WORK:
        wrong = f"betweenness of {len(graph)} things is too much work ({work}, {MAX_WORK} at most)"
        raise ResultTooLarge(f"{wrong}: {NARROW}")
    else:
        figures = nx.betweenness_centrality(graph)
    return {iri: round(figure, PLACES) for iri, figure in figures.items()}
