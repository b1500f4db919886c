"""Two readings of each document, by readers who did not see each other's sheet.

What is compared is the class that each reader gave each passage: a quote of a goal is a passage
of the class Goal. `data/README.md` tells the method and reads the figures.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from graph.coding import CodedSheet, parse_sheets, read_sheets
from graph.coding.quotes import QuoteEntry, Relation
from graph.errors import AftalegrafError, nearest
from graph.passages.folding import fold
from graph.provers import Provers
from graph.reliability import Coding, Comparison, Figures, compare, figures

GIVEN: Final = {"SourceDocument", "HealthAgreement", "Region"}
"""What both readers are told before they read."""

FIRST, SECOND, FIGURES = "first", "second", "agreement.csv"


def compare_sheets(first: Path, second: Path, sources: Path) -> Comparison:
    """Return how two sheets of one document compare.

    Raises SheetError where a sheet of either folder is wrong, and AftalegrafError where there is
    no such sheet or the two are of different texts.
    """
    one, other = (_sheet(path, sources) for path in (first, second))
    if _digest(one) != _digest(other):
        raise AftalegrafError(
            f"{first} and {second} code different texts; give two sheets of one document"
        )
    return compare(codings(one), codings(other))


def read_readings(folder: Path, sources: Path) -> dict[str, list[Coding]]:
    """Return what each sheet of a folder codes, in the order of the text, by its name.

    Raises SheetError where one of them is wrong.
    """
    return {name: codings(coded) for name, coded in _sheets(folder, sources).items()}


def _sheets(folder: Path, sources: Path) -> dict[str, CodedSheet]:
    """Read the sheets of a folder together, since they name each other's things."""
    documents = parse_sheets(folder)
    provers = Provers(documents, folder, sources)
    return {coded.source.name: coded for coded in read_sheets(documents, provers.by_document)}


def _sheet(path: Path, sources: Path) -> CodedSheet:
    found = _sheets(path.parent, sources)
    if path.stem not in found:
        raise AftalegrafError(f"{path} is no sheet; {nearest(path.stem, found)}")
    return found[path.stem]


def _digest(coded: CodedSheet) -> str | None:
    return coded.sheet.document.digest if coded.sheet.document else None


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
