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
        da="Det målte tal ved fristen eller derefter når måltallet.",
        en="The figure measured at the deadline or after it reaches the target.",
    ),
    "missed": Labels(
        da="Det målte tal ved fristen eller derefter når ikke måltallet.",
        en="The figure measured at the deadline or after it does not reach the target.",
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
    "no-deadline": Labels(da="Måltallet har ingen frist.", en="The target has no deadline."),
    "no-measured": Labels(
        da="Intet målt tal har samme enhed og samme population.",
        en="No measured figure has the same unit and the same population.",
    ),
    "too-early": Labels(
        da="Intet målt tal er fra fristen eller senere.",
        en="No measured figure is from the deadline or later.",
    ),
}


class TargetCheck(Model):
    """A target, what became of it, and what that rests on."""

    target: str = Field(description="The IRI of the value that is the target.")
    outcome: Outcome
    code: str = Field(description="The reason as a code.")
    reason: Labels
    measured: str | None = Field(description="The IRI of the measured value that decided.")


def check_targets(
    points: Sequence[Point], desired: Thing | None, today: date | None
) -> list[TargetCheck]:
    """Return what became of each target among the values of one indicator.

    `points` are in the order of time. A target is met or not by the first measured figure of its
    unit and population whose time ended at its deadline or after it. Whatever is missing for that
    makes it undecidable, and is told. `today` is the day of the release: nothing later is known.
    """
    targets = [point for point in points if point.kind.iri == TARGET]
    return [_check(target, points, desired, today) for target in targets]


def _check(
    target: Point, points: Sequence[Point], desired: Thing | None, today: date | None
) -> TargetCheck:
    if target.value is None:
        return _told(target, "undecidable", "no-figure")
    if desired is None or desired.iri not in (INCREASE, DECREASE):
        return _told(target, "undecidable", "no-direction")
    due = target.not_after
    if due is None:
        return _told(target, "undecidable", "no-deadline")
    if today and due > today:
        return _told(target, "not-yet-due", "due-later")
    comparable = [point for point in points if _is_comparable(point, target)]
    if not comparable:
        return _told(target, "undecidable", "no-measured")
    after = [point for point in comparable if point.not_after and point.not_after >= due]
    if not after:
        return _told(target, "undecidable", "too-early")
    decides = min(after, key=lambda point: point.not_after or date.max)
    if _reaches(decides.value, target.value, desired):
        return _told(target, "met", "reached", decides)
    return _told(target, "not-met", "missed", decides)


def _is_comparable(point: Point, target: Point) -> bool:
    return (
        is_measured(point)
        and point.value is not None
        and point.unit == target.unit
        and point.population == target.population
    )


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
