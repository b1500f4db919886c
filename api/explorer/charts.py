"""Figures over time, drawn: measured ones as lines, targets as rules across."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from graph.answers import Answer, Cell, Thing
from graph.series.points import Point, is_measured
from graph.series.targets import TARGET

MOST: Final = 15
"""Charts beside an answer; one with more is looked up in its table."""

Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True)
class Figure:
    """A figure with its kind (a concept), its unit (UCUM) and its time."""

    kind: Thing
    value: Decimal
    unit: str
    first: date | None
    last: date | None
    who: str

    @property
    def has_place(self) -> bool:
        """Whether a chart can show it: at its time, or a target at its height."""
        return self.kind.iri == TARGET or bool(self.first or self.last)


@dataclass(frozen=True)
class Chart:
    """What is drawn of one indicator."""

    unit: str
    figures: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Columns:
    """The columns of a question that its charts take their figures from; `of` has a chart each."""

    of: str
    kind: str
    value: str
    unit: str
    first: str
    last: str
    who: str


def chart(figures: Iterable[Figure]) -> Chart | None:
    """Return the chart of an indicator; None where fewer than two figures of one unit have a place.

    Something must be measured. Figures of one population are a line.
    """
    drawn = [figure for figure in figures if figure.has_place]
    units = {figure.unit for figure in drawn}
    if len(drawn) < 2 or len(units) != 1 or not any(is_measured(figure.kind) for figure in drawn):
        return None
    return Chart(units.pop(), [_mark(figure) for figure in drawn])


def of_points(points: Iterable[Point]) -> Chart | None:
    """Return the chart of the points of a series."""
    return chart(
        Figure(p.kind, p.value, p.unit.code, p.not_before, p.not_after, p.population or "")
        for p in points
        if p.value is not None and p.unit
    )


def of_answer(answer: Answer, columns: Columns) -> list[tuple[Thing, Chart]]:
    """Return the charts of an answer, by what they are of; none where there are too many."""
    grouped: dict[str, tuple[Thing, list[Figure]]] = {}
    for row in answer.rows:
        of = row[columns.of]
        if isinstance(of, Thing) and (figure := _figure(row, columns)):
            grouped.setdefault(of.iri, (of, []))[1].append(figure)
    drawn = [(of, found) for of, figures in grouped.values() if (found := chart(figures))]
    return drawn if len(drawn) <= MOST else []


def _figure(row: Row, columns: Columns) -> Figure | None:
    kind, value, unit = row[columns.kind], row[columns.value], row[columns.unit]
    if not (isinstance(kind, Thing) and isinstance(value, Decimal) and isinstance(unit, str)):
        return None
    first, last = row[columns.first], row[columns.last]
    return Figure(
        kind=kind,
        value=value,
        unit=unit,
        first=first if isinstance(first, date) else None,
        last=last if isinstance(last, date) else None,
        who=str(row[columns.who] or ""),
    )


def _mark(figure: Figure) -> Mapping[str, Any]:
    return {
        "value": float(figure.value),
        "from": str(figure.first or figure.last or ""),
        "until": str(figure.last or figure.first or ""),
        "who": figure.who,
        "target": figure.kind.iri == TARGET,
        "measured": is_measured(figure.kind),
    }
