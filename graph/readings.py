"""How far two readers who did not see each other's sheet agree on what a document holds.

What is compared is the class that each reader gave each passage: a quote of a goal is a passage
of the class Goal. `data/README.md` tells the method and reads the figures.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Final

import krippendorff
import networkx
from pydantic import BaseModel

from graph.coding import CodedSheet, parse_sheets, read_sheets
from graph.coding.quotes import QuoteEntry, Relation
from graph.errors import AftalegrafError, nearest
from graph.passages.folding import fold
from graph.provers import Provers

GIVEN: Final = {"SourceDocument", "HealthAgreement", "Region"}
"""What both readers are told before they read."""

FIRST, SECOND, FIGURES = "first", "second", "agreement.csv"


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


def read_readings(folder: Path, sources: Path) -> dict[str, list[Coding]]:
    """Return what each sheet of a folder codes, in the order of the text, by its name.

    They are read together, since sheets name each other's things. Raises SheetError where one of
    them is wrong.
    """
    documents = parse_sheets(folder)
    provers = Provers(documents, folder, sources)
    return {
        coded.source.name: codings(coded) for coded in read_sheets(documents, provers.by_document)
    }


def read_reading(sheet: Path, sources: Path) -> list[Coding]:
    """Return what one sheet codes; raise AftalegrafError where there is no such sheet."""
    found = read_readings(sheet.parent, sources)
    if sheet.stem not in found:
        raise AftalegrafError(f"{sheet} is no sheet; {nearest(sheet.stem, found)}")
    return found[sheet.stem]


def codings(coded: CodedSheet) -> list[Coding]:
    """Return every class that a sheet gives a passage, once, in the order of the text."""
    return sorted(set(_walk(coded.sheet)))


def _walk(model: BaseModel) -> Iterator[Coding]:
    kind = type(model).__name__
    if kind not in GIVEN:
        for quote in getattr(model, "quote", ()):
            yield _coding(kind, quote)
    for name in type(model).model_fields:
        value = getattr(model, name)
        for part in value.values() if isinstance(value, Mapping) else [value]:
            if isinstance(part, BaseModel) and not isinstance(part, Relation | QuoteEntry):
                yield from _walk(part)


def _coding(kind: str, quote: QuoteEntry) -> Coding:
    passage = quote.passage
    return Coding(passage.start, passage.end, kind, fold(passage.exact).text.strip())


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


def differences(comparison: Comparison) -> str:
    """Return, as CSV, each passage that one reader alone coded or both coded differently.

    The columns `settled` (first, second, both or neither) and `reason` are for whoever settles it.
    """
    apart = [(one, other) for one, other in comparison.matched if one.kind != other.kind]
    rows = [(other.start, other.words, one.kind, other.kind) for one, other in apart]
    rows += [(one.start, one.words, one.kind, "") for one in comparison.only_first]
    rows += [(other.start, other.words, "", other.kind) for other in comparison.only_second]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("start", "words", "first", "second", "settled", "reason"))
    writer.writerows((*row, "", "") for row in sorted(rows))
    return text.getvalue()


def measure(readings: Path, sources: Path) -> list[Figures]:
    """Compare every second reading of the folder with the first reading of its document.

    Both are kept as they were before anything was settled between them.
    """
    first, second = (read_readings(readings / part, sources) for part in (FIRST, SECOND))
    return [
        figure
        for document, reading in sorted(second.items())
        for figure in figures(document, compare(first[document], reading))
    ]


def to_csv(measured: Sequence[Figures]) -> str:
    """Return the figures as CSV with a header, a line each."""
    text = StringIO()
    writer = csv.DictWriter(text, list(Figures.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(figure.model_dump() for figure in measured)
    return text.getvalue()


def from_csv(text: str) -> list[Figures]:
    """Return the figures that `to_csv` wrote."""
    rows = csv.DictReader(StringIO(text))
    return [Figures.model_validate({k: v or None for k, v in row.items()}) for row in rows]
