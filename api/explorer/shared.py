"""What agreements share as a page: each element, and what corresponds to it in each other."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.comparing import agreements, around, classes_read
from api.explorer.forms import Field, field, filled, values_of
from api.explorer.page import page
from graph.comparison.shared import (
    FILTERS,
    SHARINGS,
    AskedShared,
    Shared,
    Sharing,
    compare_shared,
    read_shared,
)
from graph.names import Language
from graph.resources import Resources

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/compare/shared"
FIRST: Final[Sequence[Sharing]] = ("all",)
"""What is shown where the address does not say: what all share."""

MOST_ROWS: Final = 40
"""Elements that a page tells; the files have all, and a page for each class has its own."""


@router.get("/compare/shared", response_class=HTMLResponse)
def shared(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Tell what agreements share and what one has alone; raise what `read_shared` does."""
    words = filled(given)
    words.setdefault("sharing", list(FIRST))
    asked = read_shared(words, resources)
    found = compare_shared(asked, resources)
    return page(
        request,
        language,
        "shared.html",
        scripts=("compare.ts",),
        asked=asked,
        found=found,
        rows=found.rows[:MOST_ROWS],
        sharings=SHARINGS,
        totals=totals(found),
        covered=agreements(asked.agreements, resources),
        fields=_fields(asked, resources, language),
        **around(request, language, resources, API, words, words.get("agreement", ())),
    )


def totals(found: Shared) -> dict[str, int]:
    """Return how many elements are shared how far, whatever their class."""
    return {sharing: sum(getattr(entry, sharing) for entry in found.sums) for sharing in SHARINGS}


def _fields(asked: AskedShared, resources: Resources, language: Language) -> list[Field]:
    offered = {name: values_of(name, resources) for name in FILTERS}
    offered["type"] = classes_read(resources)
    return [
        field(name, asked.filters.get(name, ()), offered[name], resources, language)
        for name in FILTERS
    ]
