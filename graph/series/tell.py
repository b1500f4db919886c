"""The series of indicators: their lines, their targets, and where a target is missing."""

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import Field

from graph import names
from graph.answers import Finding, Model, Thing
from graph.engine import value
from graph.errors import ResultTooLarge
from graph.resources import Resources
from graph.series.points import Line, Point, lines_of, read_points
from graph.series.references import Reference, read_references
from graph.series.request import AskedSeries
from graph.series.targets import TargetCheck, check_targets
from graph.things import select_batches

NEEDED: Final = tuple(map(names.term, ("Indicator", "IndicatorValue")))
"""What a document must have been read for before it can be silent on targets."""

MAX_VALUES: Final = 5_000
"""Values that an answer has at most."""

_ABOUT: Final = """
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
SELECT ?indicator ?property ?thing WHERE {
    VALUES ?indicator { UNDEF }
    VALUES ?property {
        aftale:measures aftale:desiredDirection aftale:ofAgreement aftale:ofProgramme
    }
    ?indicator ?property ?thing .
}"""


class IndicatorSeries(Model):
    """One indicator over time."""

    indicator: Thing
    of: Sequence[Thing] = Field(description="The agreement or the programme that it belongs to.")
    measures: Sequence[Thing]
    desired: Thing | None = Field(description="Which way the parties want it to go.")
    lines: Sequence[Line]
    targets: Sequence[TargetCheck]
    references: Sequence[Reference] = Field(
        description="Targets of national programmes, where programme and agreement measure the "
        "same thing in the data. Nothing is checked against them."
    )
    target_finding: Finding = Field(
        description="`stated`: it has a target. `silent`: it has none, and the documents that it "
        "rests on were read in full for values. `not-coded`: they were not."
    )


class SeriesList(Model):
    """Indicators over time."""

    release: str = Field(description="The data release that answered; cite it.")
    total: int = Field(description="The number of indicators.")
    items: Sequence[IndicatorSeries]


def tell_series(asked: AskedSeries, resources: Resources) -> SeriesList:
    """Return the series of the indicators that are asked about, each whole.

    With a filter by kind, assessment or time, an indicator has the values that pass it, and one
    without any is left out; targets are checked against all values all the same. Raises
    ResultTooLarge where there are more values than MAX_VALUES.
    """
    points = read_points(asked.indicators, resources)
    shown = {iri: [p for p in points.get(iri, ()) if _passes(p, asked)] for iri in asked.indicators}
    wanted = [iri for iri in asked.indicators if shown[iri] or not asked.is_filtered]
    if (total := sum(map(len, shown.values()))) > MAX_VALUES:
        wrong = f"{total} values are more than {MAX_VALUES}, so none is sent"
        raise ResultTooLarge(f"{wrong}: filter by agreement, region, theme, kind or time")
    about = _about(wanted, resources)
    references = read_references(wanted, resources)
    found = [
        _series(about[iri], points.get(iri, ()), shown[iri], references.get(iri, ()), resources)
        for iri in wanted
    ]
    return SeriesList(release=resources.release, total=len(found), items=found)


class _About(Model):
    indicator: Thing
    of: Sequence[Thing]
    measures: Sequence[Thing]
    desired: Thing | None


def _about(indicators: Sequence[str], resources: Resources) -> Mapping[str, _About]:
    said: dict[str, dict[str, list[str]]] = {iri: {} for iri in indicators}
    for row in select_batches(resources.engine, _ABOUT, list(indicators)):
        known = said[value(row["indicator"])]
        known.setdefault(value(row["property"]), []).append(value(row["thing"]))
    iris = {iri for known in said.values() for found in known.values() for iri in found}
    named = resources.things.named({*indicators, *iris})

    def things(iri: str, *properties: str) -> list[Thing]:
        found = {each for name in properties for each in said[iri].get(names.term(name), ())}
        return [named[each] for each in sorted(found, key=names.natural)]

    return {
        iri: _About(
            indicator=named[iri],
            of=things(iri, "ofAgreement", "ofProgramme"),
            measures=things(iri, "measures"),
            desired=next(iter(things(iri, "desiredDirection")), None),
        )
        for iri in indicators
    }


def _series(
    about: _About,
    points: Sequence[Point],
    shown: Sequence[Point],
    references: Sequence[Reference],
    resources: Resources,
) -> IndicatorSeries:
    targets = check_targets(points, about.desired, resources.issued)
    return IndicatorSeries(
        indicator=about.indicator,
        of=about.of,
        measures=about.measures,
        desired=about.desired,
        lines=lines_of(shown),
        targets=targets,
        references=references,
        target_finding=("stated" if targets else _without_target(about.indicator.iri, resources)),
    )


def _passes(point: Point, asked: AskedSeries) -> bool:
    judged = point.assessment.iri if point.assessment else ""
    is_kind = not asked.kinds or point.kind.iri in asked.kinds
    is_judged = not asked.assessments or judged in asked.assessments
    return is_kind and is_judged and _is_within(point, asked)


def _is_within(point: Point, asked: AskedSeries) -> bool:
    """Return whether the time of a value touches the days asked for.

    A value that has no bound on a side that is asked about is left out: its time is not known.
    """
    ends, begins = point.not_after, point.not_before
    is_since = not asked.since or (ends is not None and ends >= asked.since)
    return is_since and (not asked.until or (begins is not None and begins <= asked.until))


def _without_target(iri: str, resources: Resources) -> Finding:
    """Return whether the documents that an indicator rests on were read for what it has not."""
    index = resources.index
    documents = index.facets_of(index.numbers[iri]).get("document", ())
    read = {r.document: r.terms for r in resources.readings}
    is_read = documents and all(
        term in read.get(document, ()) for document in documents for term in NEEDED
    )
    return "silent" if is_read else "not-coded"
