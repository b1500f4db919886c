"""Indicators as a page: small charts, each with its table, and whether targets were met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.page import page
from graph.answers import Thing
from graph.ask import Given
from graph.names import Language
from graph.resources import Resources
from graph.resources.parameters import code
from graph.series import IndicatorSeries, read_series, tell_series
from graph.series.points import Point, is_measured
from graph.series.targets import TARGET, TargetCheck

router = APIRouter(include_in_schema=False)

CHOICES: Final = ("agreement", "theme")


@dataclass(frozen=True)
class Option:
    """A value that the form offers."""

    value: str
    label: str
    is_chosen: bool


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
    asked = {name: filled for name, words in given.items() if (filled := [w for w in words if w])}
    asked.pop("lang", None)
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
        choices={name: _options(name, asked, resources, language) for name in CHOICES},
        query=urlencode(asked, doseq=True),
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


def _options(name: str, asked: Given, resources: Resources, language: Language) -> list[Option]:
    index = resources.index
    within = index.of_kind("Indicator")
    values = [iri for iri in index.values[name] if index.under(name, [iri]) & within]
    chosen = {word for words in asked.get(name, ()) for word in words.split(",")}
    named = resources.things.named(values)
    options = [
        Option(code(iri), _label(named[iri], language), not chosen.isdisjoint({iri, code(iri)}))
        for iri in values
    ]
    return sorted(options, key=lambda option: option.label.casefold())


def _label(thing: Thing, language: Language) -> str:
    return thing.label[language] or thing.id or thing.iri
