"""An answer as CSV: labels and codes side by side, a header line, UTF-8."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.answers import Answer, Cell, Thing
from graph.catalogue import Column
from graph.names import Language

JOIN: Final = " | "
"""Stands between several quotes in one field."""

_BESIDE: Final = {"Thing": "_id", "Quote": "_document"}
"""The second column of a kind, after the name of the first."""


def to_csv(answer: Answer, columns: Mapping[str, Column], language: Language) -> str:
    """Return the answer as CSV (RFC 4180), its labels in `language`.

    A thing takes two columns, `goal` and `goal_id`; quotes take two, `quote` and
    `quote_document`. The columns depend on the question alone, not on its rows.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header for column in columns.values() for header in _headers(column))
    for row in answer.rows:
        fields = (_fields(row[name], column.kind, language) for name, column in columns.items())
        writer.writerow(field for group in fields for field in group)
    return out.getvalue()


def _headers(column: Column) -> Iterator[str]:
    yield column.name
    if column.kind in _BESIDE:
        yield column.name + _BESIDE[column.kind]


def _fields(cell: Cell, kind: str, language: Language) -> Iterator[str]:
    if isinstance(cell, Thing):
        yield cell.label[language]
        yield cell.id or cell.iri
    elif isinstance(cell, Sequence) and not isinstance(cell, str):
        yield JOIN.join(quote.plain for quote in cell)
        yield JOIN.join(sorted({quote.document.id or quote.document.iri for quote in cell}))
    else:
        yield "" if cell is None else str(cell)
        if kind in _BESIDE:
            yield ""
