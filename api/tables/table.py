"""Tables: the columns and rows of a CSV file, and what CSV on the Web says of them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.answers import Cell, Labels, Quote, Thing
from graph.errors import ParameterError, nearest
from graph.names import Language

JOIN: Final = " | "
"""Stands between several values in one field."""

BOM: Final = "\ufeff"
"""Tells Excel that a file is UTF-8."""

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    label: Labels
    datatype: str = "string"
    several: bool = False
    """Whether a field may hold several values, with JOIN between them."""


@dataclass(frozen=True)
class Table:
    """A table whose columns do not depend on its rows."""

    columns: Sequence[Column]
    rows: Iterator[Sequence[str]]


def choose_columns(table: Table, wanted: Sequence[str]) -> Table:
    """Return a table with some of its columns, in the order in which they are wanted.

    A comma separates names as a repetition does; none means all. Raises ParameterError for a
    column that there is not.
    """
    chosen = [name.strip() for text in wanted for name in text.split(",") if name.strip()]
    places = {column.name: place for place, column in enumerate(table.columns)}
    for name in chosen:
        if name not in places:
            raise ParameterError(f"fields: there is no column '{name}'; {nearest(name, places)}")
    if not chosen:
        return table
    kept = [places[name] for name in dict.fromkeys(chosen)]
    rows = ([row[place] for place in kept] for row in table.rows)
    return Table([table.columns[place] for place in kept], rows)


def to_csv(table: Table, bom: bool) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8, with a byte order mark where it is wanted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows)
    return ((BOM if bom else "") + out.getvalue()).encode()


def to_metadata(table: Table, url: str, title: Labels, language: Language, release: str) -> bytes:
    """Return the CSVW metadata of a table at a URL (Metadata Vocabulary for Tabular Data, 5)."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": url,
        "dc:title": {"da": title.da, "en": title.en},
        "dc:license": {"@id": LICENCE},
        "dc:identifier": release,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_described(column) for column in table.columns]},
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _described(column: Column) -> dict[str, object]:
    titles = {name: text for name in ("da", "en") if (text := getattr(column.label, name))}
    separator = {"separator": JOIN} if column.several else {}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": titles,
        "datatype": column.datatype,
        **separator,
    }


def fields(cells: Sequence[Cell], things: bool, language: Language) -> list[str]:
    """Return one field, or two for the names and the ids of things."""
    shown = joined(shown_cell(cell, language) for cell in cells)
    if not things:
        return [shown]
    return [shown, joined(cell_id(cell) for cell in cells)]


def joined(values: Iterable[str]) -> str:
    """Return values as one field that can be split again.

    A JOIN within a value gets a no-break space, which looks the same.
    """
    return JOIN.join(value.replace(JOIN, " |\u00a0") for value in values)


def shown_cell(cell: Cell, language: Language) -> str:
    """Return a value as a field of a table shows it."""
    if isinstance(cell, Thing):
        return cell.label.marked(language) or cell.id or cell.iri
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def cell_id(cell: Cell) -> str:
    """Return the id of a thing, or its IRI; any other value as it is shown."""
    return (cell.id or cell.iri) if isinstance(cell, Thing) else str(cell)


def quote_fields(quotes: Sequence[Quote]) -> list[str]:
    """Return the words of quotes, and the documents that they are from."""
    documents = sorted({quote.document.id or quote.document.iri for quote in quotes})
    return [joined(quote.plain for quote in quotes), joined(documents)]
