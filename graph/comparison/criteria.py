"""The six things that a goal can be asked for, each defined by properties of the ontology.

- `indicator`: an indicator `measures` the goal.
- `baseline`: such an indicator has a figure (`value`) of the kind `actual` or `count`, whose time
  ended (`notAfter`) on the first day of the agreement (its `notBefore`) or earlier.
- `target`: such an indicator has a value of the kind `target`, be it a figure or a direction
  (`trend`) alone.
- `deadline`: the goal has a time of its own that ends (`notAfter`), or a target of it has one.
- `owner`: somebody is `responsibleFor` the goal itself.
- `data_source`: the goal, such an indicator, or a value of it has a `dataSource`.

**What comes near and does not count** is told beside it: for the baseline measured figures that are
later, or of which nobody can say that they are not; for the deadline milestones of initiatives that
serve the goal, which are theirs; for the owner those who are responsible for an indicator or a
follow-up of the goal, and those with a task that concerns it.

**Silence.** A goal is without a criterion only if every document of its agreement was read in full
for what would say it (`terms`): classes, and the property that ties it to the goal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from graph import names
from graph.answers import Labels

CriterionName: TypeAlias = Literal[
    "indicator", "baseline", "target", "deadline", "owner", "data_source"
]


@dataclass(frozen=True)
class Path:
    """A way from a goal to what it has, as a pattern of SPARQL from `?goal` to `?thing`.

    `relation` is the triple at the end of the way whose assertion is the ground, as (subject,
    property, object); without it the thing is a record with a ground and evidence of its own.
    """

    name: str
    pattern: str
    relation: tuple[str, str, str] | None = None
    counts: bool = True


@dataclass(frozen=True)
class Criterion:
    """One of the six: what it is called, the ways to it, and what must be read for silence."""

    name: CriterionName
    label: Labels
    paths: Sequence[Path]
    terms: Sequence[str]


_VALUE: Final = "?indicator aftale:measures ?goal . ?thing aftale:ofIndicator ?indicator ; "
_MEASURED: Final = (
    f"{_VALUE} aftale:valueKind ?measured ; aftale:value ?figure . "
    "VALUES ?measured { concept:value-kind-actual concept:value-kind-count } "
)
_EARLY: Final = (
    "?goal aftale:ofAgreement/aftale:notBefore ?start . ?thing aftale:notAfter ?end . "
    "FILTER(?end <= ?start)"
)
_TARGET: Final = f"{_VALUE} aftale:valueKind concept:value-kind-target . "


def _terms(*found: str) -> Sequence[str]:
    return [names.term(name) for name in found]


_MEASURING: Final = _terms("Indicator", "measures", "IndicatorValue")

CRITERIA: Final[Sequence[Criterion]] = (
    Criterion(
        "indicator",
        Labels(da="indikator", en="indicator"),
        [
            Path(
                "^measures",
                "?thing aftale:measures ?goal .",
                ("?thing", "measures", "?goal"),
            )
        ],
        _terms("Indicator", "measures"),
    ),
    Criterion(
        "baseline",
        Labels(da="udgangspunkt", en="baseline"),
        [
            Path("^measures/^ofIndicator", f"{_MEASURED} {_EARLY}"),
            Path(
                "^measures/^ofIndicator",
                f"{_MEASURED} FILTER NOT EXISTS {{ {_EARLY} }}",
                counts=False,
            ),
        ],
        _MEASURING,
    ),
    Criterion(
        "target",
        Labels(da="måltal", en="target"),
        [Path("^measures/^ofIndicator", _TARGET)],
        _MEASURING,
    ),
    Criterion(
        "deadline",
        Labels(da="frist", en="deadline"),
        [
            Path("notAfter", "?goal aftale:notAfter ?end . BIND(?goal AS ?thing)"),
            Path("^measures/^ofIndicator/notAfter", f"{_TARGET} ?thing aftale:notAfter ?end ."),
            Path(
                "^serves/^milestoneOf",
                "?initiative aftale:serves ?goal . ?thing aftale:milestoneOf ?initiative .",
                counts=False,
            ),
        ],
        [names.term("Goal"), *_MEASURING],
    ),
    Criterion(
        "owner",
        Labels(da="ansvarlig", en="owner"),
        [
            Path(
                "^responsibleFor",
                "?thing aftale:responsibleFor ?goal .",
                ("?thing", "responsibleFor", "?goal"),
            ),
            Path(
                "^measures/^responsibleFor",
                "?end aftale:measures ?goal . ?thing aftale:responsibleFor ?end .",
                ("?thing", "responsibleFor", "?end"),
                counts=False,
            ),
            Path(
                "^followsUpOn/^responsibleFor",
                "?end aftale:followsUpOn ?goal . ?thing aftale:responsibleFor ?end .",
                ("?thing", "responsibleFor", "?end"),
                counts=False,
            ),
            Path(
                "^concerns/taskOf",
                "?end aftale:concerns ?goal ; aftale:taskOf ?thing .",
                ("?end", "concerns", "?goal"),
                counts=False,
            ),
        ],
        _terms("responsibleFor"),
    ),
    Criterion(
        "data_source",
        Labels(da="datakilde", en="data source"),
        [
            Path(
                "dataSource",
                "?goal aftale:dataSource ?thing .",
                ("?goal", "dataSource", "?thing"),
            ),
            Path(
                "^measures/dataSource",
                "?indicator aftale:measures ?goal ; aftale:dataSource ?thing .",
                ("?indicator", "dataSource", "?thing"),
            ),
            Path(
                "^measures/^ofIndicator/dataSource",
                "?indicator aftale:measures ?goal . ?value aftale:ofIndicator ?indicator ; "
                "aftale:dataSource ?thing .",
                ("?value", "dataSource", "?thing"),
            ),
        ],
        _terms("DataSource", "dataSource", "Indicator", "measures", "IndicatorValue"),
    ),
)
"""The six, in the order in which they are told."""
