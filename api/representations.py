"""An answer as CSV (labels and codes side by side, a header line, UTF-8), its findings in words."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.answers import Answer, Cell, Scope, Thing
from graph.catalogue import Column
from graph.names import Language

JOIN: Final = " | "
"""Stands between several quotes or terms in one field."""

_BESIDE: Final = {"Thing": "_id", "Quote": "_document"}
"""The second column of a kind, after the name of the first."""

FINDING: Final = ("finding", "finding_document", "finding_scope")
"""The last columns: of a row the first alone, of a document without a row these alone."""

ORDER: Final = ("Stated", "Declined", "The text does not say", "Not coded yet")
STATED, DECLINED, SILENT, UNREAD = ORDER
FILTERED: Final = " (nothing that the filters let through)"


def to_csv(answer: Answer, columns: Mapping[str, Column], language: Language) -> str:
    """Return the answer as CSV (RFC 4180), its labels in `language`.

    A thing takes two columns, `goal` and `goal_id`; quotes take two, `quote` and
    `quote_document`. A label that is missing in `language` is given in the other, marked. The
    columns depend on the question alone, not on its rows.

    The last three tell the findings. A row says in `finding` whether it is `stated` or `declined`
    (nothing, where the question is about the coding itself). After the rows each document that is
    `silent` or `not-coded` has a line of its own: `finding_document` is its short id,
    `finding_scope` the terms that it was read in full for, or was not.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    headers = [header for column in columns.values() for header in _headers(column)]
    writer.writerow([*headers, *FINDING])
    declined = frozenset(answer.declined)
    for number, row in enumerate(answer.rows):
        fields = (_fields(row[name], column.kind, language) for name, column in columns.items())
        finding = ("declined" if number in declined else "stated") if answer.scope else ""
        writer.writerow([*(field for group in fields for field in group), finding, "", ""])
    for entry in answer.scope:
        if entry.finding in ("silent", "not-coded"):
            writer.writerow([*("" for _ in headers), *_finding(entry, language)])
    return out.getvalue()


def to_sentences(answer: Answer) -> Iterator[str]:
    """Tell the findings in words: a sentence for the documents of which the same is to be told."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in answer.scope:
        told[_words(entry)].append(entry.document.label.marked("da"))
    for (words, why), documents in sorted(told.items(), key=lambda item: ORDER.index(item[0][0])):
        yield f"{words}: {'; '.join(documents)}{why}."
    if answer.about and not answer.scope and not answer.rows:
        yield f"{UNREAD}: there is no document of what was asked for."


def _words(entry: Scope) -> tuple[str, str]:
    """Return what is told of a document, and what is told in brackets after its name."""
    terms = ", ".join(_terms(entry, "en"))
    match entry.finding:
        case "silent":
            return SILENT, f" (read in full for: {terms})"
        case "not-coded":
            return UNREAD, f" (not read in full for: {terms})" if terms else ""
        case "declined":
            return DECLINED, "" if entry.rows else FILTERED
        case "stated":
            return STATED, "" if entry.rows else FILTERED


def _terms(entry: Scope, language: Language) -> Iterator[str]:
    """Name what a silent document was read in full for, and what another was not."""
    for term in entry.terms if entry.finding == "silent" else entry.missing:
        yield term.label.marked(language) or term.id or term.iri


def _finding(entry: Scope, language: Language) -> Iterator[str]:
    yield entry.finding
    yield entry.document.id or entry.document.iri
    yield JOIN.join(_terms(entry, language))


def _headers(column: Column) -> Iterator[str]:
    yield column.name
    if column.kind in _BESIDE:
        yield column.name + _BESIDE[column.kind]


def _fields(cell: Cell, kind: str, language: Language) -> Iterator[str]:
    if isinstance(cell, Thing):
        yield cell.label.marked(language)
        yield cell.id or cell.iri
    elif isinstance(cell, Sequence) and not isinstance(cell, str):
        yield JOIN.join(quote.plain for quote in cell)
        yield JOIN.join(sorted({quote.document.id or quote.document.iri for quote in cell}))
    else:
        yield "" if cell is None else str(cell)
        if kind in _BESIDE:
            yield ""
