"""What agreements share, what one alone has, and the counterparts of each element in the others.

**Counterpart.** An element has a counterpart in another agreement if a correspondence of the data
names both: what became of it in the next agreement of the region, or what resembles it in another
region (`close`). Somebody judged it so, with a reason and the words of both sides. No score is
made: where there are several, they stand in the order of their ids and none is the nearest.

**No chain.** If A resembles B and B resembles C, nothing is said of A and C: likeness is not
transitive. What *all* share is what has a counterpart in each other agreement by itself.

**Absence.** That no correspondence names an element says something only if its class was compared
between the two agreements, that is, if some correspondence of theirs is about an element of the
class, and not only leads to one; or if the other agreement has nothing of the class and its
documents were read in full for it. Otherwise nothing is known. What a national programme owns is
no agreement's, and left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph.answers import Model, Quote, Thing
from graph.ask import Given
from graph.comparison.links import Link, Links, State, find_links
from graph.comparison.matrix import Column, tell_column
from graph.comparison.request import REGIONS, check_names, read_agreements, read_filters
from graph.errors import ParameterError
from graph.resources import Resources
from graph.resources.index import members
from graph.resources.parameters import read_several

Sharing: TypeAlias = Literal["all", "some", "alone", "unknown"]

FILTERS: Final = ("type", "theme", "target_group")
SHARINGS: Final[Sequence[Sharing]] = ("all", "some", "alone", "unknown")
PRESENT: Final[frozenset[State]] = frozenset({"itself", "counterpart"})


class Counterpart(Model):
    """One judgement about an element and another agreement."""

    element: Thing | None = Field(
        description="The element there; null where it is judged that there is none."
    )
    type: Thing | None = Field(description="Its class.")
    standing: Thing | None = Field(description="Whether that is adopted or only proposed.")
    correspondence: Thing
    kind: Thing = Field(description="Kept, reworded, dropped, new, close …")
    justification: str = Field(description="Why it is judged so, by those who compared.")
    ground: Thing
    same_wording: bool | None
    own_quotes: Sequence[Quote] = Field(description="The words of the element of this row.")
    quotes: Sequence[Quote] = Field(description="The words of the other agreement.")


class Place(Model):
    """What is known of an element in one agreement."""

    state: State = Field(
        description="`itself`: it is an element of this agreement. `counterpart`: a correspondence "
        "names one here. `judged-absent`: somebody judged that there is none (dropped, new). "
        "`none-recorded`: its class was compared between the two and no counterpart is recorded. "
        "`silent`: the agreement has nothing of the class, and its documents were read in full for "
        "it. `not-compared`: nothing is known."
    )
    quotes: Sequence[Quote] = Field(description="Of `itself`: what it rests on here.")
    counterparts: Sequence[Counterpart] = Field(description="The judgements, by their ids.")


class SharedRow(Model):
    """An element, with a place for each agreement in the order of the columns."""

    element: Thing
    type: Thing
    standing: Thing | None = Field(description="Whether it is adopted or only proposed.")
    sharing: Sharing = Field(
        description="`all`: it or a counterpart is in every agreement chosen. `some`: in two or "
        "more. `alone`: in one, and of each other it is known that nothing corresponds as far as "
        "was compared. `unknown`: in one, and with another its class was not compared."
    )
    places: Sequence[Place]


class SharingSum(Model):
    """How many elements of a class are shared how far."""

    type: Thing
    all: int
    some: int
    alone: int
    unknown: int


class Shared(Model):
    """What some agreements share, and what they do not."""

    release: str = Field(description="The data release that answered; cite it.")
    columns: Sequence[Column]
    sums: Sequence[SharingSum] = Field(description="Over all elements, whatever `sharing` asks.")
    not_compared: Sequence[Thing] = Field(
        description="Classes of which the agreements have elements and no correspondence between "
        "them is about any: they are no rows, and nothing is known of them but what an element of "
        "another class became."
    )
    total: int = Field(description="The number of rows.")
    rows: Sequence[SharedRow]


@dataclass(frozen=True)
class AskedShared:
    """Which agreements are asked (IRIs), and which elements of them."""

    agreements: Sequence[str]
    filters: Mapping[str, Sequence[str]]
    sharing: Sequence[str]


@dataclass(frozen=True)
class _Told:
    """What is needed to tell rows: names, quotes, and which agreement a document is of."""

    named: Mapping[str, Thing]
    quoted: Mapping[str, Quote]
    own: Mapping[str, Sequence[Quote]]
    agreements: Mapping[str, str]


def read_shared(given: Given, resources: Resources) -> AskedShared:
    """Return what the parameters ask: `agreement` (all where none is given), `sharing`, filters.

    Raises ParameterError for an unknown name or value, and where one agreement alone is named.
    """
    check_names(given, ("agreement", *REGIONS, "sharing", *FILTERS))
    agreements = read_agreements(given, resources)
    if len(agreements) < 2:
        raise ParameterError("agreement: name two or more; one alone shares nothing")
    return AskedShared(
        agreements=agreements,
        filters=read_filters(given, FILTERS, resources),
        sharing=read_several(given, "sharing", SHARINGS) or SHARINGS,
    )


def compare_shared(asked: AskedShared, resources: Resources) -> Shared:
    """Return what the agreements share, by the class and number of the elements."""
    index = resources.index
    links = find_links(asked.agreements, resources)
    elements = _elements(asked, links, resources)
    states = {
        iri: [links.state(iri, agreement, resources) for agreement in asked.agreements]
        for iri in elements
    }
    sharings = {iri: sharing_of(found) for iri, found in states.items()}
    shown = [iri for iri in elements if sharings[iri] in asked.sharing]
    told = _told(shown, asked, links, resources)
    named = resources.things.named([*asked.agreements, *links.uncompared(resources)])
    return Shared(
        release=resources.release,
        columns=[tell_column(iri, named[iri], resources) for iri in asked.agreements],
        sums=_sums(elements, sharings, resources),
        not_compared=[named[iri] for iri in links.uncompared(resources)],
        total=len(shown),
        rows=[
            SharedRow(
                element=told.named[iri],
                type=told.named[index.types[iri]],
                standing=_standing(iri, told, resources),
                sharing=sharings[iri],
                places=[
                    _place(iri, agreement, state, links, told, resources)
                    for agreement, state in zip(asked.agreements, states[iri], strict=True)
                ],
            )
            for iri in shown
        ],
    )


def sharing_of(states: Sequence[State]) -> Sharing:
    """Return how far an element is shared, from what is known of it in each agreement."""
    present = sum(state in PRESENT for state in states)
    if present == len(states):
        return "all"
    if present > 1:
        return "some"
    return "unknown" if "not-compared" in states else "alone"


def _elements(asked: AskedShared, links: Links, resources: Resources) -> list[str]:
    index = resources.index
    among = index.under("agreement", asked.agreements) & index.under("type", links.kinds)
    for name, wanted in asked.filters.items():
        among &= index.under(name, wanted)
    among &= ~index.under("programme", index.values["programme"])
    found = [index.things[number] for number in members(among)]
    return sorted(found, key=lambda iri: (index.types[iri], index.numbers[iri]))


def _told(shown: Sequence[str], asked: AskedShared, links: Links, resources: Resources) -> _Told:
    index = resources.index
    found = [link for iri in shown for a in asked.agreements for link in links.of(iri, a)]
    others = {link.other for link in found if link.other}
    judged = {iri for link in found for iri in (link.judged.iri, link.judged.kind)}
    grounds = {link.judged.ground for link in found}
    elements = {*shown, *others}
    standings = {s for iri in elements for s in index.values_of(index.numbers[iri], "normative")}
    types = {index.types[iri] for iri in elements}
    return _Told(
        named=resources.things.named({*elements, *judged, *grounds, *standings, *types}),
        quoted=resources.things.quoted(p for link in found for p in link.judged.evidence),
        own=resources.quotes(resources.cards.get(shown)),
        agreements={reading.document: reading.agreement for reading in resources.readings},
    )


def _place(
    iri: str, agreement: str, state: State, links: Links, told: _Told, resources: Resources
) -> Place:
    own = told.own[iri] if state == "itself" else ()
    return Place(
        state=state,
        quotes=[q for q in own if told.agreements.get(q.document.iri) == agreement],
        counterparts=[
            _counterpart(link, agreement, told, resources) for link in links.of(iri, agreement)
        ],
    )


def _counterpart(link: Link, agreement: str, told: _Told, resources: Resources) -> Counterpart:
    judged = link.judged
    quotes = sorted(
        (told.quoted[passage] for passage in judged.evidence),
        key=lambda quote: (quote.document.iri, quote.start),
    )
    homes = [told.agreements.get(quote.document.iri) for quote in quotes]
    return Counterpart(
        element=told.named[link.other] if link.other else None,
        type=told.named[resources.index.types[link.other]] if link.other else None,
        standing=_standing(link.other, told, resources) if link.other else None,
        correspondence=told.named[judged.iri],
        kind=told.named[judged.kind],
        justification=judged.justification,
        ground=told.named[judged.ground],
        same_wording=judged.same_wording,
        own_quotes=[q for q, home in zip(quotes, homes, strict=True) if home != agreement],
        quotes=[q for q, home in zip(quotes, homes, strict=True) if home == agreement],
    )


def _standing(iri: str, told: _Told, resources: Resources) -> Thing | None:
    found = resources.index.values_of(resources.index.numbers[iri], "normative")
    return told.named[found[0]] if found else None


def _sums(
    elements: Sequence[str], sharings: Mapping[str, Sharing], resources: Resources
) -> list[SharingSum]:
    types = resources.index.types
    kinds = sorted({types[iri] for iri in elements})
    named = resources.things.named(kinds)
    return [
        SharingSum(
            type=named[kind],
            **{
                sharing: sum(types[i] == kind and sharings[i] == sharing for i in elements)
                for sharing in SHARINGS
            },
        )
        for kind in kinds
    ]
