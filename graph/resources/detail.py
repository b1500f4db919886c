"""All that is known of one thing."""

from collections.abc import Mapping
from typing import Any, Final

from graph import names
from graph.ask import Given
from graph.errors import Merged, ParameterError, UnknownThing, Withdrawn, nearest
from graph.resources.cards import SKOS, term_name
from graph.resources.collections import Collection
from graph.resources.cursors import read_cursor
from graph.resources.index import members
from graph.resources.listing import FIELDS, Item, items
from graph.resources.parameters import read_limit, read_one, read_several
from graph.resources.relations import Direction, RelationPage, list_name, relation_page
from graph.resources.resources import Resources
from graph.resources.terms import ontology_terms

DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in")

_NEVER: Final = "its number is never given again"

EMBEDDED: Final = 50
"""Relations in each direction that a detail carries; the others are on pages of their own."""


OF_CONCEPTS: Final = tuple(SKOS + name for name in ("broader", "inScheme", "topConceptOf"))
"""Relations of concepts that are not of our ontology."""


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
    if what := gone(iri, resources):
        raise what
    if number is not None:
        raise UnknownThing(f"'{id_}' is in another collection: {resources.cards.get([iri])[0].url}")
    if resources.things.names(id_, collection.kind):
        meant = names.short_id(resources.things.resolve(id_, collection.kind, "id"))
        raise UnknownThing(f"'{id_}' is no id, but the slug of '{meant}'")
    inside = (index.things[number] for number in members(index.of_kind(collection.kind)))
    known = (short for thing in inside if (short := names.short_id(thing)))
    near = nearest(id_, known)
    advice = near if near.startswith("did") else f"/api/v1/{collection.name} lists what there is"
    raise UnknownThing(f"there is no '{id_}' in {collection.name}; {advice}")


def gone(iri: str, resources: Resources) -> UnknownThing | None:
    """Return the error that says what became of an IRI that nothing has any more, if it had one.

    What was merged into a thing that was merged itself is part of the last one. What was below a
    thing that was withdrawn or merged is withdrawn with it.
    """
    known = resources.index.gone
    if iri in known:
        last = _last(iri, known)
        return Withdrawn(f"{iri} was withdrawn; {_NEVER}") if last in known else Merged(iri, last)
    above = iri
    while (above := above.rpartition("/")[0]).startswith(names.BASE):
        if above in known:
            return Withdrawn(f"{above} was withdrawn, and what was below it; {_NEVER}")
    return None


def _last(iri: str, known: Mapping[str, str | None]) -> str:
    """Return what a thing was merged into in the end; one that is known was withdrawn."""
    passed = {iri}
    while (into := known.get(iri)) and into not in passed:
        passed.add(into)
        iri = into
    return iri


def tell(iri: str, resources: Resources, fields: frozenset[str] = frozenset()) -> Detail:
    """Return all that is known of a thing that the index knows, or the fields that are wanted."""
    (item,) = items([iri], {"quotes": {}}, resources)
    said: dict[str, Any] = {**dict(item), "release": resources.release}
    if not fields or "relations" in fields:
        said["relations"] = [
            relation_page(iri, way, None, 0, EMBEDDED, resources.engine, resources.things)
            for way in DIRECTIONS
        ]
    wanted = {name: value for name, value in said.items() if not fields or name in fields}
    return Detail.model_construct(None, **wanted)


def read_fields(given: Given) -> frozenset[str]:
    """Return the fields of a detail that are wanted, none for all; `fields` is all it takes.

    Raises ParameterError for anything else.
    """
    for name in given:
        if name != "fields":
            advice = nearest(name, ("fields", "lang", "bom"))
            raise ParameterError(f"a detail has no parameter '{name}'; {advice}")
    known = (*FIELDS, "relations", "release")
    return frozenset(read_several(given, "fields", known))


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
    only = _property(property_) if property_ else None
    limit = max(read_limit(given, EMBEDDED), 1)
    cursor = read_one(given, "cursor", "")
    named = list_name(iri, way, only)
    start = read_cursor(cursor, resources.release, named) if cursor else 0
    return relation_page(iri, way, only, start, limit, resources.engine, resources.things)


def _property(name: str) -> str:
    ours = (term.name for term in ontology_terms() if term.kind == "ObjectProperty")
    known = {term_name(iri): iri for iri in (*map(names.term, ours), *OF_CONCEPTS)}
    if name not in known:
        raise ParameterError(f"property: '{name}' is no relation; {nearest(name, known)}")
    return known[name]
