"""Every edge of a release in memory: what networks are read from.

A kind of edge is read when it is first asked for, and kept for as long as the release is. What lies
around some things is then one look through the columns of the kinds asked for, however much hangs
on these things.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from threading import Lock
from typing import Final, TypeAlias

import numpy as np

from graph import names
from graph.engine import Row, value
from graph.network.columns import NONE, Edges, Mask, Said, edges_of, joined
from graph.network.kinds import scheme
from graph.resources import Resources
from graph.resources.relations import COMPUTED
from graph.things import select_batches

_EDGES: Final = "SELECT ?thing ?other WHERE {{ ?thing <{property}> ?other }}"

_ASSERTED: Final = """
PREFIX aftale: <{ont}>
SELECT ?thing ?other ?ground ?why ?passage ?document WHERE {{
    ?assertion aftale:assertedPredicate <{property}> ; aftale:assertedSubject ?thing ;
        aftale:assertedObject ?other ; aftale:ground ?ground .
    OPTIONAL {{ ?assertion aftale:justification ?why }}
    OPTIONAL {{ ?assertion aftale:evidence ?passage . ?passage aftale:inDocument ?document }}
}}"""

_INFERRED: Final = """
SELECT ?thing ?other WHERE {{ GRAPH <{inferred}> {{ ?thing <{property}> ?other }} }}"""

_OWN: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?ground ?passage ?document WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing aftale:evidence ?passage .
    OPTIONAL {{ ?passage aftale:inDocument ?document }}
    OPTIONAL {{ ?thing aftale:ground ?ground }}
}}"""

_SAID: Final = ("ground", "why", "passage", "document")

_Pair: TypeAlias = tuple[int, int]
_Row: TypeAlias = tuple[int, int, int, int]
"""Ground, reason, passage and document."""


class Adjacency:
    """The edges of a release, by the numbers of things. Safe for several threads."""

    def __init__(self, resources: Resources) -> None:
        """Take the numbers of the things from the index; nothing is read yet."""
        self._engine, self._index = resources.engine, resources.index
        self.iris: list[str] = [*self._index.things]
        """Things and texts by their numbers, first those of the index, which has the same."""
        self.numbers: dict[str, int] = dict(self._index.numbers)
        self._kinds: dict[str, Edges] = {}
        self._own: dict[int, list[_Row]] = {}
        self._lock = Lock()
        self._joined = lru_cache(maxsize=4)(self._side_by_side)

    def edges(self, properties: Sequence[str]) -> Edges:
        """Return the edges of some properties, at least one; each is read when first asked for."""
        if not self._kinds.keys() >= set(properties):
            with self._lock:
                for property_ in properties:
                    if property_ not in self._kinds:
                        self._kinds[property_] = self._read(property_)
        return self._joined(tuple(properties))

    def mask(self, iris: Iterable[str]) -> Mask:
        """Return which numbers are those of some things; what no edge was read of has none."""
        numbers = [self.numbers[iri] for iri in iris if iri in self.numbers]
        found = np.zeros(len(self.iris), bool)
        found[numbers] = True
        return found

    def mask_of(self, bits: int, *, beyond: bool) -> Mask:
        """Return which numbers are in a set of the index; `beyond` says it of all other numbers."""
        known = len(self._index.things)
        found = np.full(len(self.iris), beyond)
        flags = np.frombuffer(bits.to_bytes(known // 8 + 1, "little"), np.uint8)
        found[:known] = np.unpackbits(flags, count=known, bitorder="little")
        return found

    def _side_by_side(self, properties: Sequence[str]) -> Edges:
        return joined([self._kinds[property_] for property_ in properties])

    def _read(self, property_: str) -> Edges:
        """Return the edges of a property between things that are nodes: of a collection or scheme.

        An edge may have an assertion for each document that states it. What a rule gives stands on
        the ground `computed`. What has no assertion, such as the body of a post, rests on what its
        subject rests on.
        """
        pairs = dict.fromkeys(
            pair for pair, _ in self._rows(_EDGES, property_) if all(map(self._is_node, pair))
        )
        edges = {pair: number for number, pair in enumerate(pairs)}
        said = [
            Said(edges[pair], *row)
            for pair, row in self._rows(_ASSERTED, property_)
            if pair in edges
        ]
        asserted = {edge for edge, *_ in said}
        computed = self._number(COMPUTED)
        said += [
            Said(edges[pair], ground=computed)
            for pair, _ in self._rows(_INFERRED, property_)
            if pair in edges and edges[pair] not in asserted
        ]
        based = {edge for edge, *_ in said}
        own = self._own_of({subject for subject, _ in edges})
        said += [
            Said(edge, *row, is_basis=edge not in based)
            for (subject, _), edge in edges.items()
            for row in own[subject]
        ]
        return edges_of(self._number(property_), edges, said)

    def _is_node(self, number: int) -> bool:
        return number < len(self._index.things) or bool(scheme(self.iris[number]))

    def _rows(self, query: str, property_: str) -> Iterator[tuple[_Pair, _Row]]:
        filled = query.format(ont=names.ONT, inferred=names.graph("inferred"), property=property_)
        for row in self._engine.select(filled).rows:
            pair = self._number(value(row["thing"])), self._number(value(row["other"]))
            yield pair, self._numbered(row)

    def _own_of(self, things: AbstractSet[int]) -> Mapping[int, Sequence[_Row]]:
        """Return what is said of things themselves; what was read before is not read again."""
        new = things - self._own.keys()
        read: dict[int, list[_Row]] = {thing: [] for thing in new}
        for row in select_batches(self._engine, _OWN, sorted(self.iris[thing] for thing in new)):
            read[self.numbers[value(row["thing"])]].append(self._numbered(row))
        self._own |= read
        return self._own

    def _numbered(self, row: Row) -> _Row:
        ground, why, passage, document = (
            self._number(value(row[name])) if name in row else NONE for name in _SAID
        )
        return ground, why, passage, document

    def _number(self, text: str) -> int:
        if text not in self.numbers:
            self.iris.append(text)  # first, so that no mask is shorter than a number that is known
            self.numbers[text] = len(self.iris) - 1
        return self.numbers[text]
