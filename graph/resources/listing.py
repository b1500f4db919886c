"""A list of a collection: filtered, counted by facet, sorted, and a page of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, TypeAlias

from pydantic import ConfigDict, Field

from graph.answers import Model, Quote, Scope
from graph.ask import Given
from graph.errors import ParameterError, nearest
from graph.names import Language
from graph.resources.cards import Card, FacetValue
from graph.resources.collections import Collection
from graph.resources.cursors import digest, read_cursor, write_cursor
from graph.resources.facets import facets
from graph.resources.includes import QUOTES, Tree, read_includes
from graph.resources.index import SORTS, Index, members
from graph.resources.parameters import (
    code,
    read_choice,
    read_day,
    read_limit,
    read_one,
    read_several,
    read_thing,
    read_value,
    read_words,
)
from graph.resources.resources import Resources

DEFAULT_LIMIT: Final = 50
CONTROLS: Final = (
    "id",
    "valid_on",
    "facets",
    "sort",
    "fields",
    "include",
    "limit",
    "cursor",
    "lang",
)
"""Parameters of every list beside its facets."""


class Item(Card):
    """A card, with what was asked to be included."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.pop("required", None))

    quotes: Sequence[Quote] = Field((), description="With `include=quotes`.")
    included: Mapping[str, "Sequence[Item]"] = Field(
        {}, description="What `include` names, each a list of things like this one."
    )


Included: TypeAlias = Mapping[str, Sequence[Item]]
FIELDS: Final = tuple(name for name in Item.model_fields if name != "evidence")


class FacetCount(Model):
    """A value of a facet, and how many things have it."""

    value: str = Field(description="What a filter takes.")
    thing: FacetValue
    count: int


FacetCounts: TypeAlias = Annotated[
    Mapping[str, Sequence[FacetCount]],
    Field(description="For each facet asked for: its values, counted without its own filter."),
]


class Page(Model):
    """A part of a list, with what is said of the whole."""

    release: str = Field(description="The data release that answered; cite it.")
    collection: str
    total: int = Field(description="How many things pass the filters, on all pages.")
    items: Sequence[Item]
    facets: FacetCounts
    scope: Sequence[Scope] = Field(
        description="What each document says that is asked: of which a silence can be told. Empty "
        "for collections that documents are not read for as such."
    )
    next: str | None = Field(description="The cursor of the next page; null on the last.")


@dataclass(frozen=True)
class Listing:
    """What is asked of a list, read and checked."""

    collection: Collection
    ids: Sequence[str]
    """The IRIs of the things that are wanted; empty for all."""
    filters: Mapping[str, Sequence[str]]
    valid_on: date | None
    facets: Sequence[str]
    sort: str
    fields: frozenset[str]
    include: Tree
    language: Language
    limit: int
    start: int
    digest: str
    """Of everything that decides which things are where in the list."""


def read_listing(
    collection: Collection, given: Given, resources: Resources, limit: int = DEFAULT_LIMIT
) -> Listing:
    """Return what the parameters ask of a list; `limit` is that of a page where none is given.

    Raises ParameterError for an unknown name or value; it names the nearest right ones.
    """
    known = (*facets(), *CONTROLS)
    for name in given:
        if name not in known:
            raise ParameterError(f"a list has no parameter '{name}'; {nearest(name, known)}")
    filters = {
        name: sorted({read_value(facets()[name], word, resources) for word in words})
        for name in facets()
        if (words := read_words(given, name))
    }
    day = read_one(given, "valid_on", "")
    language = read_choice(given, "lang", ("da", "en"), "da")
    sort = read_choice(given, "sort", (*SORTS, *(f"-{name}" for name in SORTS)), "id")
    ids = sorted({read_thing(word, resources) for word in read_words(given, "id")})
    named = digest(collection.name, ids, sorted(filters.items()), day, sort, language)
    cursor = read_one(given, "cursor", "")
    include = read_includes(read_words(given, "include"))
    return Listing(
        collection=collection,
        ids=ids,
        filters=filters,
        valid_on=read_day("valid_on", day) if day else None,
        facets=read_several(given, "facets", tuple(facets())),
        sort=sort,
        fields=_fields(given, include),
        include=include,
        language="en" if language == "en" else "da",
        limit=read_limit(given, limit),
        start=read_cursor(cursor, resources.release, named) if cursor else 0,
        digest=named,
    )


