"""Changing an engine's graphs: for trials and conformance tests alone, never for a release."""

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple, parse

from graph.engine.store import StoreEngine
from graph.errors import RdfError
from graph.formats import GRAPHS


class Operation(StrEnum):
    """What the Graph Store HTTP Protocol does to a graph (sections 5.3 to 5.5)."""

    PUT = "PUT"
    POST = "POST"
    DELETE = "DELETE"


@dataclass(frozen=True)
class Change:
    """A change of one graph (None: the default graph) by RDF documents and their media types."""

    operation: Operation
    graph: str | None
    documents: tuple[tuple[bytes, str], ...] = ()
    base: str | None = None


def apply(engine: StoreEngine, change: Change) -> bool:
    """Change a graph whole, or not at all; return whether it was there before.

    Raises RdfError where a document cannot be read.
    """
    graph = NamedNode(change.graph) if change.graph else DefaultGraph()
    triples = _read(change)
    store = engine.store
    existed = isinstance(graph, DefaultGraph) or store.contains_named_graph(graph)
    if change.operation is Operation.DELETE:
        store.remove_graph(graph)
        return existed
    if change.operation is Operation.PUT:
        store.clear_graph(graph)
    store.add_graph(graph)
    store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return existed


def _read(change: Change) -> list[Triple]:
    try:
        return [
            quad.triple
            for rdf, kind in change.documents
            for quad in parse(
                rdf, format=GRAPHS[kind], base_iri=change.base, rename_blank_nodes=True
            )
        ]
    except (SyntaxError, ValueError) as error:
        raise RdfError(f"the RDF cannot be read: {error}") from error
