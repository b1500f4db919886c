"""A search as a list: what was found, filtered and counted like any other, with the reasons."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import Field

from graph.answers import Labels, Model
from graph.ask import Given
from graph.errors import ParameterError
from graph.resources.cards import Card
from graph.resources.collections import Collection
from graph.resources.cursors import write_cursor
from graph.resources.listing import (
    FacetCounts,
    candidates,
    count_facets,
    passing,
    read_listing,
)
from graph.resources.parameters import read_one
from graph.resources.resources import Resources
from graph.search import Match, Search, Suggestion, Word

DEFAULT_LIMIT: Final = 20
MAX_SUGGESTIONS: Final = 20


class Hit(Card):
    """A thing that was found, and why."""

    match: Match


class SearchPage(Model):
    """A part of what was found, the best first."""

    release: str = Field(description="The data release that answered; cite it.")
    words: Sequence[Word] = Field(description="How each word of the query was read.")
    all_words: bool = Field(
        description="Whether the things have all of the words; where none has, any of them will do."
    )
    total: int = Field(description="How many things were found and pass the filters.")
    items: Sequence[Hit]
    facets: FacetCounts
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Suggestions(Model):
    """Labels that complete what is typed."""

    release: str
    items: Sequence[Suggestion]


def search_things(search: Search, given: Given, resources: Resources) -> SearchPage:
    """Return a page of what a search finds among the things that have a collection.

    `q` is what is searched for; the facets, `valid_on`, `facets`, `limit`, `cursor` and `lang` are
    those of a list. Raises ParameterError as a list does.
    """
    text, rest = _query(given)
    for name in ("sort", "fields", "include"):
        if name in rest:
            raise ParameterError(f"a search has no parameter '{name}': the best comes first")
    of_search = Collection(f"search {text}", "", Labels(), Labels())
    listing = read_listing(of_search, rest, resources, DEFAULT_LIMIT)
    found = search.find(text)
    index = resources.index
    numbers = [number for hit in found.hits if (number := index.numbers.get(hit.iri)) is not None]
    everything = candidates(listing, index, index.set_of(numbers))
    passed = passing(listing, index, everything)
    ranked = [number for number in numbers if passed >> number & 1]
    iris = [index.things[n] for n in ranked[listing.start : listing.start + listing.limit]]
    end = listing.start + len(iris)
    following = write_cursor(resources.release, listing.digest, end)
    return SearchPage(
        release=resources.release,
        words=found.words,
        all_words=found.all_words,
        total=len(ranked),
        items=[_hit(card, search.explain(card.iri, text)) for card in resources.cards.get(iris)],
        facets=count_facets(listing, everything, resources),
        next=following if iris and end < len(ranked) else None,
    )


def suggest(search: Search, given: Given, resources: Resources) -> Suggestions:
    """Return labels that complete `q`, at most `limit` (from 1 to 20, else 10)."""
    text, rest = _query(given)
    limit = read_one(rest, "limit", "10")
    unknown = rest.keys() - {"limit", "lang"}
    known = (str(number) for number in range(1, MAX_SUGGESTIONS + 1))
    if unknown or limit not in known:
        raise ParameterError(f"suggestions take q, and limit from 1 to {MAX_SUGGESTIONS}")
    return Suggestions(release=resources.release, items=search.suggest(text, int(limit)))


def _query(given: Given) -> tuple[str, dict[str, Sequence[str]]]:
    if not given.get("q"):
        raise ParameterError("q: what is searched for is missing, such as q=rygestop")
    return read_one(given, "q", ""), {name: v for name, v in given.items() if name != "q"}


def _hit(card: Card, match: Match) -> Hit:
    said: dict[str, Any] = dict(card)
    return Hit.model_construct(None, **said, match=match)