def list_things(listing: Listing, resources: Resources, scope: Sequence[Scope] = ()) -> Page:
    """Return the page that is asked for, with what each document says to the list."""
    index = resources.index
    everything = candidates(listing, index, index.of_kind(listing.collection.kind))
    found = passing(listing, index, everything)
    order = index.sorted(listing.sort, listing.language)
    numbers = list(_page(order, found, listing)) if listing.limit else []
    iris = [index.things[number] for number in numbers]
    total, end = found.bit_count(), listing.start + len(iris)
    return Page(
        release=resources.release,
        collection=listing.collection.name,
        total=total,
        items=items(iris, listing.include, resources),
        facets=count_facets(listing, everything, resources),
        scope=scope,
        next=write_cursor(resources.release, listing.digest, end) if iris and end < total else None,
    )


def candidates(listing: Listing, index: Index, among: int) -> int:
    """Return the set of those among a set that are wanted by their ids and by the day."""
    if listing.ids:
        among &= index.set_of(index.numbers[iri] for iri in listing.ids)
    if listing.valid_on:
        among &= index.valid_on(listing.valid_on)
    return among


def passing(listing: Listing, index: Index, among: int, but: str = "") -> int:
    """Return the set of those among a set that pass the filters, leaving out that of one facet."""
    for name, wanted in listing.filters.items():
        if name != but:
            among &= index.under(name, wanted)
    return among


def items(iris: Sequence[str], include: Tree, resources: Resources) -> list[Item]:
    """Return things as items, with what is included, and with that what is included with it."""
    cards = resources.cards.get(iris)
    quotes = resources.quotes(cards) if QUOTES in include else {}
    included: dict[str, dict[str, list[Item]]] = {iri: {} for iri in iris}
    for name, branch in include.items():
        if name != QUOTES:
            related = resources.related(name, iris)
            every = sorted({item for found in related.values() for item in found})
            made = {item.iri: item for item in items(every, branch, resources)}
            for iri in iris:
                included[iri][name] = [made[item] for item in related.get(iri, ())]
    return [_item(card, quotes.get(card.iri), included[card.iri]) for card in cards]


def _item(card: Card, quotes: Sequence[Quote] | None, included: Included) -> Item:
    """Return a card as an item; what was not asked for stays unset, and is not written."""
    said: dict[str, Any] = dict(card)
    if quotes is not None:
        said["quotes"] = quotes
    if included:
        said["included"] = included
    return Item.model_construct(None, **said)


def _page(order: Sequence[int], found: int, listing: Listing) -> Iterable[int]:
    if listing.sort == "id":
        numbers = members(found)
    else:
        inside = set(members(found))
        numbers = (number for number in order if number in inside)
    for place, number in enumerate(numbers):
        if place >= listing.start + listing.limit:
            return
        if place >= listing.start:
            yield number


def count_facets(listing: Listing, among: int, resources: Resources) -> FacetCounts:
    """Return the counts of the facets asked for, each without its own filter, among a set."""
    return {
        name: _count(name, passing(listing, resources.index, among, but=name), resources)
        for name in listing.facets
    }


def _count(name: str, among: int, resources: Resources) -> list[FacetCount]:
    counted = resources.index.counts(name, among)
    named = resources.things.named(iri for iri in counted if "://" in iri)
    return [
        FacetCount(value=code(iri), thing=named.get(iri, iri), count=count)
        for iri, count in counted.items()
    ]


def _fields(given: Given, include: Tree) -> frozenset[str]:
    """Return the fields that are wanted; what is included is wanted too."""
    wanted = frozenset(read_several(given, "fields", FIELDS))
    if not wanted:
        return wanted
    quotes = frozenset({QUOTES} & include.keys())
    return wanted | quotes | (frozenset({"included"}) if include.keys() - {QUOTES} else frozenset())
