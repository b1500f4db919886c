"""Edges, and what is said of them, in columns of numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.int32]
Mask: TypeAlias = NDArray[np.bool_]
"""Which things, or which edges, are in a set, by their numbers."""

NONE: Final = -1
"""In a column: nothing is there."""


class Said(NamedTuple):
    """Something that is said of an edge, by the numbers of what it names."""

    edge: int
    ground: int = NONE
    why: int = NONE
    passage: int = NONE
    document: int = NONE
    is_basis: bool = True
    """False where it is said of the subject of an edge that rests on something of its own."""


@dataclass(frozen=True)
class Edges:
    """Edges in columns, each numbered by its place, and in further columns what is said of them."""

    properties: Column
    subjects: Column
    objects: Column
    said: Column
    """A row for each field of `Said`."""

    def __len__(self) -> int:
        """Return how many edges there are."""
        return len(self.subjects)

    def marked(self, numbers: Column | Sequence[int]) -> Mask:
        """Return edges as a set."""
        found = np.zeros(len(self), bool)
        found[numbers] = True
        return found

    def bases(self, wanted: Mask) -> Iterator[Said]:
        """Yield what some edges rest on."""
        edge, *_, is_basis = self.said
        rows = self.said[:, wanted[edge] & (is_basis != 0)]
        return map(Said, *rows.tolist())

    def elsewhere(self, documents: Mask) -> Mask:
        """Return which edges rest on documents of which none is among these."""
        edge, _, _, _, document, is_basis = self.said
        rests = (document != NONE) & (is_basis != 0)
        found = self.marked(edge[rests])
        found[edge[rests & documents[document]]] = False
        return found

    def documents(self, wanted: Mask) -> Column:
        """Return the documents in which anything is said of some edges or of their subjects."""
        edge, _, _, _, document, _ = self.said
        return np.unique(document[wanted[edge] & (document != NONE)])


def edges_of(
    property_: int, pairs: Iterable[tuple[int, int]], said: Iterable[tuple[int, ...]]
) -> Edges:
    """Return the edges of a property from pairs of subject and object, and rows of `Said`."""
    subjects, objects = _columns(pairs, 2)
    return Edges(
        np.full_like(subjects, property_), subjects, objects, _columns(said, len(Said._fields))
    )


def joined(parts: Sequence[Edges]) -> Edges:
    """Return the edges of all parts, numbered on from part to part."""
    said = [part.said.copy() for part in parts]
    for columns, start in zip(said, accumulate(map(len, parts), initial=0), strict=False):
        columns[0] += start
    return Edges(
        np.concatenate([part.properties for part in parts]),
        np.concatenate([part.subjects for part in parts]),
        np.concatenate([part.objects for part in parts]),
        np.concatenate(said, axis=1),
    )


def _columns(rows: Iterable[tuple[int, ...]], width: int) -> Column:
    return np.ascontiguousarray(np.array([*rows], np.int32).reshape(-1, width).T)
