"""Networks in the file formats of other programs: GraphML (yEd, igraph) and GEXF (Gephi).

Both take plain values only, so labels, grounds and quotes are text here, several in one field with
` | ` between them. Written by networkx, without the date and in a fixed order: the same data make
the same file.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Final, TypeAlias
from xml.etree.ElementTree import tostring

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from graph.names import Language
from graph.network.model import Network, Node
from graph.network.projection import Projection
from graph.resources.parameters import code

Graph: TypeAlias = "nx.Graph[str]"

JOIN: Final = " | "

FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for (section 2.2), such as the form feed between pages."""


def network_graph(network: Network, language: Language) -> Graph:
    """Return a network as a MultiDiGraph with plain attributes; edges have a number as key."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(release=network.release)
    _add_nodes(graph, network.nodes, language)
    passages = {quote.passage: quote for quote in network.quotes}
    labels = {kind.name: kind.label.marked(language) for kind in network.kinds}
    for number, edge in enumerate(network.edges):
        quotes = [passages[passage] for passage in edge.passages]
        documents = sorted({quote.document.id or quote.document.iri for quote in quotes})
        graph.add_edge(
            edge.source,
            edge.target,
            key=f"e{number}",
            kind=edge.key,
            label=labels[edge.key],
            ground=_joined(ground.label.marked(language) for ground in edge.grounds),
            justification=_joined(edge.justifications),
            quote=_joined(quote.plain for quote in quotes),
            quote_document=_joined(documents),
            passage=_joined(edge.passages),
        )
    return graph


def projection_graph(projection: Projection, language: Language) -> Graph:
    """Return a projection as an undirected graph with plain attributes."""
    graph: nx.Graph[str] = nx.Graph(release=projection.release)
    _add_nodes(graph, projection.nodes, language)
    for link in projection.edges:
        shared = _joined(link.shared)
        graph.add_edge(link.source, link.target, weight=link.weight, shared=shared)
    return graph


def _add_nodes(graph: Graph, nodes: Iterable[Node], language: Language) -> None:
    for node in nodes:
        graph.add_node(
            node.id,
            label=_clean(node.label.marked(language) or node.id),
            label_da=_clean(node.label.da or ""),
            label_en=_clean(node.label.en or ""),
            type=code(node.type.iri),
            agreement=_joined(node.agreements),
            region=_joined(node.regions),
            normative=node.normative or "",
            iri=node.iri,
        )


def to_graphml(graph: Graph) -> bytes:
    """Return a graph as GraphML (graphml.graphdrawing.org)."""
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    out = BytesIO()
    writer.dump(out)
    return out.getvalue()


def to_gexf(graph: Graph) -> bytes:
    """Return a graph as GEXF 1.2 (gexf.net), with the release as the description."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        del meta.attrib["lastmodifieddate"]  # the clock
        description = meta.makeelement("description", {})
        description.text = f"Aftalegraf, release {graph.graph['release']}"
        meta.append(description)
    writer.indent(writer.xml)
    written: bytes = tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return written


def _joined(values: Iterable[str]) -> str:
    return _clean(JOIN.join(value.replace(JOIN, " |\u00a0") for value in values))


def _clean(text: str) -> str:
    return FORBIDDEN.sub(" ", text)
