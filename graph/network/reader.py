"""Reading edges around some things, and never beyond a bound."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, NoReturn, TypeAlias

import numpy as np

from graph.errors import ResultTooLarge
from graph.names import natural
from graph.network.adjacency import Adjacency
from graph.network.bases import Basis, Triple
from graph.network.columns import Column, Mask
from graph.network.request import Asked, Sieve
from graph.resources import Resources
from graph.resources.cards import term_name

Way: TypeAlias = Literal["out", "in"]
BOTH: Final[Sequence[Way]] = ("out", "in")

READ: Final = 10
"""So many times its bound is read for an answer at most: filters leave out the rest."""


class Reader:
    """Reads the edges of one question, and what they rest on."""

    def __init__(self, asked: Asked, resources: Resources, bound: int, narrow: str) -> None:
        """Take the edges that an answer has at most, and what an error says would make it fewer."""
        self.asked, self.resources = asked, resources
        self.sieve = Sieve(asked, resources)
        self._bound, self._narrow = bound, narrow
        self._adjacency = resources.once(Adjacency)
        self._edges = self._adjacency.edges([kind.iri for kind in asked.kinds])
        self._read = np.zeros(len(self._edges), bool)
        self._numbers: dict[Triple, int] = {}

    def around(self, iris: Iterable[str], ways: Sequence[Way] = BOTH) -> list[Triple]:
        """Return the edges from things (`out`) and to them (`in`) that all filters let through.

        An edge whose passages are all of documents that are not asked is none of the answer.
        Raises ResultTooLarge where too many are read.
        """
        things = self._adjacency.mask(iris)
        found = np.zeros(len(self._edges), bool)
        for way in ways:
            found |= things[self._edges.subjects if way == "out" else self._edges.objects]
        self._read |= found
        most = self._bound * READ
        if np.count_nonzero(self._read) > most:
            kinds, counts = np.unique(self._edges.properties[self._read], return_counts=True)
            self._refuse(dict(zip(self._named(kinds), counts.tolist(), strict=True)), most)
        return self._told(found & self._passing)

    def check(self, triples: Collection[Triple]) -> None:
        """Raise ResultTooLarge where there are more edges than the bound.

        The error says which kinds are so many, and how to narrow.
        """
        if len(triples) > self._bound:
            self._refuse(Counter(property_ for _, property_, _ in triples), self._bound)

    def bases(self, triples: Iterable[Triple]) -> dict[Triple, Basis]:
        """Return what each edge rests on, of edges that were read."""
        found = {triple: Basis() for triple in triples}
        by_number = {self._numbers[triple]: basis for triple, basis in found.items()}
        for said in self._edges.bases(self._edges.marked([*by_number])):
            by_number[said.edge].add(said, self._adjacency)
        return found

    @cached_property
    def _passing(self) -> Mask:
        """Which edges all filters let through."""
        edges, adjacency = self._edges, self._adjacency
        things = self.sieve.mask(adjacency, edges)
        found = things[edges.subjects] & things[edges.objects]
        if self.sieve.asks_documents:
            found &= ~edges.elsewhere(adjacency.mask_of(self.sieve.places, beyond=True))
        return found

    def _told(self, wanted: Mask) -> list[Triple]:
        edges = self._edges
        columns = (edges.subjects, edges.properties, edges.objects)
        triples = list(zip(*(self._named(column[wanted]) for column in columns), strict=True))
        self._numbers |= zip(triples, np.flatnonzero(wanted).tolist(), strict=True)
        return triples

    def _named(self, numbers: Column) -> list[str]:
        return [self._adjacency.iris[number] for number in numbers.tolist()]

    def _refuse(self, properties: Mapping[str, int], most: int) -> NoReturn:
        counted = sorted(properties.items(), key=lambda pair: (-pair[1], term_name(pair[0])))
        told = ", ".join(f"{term_name(iri)} {count}" for iri, count in counted[:3])
        wrong = f"more than {most} edges, so none is sent; of those seen, most are {told}"
        raise ResultTooLarge(f"{wrong}: {self._narrow}")


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return edges in the order of their properties, and then of the ids of their ends."""
    wanted = list(triples)
    ends = {end for subject, _, object_ in wanted for end in (subject, object_)}
    places = {iri: place for place, iri in enumerate(sorted(ends, key=natural))}
    return sorted(wanted, key=lambda triple: (triple[1], places[triple[0]], places[triple[2]]))
