"""Which correspondence ties an element to which agreement, and what was compared at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final, Literal, TypeAlias

from graph.comparison.judgements import Judgement, every_judgement
from graph.resources import Resources
from graph.resources.index import members

State: TypeAlias = Literal[
    "itself", "counterpart", "judged-absent", "none-recorded", "silent", "not-compared"
]
"""What is known of an element in an agreement; `Place` in shared.py tells what each means."""

Compared: TypeAlias = tuple[str, str, str]
"""Two agreements and the class of an element of the first, as IRIs."""


@dataclass(frozen=True)
class Link:
    """A judgement that ties an element to an agreement; `other` is the element there, if any."""

    judged: Judgement
    other: str | None


NO_LINKS: Final[Sequence[Link]] = ()


@dataclass(frozen=True)
class Links:
    """The links between some agreements."""

    by_place: Mapping[tuple[str, str], Sequence[Link]]
    """By element and the agreement that it is compared with."""
    compared: frozenset[Compared]
    agreements: Sequence[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The classes of which anything was compared, on either side of any pair."""
        return frozenset(kind for _, _, kind in self.compared)

    def of(self, iri: str, agreement: str) -> Sequence[Link]:
        """Return what ties an element to an agreement, in the order of the correspondences."""
        return self.by_place.get((iri, agreement), NO_LINKS)

    def state(self, iri: str, agreement: str, resources: Resources) -> State:
        """Return what is known of an element in an agreement."""
        own, links = agreements_of(iri, resources), self.of(iri, agreement)
        kind = resources.index.types[iri]
        if agreement in own:
            return "itself"
        if links:
            return "counterpart" if any(link.other for link in links) else "judged-absent"
        if any((home, agreement, kind) in self.compared for home in own):
            return "none-recorded"
        return "silent" if _is_silent(kind, agreement, resources) else "not-compared"

    def uncompared(self, resources: Resources) -> list[str]:
        """Return the classes that the agreements have and that are compared between none of them.

        Only classes count that documents are read for.
        """
        index = resources.index
        both = index.under("agreement", self.agreements)
        both &= ~index.under("programme", index.values["programme"])
        there = {kind for kind in resources.read_terms if index.under("type", [kind]) & both}
        return sorted(there - self.kinds)


def find_links(agreements: Sequence[str], resources: Resources) -> Links:
    """Return what the correspondences of the data say between these agreements (IRIs)."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    every, types = every_judgement(resources.engine), resources.index.types
    subjects = {(judged.between, types[iri]) for judged in every for iri in judged.subjects}
    compared = set(_named_alike(agreements, {kind for _, kind in subjects}, resources))
    for judged in every:
        for iri, home, other, agreement in _sides(judged, resources):
            if home in agreements and agreement in agreements:
                if (judged.between, types[iri]) in subjects:
                    compared.add((home, agreement, types[iri]))
                link = Link(judged, other)
                if link not in found[iri, agreement]:
                    found[iri, agreement].append(link)
    return Links(found, frozenset(compared), agreements)


def agreements_of(iri: str, resources: Resources) -> list[str]:
    """Return the agreements that a thing is an element of, or whose documents name it."""
    index = resources.index
    return index.values_of(index.numbers[iri], "agreement")


def _sides(judged: Judgement, resources: Resources) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield each element with its agreement, its counterpart, if any, and the agreement of that."""
    if judged.between:
        earlier, later = judged.between
        for iri, other in product(judged.earlier, judged.later or (None,)):
            yield iri, earlier, other, later
        for iri, other in product(judged.later, judged.earlier or (None,)):
            yield iri, later, other, earlier
        return
    both = [*product(judged.earlier, judged.later), *product(judged.later, judged.earlier)]
    for iri, other in both:
        homes = product(agreements_of(iri, resources), agreements_of(other, resources))
        for home, agreement in homes:
            if home != agreement:
                yield iri, home, other, agreement


def _named_alike(
    agreements: Sequence[str], kinds: Iterable[str], resources: Resources
) -> Iterator[Compared]:
    """Yield the classes, of those that are compared anywhere, of which two name the same thing.

    A data source that several documents name is one thing: whoever gave it one IRI compared them.
    """
    index = resources.index
    among = index.under("type", kinds) & ~index.under("programme", index.values["programme"])
    for one, other in permutations(agreements, 2):
        both = index.under("agreement", [one]) & index.under("agreement", [other])
        for number in members(both & among):
            yield one, other, index.types[index.things[number]]


def _is_silent(kind: str, agreement: str, resources: Resources) -> bool:
    index = resources.index
    read = [reading for reading in resources.readings if reading.agreement == agreement]
    own = index.under("type", [kind]) & index.under("agreement", [agreement])
    return not own and bool(read) and all(kind in reading.terms for reading in read)
