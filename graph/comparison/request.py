"""What a comparison is asked: which agreements, by what, among which elements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask import Given
from graph.errors import ParameterError, nearest
from graph.names import natural
from graph.resources import Resources, facets
from graph.resources.index import members
from graph.resources.parameters import read_choice, read_one, read_value, read_words

TOPICS: Final[Mapping[str, str]] = {
    "theme": "theme",
    "target_group": "target-group",
    "type": "PlanElement",
    "programme": "NationalProgramme",
}
"""What can stand on the rows: the facet, and the kind of its values."""

FILTERS: Final = ("type", "theme", "target_group", "normative")
MAX_SHOWN: Final = 20
SHOWN: Final = 3


@dataclass(frozen=True)
class Comparison:
    """A comparison that is asked for, read and checked."""

    agreements: Sequence[str]
    by: str
    filters: Mapping[str, Sequence[str]]
    differences: bool
    """Whether rows whose findings are all the same are left out."""
    empty: bool
    """Whether rows that no agreement has anything of are kept."""
    shown: int
    """Elements that a cell tells; all of them are counted."""


def read_comparison(given: Given, resources: Resources) -> Comparison:
    """Return what the parameters ask: `agreement` (all where none is given), `by`, filters.

    Raises ParameterError for an unknown name or value; it names the nearest right ones.
    """
    check_names(given, ("agreement", "by", "differences", "empty", "elements", *FILTERS))
    shown = read_one(given, "elements", str(SHOWN))
    if shown not in map(str, range(MAX_SHOWN + 1)):
        raise ParameterError(f"elements: '{shown}' is no number from 0 to {MAX_SHOWN}")
    return Comparison(
        agreements=read_agreements(given, resources),
        by=read_choice(given, "by", tuple(TOPICS), "theme"),
        filters=read_filters(given, FILTERS, resources),
        differences=read_choice(given, "differences", ("0", "1"), "0") == "1",
        empty=read_choice(given, "empty", ("0", "1"), "1") == "1",
        shown=int(shown),
    )


def check_names(given: Given, known: Sequence[str]) -> None:
    """Raise ParameterError for a parameter that a comparison does not have."""
    for name in given:
        if name not in known:
            raise ParameterError(f"a comparison has no '{name}'; {nearest(name, known)}")


def read_agreements(given: Given, resources: Resources) -> list[str]:
    """Return the agreements that are compared, in the order given; all where none is given."""
    facet = facets()["agreement"]
    found = [read_value(facet, word, resources) for word in read_words(given, "agreement")]
    return list(dict.fromkeys(found)) or _all_agreements(resources)


def read_filters(given: Given, known: Sequence[str], resources: Resources) -> dict[str, list[str]]:
    """Return the values of the facets that elements are filtered by."""
    return {
        name: sorted({read_value(facets()[name], word, resources) for word in words})
        for name in known
        if (words := read_words(given, name))
    }


def _all_agreements(resources: Resources) -> list[str]:
    index = resources.index
    found = [index.things[number] for number in members(index.of_kind("HealthAgreement"))]
    return sorted(found, key=natural)
