"""Whether a target was met: decided only where the text gives all that a decision needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Labels, Model, Thing
from graph.series.points import Point, is_measured

Outcome: TypeAlias = Literal["met", "not-met", "not-yet-due", "undecidable"]

TARGET: Final = names.CONCEPT + "value-kind-target"
INCREASE: Final = names.CONCEPT + "direction-increase"
DECREASE: Final = names.CONCEPT + "direction-decrease"

REASONS: Final[Mapping[str, Labels]] = {
    "reached": Labels(
        da="Det målte tal ved fristen når måltallet.",
        en="The figure measured at the deadline reaches the target.",
    ),
    "missed": Labels(
        da="Det målte tal ved fristen når ikke måltallet.",
        en="The figure measured at the deadline does not reach the target.",
    ),
    "due-later": Labels(
        da="Fristen ligger efter den dag, udgivelsen er fra.",
        en="The deadline is later than the day of the release.",
    ),
    "no-figure": Labels(
        da="Måltallet er en retning uden et tal.", en="The target is a direction without a figure."
    ),
    "no-direction": Labels(
        da="Det er ikke kodet, hvilken vej parterne ønsker, at tallet går.",
        en="It is not coded which way the parties want the figure to go.",
    ),
    "other-direction": Labels(
        da="Parterne ønsker hverken, at tallet stiger, eller at det falder.",
        en="The parties want the figure neither to rise nor to fall.",
    ),
    "no-deadline": Labels(da="Måltallet har ingen frist.", en="The target has no deadline."),
    "no-measured": Labels(
        da="Intet målt tal har samme enhed, skala og population.",
        en="No measured figure has the same unit, scale and population.",
    ),
    "too-early": Labels(
        da="De målte tal er alle fra før fristen.",
        en="The measured figures are all from before the deadline.",
    ),
    "too-late": Labels(
        da="Intet målt tal er fra fristen; et senere siger ikke, hvad tallet var da.",
        en="No measured figure is from the deadline; a later one does not tell what it was then.",
    ),
    "other-period": Labels(
        da="Det er ikke sikkert, at noget målt tal er fra fristen: tiden mangler eller er videre.",
        en="No measured figure is from the deadline for certain: its time is missing or wider.",
    ),
    "conflicting": Labels(
        da="Målte tal fra fristen siger hver sit.",
        en="Measured figures from the deadline say different things.",
    ),
}


class TargetCheck(Model):
    """A target, what became of it, and what that rests on."""

    target: str = Field(description="The IRI of the value that is the target.")
    outcome: Outcome
    code: str = Field(description="The reason as a code.")
    reason: Labels
    measured: str | None = Field(
        description="The IRI of the measured value that decided. With `too-early` of the last "
        "before the deadline, with `too-late` of the first after it; they decide nothing."
    )


def check_targets(
    points: Sequence[Point], desired: Thing | None, today: date | None
) -> list[TargetCheck]:
    """Return what became of each target among the values of one indicator.

    `points` are in the order of time. A target is met or not by a measured figure of its unit,
    scale and population whose time holds the deadline and begins no earlier than the target's own.
    A later figure decides nothing: it does not tell what the figure was. Whatever is missing makes
    the target undecidable, and the first of it is told. `today` is the day of the release.
    """
    targets = [point for point in points if point.kind.iri == TARGET]
    return [_check(target, points, desired, today) for target in targets]


def _check(
    target: Point, points: Sequence[Point], desired: Thing | None, today: date | None
) -> TargetCheck:
    last = target.not_after or target.not_before
    if today and last and last > today:
        return _told(target, "not-yet-due", "due-later")
    comparable = [point for point in points if _is_comparable(point, target)]
    if target.value is None:
        return _told(target, "undecidable", "no-figure")
    if desired is None or desired.iri not in (INCREASE, DECREASE):
        return _told(target, "undecidable", "other-direction" if desired else "no-direction")
    if target.not_after is None or not comparable:
        code = "no-deadline" if target.not_after is None else "no-measured"
        return _told(target, "undecidable", code)
    return _measure(target, target.not_after, comparable, desired)


def _measure(target: Point, due: date, comparable: Sequence[Point], desired: Thing) -> TargetCheck:
    """Return what the comparable figures say of a target that is due and lacks nothing itself."""
    deciding = [point for point in comparable if _is_of(point, target, due)]
    if not deciding:
        return _beside(target, comparable, due)
    assert target.value is not None
    reached = {_reaches(point.value, target.value, desired) for point in deciding}
    if len(reached) > 1:
        return _told(target, "undecidable", "conflicting")
    if reached == {True}:
        return _told(target, "met", "reached", deciding[-1])
    return _told(target, "not-met", "missed", deciding[-1])


def _is_comparable(point: Point, target: Point) -> bool:
    return (
        is_measured(point.kind)
        and point.value is not None
        and (point.unit, point.scale_maximum, point.population)
        == (target.unit, target.scale_maximum, target.population)
    )


def _is_of(point: Point, target: Point, due: date) -> bool:
    """Return whether a figure is of the deadline: its bounds are certain, but may be too wide."""
    if not point.not_before or not point.not_after:
        return False
    earliest = target.not_before or point.not_before
    return earliest <= point.not_before <= due <= point.not_after


def _beside(target: Point, comparable: Sequence[Point], due: date) -> TargetCheck:
    """Return why none of the comparable figures is of the deadline."""
    early = [point for point in comparable if point.not_after and point.not_after < due]
    late = [point for point in comparable if point.not_before and point.not_before > due]
    if len(early) + len(late) < len(comparable):
        return _told(target, "undecidable", "other-period")
    if late:
        return _told(target, "undecidable", "too-late", late[0])
    last = max(early, key=lambda point: point.not_after or date.min)
    return _told(target, "undecidable", "too-early", last)


def _reaches(figure: Decimal | None, target: Decimal, desired: Thing) -> bool:
    assert figure is not None
    return figure >= target if desired.iri == INCREASE else figure <= target


def _told(target: Point, outcome: Outcome, code: str, measured: Point | None = None) -> TargetCheck:
    return TargetCheck(
        target=target.record,
        outcome=outcome,
        code=code,
        reason=REASONS[code],
        measured=measured.record if measured else None,
    )
