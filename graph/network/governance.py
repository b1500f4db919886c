"""Governance: who sits where, who reports to whom, and who does what to which element."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic import Field

from graph.answers import Model, Scope, Thing
from graph.ask import Given
from graph.files import folder
from graph.network.bases import Triple
from graph.network.model import MAX_EDGES, Edge, Quotes, tell_edges
from graph.network.reader import Reader
from graph.network.request import PLACES, Asked, check_names, read_asked
from graph.network.scopes import scope_of
from graph.network.whole import NARROW, read_all
from graph.resources import Resources
from graph.resources.cards import term_name

SET: Final = "governance"
"""The set of kinds that the answer is read from."""


class Seat(Model):
    """A place in a body, or several."""

    body: Thing
    member: Thing | None = Field(description="Who sits there; null where the text does not say.")
    record: Thing | None = Field(
        description="The seats or the post that the text tells of; null where it only says that "
        "the member is part of the body."
    )
    count: int | None = Field(description="How many seats, where the text gives a number.")
    edges: Sequence[Edge] = Field(description="The one or two edges that say it.")


class Act(Model):
    """What one does: whom it reports to, what it prepares, receives, decides, answers for."""

    who: Thing
    kind: Thing = Field(description="The property that says it.")
    what: Thing = Field(description="The thing at the other end.")
    edge: Edge


class Governance(Model):
    """The governance of an agreement, of a region, or of all."""

    release: str = Field(description="The data release that answered; cite it.")
    seats: Sequence[Seat] = Field(description="Who sits where: members, seats and posts.")
    reports: Sequence[Act] = Field(description="Which body reports to which.")
    acts: Sequence[Act] = Field(
        description="Who appoints, prepares, collects, receives, decides, is responsible for or "
        "has the task of what."
    )
    groups: Sequence[Act] = Field(description="Who belongs to which collective or cluster.")
    scope: Sequence[Scope]
    quotes: Quotes


@cache
def _said() -> Mapping[str, Any]:
    return tomllib.loads((folder("network") / "governance.toml").read_text("utf-8"))


def read_governance(given: Given, resources: Resources) -> Asked:
    """Return what `agreement` and `region` ask; raise ParameterError for anything else."""
    check_names(given, PLACES)
    return read_asked(given, (), resources, (SET,))


def governance(asked: Asked, resources: Resources) -> Governance:
    """Return the governance, each part in the order of who is told of first.

    Raises ResultTooLarge where there are too many edges.
    """
    reader = Reader(asked, resources, MAX_EDGES, NARROW)
    by_kind: dict[str, list[Triple]] = defaultdict(list)
    for triple in read_all(reader):
        by_kind[term_name(triple[1])].append(triple)
    bases = reader.bases(triple for triples in by_kind.values() for triple in triples)
    edges, quotes = tell_edges(bases, resources)
    named = resources.things.named({iri for triple in edges for iri in triple})

    def acts(part: str) -> list[Act]:
        return [
            Act(who=named[who], kind=named[triple[1]], what=named[what], edge=edges[triple])
            for kind, actor in _said()[part].items()
            for triple in by_kind[kind]
            for who, what in [(triple[0], triple[2]) if actor == "subject" else triple[::-2]]
        ]

    return Governance(
        release=resources.release,
        seats=list(_seats(by_kind, edges, named, resources)),
        reports=acts("reports"),
        acts=acts("acts"),
        groups=acts("groups"),
        scope=scope_of(bases, asked, reader.sieve.asks, resources),
        quotes=quotes,
    )


def _seats(
    by_kind: Mapping[str, Sequence[Triple]],
    edges: Mapping[Triple, Edge],
    named: Mapping[str, Thing],
    resources: Resources,
) -> Iterator[Seat]:
    for triple in by_kind[_said()["seats"]["direct"]]:
        body, member = named[triple[0]], named[triple[2]]
        yield Seat(body=body, member=member, record=None, count=None, edges=[edges[triple]])
    for kinds in _said()["seats"]["records"]:
        members: dict[str, list[Triple]] = defaultdict(list)
        for triple in by_kind[kinds["for"]]:
            members[triple[0]].append(triple)
        for place in by_kind[kinds["in"]]:
            holding: Sequence[Triple | None] = members[place[0]] or [None]
            for held in holding:
                yield Seat(
                    body=named[place[2]],
                    member=named[held[2]] if held else None,
                    record=named[place[0]],
                    count=_count(place[0], kinds.get("count"), resources),
                    edges=[edges[triple] for triple in (place, held) if triple],
                )


def _count(record: str, property_: str | None, resources: Resources) -> int | None:
    if property_ is None:
        return None
    said = resources.cards.get([record])[0].properties.get(property_, ())
    return next((number for number in said if isinstance(number, int)), None)
