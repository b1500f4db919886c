"""A comparison as a table: a line for each topic and agreement, so that it holds what is shown."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Labels
from graph.comparison import Cell, Matrix
from graph.names import Language
from graph.resources.parameters import code

COLUMNS: Final = (
    Column("topic", Labels(da="emne", en="topic")),
    Column("topic_id", Labels(da="emnets kode", en="code of the topic")),
    Column("agreement", Labels(da="aftale", en="agreement")),
    Column("agreement_id", Labels(da="aftalens korte id", en="short id of the agreement")),
    Column("standing", Labels(da="aftalens stilling", en="standing of the agreement")),
    Column("finding", Labels(da="fund", en="finding")),
    Column("count", Labels(da="elementer", en="elements"), "integer"),
    Column("proposed", Labels(da="heraf kun foreslået", en="only proposed"), "integer"),
    Column("declined", Labels(da="heraf afvist", en="declined"), "integer"),
    Column("elements", Labels(da="de første elementer", en="the first elements"), several=True),
    Column("element_ids", Labels(da="deres korte id", en="their short ids"), several=True),
    Column("grounds", Labels(da="grundlag", en="grounds"), several=True),
    Column("not_read_for", Labels(da="ikke læst for", en="not read for"), several=True),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
    Column("url", Labels(da="listen over dem alle", en="the list of all of them")),
)


def matrix_table(matrix: Matrix, language: Language) -> Table:
    """Return a matrix as a table, the labels in `language`."""
    return Table(COLUMNS, _rows(matrix, language))


def _rows(matrix: Matrix, language: Language) -> Iterator[Sequence[str]]:
    for row in matrix.rows:
        topic = [shown_cell(row.topic, language), code(row.topic.iri)]
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            agreement = [shown_cell(column.agreement, language), cell_id(column.agreement)]
            standing = shown_cell(column.standing, language)
            yield [*topic, *agreement, standing, *_told(cell, language)]


def _told(cell: Cell, language: Language) -> Iterator[str]:
    yield cell.finding
    yield from map(str, (cell.count, cell.proposed, cell.declined))
    yield joined(shown_cell(shown.element, language) for shown in cell.elements)
    yield joined(cell_id(shown.element) for shown in cell.elements)
    grounds = {g.iri: shown_cell(g, language) for s in cell.elements for g in s.grounds}
    yield joined(grounds[iri] for iri in sorted(grounds))
    yield joined(shown_cell(term, language) for term in cell.missing)
    yield from quote_fields([quote for shown in cell.elements for quote in shown.quotes])
    yield cell.url or ""
