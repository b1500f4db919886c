"""The words of `ontology/` that sheets use: terms, codes and their labels."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.files import folder
from graph.names import CONCEPT, ONT

SKOS = "http://www.w3.org/2004/02/skos/core#"


@cache
def schemes() -> Mapping[str, tuple[str, ...]]:
    """Return the sorted codes of every concept scheme, by the name of the scheme."""
    codes: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in _statements():
        if predicate == SKOS + "inScheme" and isinstance(value, NamedNode):
            scheme = value.value.removeprefix(CONCEPT)
            codes[scheme].append(subject.removeprefix(f"{CONCEPT}{scheme}-"))
    return {scheme: tuple(sorted(found)) for scheme, found in codes.items()}


@cache
def labels() -> Mapping[tuple[str, str], str]:
    """Return the preferred label of every concept, by its IRI and the language."""
    return {
        (subject, value.language): value.value
        for subject, predicate, value in _statements()
        if predicate == SKOS + "prefLabel" and isinstance(value, Literal) and value.language
    }


@cache
def terms() -> frozenset[str]:
    """Return the IRI of every own class and property."""
    return frozenset(
        subject for subject, _, _ in _statements("aftale.ttl") if subject.startswith(ONT)
    )


@cache
def _statements(file: str = "concepts.ttl") -> tuple[tuple[str, str, object], ...]:
    turtle = (folder("ontology") / file).read_bytes()
    return tuple(
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in parse(turtle, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    )
