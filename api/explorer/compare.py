"""The matrix as a page: what each agreement says of each topic."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.comparing import agreements, around, in_order
from api.explorer.forms import Field, field, filled, values_of
from api.explorer.page import page
from graph.answers import Finding
from graph.comparison import Matrix, compare, read_comparison
from graph.comparison.pairs import list_pairs
from graph.comparison.request import FILTERS, SHOWN, TOPICS, Comparison
from graph.names import Language
from graph.resources import Resources, vocabulary

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/compare"
QUOTED: Final = 15
"""Elements told in a row, where the address does not say how many: a page must stay light."""

FINDINGS: Final[Sequence[Finding]] = ("stated", "declined", "silent", "not-coded")


@router.get("/compare", response_class=HTMLResponse)
def matrix(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Put agreements beside each other; raise what `read_comparison` does."""
    words = filled(given)
    asked = read_comparison(words, resources)
    if "elements" not in words:
        asked = replace(asked, shown=told_in_a_cell(len(asked.agreements)))
    found = in_words(compare(asked, resources), language)
    shown = {**words, "elements": [str(asked.shown)]}
    return page(
        request,
        language,
        "compare.html",
        scripts=("compare.ts",),
        asked=asked,
        matrix=found,
        sums=sums(found),
        findings=FINDINGS,
        topics=list(TOPICS),
        told=words.get("elements", ()),
        covered=agreements(asked.agreements, resources),
        fields=_fields(asked, resources, language),
        pairs=in_order(list_pairs(resources).pairs),
        **around(request, language, resources, API, shown, words.get("agreement", ())),
    )


def told_in_a_cell(columns: int) -> int:
    """Return how many elements a cell tells beside so many others."""
    return max(1, min(SHOWN, QUOTED // columns))


def in_words(found: Matrix, language: Language) -> Matrix:
    """Return a matrix whose rows are in the order of their names, as a reader looks for them."""
    rows = sorted(found.rows, key=lambda row: (row.topic.label[language].casefold(), row.topic.iri))
    return found.model_copy(update={"rows": rows})


def sums(found: Matrix) -> list[Mapping[Finding, int]]:
    """Return for each agreement how many topics have each finding."""
    every = [
        Counter(row.cells[place].finding for row in found.rows)
        for place in range(len(found.columns))
    ]
    return [{finding: counted[finding] for finding in FINDINGS} for counted in every]


def _fields(asked: Comparison, resources: Resources, language: Language) -> list[Field]:
    known = vocabulary()
    kinds = {known.kinds[kind].iri for kind in known.at_or_below("PlanElement")}
    offered = {
        name: [iri for iri in values_of(name, resources) if name != "type" or iri in kinds]
        for name in FILTERS
    }
    return [
        field(name, asked.filters.get(name, ()), offered[name], resources, language)
        for name in FILTERS
    ]
