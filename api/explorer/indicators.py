"""Indicators as a page: small charts, each with its table, and whether targets were met."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.charts import Chart, of_points
from api.explorer.forms import Field, field, files, filled
from api.explorer.page import page
from graph.ask import Given
from graph.names import Language
from graph.resources import Resources, facets
from graph.resources.parameters import read_value, read_words
from graph.series import IndicatorSeries, read_series, tell_series
from graph.series.targets import TargetCheck

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/series"
CHOICES: Final = ("agreement", "theme")


@dataclass(frozen=True)
class Shown:
    """An indicator as the page shows it."""

    series: IndicatorSeries
    checks: Mapping[str, TargetCheck]
    """By the IRI of the target."""
    chart: Chart | None


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
        shown=sorted(with_values, key=lambda shown: shown.chart is None),
        without=[series.indicator for series in found.items if not series.lines],
        fields=[_field(name, asked, resources, language) for name in CHOICES],
        files=files(API, asked, language),
    )


def _shown(series: IndicatorSeries) -> Shown:
    points = [point for line in series.lines for point in line.points]
    return Shown(series, {check.target: check for check in series.targets}, of_points(points))


def _field(name: str, asked: Given, resources: Resources, language: Language) -> Field:
    index = resources.index
    within = index.of_kind("Indicator")
    offered = [iri for iri in index.values[name] if index.under(name, [iri]) & within]
    words = read_words(asked, name)
    chosen = [read_value(facets()[name], word, resources) for word in words]
    return field(name, chosen, offered, resources, language)
