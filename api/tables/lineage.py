"""The line of a thing as a table: a line for each basis of a step."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Labels, Thing
from graph.comparison.lineage import Lineage, Member, StepBasis
from graph.names import Language
from graph.resources.parameters import code

STEPS: Final = (
    Column("kind", Labels(da="hvad der skete", en="what became of the earlier")),
    Column("earlier", Labels(da="det tidligere", en="the earlier")),
    Column("earlier_id", Labels(da="dets korte id", en="its short id")),
    Column("earlier_type", Labels(da="dets type", en="its type")),
    Column("earlier_type_id", Labels(da="typens term", en="term of the type")),
    Column("earlier_standing", Labels(da="dets stilling", en="its standing")),
    Column("earlier_from", Labels(da="dets første dag", en="its first day"), "date"),
    Column("earlier_until", Labels(da="dets sidste dag", en="its last day"), "date"),
    Column("later", Labels(da="det senere", en="the later")),
    Column("later_id", Labels(da="dets korte id", en="its short id")),
    Column("later_type", Labels(da="dets type", en="its type")),
    Column("later_type_id", Labels(da="typens term", en="term of the type")),
    Column("later_standing", Labels(da="dets stilling", en="its standing")),
    Column("later_from", Labels(da="dets første dag", en="its first day"), "date"),
    Column("later_until", Labels(da="dets sidste dag", en="its last day"), "date"),
    Column("with_earlier", Labels(da="afløses også", en="succeeded too"), several=True),
    Column("with_earlier_id", Labels(da="korte id'er", en="short ids"), several=True),
    Column("with_later", Labels(da="afløser også", en="succeeding too"), several=True),
    Column("with_later_id", Labels(da="korte id'er", en="short ids"), several=True),
    Column("relation", Labels(da="hvad der er sagt eller skønnet", en="what is stated or judged")),
    Column("relation_id", Labels(da="kode eller term", en="code or term")),
    Column("correspondence_id", Labels(da="modsvarighedens id", en="id of the correspondence")),
    Column("ground", Labels(da="grundlag", en="ground")),
    Column("ground_id", Labels(da="grundlagets kode", en="code of the ground")),
    Column("justification", Labels(da="begrundelse", en="justification")),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)


def lineage_table(lineage: Lineage, language: Language) -> Table:
    """Return the steps of a line as a table, which has none where nothing is told of any.

    A step that a document states and somebody judges too has a line for each.
    """
    return Table(STEPS, _rows(lineage, language))


def _rows(lineage: Lineage, language: Language) -> Iterator[Sequence[str]]:
    members: Mapping[str, Member] = {member.thing.iri: member for member in lineage.things}
    for step in lineage.steps:
        known = [
            step.kind,
            *_member(members[step.earlier.iri], language),
            *_member(members[step.later.iri], language),
            *_several(step.with_earlier, language),
            *_several(step.with_later, language),
        ]
        yield from ([*known, *_basis(basis, language)] for basis in step.bases)


def _basis(basis: StepBasis, language: Language) -> Iterator[str]:
    yield from (shown_cell(basis.relation, language), code(basis.relation.iri))
    yield cell_id(basis.correspondence) if basis.correspondence else ""
    yield from (shown_cell(basis.ground, language), code(basis.ground.iri) if basis.ground else "")
    yield basis.justification or ""
    yield from quote_fields(basis.quotes)


def _member(member: Member, language: Language) -> Iterator[str]:
    yield from (shown_cell(member.thing, language), cell_id(member.thing))
    yield from (shown_cell(member.type, language), code(member.type.iri))
    yield shown_cell(member.standing, language)
    yield from (shown_cell(day, language) for day in (member.valid_from, member.valid_until))


def _several(things: Sequence[Thing], language: Language) -> Iterator[str]:
    yield joined(shown_cell(thing, language) for thing in things)
    yield joined(map(cell_id, things))
