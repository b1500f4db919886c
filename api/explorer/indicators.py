"""Indicators as a page: small charts, each with its table, and whether targets were met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.forms import Field, field, files, filled
from api.explorer.page import page
from graph.ask import Given
from graph.names import Language
from graph.resources import Resources, facets
from graph.resources.parameters import read_value, read_words
from graph.series import IndicatorSeries, read_series, tell_series
from graph.series.points import Point, is_measured
from graph.series.targets import TARGET, TargetCheck

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/series"
CHOICES: Final = ("agreement", "theme")


@dataclass(frozen=True)
class Shown:
    """An indicator as the page shows it."""

    series: IndicatorSeries
    checks: Mapping[str, TargetCheck]
    """By the IRI of the target."""
    chart: Sequence[Mapping[str, Any]]
    """What is drawn; nothing where one figure stands alone."""


@router.get("/indicators", response_class=HTMLResponse)
def indicators(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Show indicators over time; raise what `read_series` does."""
    asked = filled(given)
    found = tell_series(read_series(asked, resources), resources)
    with_values = [_shown(series) for series in found.items if series.lines]
    return page(
        request,
        language,
        "indicators.html",
        scripts=("indicators.ts",),
        writes_styles=True,
        shown=sorted(with_values, key=lambda shown: not shown.chart),
        without=[series.indicator for series in found.items if not series.lines],
        fields=[_field(name, asked, resources, language) for name in CHOICES],
        files=files(API, asked, language),
    )


def chart_of(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return the figures that a chart draws, if it has more than one to show.

    Measured figures are a line for each unit and population, targets a rule across.
    """
    drawn = [point for point in points if _is_drawn(point)]
    units = {p.unit.code for p in drawn if p.unit}
    if len(drawn) < 2 or len(units) != 1 or not any(is_measured(p) for p in drawn):
        return []
    return [
        {
            "value": float(point.value or 0),
            "from": str(point.not_before or point.not_after or ""),
            "until": str(point.not_after or point.not_before or ""),
            "who": point.population or "",
            "target": point.kind.iri == TARGET,
            "measured": is_measured(point),
        }
        for point in drawn
    ]


def _is_drawn(point: Point) -> bool:
    """Return whether a chart has a place for a figure: its time, or for a target its height."""
    has_place = point.kind.iri == TARGET or point.not_before or point.not_after
    return point.value is not None and point.unit is not None and bool(has_place)


def _shown(series: IndicatorSeries) -> Shown:
    points = [point for line in series.lines for point in line.points]
    return Shown(series, {check.target: check for check in series.targets}, chart_of(points))


def _field(name: str, asked: Given, resources: Resources, language: Language) -> Field:
    index = resources.index
    within = index.of_kind("Indicator")
    offered = [iri for iri in index.values[name] if index.under(name, [iri]) & within]
    words = read_words(asked, name)
    chosen = [read_value(facets()[name], word, resources) for word in words]
    return field(name, chosen, offered, resources, language)
