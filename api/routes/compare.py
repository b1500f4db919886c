"""Agreements beside each other: by topic, by what they share, by how their goals are stated."""

from typing import Final

from fastapi import APIRouter, Request, Response

from api.deps import GivenDep, ResourcesDep, WantedDep
from api.parameters import Node, control
from api.render import answer_response
from api.tables.matrix import matrix_table
from api.tables.quality import quality_table
from api.tables.shared import shared_table
from graph.answers import Labels
from graph.ask import Given
from graph.comparison import Matrix, compare, quality, read_comparison, shared
from graph.comparison.request import FILTERS, MAX_SHOWN, REGIONS, SHOWN, TOPICS

router = APIRouter(prefix="/api/v1", tags=["compare"])

TITLE: Final = Labels(da="sammenligning", en="comparison")
SHARED: Final = Labels(da="hvad aftaler har til fælles", en="what agreements share")
QUALITY: Final = Labels(da="hvordan mål er beskrevet", en="how goals are stated")

AGREEMENT: Final = control(
    "agreement",
    "The agreements that are compared, in this order; those of `region`, or all, without it.",
    {"type": "array", "items": {"type": "string"}},
)
PARAMETERS: Final = [
    AGREEMENT,
    control("by", "What is on the rows.", {"type": "string", "enum": list(TOPICS)}),
    control(
        "differences",
        "1 leaves out the rows in which all agreements have the same finding.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    control(
        "empty",
        "0 leaves out the rows that no agreement states or declines.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    control(
        "elements",
        f"Elements that a cell tells; all are counted. {SHOWN} without it.",
        {"type": "integer", "minimum": 0, "maximum": MAX_SHOWN},
    ),
]
SHARING: Final = control(
    "sharing",
    "How many of the agreements have it: all, some, one alone, or it is not known. All without it.",
    {"type": "array", "items": {"type": "string", "enum": list(shared.SHARINGS)}},
)
BY: Final = control(
    "by",
    "Goals with what each has, or the agreements alone with how many of their goals have it.",
    {"type": "string", "enum": list(quality.BY), "default": "goal"},
)


def _references(*names: str) -> list[Node]:
    return [
        {"$ref": f"#/components/parameters/{name}"} for name in (*names, *REGIONS, "lang", "bom")
    ]


@router.get(
    "/compare",
    response_model=Matrix,
    operation_id="compare",
    openapi_extra={"parameters": [*PARAMETERS, *_references(*FILTERS)]},
)
def matrix(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Put agreements beside each other: what each states, declines, or is silent of, by topic.

    The address is the comparison: it says all that was asked, and the answer names its release.
    """

    def run(rest: Given) -> Matrix:
        return compare(read_comparison(rest, resources), resources)

    return answer_response(request, wanted, given, TITLE, run, matrix_table)


@router.get(
    "/compare/shared",
    response_model=shared.Shared,
    operation_id="compare_shared",
    summary="What agreements share, and what one alone has",
    openapi_extra={"parameters": [AGREEMENT, SHARING, *_references(*shared.FILTERS)]},
)
def sharing(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell of each element what corresponds to it in each other agreement, why, and in which words.

    Counterparts are those that somebody judged so; none is computed. Where nothing is recorded it
    is told whether the class was compared at all.
    """

    def run(rest: Given) -> shared.Shared:
        return shared.compare_shared(shared.read_shared(rest, resources), resources)

    return answer_response(request, wanted, given, SHARED, run, shared_table)


@router.get(
    "/compare/quality",
    response_model=quality.Quality,
    operation_id="compare_quality",
    summary="Which goals state indicator, baseline, target, deadline, owner and data source",
    openapi_extra={"parameters": [AGREEMENT, BY, *_references(*quality.FILTERS)]},
)
def goals(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell for each goal which of six things it states, with what, and in which words.

    A goal is without one only where every document of its agreement was read in full for it.
    """

    def run(rest: Given) -> quality.Quality:
        return quality.compare_quality(quality.read_quality(rest, resources), resources)

    return answer_response(request, wanted, given, QUALITY, run, quality_table)
