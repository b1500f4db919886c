"""The ontology as a document: its terms, its versions, its triples."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph import names
from graph.answers import Labels, Model
from graph.release import ONTOLOGY, read_ontology

ONTOLOGY_GRAPH: Final = ONTOLOGY["aftale.ttl"]
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
KINDS: Final = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
LINKS: Final = {f"{RDFS}{name}": name for name in ("subClassOf", "domain", "range")}


class TermInfo(Model):
    """A class or a property of the ontology."""

    name: str
    kind: str
    label: Labels
    definition: Labels
    links: Mapping[str, Sequence[str]]
    """The IRIs of superclasses, domain and range, by the name of the property."""


def ontology_turtle() -> bytes:
    """Return the ontology as it is shipped."""
    return read_ontology()[ONTOLOGY_GRAPH]


@cache
def ontology_triples() -> frozenset[Triple]:
    """Return the triples of the ontology."""
    return frozenset(quad.triple for quad in parse(ontology_turtle(), RdfFormat.TURTLE))


@cache
def ontology_version() -> str:
    """Return the version of the ontology: the end of its version IRI."""
    version = NamedNode(f"{OWL}versionInfo")
    found = (t.object.value for t in ontology_triples() if t.predicate == version)  # type: ignore[union-attr]
    return next(iter(found))


@cache
def ontology_terms() -> Sequence[TermInfo]:
    """Return the terms: classes first, then properties, each in the order of their names."""
    said: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in ontology_triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject.value][triple.predicate.value].append(triple.object)
    terms = [
        _term(iri.removeprefix(names.ONT), kind, about)
        for iri, about in said.items()
        for kind in KINDS
        if iri.startswith(names.ONT) and _is_a(about, kind)
    ]
    return sorted(terms, key=lambda term: (KINDS.index(term.kind), term.name))


Said = Mapping[str, Sequence[NamedNode | Literal]]


def _is_a(said: Said, kind: str) -> bool:
    types = said.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ())
    return NamedNode(f"{OWL}{kind}") in types


def _term(name: str, kind: str, said: Said) -> TermInfo:
    return TermInfo(
        name=name,
        kind=kind,
        label=_labels(said.get(f"{RDFS}label", ())),
        definition=_labels(said.get("http://www.w3.org/2004/02/skos/core#definition", ())),
        links={
            short: sorted(term.value for term in said[iri])
            for iri, short in LINKS.items()
            if iri in said
        },
    )


def _labels(terms: Sequence[NamedNode | Literal]) -> Labels:
    texts = {term.language: term.value for term in terms if isinstance(term, Literal)}
    return Labels(da=texts.get("da"), en=texts.get("en"))
