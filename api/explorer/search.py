"""The search as a page: what was found and why, and what it can be narrowed down by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep, SearchDep
from api.explorer.forms import files, filled
from api.explorer.page import page
from graph.ask import Given
from graph.resources import Resources
from graph.resources.listing import FacetCount
from graph.resources.searching import SearchPage, search_things
from graph.search import Search

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/search"
NARROWS: Final = ("type", "agreement", "theme", "target_group", "normative", "status")
"""The facets that a page offers, in its order."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet, and the values that are chosen once it is, or is no more."""

    value: FacetCount
    is_chosen: bool
    then: Sequence[str]


@dataclass(frozen=True)
class Narrowing:
    """A facet and its values."""

    name: str
    choices: Sequence[Choice]


@router.get("/search", response_class=HTMLResponse)
def search(
    request: Request,
    given: GivenDep,
    resources: ResourcesDep,
    searching: SearchDep,
    language: PageLanguageDep,
) -> HTMLResponse:
    """Search, or show the empty field; raise what `search_things` does."""
    asked = filled(given)
    found = _found(asked, searching, resources)
    return page(
        request,
        language,
        "search.html",
        text=next(iter(asked.get("q", ())), ""),
        found=found,
        narrowings=narrowings(found, asked) if found else [],
        files=files(API, asked, language),
    )


def narrowings(found: SearchPage, asked: Given) -> list[Narrowing]:
    """Return the facets that something was found under, with what a click on each value chooses."""
    return [
        Narrowing(name, [_choice(c, asked.get(name, ())) for c in counts])
        for name, counts in found.facets.items()
        if counts
    ]


def _found(asked: Given, searching: Search, resources: Resources) -> SearchPage | None:
    if not asked.get("q"):
        return None
    return search_things(searching, {**asked, "facets": [",".join(NARROWS)]}, resources)


def _choice(count: FacetCount, chosen: Sequence[str]) -> Choice:
    is_chosen = count.value in chosen
    others = [value for value in chosen if value != count.value]
    return Choice(count, is_chosen, others if is_chosen else [*others, count.value])
