"""A network in types, in the node-link form of networkx: nodes, edges, and what they rest on.

`networkx.node_link_graph(answer, edges="edges")` reads the answer as a MultiDiGraph; what the
answer has beside `directed`, `multigraph`, `graph`, `nodes` and `edges` it passes by.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Labels, Model, Quote, Scope, Thing
from graph.names import natural
from graph.network.bases import Basis, Triple
from graph.network.kinds import scheme
from graph.network.reader import Reader, in_order
from graph.network.scopes import scope_of
from graph.resources import Resources
from graph.resources.cards import term_name, url_of
from graph.resources.parameters import code

MAX_EDGES: Final = 5_000
"""Edges that an answer has at most."""


class Node(Model):
    """A thing of the network."""

    id: str = Field(description="The short id; `source` and `target` of edges name it.")
    iri: str
    label: Labels
    type: Thing = Field(description="Its class, or the scheme of a concept.")
    agreements: list[str] = Field(description="The short ids of the agreements it is of.")
    regions: list[str] = Field(description="The short ids of the regions it is of.")
    normative: str | None = Field(description="Whether it is adopted, proposed or declined.")
    url: str = Field(description="Where the API tells all of it; empty where it does not.")


class Edge(Model):
    """A relation from one thing to another, with what it rests on."""

    source: str
    target: str
    key: str = Field(description="The kind: the property that goes from source to target.")
    grounds: list[Thing] = Field(
        description="On what it stands, one for each document that differs; none where it belongs "
        "to the source as such, and rests on the passages of that."
    )
    justifications: list[str] = Field(description="Why it is read so, where that is told.")
    passages: list[str] = Field(
        description="The passages that it rests on, in the order of the text: `quotes` has them. "
        "None where a rule gives it (ground `computed`)."
    )


class Kind(Model):
    """A kind of edge that was asked for."""

    name: str
    iri: str
    label: Labels
    definition: Labels
    edges: int = Field(description="How many edges of the kind are in the answer.")


Quotes: TypeAlias = Annotated[
    Sequence[Quote], Field(description="Every passage that an edge rests on, once.")
]


class Network(Model):
    """A whole network."""

    release: str = Field(description="The data release that answered; cite it.")
    directed: Literal[True] = True
    multigraph: Literal[True] = True
    graph: Mapping[str, str] = Field(description="What networkx keeps of the whole: the release.")
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    kinds: Sequence[Kind] = Field(description="What was asked for, found or not.")
    scope: Sequence[Scope] = Field(
        description="What each document that is asked says of these kinds: `silent` only where it "
        "was read in full for every kind that documents are read for."
    )
    quotes: Quotes


def tell_network(
    triples: Iterable[Triple],
    isolated: Iterable[str],
    reader: Reader,
    asks: Callable[[str], bool],
) -> Network:
    """Return edges and their ends as a network, with things that have none.

    `asks` tells which documents are asked.
    """
    ordered = in_order(triples)
    iris = {*isolated, *(end for subject, _, object_ in ordered for end in (subject, object_))}
    bases = reader.bases(ordered)
    edges, quotes = tell_edges(bases, reader.resources)
    counted = Counter(property_ for _, property_, _ in ordered)
    return Network(
        release=reader.resources.release,
        graph={"release": reader.resources.release},
        nodes=tell_nodes(iris, reader.resources),
        edges=[edges[triple] for triple in ordered],
        kinds=[
            Kind(
                name=kind.name,
                iri=kind.iri,
                label=kind.label,
                definition=kind.definition,
                edges=counted[kind.iri],
            )
            for kind in reader.asked.kinds
        ],
        scope=scope_of(bases, reader.asked, asks, reader.resources),
        quotes=quotes,
    )


def tell_edges(
    bases: Mapping[Triple, Basis], resources: Resources
) -> tuple[dict[Triple, Edge], Quotes]:
    """Return edges in types, and the quotes that they rest on, in the order of the text."""
    grounds = resources.things.named(g for basis in bases.values() for g in basis.grounds)
    found = resources.things.quoted(p for basis in bases.values() for p in basis.passages)
    quotes = sorted(found.values(), key=_place)
    places = {quote.passage: number for number, quote in enumerate(quotes)}
    ids = {iri: node_id(iri) for iri in {end for s, _, o in bases for end in (s, o)}}
    edges = {
        triple: Edge(
            source=ids[triple[0]],
            target=ids[triple[2]],
            key=term_name(triple[1]),
            grounds=[grounds[iri] for iri in sorted(basis.grounds)],
            justifications=sorted(basis.whys),
            passages=sorted(basis.passages & places.keys(), key=lambda iri: places[iri]),
        )
        for triple, basis in bases.items()
    }
    return edges, quotes


def tell_nodes(iris: Iterable[str], resources: Resources) -> list[Node]:
    """Return things as nodes, in the order of their ids."""
    wanted = sorted(set(iris), key=natural)
    named = resources.things.named(wanted)
    return [_node(named[iri], resources) for iri in wanted]


def node_id(iri: str) -> str:
    """Return the id of a thing: its short id."""
    return names.short_id(iri) or iri


def _node(thing: Thing, resources: Resources) -> Node:
    number = resources.index.numbers.get(thing.iri)

    def values(facet: str) -> list[str]:
        return resources.index.values_of(number, facet) if number is not None else []

    type_ = resources.index.types.get(thing.iri) or names.CONCEPT + scheme(thing.iri)
    kind = type_.removeprefix(names.ONT).removeprefix(names.CONCEPT)
    known = resources.index.vocabulary
    return Node(
        id=node_id(thing.iri),
        iri=thing.iri,
        label=thing.label,
        type=known.kinds[kind],
        agreements=[node_id(iri) for iri in values("agreement")],
        regions=[node_id(iri) for iri in values("region")],
        normative=next((code(iri) for iri in values("normative")), None),
        url=url_of(thing.iri, kind, known) if number is not None else "",
    )


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.document.iri, quote.start, quote.end
