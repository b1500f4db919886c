"""The answer to a question as a table, with what each document says to it."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import JOIN, Column, Table, cell_id, quote_fields, shown_cell
from graph.answers import Answer, Cell, Labels, Scope
from graph.catalogue import Column as QuestionColumn
from graph.catalogue import Question
from graph.names import Language

_FINDING: Final = (
    Column("finding", Labels(da="fund", en="finding")),
    Column("finding_document", Labels(da="det dokument, som fundet gælder", en="its document")),
    Column(
        "finding_scope", Labels(da="hvad det er læst for", en="what it was read for"), several=True
    ),
)
"""The last columns: of a row the first alone, of a document without a row these alone."""

_DATATYPES: Final = frozenset({"integer", "decimal", "boolean", "date"})


def answer_table(answer: Answer, question: Question, language: Language) -> Table:
    """Return an answer as a table, its labels in `language`.

    A thing takes two columns, `goal` and `goal_id`; quotes take two, `quote` and
    `quote_document`. The columns depend on the question alone, not on its rows.

    The last three tell the findings. A row says in `finding` whether it is `stated` or `declined`
    (nothing, where the question is about the coding itself). After the rows each document that is
    `silent` or `not-coded` has a line of its own: `finding_document` is its short id,
    `finding_scope` the terms that it was read in full for, or was not.
    """
    columns = [column for asked in question.columns.values() for column in _columns(asked)]
    return Table([*columns, *_FINDING], _rows(answer, question, len(columns), language))


def named_terms(entry: Scope, language: Language) -> Iterator[str]:
    """Name what a silent document was read in full for, and what another was not."""
    for term in entry.terms if entry.finding == "silent" else entry.missing:
        yield term.label.marked(language) or term.id or term.iri


def _rows(
    answer: Answer, question: Question, width: int, language: Language
) -> Iterator[Sequence[str]]:
    declined = frozenset(answer.declined)
    for number, row in enumerate(answer.rows):
        cells = [
            field
            for name, column in question.columns.items()
            for field in _fields(row[name], column.kind, language)
        ]
        finding = ("declined" if number in declined else "stated") if answer.scope else ""
        yield [*cells, finding, "", ""]
    for entry in answer.scope:
        if entry.finding in ("silent", "not-coded"):
            document = entry.document.id or entry.document.iri
            told = [entry.finding, document, JOIN.join(named_terms(entry, language))]
            yield [*[""] * width, *told]


def _columns(asked: QuestionColumn) -> Iterator[Column]:
    label = Labels(da=asked.description["da"], en=asked.description["en"])
    several = asked.kind == "Quote"
    yield Column(asked.name, label, asked.kind if asked.kind in _DATATYPES else "string", several)
    if asked.kind == "Quote":
        yield Column(f"{asked.name}_document", label, several=True)
    if asked.kind == "Thing":
        yield Column(f"{asked.name}_id", label)


def _fields(cell: Cell, kind: str, language: Language) -> list[str]:
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return quote_fields(cell)
    shown = [shown_cell(cell, language)]
    return [*shown, "" if cell is None else cell_id(cell)] if kind == "Thing" else shown
