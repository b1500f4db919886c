"""Values as points, and points as lines: only what can be compared is on one line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from pydantic import Field
from pyoxigraph import Literal, NamedNode

from graph.answers import Model, Number, Quote, Thing
from graph.engine import Row, value
from graph.names import natural
from graph.resources import Resources
from graph.series.units import Unit, unit, unit_of_difference
from graph.things import select_batches

FIGURES: Final = frozenset({"value-kind-actual", "value-kind-count"})
"""The kinds of value that were measured."""

_VALUES: Final = """
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
SELECT ?indicator ?record ?kind ?value ?unit ?top ?trend ?assessment ?judged_on ?time ?from ?until
    ?population ?own ?shared ?ground ?quote WHERE {
    VALUES ?indicator { UNDEF }
    ?record aftale:ofIndicator ?indicator ; aftale:valueKind ?kind ;
        aftale:ground ?ground ; aftale:evidence ?quote .
    OPTIONAL { ?record aftale:value ?value }
    OPTIONAL { ?record aftale:unit ?unit }
    OPTIONAL { ?record aftale:scaleMaximum ?top }
    OPTIONAL { ?record aftale:trend ?trend }
    OPTIONAL { ?record aftale:assessment ?assessment }
    OPTIONAL { ?record aftale:assessmentGround ?judged_on }
    OPTIONAL { ?record aftale:timeText ?time }
    OPTIONAL { ?record aftale:notBefore ?from }
    OPTIONAL { ?record aftale:notAfter ?until }
    OPTIONAL { ?record aftale:population ?population }
    OPTIONAL { ?record aftale:dataSource ?own }
    OPTIONAL { ?indicator aftale:dataSource ?shared }
}"""


_LineName: TypeAlias = tuple[str, str, str, Decimal]


class Point(Model):
    """One value: a figure or a trend, of one time."""

    record: str = Field(description="The IRI of the value.")
    kind: Thing = Field(description="Measured, counted, a target, a projection …")
    value: Number | None = Field(description="The figure; null where the text gives a trend alone.")
    unit: Unit | None
    scale_maximum: Number | None = Field(description="The highest that the figure can be.")
    trend: Thing | None
    assessment: Thing | None = Field(description="Whether the text calls the trend a good one.")
    assessment_ground: Thing | None
    time: str | None = Field(description="The time in the words of the text.")
    not_before: date | None
    not_after: date | None
    population: str | None = Field(description="Whom the figure is about.")
    sources: Sequence[Thing] = Field(
        description="The data sources of the value, or else of its indicator."
    )
    ground: Thing
    quotes: Sequence[Quote]


class Change(Model):
    """The difference between the first and the last figure of a line; it says nothing of why."""

    first: str = Field(description="The IRI of the earlier value.")
    last: str = Field(description="The IRI of the later value.")
    difference: Number = Field(description="The later figure less the earlier.")
    unit: Unit | None = Field(
        description="The line's unit; where that is per cent, percentage points."
    )
    overlapping: bool = Field(
        description="Whether the two times have days in common, as those of neighbouring seasons."
    )


class Line(Model):
    """Points that can be compared: of one indicator, kind, unit, scale and population.

    No value has an area of its own: that is in the words of the population, or the indicator's.
    """

    kind: Thing
    unit: Unit | None
    scale_maximum: Number | None
    population: str | None
    points: Sequence[Point] = Field(description="By time; those without a time last.")
    change: Change | None = Field(
        description="Of measured figures, where one is the first and one the last by both the "
        "beginning and the end of its time, and no other has the same time."
    )


def read_points(indicators: Iterable[str], resources: Resources) -> dict[str, list[Point]]:
    """Return the values of indicators, by the indicator, in the order of time."""
    records: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in select_batches(resources.engine, _VALUES, list(indicators)):
        records[value(row["indicator"])][value(row["record"])].append(row)
    rows = [row for found in records.values() for group in found.values() for row in group]
    iris = {term.value for row in rows for term in row.values() if isinstance(term, NamedNode)}
    quotes = resources.things.quoted(value(row["quote"]) for row in rows)
    named = resources.things.named(iris - quotes.keys())
    return {
        indicator: sorted(
            (_point(record, group, named, quotes) for record, group in found.items()), key=_order
        )
        for indicator, found in records.items()
    }


def lines_of(points: Sequence[Point]) -> list[Line]:
    """Return points as lines: measured ones first, each line's points in the order given."""
    groups: dict[_LineName, list[Point]] = defaultdict(list)
    for point in points:
        groups[_line_name(point)].append(point)
    lines = [
        Line(
            kind=group[0].kind,
            unit=group[0].unit,
            scale_maximum=group[0].scale_maximum,
            population=group[0].population,
            points=group,
            change=change_of(group),
        )
        for group in groups.values()
    ]
    return sorted(lines, key=lambda line: (not is_measured(line.kind), _line_name(line.points[0])))


