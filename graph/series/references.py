"""National targets beside an indicator: lines to read it against, which judge nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import Field

from graph.answers import Model, Thing
from graph.engine import value
from graph.names import natural
from graph.resources import Resources
from graph.series.points import Point, read_points
from graph.series.targets import TARGET
from graph.things import select_batches

_NATIONAL: Final = """
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
SELECT DISTINCT ?indicator ?national ?programme ?through WHERE {
    VALUES ?indicator { UNDEF }
    ?indicator aftale:measures ?through .
    FILTER NOT EXISTS { ?indicator aftale:ofProgramme ?own }
    ?national aftale:measures ?through ; aftale:ofProgramme ?programme .
}"""


class Reference(Model):
    """The targets of a national programme that the data tie to an indicator.

    The tie is that both measure the same thing; likeness of words is none. No target of an
    agreement is checked against them.
    """

    programme: Thing
    indicator: Thing = Field(description="The programme's own indicator.")
    through: Thing = Field(description="What both indicators measure.")
    targets: Sequence[Point]


def read_references(
    indicators: Sequence[str], resources: Resources
) -> Mapping[str, Sequence[Reference]]:
    """Return the national targets for each indicator of an agreement that has any, in order."""
    names = ("indicator", "national", "programme", "through")
    rows = select_batches(resources.engine, _NATIONAL, indicators)
    ties = sorted({tuple(value(row[name]) for name in names) for row in rows}, key=_order)
    points = read_points(sorted({national for _, national, _, _ in ties}), resources)
    named = resources.things.named({iri for tie in ties for iri in tie})
    found: dict[str, list[Reference]] = defaultdict(list)
    for indicator, national, programme, through in ties:
        targets = [point for point in points.get(national, ()) if point.kind.iri == TARGET]
        if targets:
            found[indicator].append(
                Reference(
                    programme=named[programme],
                    indicator=named[national],
                    through=named[through],
                    targets=targets,
                )
            )
    return found


def _order(tie: Sequence[str]) -> tuple[tuple[str | int, ...], ...]:
    return tuple(natural(iri) for iri in tie)
