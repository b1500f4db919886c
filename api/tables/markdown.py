"""Tables as Markdown, in the form of GitHub (GitHub Flavored Markdown, section 4.10)."""

import re
from typing import Final

from api.tables.about import About
from api.tables.table import Table

NUMBERS: Final = frozenset({"integer", "decimal"})

_MARKS: Final = re.compile(r"([\\`*_\[\]<>|~&#!])")
_LINES: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def to_markdown(table: Table, about: About) -> str:
    """Return a table under its title, with a note of what it is and how it is cited below it."""
    language = about.citation.language
    head = [escaped(column.label[language] or column.name) for column in table.columns]
    rule = ["---:" if column.datatype in NUMBERS else "---" for column in table.columns]
    lines = [head, rule, *(map(escaped, row) for row in table.rows)]
    told = [f"- {escaped(name)}: {escaped(text)}" for name, text in about.lines()]
    return "\n".join(
        [
            f"# {escaped(about.citation.title)}",
            "",
            *(f"| {' | '.join(cells)} |" for cells in lines),
            "",
            *told,
            "",
        ]
    )


def escaped(text: str) -> str:
    """Return a text that Markdown shows to the letter, on one line; a line end is a `<br>`."""
    return _LINES.sub("<br>", _MARKS.sub(r"\\\1", text))
