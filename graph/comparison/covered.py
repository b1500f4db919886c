"""Which classes a comparison covers, and for which nothing was compared."""

from collections.abc import Sequence

from pydantic import Field

from graph.answers import Finding, Model, Thing
from graph.comparison.judgements import Judgement
from graph.findings import DECLINED
from graph.resources import Resources
from graph.resources.silence import finding_of


class Extent(Model):
    """What one side has of a class."""

    finding: Finding = Field(
        description="`silent` where it has none and every document of it was read in full for the "
        "class; `not-coded` where it has none and one was not."
    )
    count: int = Field(description="Things of the class.")
    compared: int = Field(description="How many of them are in some change.")
    programme: int = Field(
        description="How many belong to a national programme, which no comparison accounts for."
    )


class Coverage(Model):
    """A class of which either side has something, and whether it was compared.

    A class is covered if some change of the pair says what became of an element of it, or that
    one is new; a shape then demands it of all. Of a class that is not covered nothing is known,
    though something may have gone there: what has no counterpart may well go on.
    """

    type: Thing
    covered: bool
    earlier: Extent
    later: Extent


def coverage(
    every: Sequence[Judgement], sides: tuple[str, str], resources: Resources
) -> list[Coverage]:
    """Return what a comparison covers, of the classes that documents are read for."""
    index = resources.index
    compared = [
        {iri for judgement in every for iri in judgement.earlier},
        {iri for judgement in every for iri in judgement.later},
    ]
    covered = covered_classes(every, resources)
    kinds = sorted(covered | {term for term in resources.read_terms if index.under("type", [term])})
    named = resources.things.named(kinds)
    told = [
        Coverage(
            type=named[kind],
            covered=kind in covered,
            earlier=extent(kind, sides[0], compared[0], resources),
            later=extent(kind, sides[1], compared[1], resources),
        )
        for kind in kinds
    ]
    return [entry for entry in told if entry.earlier.count or entry.later.count]


def covered_classes(every: Sequence[Judgement], resources: Resources) -> set[str]:
    """Return the classes (IRIs) whose elements judgements are about."""
    return {resources.index.types[iri] for judgement in every for iri in judgement.subjects}


def extent(kind: str, agreement: str, compared: set[str], resources: Resources) -> Extent:
    """Return what an agreement has of a class, and how much of it is among what was compared."""
    index = resources.index
    own = index.under("type", [kind]) & index.under("agreement", [agreement])
    read = [reading for reading in resources.readings if reading.agreement == agreement]
    is_read = bool(read) and all(kind in reading.terms for reading in read)
    return Extent(
        finding=finding_of(own, index.under("normative", DECLINED), is_read),
        count=own.bit_count(),
        compared=(own & index.set_of(index.numbers[iri] for iri in compared)).bit_count(),
        programme=(own & index.under("programme", index.values["programme"])).bit_count(),
    )
