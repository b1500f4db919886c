"""Governance as one reads it: by body, as a tree of who reports to whom, and by what is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.answers import Quote, Thing
from graph.network.governance import Act, Governance, Seat


@dataclass(frozen=True)
class Bench:
    """A body and who sits in it."""

    body: Thing
    seats: Sequence[Seat]


@dataclass(frozen=True)
class Branch:
    """A body, what it reports by to the one above, and those that report to it."""

    body: Thing
    act: Act | None
    """None at the top."""
    below: Sequence["Branch"]


@dataclass(frozen=True)
class Deeds:
    """All that is done in one way."""

    kind: Thing
    is_actor_first: bool
    """Whether the property goes from who acts to what is done, and not the other way."""
    acts: Sequence[Act]


def benches(found: Governance) -> list[Bench]:
    """Return the bodies in the order in which they are told of, each with its seats."""
    seats: dict[str, list[Seat]] = {}
    for seat in found.seats:
        seats.setdefault(seat.body.iri, []).append(seat)
    return [Bench(each[0].body, each) for each in seats.values()]


def reporting(found: Governance) -> list[Branch]:
    """Return who reports to whom as trees; a body that reports to several stands below each.

    A circle has no top: it begins with the first that is told of, and is cut where it closes.
    """
    below: dict[str, list[Act]] = {}
    for act in found.reports:
        below.setdefault(act.what.iri, []).append(act)
    reporters = {act.who.iri for act in found.reports}
    heads = {act.what.iri: act.what for act in found.reports}
    trees: list[Branch] = []
    shown: set[str] = set()
    for iri in sorted(heads, key=lambda iri: iri in reporters):  # the tops first
        if iri not in shown:
            trees.append(_branch(heads[iri], None, below, frozenset()))
            shown |= set(_bodies(trees[-1]))
    return trees


def _branch(
    body: Thing, act: Act | None, below: Mapping[str, Sequence[Act]], above: frozenset[str]
) -> Branch:
    here = above | {body.iri}
    acts = below.get(body.iri, ()) if body.iri not in above else ()
    return Branch(body, act, [_branch(each.who, each, below, here) for each in acts])


def _bodies(branch: Branch) -> Iterator[str]:
    yield branch.body.iri
    for each in branch.below:
        yield from _bodies(each)


def deeds(acts: Iterable[Act]) -> list[Deeds]:
    """Return what is done by the property that says it, in the order of the answer."""
    kinds: dict[str, list[Act]] = {}
    for act in acts:
        kinds.setdefault(act.kind.iri, []).append(act)
    return [Deeds(each[0].kind, _is_actor_first(each[0]), each) for each in kinds.values()]


def by_passage(quotes: Iterable[Quote]) -> Mapping[str, Quote]:
    """Return quotes by the passages that edges name."""
    return {quote.passage: quote for quote in quotes}


def _is_actor_first(act: Act) -> bool:
    return act.edge.source == act.who.id
