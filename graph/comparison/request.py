"""What a comparison is asked: which agreements, by what, among which elements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask import Given
from graph.comparison.succession import read_succession
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

REGIONS: Final = ("region", "lineage")
"""Parameters that choose agreements by what they cover."""

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
    """Return what the parameters ask: which agreements (all where none is given), `by`, filters.

    Raises ParameterError for an unknown name or value; it names the nearest right ones.
    """
    check_names(given, ("agreement", *REGIONS, "by", "differences", "empty", "elements", *FILTERS))
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
    """Return the agreements that are compared, in the order given; all where none is given.

    `region` stands for those that cover it, in the order of their ids. Raises ParameterError where
    agreements are named as well.
    """
    facet = facets()["agreement"]
    found = [read_value(facet, word, resources) for word in read_words(given, "agreement")]
    regions = read_regions(given, resources)
    if found and regions:
        raise ParameterError("region: name agreements or a region, not both")
    return list(dict.fromkeys(found)) or _agreements(regions, resources)


def read_regions(given: Given, resources: Resources) -> list[str]:
    """Return the regions that `region` names; with `lineage=1`, each with its line.

    Raises ParameterError for an unknown value, and for `lineage` without a region.
    """
    facet = facets()["region"]
    found = {read_value(facet, word, resources) for word in read_words(given, "region")}
    if read_choice(given, "lineage", ("0", "1"), "0") == "1":
        if not found:
            raise ParameterError("lineage: it widens `region`; name a region too")
        known = read_succession(resources.engine)
        found = {other for iri in found for other in known.line(iri)}
    return sorted(found, key=natural)


def read_filters(given: Given, known: Sequence[str], resources: Resources) -> dict[str, list[str]]:
    """Return the values of the facets that elements are filtered by."""
    return {
        name: sorted({read_value(facets()[name], word, resources) for word in words})
        for name in known
        if (words := read_words(given, name))
    }


def _agreements(regions: Sequence[str], resources: Resources) -> list[str]:
    """Return the agreements of some regions, or all of them where none is named."""
    index = resources.index
    among = index.of_kind("HealthAgreement")
    if regions:
        among &= index.under("region", regions)
    found = [index.things[number] for number in members(among)]
    return sorted(found, key=natural)
