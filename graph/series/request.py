"""Which indicators are asked about, and which of their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.ask import Given
from graph.engine import value
from graph.errors import ParameterError, nearest
from graph.resources import Resources, facets
from graph.resources.index import members
from graph.resources.parameters import read_day, read_one, read_value, read_words

FILTERS: Final = ("agreement", "region", "programme", "theme", "target_group", "normative")
"""Facets of indicators."""

NAMED: Final[Mapping[str, str]] = {"indicator": "Indicator", "goal": "Goal"}
"""Things that are named themselves, and their class."""

CODES: Final[Mapping[str, str]] = {"kind": "value-kind", "assessment": "assessment"}
"""What values are filtered by, and the concept scheme of each."""

DAYS: Final = ("from", "to")
"""The first and the last day that the time of a value may touch."""

_MEASURING: Final = """
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
SELECT DISTINCT ?indicator WHERE { VALUES ?goal { %s } ?indicator aftale:measures ?goal }"""


@dataclass(frozen=True)
class AskedSeries:
    """The indicators that are asked about (IRIs, in order), and the values of them."""

    indicators: Sequence[str]
    kinds: frozenset[str]
    """IRIs of the kinds of value; none means all."""
    assessments: frozenset[str]
    since: date | None
    until: date | None

    @property
    def is_filtered(self) -> bool:
        """Whether some values may not pass, and indicators without any that do are left out."""
        return bool(self.kinds or self.assessments or self.since or self.until)


def read_series(given: Given, resources: Resources) -> AskedSeries:
    """Return what the parameters ask.

    They are `indicator`, `goal`, the facets of FILTERS, `kind`, `assessment`, `from` and `to`.
    Repeated, one means any of its values, and different ones all hold; a day is given once. Raises
    ParameterError for an unknown name or value, naming the nearest right ones, and for days that
    are in the wrong order.
    """
    known = (*NAMED, *FILTERS, *CODES, *DAYS)
    for name in given:
        if name not in known:
            raise ParameterError(f"a series has no '{name}'; {nearest(name, known)}")
    index = resources.index
    found = index.of_kind("Indicator")
    for name in FILTERS:
        if words := read_words(given, name):
            values = [read_value(facets()[name], word, resources) for word in words]
            found &= index.under(name, values)
    if indicators := _named(given, "indicator", resources):
        found &= index.set_of(index.numbers[iri] for iri in indicators)
    if goals := _named(given, "goal", resources):
        found &= index.set_of(index.numbers[iri] for iri in _measuring(goals, resources))
    since, until = (_day(given, name) for name in DAYS)
    if since and until and since > until:
        raise ParameterError(f"from: {since} is later than to, which is {until}")
    return AskedSeries(
        indicators=[index.things[number] for number in members(found)],
        kinds=_codes(given, "kind", resources),
        assessments=_codes(given, "assessment", resources),
        since=since,
        until=until,
    )


def _day(given: Given, name: str) -> date | None:
    text = read_one(given, name, "")
    return read_day(name, text) if text else None


def _named(given: Given, name: str, resources: Resources) -> list[str]:
    kind = NAMED[name]
    return [resources.things.resolve(word, kind, name) for word in read_words(given, name)]


def _measuring(goals: Sequence[str], resources: Resources) -> list[str]:
    asked = _MEASURING % " ".join(f"<{goal}>" for goal in goals)
    rows = resources.engine.select(asked).rows
    return [iri for row in rows if (iri := value(row["indicator"])) in resources.index.numbers]


def _codes(given: Given, name: str, resources: Resources) -> frozenset[str]:
    scheme = CODES[name]
    words = read_words(given, name)
    return frozenset(resources.things.resolve(word, scheme, name) for word in words)
