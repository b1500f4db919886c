"""What agreements share as a table: a line for each element, agreement and counterpart there."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, quote_fields, shown_cell
from graph.answers import Labels, Thing
from graph.comparison.shared import Counterpart, Shared, SharedRow
from graph.names import Language
from graph.resources.parameters import code

COLUMNS: Final = (
    Column("element", Labels(da="element", en="element")),
    Column("element_id", Labels(da="elementets korte id", en="short id of the element")),
    Column("type", Labels(da="klasse", en="class")),
    Column("type_id", Labels(da="klassens term", en="term of the class")),
    Column("standing", Labels(da="elementets stilling", en="standing of the element")),
    Column("sharing", Labels(da="hvor mange der har det", en="how many have it")),
    Column("agreement", Labels(da="aftale", en="agreement")),
    Column("agreement_id", Labels(da="aftalens korte id", en="short id of the agreement")),
    Column("agreement_standing", Labels(da="aftalens stilling", en="standing of the agreement")),
    Column("state", Labels(da="hvad der vides om det her", en="what is known of it here")),
    Column("counterpart", Labels(da="modsvarende element", en="counterpart")),
    Column("counterpart_id", Labels(da="dets korte id", en="its short id")),
    Column("counterpart_type", Labels(da="dets klasse", en="its class")),
    Column("counterpart_standing", Labels(da="dets stilling", en="its standing")),
    Column("kind", Labels(da="modsvarighedens art", en="kind of the correspondence")),
    Column("kind_id", Labels(da="artens kode", en="code of the kind")),
    Column("justification", Labels(da="begrundelse", en="justification")),
    Column("ground", Labels(da="grundlag", en="ground")),
    Column("same_wording", Labels(da="samme ordlyd", en="same wording"), "boolean"),
    Column("own_quote", Labels(da="elementets ordlyd", en="words of the element"), several=True),
    Column("own_quote_document", Labels(da="dokument", en="document"), several=True),
    Column("quote", Labels(da="den anden aftales ordlyd", en="words of the other"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
    Column("correspondence_id", Labels(da="modsvarighedens id", en="id of the correspondence")),
)

_JUDGED: Final = 9
"""Columns from `counterpart` to `same_wording`."""


def shared_table(shared: Shared, language: Language) -> Table:
    """Return what is shared as a table, the labels in `language`.

    Where an agreement has no counterpart the line of it has none; an element's own line quotes it.
    """
    return Table(COLUMNS, _rows(shared, language))


def _rows(shared: Shared, language: Language) -> Iterator[Sequence[str]]:
    for row in shared.rows:
        for column, place in zip(shared.columns, row.places, strict=True):
            before = [
                *_element(row, language),
                *_named(column.agreement, language),
                shown_cell(column.standing, language),
                place.state,
            ]
            for counterpart in place.counterparts:
                yield [*before, *_told(counterpart, language)]
            if not place.counterparts:
                yield [*before, *[""] * _JUDGED, *quote_fields(place.quotes), "", "", ""]


def _element(row: SharedRow, language: Language) -> Iterator[str]:
    yield from _named(row.element, language)
    yield from (shown_cell(row.type, language), code(row.type.iri))
    yield shown_cell(row.standing, language)
    yield row.sharing


def _told(found: Counterpart, language: Language) -> Iterator[str]:
    yield from _named(found.element, language)
    yield shown_cell(found.type, language)
    yield shown_cell(found.standing, language)
    yield from (shown_cell(found.kind, language), code(found.kind.iri))
    yield found.justification
    yield shown_cell(found.ground, language)
    yield shown_cell(found.same_wording, language)
    yield from quote_fields(found.own_quotes)
    yield from quote_fields(found.quotes)
    yield cell_id(found.correspondence)


def _named(thing: Thing | None, language: Language) -> Sequence[str]:
    return [shown_cell(thing, language), cell_id(thing) if thing else ""]
