"""Follow-up in numbers: indicators over time."""

from typing import Final

from fastapi import APIRouter, Request, Response

from api.delivery import Wanted
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.parameters import control, values_of
from api.render import answer_response
from api.tables.series import series_table
from graph.answers import Labels
from graph.ask import Given
from graph.errors import ParameterError, nearest
from graph.resources import Resources
from graph.resources.collections import vocabulary
from graph.resources.detail import find
from graph.series import SeriesList, read_series, tell_series
from graph.series.request import CODES, DAYS, FILTERS

router = APIRouter(prefix="/api/v1", tags=["series"])

TITLE: Final = Labels(da="indikatorer over tid", en="indicators over time")
_ASSESSMENT: Final = control(
    "assessment",
    "The assessment of the trend.",
    {"type": "array", "items": values_of("assessment")},
)
_VALUES: Final = [
    control(
        "kind",
        "The kind of value.",
        {"type": "array", "items": values_of("value-kind")},
        example=["actual"],
    ),
    control(
        "from",
        "A day: values whose time ended before it, or has no known end, are left out.",
        values_of("date"),
        example="2019-01-01",
    ),
    control(
        "to",
        "A day: values whose time began after it, or has no known beginning, are left out.",
        values_of("date"),
        example="2021-12-31",
    ),
    *({"$ref": f"#/components/parameters/{name}"} for name in ("lang", "bom")),
]
_THINGS: Final = [
    control(
        "indicator",
        "An indicator; repeated, any of them.",
        {"type": "array", "items": {"type": "string"}},
        example=["dk82-2019.indicator.4"],
    ),
    control(
        "goal",
        "A goal that is measured.",
        {"type": "array", "items": {"type": "string"}},
        example=["dk82-2019.goal.2"],
    ),
    *({"$ref": f"#/components/parameters/{name}"} for name in FILTERS),
]


@router.get(
    "/series",
    response_model=SeriesList,
    operation_id="series",
    summary="Indicators over time",
    openapi_extra={"parameters": [*_THINGS, {**_ASSESSMENT, "example": ["worsened"]}, *_VALUES]},
)
def every_series(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell the values, targets and trends of indicators, and whether each target was met.

    Only what can be compared is on one line: one kind of value, one unit, one population. A target
    is met or not only where a figure that was measured at its deadline can tell.
    """
    return _answer(request, given, resources, wanted)


@router.get(
    "/indicators/{id}/series",
    response_model=SeriesList,
    operation_id="indicator-series",
    summary="One indicator over time",
    openapi_extra={"parameters": [_ASSESSMENT, *_VALUES]},
)
def one_series(
    id: str,  # noqa: A002  the name that the other addresses of a thing have
    request: Request,
    given: GivenDep,
    resources: ResourcesDep,
    wanted: WantedDep,
) -> Response:
    """Tell the values, targets and trends of one indicator."""
    iri = find(vocabulary().collections["indicators"], id, resources)
    for name in given:
        if name not in (*CODES, *DAYS, "lang", "bom"):
            raise ParameterError(f"one series has no '{name}'; {nearest(name, (*CODES, *DAYS))}")
    return _answer(request, {**given, "indicator": [iri]}, resources, wanted)


def _answer(request: Request, given: Given, resources: Resources, wanted: Wanted) -> Response:
    def run(rest: Given) -> SeriesList:
        return tell_series(read_series(rest, resources), resources)

    return answer_response(request, wanted, given, TITLE, run, series_table)
