"""Turtle as it is committed: sorted, readable, and the same bytes for the same triples."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from graph import names
from graph.names import natural

if TYPE_CHECKING:
    from rdflib import Graph  # serving writes Turtle too, and never loads rdflib

Triples: TypeAlias = Iterable[Triple]

PREFIXES: Final = {
    "aftale": names.ONT,
    "concept": names.CONCEPT,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPE: Final = NamedNode(f"{PREFIXES['rdf']}type")


def turtle(graph: "Graph") -> bytes:
    """Return the triples of an rdflib graph as Turtle; see `write_turtle`."""
    triples = graph.serialize(format="nt", encoding="utf-8")
    return write_turtle(q.triple for q in pyoxigraph.parse(triples, format=RdfFormat.N_TRIPLES))


def write_turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle, a paragraph a subject, `goal/2` before `goal/10`.

    pyoxigraph writes one statement a subject where they come in order. Its head, which has the
    prefixes in no fixed order, is replaced by ours.
    """
    ordered = sorted(triples, key=_order)
    written = pyoxigraph.serialize(
        ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=names.DATA
    )
    assert written is not None
    lines = written.decode().removesuffix("\n").split("\n")
    return "\n".join([*_head(), *_paragraphs(lines), ""]).encode()


def _head() -> Iterator[str]:
    yield f"@base <{names.DATA}> ."
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> ."


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield the statements with an empty line before each; line ends in literals are escaped."""
    for line in lines:
        if line.startswith("<"):
            yield ""
        if not line.startswith("@"):
            yield line.replace("\t", "    ", 1)


def _order(triple: Triple) -> tuple[object, ...]:
    return (
        natural(str(triple.subject)),
        triple.predicate != _TYPE,
        str(triple.predicate),
        natural(str(triple.object)),
    )
