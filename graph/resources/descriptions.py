"""Things as RDF: what is said of them, what it rests on, and the names of what is mentioned."""

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph import names
from graph.engine import Engine
from graph.things import select_batches

_OWN: Final = "SELECT ?s ?p ?o WHERE { VALUES ?s { UNDEF } ?s ?p ?o }"

_OUT: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?s ?p ?o WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?s aftale:assertedSubject ?thing ; ?p ?o .
}}"""

_IN: Final = """
SELECT ?s ?p ?o WHERE {
    VALUES ?o { UNDEF }
    ?s ?p ?o .
} ORDER BY ?s ?p LIMIT {most}"""

_IN_ASSERTED: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?s ?p ?o WHERE {{
    {{ SELECT ?s WHERE {{
        VALUES ?thing {{ UNDEF }}
        ?s aftale:assertedObject ?thing
    }} ORDER BY ?s LIMIT {{most}} }}
    ?s ?p ?o .
}}"""

_NAMES: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?s ?p ?o WHERE {
    VALUES ?s { UNDEF }
    VALUES ?p { skos:prefLabel rdfs:label }
    ?s ?p ?o .
}"""

EVIDENCE: Final = names.term("evidence")

MAX_INCOMING: Final = 10_000
"""Statements that point at a thing in its description: beyond, the relations are paged."""


def describe(engine: Engine, iris: Sequence[str], incoming: bool = False) -> set[Triple]:
    """Return the triples of some things, their assertions and passages, and of what points at them.

    With the labels of everything that is mentioned. Raises nothing for an IRI that nothing is said
    of: it has no triples.
    """
    found = _triples(engine, _OWN, iris) | _triples(engine, _OUT, iris)
    if incoming:
        for query in (_IN, _IN_ASSERTED):
            found |= _triples(engine, query.replace("{most}", str(MAX_INCOMING)), iris)
    found |= _triples(engine, _OWN, sorted(_objects(found, EVIDENCE)))
    mentioned = {
        term.value
        for triple in found
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode)
    }
    return found | _triples(engine, _NAMES, sorted(mentioned)) if found else found


def _objects(triples: Iterable[Triple], predicate: str) -> set[str]:
    return {
        triple.object.value
        for triple in triples
        if isinstance(triple.object, NamedNode) and triple.predicate.value == predicate
    }


def _triples(engine: Engine, query: str, iris: Iterable[str]) -> set[Triple]:
    found = set()
    for row in select_batches(engine, query, list(iris)):
        subject, predicate, object_ = row["s"], row["p"], row["o"]
        if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
            assert isinstance(object_, NamedNode | BlankNode | Literal)
            found.add(Triple(subject, predicate, object_))
    return found
