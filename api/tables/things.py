"""Things, their relations and what a search found, as tables."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, fields, quote_fields, shown_cell
from graph.answers import Cell, Labels
from graph.names import Language
from graph.resources import Facet, Item, facets
from graph.resources.columns import PropertyColumn
from graph.resources.parameters import code
from graph.resources.relations import Relation
from graph.resources.searching import Hit


def items_table(
    items: Sequence[Item], properties: Sequence[PropertyColumn], language: Language
) -> Table:
    """Return a list of things as a table, labels and codes side by side.

    A thing takes two columns, `theme` and `theme_id`; the passages that it rests on take two,
    `quote` and `quote_document`. A property that has the name of a facet, such as the ground of a
    record beside that of its relations, is `own_ground`.
    """
    return Table(
        [*_ITEM, *_facet_columns(), *_property_columns(properties), *_QUOTE],
        (_item_row(item, properties, language) for item in items),
    )


def relations_table(relations: Sequence[Relation], language: Language) -> Table:
    """Return relations as a table: property, other end, ground, why, and the quotes."""
    return Table([*_RELATION, *_QUOTE], (_relation_row(row, language) for row in relations))


def hits_table(hits: Sequence[Hit], language: Language) -> Table:
    """Return what a search found as a table, the words that matched between `*`."""
    return Table(_HIT, (_hit_row(hit, language) for hit in hits))


def _hit_row(hit: Hit, language: Language) -> Sequence[str]:
    parts = (f"*{part.text}*" if part.matched else part.text for part in hit.match.snippet)
    type_ = hit.type.label.marked(language), code(hit.type.iri)
    return [hit.id, hit.iri, *type_, hit.label.marked(language), hit.match.source, "".join(parts)]


def _relation_row(relation: Relation, language: Language) -> Sequence[str]:
    ends = (relation.property, relation.thing, relation.ground)
    named = [text(cell, language) for cell in ends for text in (shown_cell, _id)]
    return [*named, relation.justification or "", *quote_fields(relation.quotes)]


def _id(cell: Cell, _: Language) -> str:
    return "" if cell is None else cell_id(cell)


_RELATION: Final = (
    Column("property", Labels(da="egenskab", en="property")),
    Column("property_id", Labels(da="egenskabens IRI", en="IRI of the property")),
    Column("thing", Labels(da="det, som forbindelsen går til", en="the other end")),
    Column("thing_id", Labels(da="dets korte id", en="its short id")),
    Column("ground", Labels(da="grundlag", en="ground")),
    Column("ground_id", Labels(da="grundlagets kode", en="code of the ground")),
    Column("justification", Labels(da="begrundelse", en="justification")),
)
_ITEM: Final = (
    Column("id", Labels(da="kort id", en="short id")),
    Column("iri", Labels(da="IRI", en="IRI"), "anyURI"),
    Column("type", Labels(da="type", en="type")),
    Column("type_id", Labels(da="typens term", en="term of the type")),
    Column("label", Labels(da="navn", en="label")),
    Column("definition", Labels(da="definition", en="definition")),
    Column("note", Labels(da="koderens note", en="note of those who coded it")),
)
_HIT: Final = (
    *_ITEM[:5],
    Column("matched", Labels(da="hvor ordene står", en="where the words stand")),
    Column("snippet", Labels(da="uddrag", en="snippet")),
)
_QUOTE: Final = (
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)


def _facet_columns() -> Iterator[Column]:
    for facet in _facets():
        yield Column(facet.name, facet.label, several=True)
        if facet.kind != "text":
            yield Column(f"{facet.name}_id", facet.label, several=True)


def _facets() -> list[Facet]:
    """Return the facets that a table has columns for: the type has one of its own."""
    return [facet for facet in facets().values() if facet.kind != "class"]


def _property_columns(properties: Sequence[PropertyColumn]) -> Iterator[Column]:
    for column in properties:
        name = f"own_{column.name}" if column.name in facets() else column.name
        yield Column(name, column.label, column.datatype, column.several)
        if column.is_thing:
            yield Column(f"{name}_id", column.label, several=True)


def _item_row(
    item: Item, properties: Sequence[PropertyColumn], language: Language
) -> Sequence[str]:
    texts = (item.definition, item.note)
    named = (item.type.label.marked(language), code(item.type.iri), item.label.marked(language))
    row = [item.id, item.iri, *named]
    row += [text.marked(language) if text else "" for text in texts]
    for facet in _facets():
        row += fields(item.facets.get(facet.name, ()), facet.kind != "text", language)
    for column in properties:
        row += fields(item.properties.get(column.name, ()), column.is_thing, language)
    return [*row, *quote_fields(item.quotes)]
