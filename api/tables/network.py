"""Networks as tables: a line for each edge, step, thing, seat or pair."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Labels, Quote, Thing
from graph.names import Language
from graph.network import Centrality, Governance, Network, Paths, Projection
from graph.network.kinds import edge_kinds
from graph.network.model import Edge, Node, Quotes
from graph.resources.parameters import code


def _named(name: str, danish: str, english: str) -> Sequence[Column]:
    """Return the columns of a thing: its name and its id."""
    return (
        Column(name, Labels(da=danish, en=english)),
        Column(f"{name}_id", Labels(da=f"{danish}: kort id", en=f"{english}: short id")),
    )


KIND: Final = _named("kind", "kantens art", "kind of edge")
BASIS: Final = (
    Column("ground", Labels(da="grundlag", en="ground"), several=True),
    Column("justification", Labels(da="begrundelse", en="justification"), several=True),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)
EDGES: Final = (
    *_named("source", "fra", "from"),
    Column("source_type", Labels(da="fra: type", en="from: class")),
    *KIND,
    *_named("target", "til", "to"),
    Column("target_type", Labels(da="til: type", en="to: class")),
    *BASIS,
)
STEPS: Final = (
    Column("path", Labels(da="vejens nummer", en="number of the path"), "integer"),
    Column("step", Labels(da="skridtets nummer", en="number of the step"), "integer"),
    *EDGES,
)
CENTRAL: Final = (
    Column("rank", Labels(da="rang", en="rank"), "integer"),
    *_named("thing", "ting", "thing"),
    Column("type", Labels(da="type", en="class")),
    Column("measure", Labels(da="mål", en="measure")),
    Column("figure", Labels(da="tal", en="figure"), "decimal"),
    Column("neighbours", Labels(da="naboer", en="neighbours"), "integer"),
    Column("edges_in", Labels(da="kanter ind", en="edges in"), "integer"),
    Column("edges_out", Labels(da="kanter ud", en="edges out"), "integer"),
)
GOVERNANCE: Final = (
    Column("part", Labels(da="del af svaret", en="part of the answer")),
    *_named("who", "hvem", "who"),
    *KIND,
    *_named("what", "hvad eller hvor", "what or where"),
    *_named("record", "pladser eller hverv", "seats or post"),
    Column("count", Labels(da="antal pladser", en="number of seats"), "integer"),
    *BASIS,
)
LINKS: Final = (
    *_named("source", "den ene", "the one"),
    *_named("target", "den anden", "the other"),
    Column("weight", Labels(da="antal fælles", en="number in common"), "integer"),
    Column("shared", Labels(da="fælles", en="in common"), several=True),
    Column("shared_id", Labels(da="fælles: korte id", en="in common: short ids"), several=True),
)


def edges_table(network: Network, language: Language) -> Table:
    """Return a network as an edge list, the labels in `language`."""
    nodes, quotes = _by_id(network.nodes), _by_passage(network.quotes)
    rows = (_edge(edge, nodes, quotes, language) for edge in network.edges)
    return Table(EDGES, rows)


def paths_table(found: Paths, language: Language) -> Table:
    """Return paths with a line for each edge of each step."""
    nodes, quotes = _by_id(found.nodes), _by_passage(found.quotes)
    rows = (
        [str(number), str(place), *_edge(edge, nodes, quotes, language)]
        for number, path in enumerate(found.paths, 1)
        for place, step in enumerate(path, 1)
        for edge in step.edges
    )
    return Table(STEPS, rows)


def centrality_table(found: Centrality, language: Language) -> Table:
    """Return the things and their figures."""
    rows = (
        [
            str(item.rank),
            *_node(item.node, language),
            shown_cell(item.node.type, language),
            found.measure,
            f"{item.figure:.6f}",
            *map(str, (item.neighbours, item.edges_in, item.edges_out)),
        ]
        for item in found.items
    )
    return Table(CENTRAL, rows)


def governance_table(found: Governance, language: Language) -> Table:
    """Return every part of the governance in one table."""
    return Table(GOVERNANCE, _governance(found, language))


def projection_table(found: Projection, language: Language) -> Table:
    """Return the pairs that have something in common."""
    nodes, shared = _by_id(found.nodes), _by_id(found.shared)
    rows = (
        [
            *_node(nodes[link.source], language),
            *_node(nodes[link.target], language),
            str(link.weight),
            joined(_node(shared[id_], language)[0] for id_ in link.shared),
            joined(link.shared),
        ]
        for link in found.edges
    )
    return Table(LINKS, rows)


ByPassage: TypeAlias = Mapping[str, Quote]


def _by_passage(quotes: Quotes) -> ByPassage:
    return {quote.passage: quote for quote in quotes}


def _by_id(nodes: Sequence[Node]) -> Mapping[str, Node]:
    return {node.id: node for node in nodes}


def _node(node: Node, language: Language) -> Sequence[str]:
    return [node.label.marked(language) or node.id, node.id]


def _edge(
    edge: Edge, nodes: Mapping[str, Node], quotes: ByPassage, language: Language
) -> Sequence[str]:
    source, target = nodes[edge.source], nodes[edge.target]
    return [
        *_node(source, language),
        code(source.type.iri),
        edge_kinds()[edge.key].label.marked(language),
        edge.key,
        *_node(target, language),
        code(target.type.iri),
        *_basis([edge], quotes, language),
    ]


def _basis(edges: Sequence[Edge], quotes: ByPassage, language: Language) -> Sequence[str]:
    grounds = {g.iri: shown_cell(g, language) for edge in edges for g in edge.grounds}
    passages = dict.fromkeys(passage for edge in edges for passage in edge.passages)
    return [
        joined(grounds[iri] for iri in sorted(grounds)),
        joined(dict.fromkeys(why for edge in edges for why in edge.justifications)),
        *quote_fields([quotes[passage] for passage in passages]),
    ]


def _governance(found: Governance, language: Language) -> Iterator[Sequence[str]]:
    quotes = _by_passage(found.quotes)
    for seat in found.seats:
        kinds = [edge_kinds()[edge.key] for edge in seat.edges]
        yield [
            "seats",
            *_thing(seat.member, language),
            joined(kind.label.marked(language) for kind in kinds),
            joined(kind.name for kind in kinds),
            *_thing(seat.body, language),
            *_thing(seat.record, language),
            "" if seat.count is None else str(seat.count),
            *_basis(seat.edges, quotes, language),
        ]
    for part in ("reports", "acts", "groups"):
        for act in getattr(found, part):
            yield [
                part,
                *_thing(act.who, language),
                shown_cell(act.kind, language),
                act.edge.key,
                *_thing(act.what, language),
                *("", "", ""),
                *_basis([act.edge], quotes, language),
            ]


def _thing(thing: Thing | None, language: Language) -> Sequence[str]:
    return [shown_cell(thing, language), cell_id(thing)] if thing else ["", ""]
