"""A search over small texts."""

import pytest

from graph import names
from graph.engine import EmbeddedEngine
from graph.release import Release
from graph.search import Found, How, Match, Search


@pytest.fixture(scope="module")
def search(engine: EmbeddedEngine) -> Search:
    return Search(engine)


def of(turtle: str) -> Search:
    """Return the search over a small release."""
    head = (
        f"@prefix a: <{names.ONT}> . @prefix d: <{names.DATA}> . @prefix c: <{names.CONCEPT}> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    )
    return Search(EmbeddedEngine(Release("x", {"t": (head + turtle).encode()})))


def labelled(**labels: str) -> Search:
    """Return the search over things with these Danish labels."""
    return of("".join(f'd:{name} skos:prefLabel "{label}"@da .' for name, label in labels.items()))


def ids(found: Found) -> list[str]:
    return [names.short_id(hit.iri) or "" for hit in found.hits]


def how(search: Search, short_id: str, query: str) -> list[How | None]:
    return [why.how for why in explained(search, short_id, query).why]


def explained(search: Search, short_id: str, query: str) -> Match:
    return search.explain(names.from_short_id(short_id) or "", query)


def marked(match: Match) -> list[str]:
    return [part.text for part in match.snippet if part.matched]
