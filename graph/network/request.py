"""What a network is asked: which kinds of edges, among which things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from graph import names
from graph.ask import Given
from graph.errors import ParameterError, nearest
from graph.network.adjacency import Adjacency
from graph.network.columns import Edges, Mask
from graph.network.kinds import DEFAULT, EdgeKind, read_kinds, scheme
from graph.resources import Resources, facets
from graph.resources.parameters import code, read_one, read_value, read_words
from graph.things import ANYTHING

FILTERS: Final = ("agreement", "region", "type")
PLACES: Final = ("agreement", "region")
"""Filters that say which documents are asked."""


@dataclass(frozen=True)
class Asked:
    """The kinds of edges that are wanted, and the filters of the things at their ends."""

    kinds: Sequence[EdgeKind]
    filters: Mapping[str, Sequence[str]]


def read_asked(
    given: Given, own: Sequence[str], resources: Resources, default: Sequence[str] = DEFAULT
) -> Asked:
    """Return what `edges`, `agreement`, `region` and `type` ask; `own` are further parameters.

    Where no `edges` are given, `default` has the sets or kinds that are meant.
    Raises ParameterError for an unknown name or value; it names the nearest right ones.
    """
    known = (*own, "edges", *FILTERS)
    check_names(given, known)
    filters = {
        name: sorted({read_value(facets()[name], word, resources) for word in words})
        for name in FILTERS
        if (words := read_words(given, name))
    }
    return Asked(read_kinds(read_words(given, "edges"), default), filters)


def check_names(given: Given, known: Sequence[str]) -> None:
    """Raise ParameterError for a name that is not known."""
    for name in given:
        if name not in known:
            raise ParameterError(f"a network has no parameter '{name}'; {nearest(name, known)}")


def read_node(given: Given, name: str, resources: Resources) -> str:
    """Return the IRI of the thing that a parameter names by its short id, slug or IRI.

    Raises ParameterError where it names none, or more than one, or is not given.
    """
    text = read_one(given, name, "")
    if not text:
        raise ParameterError(f"{name}: give the id of a thing, such as dk82-2019.goal.1")
    return resources.things.resolve(text, ANYTHING, name)


def read_classes(given: Given, name: str, resources: Resources) -> list[str]:
    """Return the IRIs of the classes and schemes that a parameter names.

    Raises ParameterError for an unknown one.
    """
    known = {key: iri for iri in resources.index.values["type"] for key in (iri, code(iri))}
    words = read_words(given, name)
    for word in words:
        if word not in known:
            classes = {code(iri) for iri in known.values()}
            raise ParameterError(f"{name}: '{word}' is no class; {nearest(word, classes)}")
    return sorted({known[word] for word in words})


class Sieve:
    """Tells which things, and which documents, the filters let through."""

    def __init__(self, asked: Asked, resources: Resources) -> None:
        self._index = resources.index
        self._types = asked.filters.get("type")
        self._places = {name: asked.filters[name] for name in PLACES if name in asked.filters}
        self.asks_documents = bool(self._places)
        """Whether only some documents are asked."""
        self.always: set[str] = set()
        """What is let through whatever the filters say."""

    @cached_property
    def places(self) -> int:
        """The set of the things that are of the agreements and regions that are asked."""
        found = (1 << len(self._index.things)) - 1
        for name, wanted in self._places.items():
            found &= self._index.under(name, wanted)
        return found

    @cached_property
    def things(self) -> int:
        """The set of the things that all filters let through."""
        if self._types is None:
            return self.places
        return self.places & self._index.under("type", self._types)

    def mask(self, adjacency: Adjacency, edges: Edges) -> Mask:
        """Return which things at the ends of some edges are let through."""
        numbers, known = self._index.numbers, len(self._index.things)
        found = adjacency.mask_of(self.things, beyond=True)
        found[[numbers[iri] for iri in self.always if iri in numbers]] = True
        for ends in (edges.subjects, edges.objects):
            for number in np.unique(ends[ends >= known]).tolist():
                found[number] = self.passes(adjacency.iris[number])
        return found

    def passes(self, iri: str) -> bool:
        """Return whether a thing is let through; a concept of no agreement only by its scheme."""
        if not (self._types or self._places):
            return True
        number = self._index.numbers.get(iri)
        if number is not None:
            return iri in self.always or bool(self.things >> number & 1)
        return self._types is None or names.BASE + "concept/" + scheme(iri) in self._types

    def asks(self, document: str) -> bool:
        """Return whether a document is among those that are asked."""
        number = self._index.numbers.get(document)
        return number is None or bool(self.places >> number & 1)
