"""How far two codings of one text agree: matched passages, shares, Krippendorff's alpha."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import krippendorff
import networkx
from pydantic import BaseModel


@dataclass(frozen=True, order=True)
class Coding:
    """A class that a reader gave a passage; `words` are the passage after folding."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True)
class Comparison:
    """The passages that both readers coded, each with what either made of it, and the others."""

    matched: Sequence[tuple[Coding, Coding]]
    only_first: Sequence[Coding]
    only_second: Sequence[Coding]


class Figures(BaseModel, frozen=True):
    """The agreement on one class (`kind`) or, without one, on all of them.

    `matched` counts the passages of both readers to which at least one gave the class, `agreed`
    those to which both did. `alpha` is Krippendorff's, nominal, on all matched passages; it is
    None for a single class, and where all passages are of one.
    """

    document: str
    kind: str | None
    matched: int
    agreed: int
    only_first: int
    only_second: int
    alpha: Decimal | None

    @property
    def share(self) -> float:
        """The agreed part of the matched passages, from 0 to 1; 1 where there are none."""
        return self.agreed / self.matched if self.matched else 1.0


def compare(first: Sequence[Coding], second: Sequence[Coding]) -> Comparison:
    """Match the passages of two readings that overlap by half of the shorter one or more.

    Each is matched with one of the other reading at most: as many as can be, and of several ways
    the one with the most passages of equal class, then with the largest overlap. That is the
    reading of the two sheets under which they agree most.
    """
    overlaps = _overlaps(first, second)
    pairs = sorted(
        tuple(sorted(edge))
        for part in networkx.connected_components(overlaps)
        for edge in networkx.max_weight_matching(overlaps.subgraph(part), maxcardinality=True)
    )
    matched = [(first[i], second[j - len(first)]) for i, j in pairs]
    seen = [{i for i, _ in pairs}, {j - len(first) for _, j in pairs}]
    return Comparison(
        matched,
        [one for i, one in enumerate(first) if i not in seen[0]],
        [other for j, other in enumerate(second) if j not in seen[1]],
    )


def _overlaps(first: Sequence[Coding], second: Sequence[Coding]) -> "networkx.Graph[int]":
    """Return a graph in which an edge joins two passages that may be matched.

    The nodes are whole numbers, those of the second reading after those of the first: of several
    matchings of equal weight the order of nodes decides, and it must not change from run to run.
    """
    graph: networkx.Graph[int] = networkx.Graph()
    for (i, one), (j, other) in product(enumerate(first), enumerate(second)):
        shared = min(one.end, other.end) - max(one.start, other.start)
        shorter = min(one.end - one.start, other.end - other.start)
        if 2 * shared >= shorter:
            union = max(one.end, other.end) - min(one.start, other.start)
            weight = (one.kind == other.kind) + shared / union
            graph.add_edge(i, len(first) + j, weight=weight)
    return graph


def figures(document: str, comparison: Comparison) -> list[Figures]:
    """Return the figures of all classes together, then of each by its name."""
    pairs = [(one.kind, other.kind) for one, other in comparison.matched]
    alone = [coding.kind for coding in (*comparison.only_first, *comparison.only_second)]
    kinds = sorted({kind for pair in pairs for kind in pair}.union(alone))

    def of(kind: str | None) -> Figures:
        return Figures(
            document=document,
            kind=kind,
            matched=sum(kind in (None, *pair) for pair in pairs),
            agreed=sum(one == other and kind in (None, one) for one, other in pairs),
            only_first=sum(kind in (None, coding.kind) for coding in comparison.only_first),
            only_second=sum(kind in (None, coding.kind) for coding in comparison.only_second),
            alpha=None if kind else _alpha(pairs),
        )

    return [of(kind) for kind in (None, *kinds)]


def _alpha(pairs: Sequence[tuple[str, str]]) -> Decimal | None:
    codes = {kind: code for code, kind in enumerate(sorted({k for pair in pairs for k in pair}))}
    if len(codes) < 2:
        return None
    rows = [[codes[pair[reader]] for pair in pairs] for reader in (0, 1)]
    alpha = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal")
    return Decimal(str(round(alpha, 3)))
