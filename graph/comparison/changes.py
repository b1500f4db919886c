"""What became of the elements of one agreement in the next, and what is new there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import Field

from graph.answers import Model, Quote, Thing
from graph.comparison.covered import Coverage, coverage, covered_classes
from graph.comparison.judgements import Judgement, by_element, judgements
from graph.comparison.left_behind import LeftBehind, left_behind
from graph.comparison.pairs import Asked, Pair, list_pairs
from graph.comparison.unfinished import Initiatives, initiatives
from graph.comparison.worddiff import Part, compare_words
from graph.names import natural
from graph.resources import Resources
from graph.resources.index import members

Side: TypeAlias = Literal["earlier", "later"]


class Element(Model):
    """An element of one side, with its class."""

    element: Thing
    type: Thing


class Words(Model):
    """The texts of both sides, and which of their words are the same.

    A text is a quote, or several that overlap in their document, read as one run.
    """

    earlier: Sequence[str] = Field(description="The raw texts of the earlier side.")
    later: Sequence[str] = Field(description="The raw texts of the later side.")
    parts: Sequence[Part]


class Change(Model):
    """One judgement: what some elements became, or that one is new or was dropped."""

    correspondence: Thing
    kind: Thing = Field(description="What became of them.")
    earlier: Sequence[Element] = Field(description="Empty for what is new.")
    later: Sequence[Element] = Field(description="Empty for what was dropped.")
    justification: str
    ground: Thing
    same_wording: bool | None = Field(
        description="Whether all that is quoted of either side has the same words, capitals and "
        "the marks at the ends aside; as the data have it. Null where one side alone has an "
        "element."
    )
    earlier_quotes: Sequence[Quote]
    later_quotes: Sequence[Quote]
    words: Words | None = Field(
        description="Null where one side alone has an element, or is quoted."
    )


class ClassSum(Model):
    """How many elements of a class have one kind of change."""

    type: Thing
    earlier: int = Field(description="Elements of the earlier side, each counted once.")
    later: int = Field(description="Elements of the later side, each counted once.")


class Group(Model):
    """The changes of one kind, by the class and number of their first element."""

    kind: Thing
    count: int
    classes: Sequence[ClassSum]
    changes: Sequence[Change]


class Fate(Model):
    """An element of one side, and every change that it is in."""

    element: Thing
    type: Thing
    programme: bool = Field(description="Of a national programme: no comparison accounts for it.")
    changes: Sequence[Thing] = Field(
        description="The correspondences; none where nobody has compared it."
    )
    kinds: Sequence[Thing] = Field(description="What became of it, in the order of `changes`.")


class Changes(Model):
    """The whole of what changed between two agreements.

    `type` and `theme` filter the elements of every part: a change is there if one element of
    either side has both. `correspondence` filters `groups`, and the elements by their changes.
    """

    release: str = Field(description="The data release that answered; cite it.")
    pair: Pair
    coverage: Sequence[Coverage] = Field(
        description="For each class, unfiltered: whether the comparison covers it."
    )
    total: int = Field(description="The number of changes in all groups.")
    groups: Sequence[Group] = Field(description="By kind of change, the most frequent first.")
    earlier: Sequence[Fate] = Field(description="Elements of the earlier side, classes covered.")
    later: Sequence[Fate] = Field(
        description="Elements of the later side, classes covered; of others those that an earlier "
        "one became."
    )
    bodies: Sequence[LeftBehind] = Field(
        description="What points at a body that was replaced or dropped, and is not taken over."
    )
    initiatives: Initiatives


@dataclass(frozen=True)
class _Told:
    """What is needed to tell judgements: names and quotes, and which agreement a document is of."""

    named: Mapping[str, Thing]
    quotes: Mapping[str, Quote]
    agreements: Mapping[str, str]


def compare_changes(asked: Asked, resources: Resources) -> Changes:
    """Return what changed from the earlier agreement of a pair to the later."""
    every = judgements(resources.engine, asked.earlier, asked.later)
    among = _among(asked, resources)
    passing = [found for found in every if _passes(found, asked, among, resources)]
    told = _told(every, resources)
    pairs = list_pairs(resources).pairs
    sides = (asked.earlier, asked.later)
    return Changes(
        release=resources.release,
        pair=next(p for p in pairs if (p.earlier.agreement.iri, p.later.agreement.iri) == sides),
        coverage=coverage(every, sides, resources),
        total=len(passing),
        groups=_groups(passing, asked, told, resources),
        earlier=_fates("earlier", every, asked, among, resources),
        later=_fates("later", every, asked, among, resources),
        bodies=left_behind(every, sides, among, resources),
        initiatives=initiatives(every, sides, among, resources),
    )


def _among(asked: Asked, resources: Resources) -> int:
    """Return the set of the things that the filters of elements let through."""
    among = (1 << len(resources.index.things)) - 1
    for name, wanted in asked.filters.items():
        among &= resources.index.under(name, wanted)
    return among


def _passes(found: Judgement, asked: Asked, among: int, resources: Resources) -> bool:
    is_wanted = not asked.kinds or found.kind in asked.kinds
    return is_wanted and any(_is_in(among, iri, resources) for iri in found.elements)


def _is_in(among: int, iri: str, resources: Resources) -> bool:
    return bool(among >> resources.index.numbers[iri] & 1)


def _told(found: Sequence[Judgement], resources: Resources) -> _Told:
    types = resources.index.types
    elements = {iri for judgement in found for iri in judgement.elements}
    others = {iri for j in found for iri in (j.iri, j.kind, j.ground)}
    return _Told(
        named=resources.things.named({*elements, *others, *(types[iri] for iri in elements)}),
        quotes=resources.things.quoted(passage for j in found for passage in j.evidence),
        agreements={reading.document: reading.agreement for reading in resources.readings},
    )


def _groups(
    found: Sequence[Judgement], asked: Asked, told: _Told, resources: Resources
) -> list[Group]:
    grouped: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(found, key=lambda judgement: _order(judgement, resources)):
        grouped[judgement.kind].append(judgement)
    ordered = sorted(grouped, key=lambda kind: (-len(grouped[kind]), kind))
    return [
        Group(
            kind=told.named[kind],
            count=len(grouped[kind]),
            classes=_class_sums(grouped[kind], told, resources),
            changes=[_change(judgement, asked, told, resources) for judgement in grouped[kind]],
        )
        for kind in ordered
    ]


def _order(judgement: Judgement, resources: Resources) -> tuple[object, ...]:
    first = judgement.elements[0]
    return resources.index.types[first], natural(first), natural(judgement.iri)


def _class_sums(found: Sequence[Judgement], told: _Told, resources: Resources) -> list[ClassSum]:
    types = resources.index.types
    earlier = {iri for judgement in found for iri in judgement.earlier}
    later = {iri for judgement in found for iri in judgement.later}
    return [
        ClassSum(
            type=told.named[kind],
            earlier=sum(types[iri] == kind for iri in earlier),
            later=sum(types[iri] == kind for iri in later),
        )
        for kind in sorted({types[iri] for iri in earlier | later})
    ]


def _change(found: Judgement, asked: Asked, told: _Told, resources: Resources) -> Change:
    def elements(iris: Sequence[str]) -> list[Element]:
        types = resources.index.types
        return [Element(element=told.named[i], type=told.named[types[i]]) for i in iris]

    def quotes(agreement: str) -> list[Quote]:
        every = [told.quotes[passage] for passage in found.evidence if passage in told.quotes]
        own = [q for q in every if told.agreements.get(q.document.iri) == agreement]
        return sorted(own, key=lambda quote: (quote.document.iri, quote.start, quote.end))

    earlier, later = quotes(asked.earlier), quotes(asked.later)
    return Change(
        correspondence=told.named[found.iri],
        kind=told.named[found.kind],
        earlier=elements(found.earlier),
        later=elements(found.later),
        justification=found.justification,
        ground=told.named[found.ground],
        same_wording=found.same_wording,
        earlier_quotes=earlier,
        later_quotes=later,
        words=_words(earlier, later) if all((found.earlier, found.later, earlier, later)) else None,
    )


def _words(earlier: Sequence[Quote], later: Sequence[Quote]) -> Words:
    before, after = runs_of(earlier), runs_of(later)
    return Words(earlier=before, later=after, parts=compare_words(before, after))


def runs_of(quotes: Sequence[Quote]) -> list[str]:
    """Return the raw texts of quotes in the order of their document; overlapping ones are one."""
    texts: list[str] = []
    document, end = "", 0
    for quote in quotes:
        if quote.document.iri == document and quote.start <= end:
            texts[-1] += quote.text[end - quote.start :]
            end = max(end, quote.end)
        else:
            texts.append(quote.text)
            document, end = quote.document.iri, quote.end
    return texts


def _fates(
    side: Side, every: Sequence[Judgement], asked: Asked, among: int, resources: Resources
) -> list[Fate]:
    index = resources.index
    found = by_element(every, later=side == "later")
    agreement = asked.later if side == "later" else asked.earlier
    covered = covered_classes(every, resources)
    own = index.under("agreement", [agreement]) & index.under("type", covered) & among
    numbers = index.set_of(index.numbers[iri] for iri in found) & among | own
    iris = [index.things[number] for number in members(numbers)]
    if asked.kinds:
        iris = [iri for iri in iris if any(j.kind in asked.kinds for j in found.get(iri, ()))]
    shown = {i for iri in iris for j in found.get(iri, ()) for i in (j.iri, j.kind)}
    named = resources.things.named({*iris, *(index.types[iri] for iri in iris), *shown})
    return [
        Fate(
            element=named[iri],
            type=named[index.types[iri]],
            programme=bool(index.values_of(index.numbers[iri], "programme")),
            changes=[named[judgement.iri] for judgement in found.get(iri, ())],
            kinds=[named[judgement.kind] for judgement in found.get(iri, ())],
        )
        for iri in iris
    ]
