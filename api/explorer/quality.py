"""How goals are stated as a page: for each goal the six things that it can be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.comparing import agreements, around
from api.explorer.forms import Field, field, filled, values_of
from api.explorer.page import page
from graph.comparison.quality import (
    FILTERS,
    AgreementQuality,
    AskedQuality,
    GoalQuality,
    Quality,
    compare_quality,
    read_quality,
)
from graph.names import Language
from graph.resources import Resources

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/compare/quality"


@dataclass(frozen=True)
class Told:
    """An agreement, and its goals with what each has."""

    summary: AgreementQuality
    goals: Sequence[GoalQuality]


@router.get("/compare/quality", response_class=HTMLResponse)
def quality(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Tell what the goals of agreements state; raise what `read_quality` does."""
    words = filled(given)
    asked = read_quality(words, resources)
    found = compare_quality(asked, resources)
    return page(
        request,
        language,
        "quality.html",
        scripts=("compare.ts",),
        found=found,
        told=by_agreement(found),
        covered=agreements(asked.agreements, resources),
        fields=_fields(asked, resources, language),
        **around(request, language, resources, API, words, words.get("agreement", ())),
    )


def by_agreement(found: Quality) -> list[Told]:
    """Return each agreement with its goals."""
    return [
        Told(summary, [goal for goal in found.goals if goal.agreement == summary.column.agreement])
        for summary in found.agreements
    ]


def _fields(asked: AskedQuality, resources: Resources, language: Language) -> list[Field]:
    return [
        field(name, asked.filters.get(name, ()), values_of(name, resources), resources, language)
        for name in FILTERS
    ]