def change_of(points: Sequence[Point]) -> Change | None:
    """Return the difference of the first and the last measured figure, if one is the later.

    Figures that are not fully dated have no place in the order, and are passed over.
    """
    figures = [
        (point.not_before, point.not_after, point.value, point.record)
        for point in points
        if is_measured(point.kind)
        and point.not_before
        and point.not_after
        and point.value is not None
    ]
    times = [figure[:2] for figure in figures]
    if len(figures) < 2 or times.count(min(times)) > 1 or times.count(max(times)) > 1:
        return None
    (began, ended, first, earlier), (begins, ends, last, later) = min(figures), max(figures)
    all_ends = [end for _, end in times]
    if began == begins or not min(all_ends) == ended < ends == max(all_ends):
        return None
    known = points[0].unit
    return Change(
        first=earlier,
        last=later,
        difference=last - first,
        unit=unit_of_difference(known) if known else None,
        overlapping=begins <= ended,
    )


def is_measured(kind: Thing) -> bool:
    """Return whether values of a kind were measured or counted: no target, no projection."""
    return kind.iri.rpartition("/")[2] in FIGURES


def _line_name(point: Point) -> _LineName:
    code = point.unit.code if point.unit else ""
    return point.kind.iri, code, point.population or "", point.scale_maximum or Decimal(0)


def _order(point: Point) -> tuple[date, date, object]:
    known = point.not_after or point.not_before or date.max
    return point.not_before or known, known, natural(point.record)


def _point(
    record: str, rows: Sequence[Row], named: Mapping[str, Thing], quotes: Mapping[str, Quote]
) -> Point:
    row = rows[0]

    def thing(name: str) -> Thing | None:
        return named[value(row[name])] if name in row else None

    def text(name: str) -> str | None:
        return value(row[name]) if name in row else None

    sources = _every(rows, "own") or _every(rows, "shared")
    told = [quotes[passage] for passage in _every(rows, "quote") if passage in quotes]
    code = text("unit")
    return Point(
        record=record,
        kind=named[value(row["kind"])],
        value=_figure(row, "value"),
        unit=unit(code) if code else None,
        scale_maximum=_figure(row, "top"),
        trend=thing("trend"),
        assessment=thing("assessment"),
        assessment_ground=thing("judged_on"),
        time=text("time"),
        not_before=_day(row, "from"),
        not_after=_day(row, "until"),
        population=text("population"),
        sources=[named[source] for source in sources],
        ground=named[value(row["ground"])],
        quotes=sorted(told, key=lambda quote: (quote.document.iri, quote.start)),
    )


def _every(rows: Sequence[Row], name: str) -> list[str]:
    return sorted({value(row[name]) for row in rows if name in row}, key=natural)


def _figure(row: Row, name: str) -> Decimal | None:
    term = row.get(name)
    return Decimal(term.value) if isinstance(term, Literal) else None


def _day(row: Row, name: str) -> date | None:
    term = row.get(name)
    return date.fromisoformat(term.value[:10]) if isinstance(term, Literal) else None
