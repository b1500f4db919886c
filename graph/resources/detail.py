"""All that is known of one thing."""

from typing import Final

from graph import names
from graph.ask import Given
from graph.errors import Merged, ParameterError, UnknownThing, Withdrawn, nearest
from graph.resources.collections import Collection
from graph.resources.cursors import digest, read_cursor, write_cursor
from graph.resources.index import members
from graph.resources.listing import Item, items, read_limit, read_one
from graph.resources.relations import Direction, RelationPage, count_relations, relations
from graph.resources.resources import Resources

EMBEDDED: Final = 50
"""Relations in each direction that a detail carries; the others are on pages of their own."""


class Detail(Item):
    """One thing: its card, its quotes and its relations."""

    release: str
    relations: list[RelationPage]


def find(collection: Collection, id_: str, resources: Resources) -> str:
    """Return the IRI of the thing of a collection that a short id stands for.

    Raises Merged, Withdrawn or UnknownThing, whose message names the nearest ids.
    """
    iri = names.from_short_id(id_) or ""
    index = resources.index
    number = index.numbers.get(iri)
    if number is not None and index.of_kind(collection.kind) >> number & 1:
        return iri
    if iri in index.gone:
        raise gone(iri, resources)
    if number is not None:
        raise UnknownThing(f"'{id_}' is in another collection: {resources.cards.get([iri])[0].url}")
    inside = (index.things[number] for number in members(index.of_kind(collection.kind)))
    known = (short for thing in inside if (short := names.short_id(thing)))
    near = nearest(id_, known)
    advice = near if near.startswith("did") else f"/api/v1/{collection.name} lists what there is"
    raise UnknownThing(f"there is no '{id_}' in {collection.name}; {advice}")


def gone(iri: str, resources: Resources) -> UnknownThing:
    """Return the error that says what became of an IRI that nothing has any more."""
    into = resources.index.gone[iri]
    if into:
        return Merged(iri, into)
    return Withdrawn(f"{iri} was withdrawn; its number is never given again")


def tell(iri: str, resources: Resources) -> Detail:
    """Return all that is known of a thing that the index knows."""
    (item,) = items([iri], {"quotes": {}}, resources)
    pages = [
        _relation_page(iri, direction, None, 0, EMBEDDED, resources) for direction in _DIRECTIONS
    ]
    return Detail.model_construct(**dict(item), release=resources.release, relations=pages)


_DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in")


def tell_relations(iri: str, given: Given, resources: Resources) -> RelationPage:
    """Return a page of a thing's relations.

    `given` may hold `direction` (out or in), `property` (a term of the ontology, such as
    `serves`), `limit` and `cursor`. Raises ParameterError for anything else.
    """
    known = ("direction", "property", "limit", "cursor", "lang")
    for name in given:
        if name not in known:
            raise ParameterError(f"relations have no parameter '{name}'; {nearest(name, known)}")
    direction = read_one(given, "direction", "out")
    if direction not in ("out", "in"):
        raise ParameterError(f"direction: '{direction}' is neither out nor in")
    way: Direction = "in" if direction == "in" else "out"
    property_ = read_one(given, "property", "")
    only = _term(property_) if property_ else None
    limit = max(read_limit(given, EMBEDDED), 1)
    cursor = read_one(given, "cursor", "")
    named = digest(iri, way, only)
    start = read_cursor(cursor, resources.release, named) if cursor else 0
    return _relation_page(iri, way, only, start, limit, resources)


def _relation_page(
    iri: str, direction: Direction, only: str | None, start: int, limit: int, resources: Resources
) -> RelationPage:
    engine, things = resources.engine, resources.things
    total = count_relations(engine, iri, direction, only)
    found = relations(engine, things, iri, direction, start, limit, only)
    end, named = start + len(found), digest(iri, direction, only)
    more = write_cursor(resources.release, named, end) if found and end < total else None
    return RelationPage(direction=direction, total=total, items=found, next=more)


def _term(name: str) -> str:
    if not name.isalnum():
        raise ParameterError(f"property: '{name}' is no term of the ontology, such as serves")
    return names.term(name)
