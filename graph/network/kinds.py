"""The kinds of edges: object properties of the ontology, alone and in named sets."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from graph import names
from graph.answers import Labels
from graph.errors import ParameterError, nearest
from graph.files import folder
from graph.resources import vocabulary
from graph.resources.collections import INVERSE
from graph.resources.relations import HIDDEN
from graph.resources.terms import ontology_terms, ontology_triples

DEFAULT: Final = ("plan", "measurement", "governance")
"""The sets that are meant where no kind is named: what holds between things, and not concepts."""


@dataclass(frozen=True)
class EdgeKind:
    """A kind of edge: a property, which goes from its subject to its object."""

    name: str
    iri: str
    label: Labels
    definition: Labels


@dataclass(frozen=True)
class EdgeSet:
    """Several kinds of edges under one name."""

    name: str
    label: Labels
    definition: Labels
    edges: Sequence[str]


@cache
def edge_kinds() -> Mapping[str, EdgeKind]:
    """Return every kind by its name, in the order of the names.

    What says only on what a statement rests is none, and a property that turns another round is
    that other one: each relation is one edge.
    """
    return {
        term.name: EdgeKind(term.name, names.term(term.name), term.label, term.definition)
        for term in ontology_terms()
        if term.kind == "ObjectProperty"
        and f"<{names.term(term.name)}>" not in HIDDEN
        and names.term(term.name) not in vocabulary().inverses
    }


@cache
def edge_sets() -> Mapping[str, EdgeSet]:
    """Return the named sets, in the order of their file."""
    read = tomllib.loads((folder("network") / "sets.toml").read_text("utf-8"))
    return {
        name: EdgeSet(name, Labels(**said["label"]), Labels(**said["definition"]), said["edges"])
        for name, said in read.items()
    }


def read_kinds(words: Sequence[str], default: Sequence[str] = DEFAULT) -> list[EdgeKind]:
    """Return the kinds that words name, a kind or a set each, in the order of the names.

    Raises ParameterError for a word that names neither.
    """
    found = {name for word in words or default for name in _named(word)}
    return [kind for name, kind in edge_kinds().items() if name in found]


def read_kind(word: str, parameter: str) -> EdgeKind:
    """Return the kind of that name; raise ParameterError, which names the parameter, for none."""
    known = edge_kinds()
    if word not in known:
        raise ParameterError(f"{parameter}: {_advice(word, [*known])}")
    return known[word]


def _named(word: str) -> Sequence[str]:
    if word in edge_sets():
        return edge_sets()[word].edges
    if word in edge_kinds():
        return [word]
    raise ParameterError(f"edges: {_advice(word, [*edge_sets(), *edge_kinds()])}")


def _advice(word: str, known: Sequence[str]) -> str:
    turned = NamedNode(names.term(word)) if word.isalnum() else None
    for triple in ontology_triples():
        if triple.subject == turned and triple.predicate.value == INVERSE:
            other = triple.object.value.removeprefix(names.ONT)  # type: ignore[union-attr]
            return f"'{word}' is '{other}' turned round; ask for '{other}'"
    return f"'{word}' is no kind of edge; {nearest(word, known)}"


def scheme(iri: str) -> str:
    """Return the scheme of a concept, from its IRI: the longest that its name begins with."""
    if not iri.startswith(names.CONCEPT):
        return ""
    name = iri.removeprefix(names.CONCEPT)
    return max((s for s in vocabulary().codes if name.startswith(f"{s}-")), key=len, default="")
