"""Tables as workbooks of Excel (Office Open XML): typed cells, and a sheet that tells of them.

A string stays a string, whatever it begins with: nothing of it is a formula or a link. The bytes
depend on the table and what is told of it alone: the workbook was made on the day of its release.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

from api.tables.about import About
from api.tables.table import Column, Table
from graph.answers import Labels
from graph.errors import ResultTooLarge

MAX_CELL: Final = 32_767
"""Characters (UTF-16 code units) of a cell, and below it the rows of a sheet: limits of Excel."""
MAX_ROWS: Final = 1_048_576

NARROW, WIDE = 10, 60
"""Characters that a column shows at least and at most."""

EPOCH: Final = date(1900, 3, 1)
"""The first day that Excel has right: it takes 1900 for a leap year."""

SHEETS: Final = Labels(da="Om", en="About")
DATA: Final = Labels(da="Data", en="Data")
_COLUMN: Final = Labels(da="Kolonne", en="Column")


def to_xlsx(table: Table, about: About) -> bytes:
    """Return a table as a workbook: the data on one sheet, what they are on another.

    Raises ResultTooLarge where a sheet or a cell of Excel cannot hold it: nothing is cut off.
    """
    from xlsxwriter import Workbook  # not before a workbook is wanted

    language = about.citation.language
    rows = list(table.rows)
    _check(table.columns, rows)
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    issued = datetime.combine(about.citation.issued or EPOCH, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": about.citation.title[:255], "created": issued})
    formats = _Formats(book)
    _write_data(book.add_worksheet(DATA[language]), table.columns, rows, formats, about)
    _write_about(book.add_worksheet(SHEETS[language]), table.columns, formats, about)
    book.close()
    return out.getvalue()


class _Formats:
    """How cells look."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.plain = book.add_format({"valign": "top"})


def _check(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    if len(rows) >= MAX_ROWS:
        raise ResultTooLarge(f"{len(rows)} rows are more than a sheet has; filter, or take the CSV")
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            if _units(text) > MAX_CELL:
                raise ResultTooLarge(
                    f"a field of '{column.name}' has more than the {MAX_CELL} characters of a "
                    "cell; ask for less, or take the CSV"
                )


def _write_data(
    sheet: Any,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    formats: _Formats,
    about: About,
) -> None:
    language = about.citation.language
    heads = [column.label[language] or column.name for column in columns]
    for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
        widest = max([len(head), *(len(row[place]) for row in rows)])
        sheet.set_column(place, place, min(max(widest + 2, NARROW), WIDE))
        sheet.write_string(0, place, head, formats.head)
        for line, row in enumerate(rows, start=1):
            _write(sheet, line, place, row[place], column, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _write(sheet: Any, line: int, place: int, text: str, column: Column, formats: _Formats) -> None:
    """Write a field as what its column holds; as a string where Excel has no such value."""
    match None if column.several or not text else column.datatype:
        case "integer" | "decimal" if _is_exact(text):
            sheet.write_number(line, place, float(text), formats.plain)
        case "boolean" if text in ("true", "false"):
            sheet.write_boolean(line, place, text == "true", formats.plain)
        case "date" if (day := _day(text)) and day >= EPOCH:
            sheet.write_datetime(line, place, datetime.combine(day, time()), formats.day)
        case _ if text:
            sheet.write_string(line, place, text, formats.text)


def _write_about(sheet: Any, columns: Sequence[Column], formats: _Formats, about: About) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    for line, (name, text) in enumerate(_told(columns, about)):
        sheet.write_string(line, 0, name, formats.head)
        sheet.write_string(line, 1, text[:MAX_CELL], formats.text)


def _told(columns: Sequence[Column], about: About) -> Iterator[tuple[str, str]]:
    """Yield what the file says of itself, then the columns with the names that a CSV has."""
    yield from about.lines()
    language = about.citation.language
    for column in columns:
        yield f"{_COLUMN[language]} {column.name}", column.label[language] or column.name


def _is_exact(text: str) -> bool:
    """Return whether a text is a number that Excel, which has 15 digits, shows as it is."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdecimal() and len(digits) <= 15


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _units(text: str) -> int:
    return len(text) if len(text) > MAX_CELL else len(text.encode("utf-16-le")) // 2
