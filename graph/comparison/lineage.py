"""The line of a thing: all that it succeeds and all that succeeds it, in the order of time.

What a line, a step and the kind of a step are is said in `succession.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph.answers import Model, Quote, Scope, Thing
from graph.ask import Given
from graph.comparison.succession import (
    SUCCEEDS,
    Basis,
    Pair,
    StepKind,
    Succession,
    read_succession,
)
from graph.errors import ParameterError, nearest
from graph.names import natural
from graph.resources import Resources
from graph.resources.parameters import read_one
from graph.things import ANYTHING

Place: TypeAlias = Literal["earlier", "itself", "later", "circle"]

OF: Final = "of"


class Member(Model):
    """A thing of the line, with its own time."""

    thing: Thing
    type: Thing
    place: Place = Field(
        description="`earlier`: what is asked for succeeds it, at once or over several steps. "
        "`later`: it succeeds that. `circle`: both, which the rules of the data forbid."
    )
    standing: Thing | None = Field(
        description="Whether it is adopted, proposed or declined; null for what has no standing."
    )
    valid_from: date | None = Field(description="Its first day; null where none is known.")
    valid_until: date | None = Field(description="Its last day; null where none is known.")


class StepBasis(Model):
    """On what it stands that a thing takes the place of another."""

    relation: Thing = Field(
        description="The property `succeeds`, or the type of a correspondence: what became of it."
    )
    correspondence: Thing | None = Field(description="The judgement; null for `succeeds`.")
    ground: Thing | None
    justification: str | None
    quotes: Sequence[Quote]


class Step(Model):
    """A later thing that takes the place of an earlier one."""

    kind: StepKind = Field(
        description="`merged`: the later succeeds others too. `split`: others succeed the earlier "
        "too. `regrouped`: both. `replaced`: neither. Counted in the whole release."
    )
    earlier: Thing
    later: Thing
    with_earlier: Sequence[Thing] = Field(description="What else the later succeeds.")
    with_later: Sequence[Thing] = Field(description="What else succeeds the earlier.")
    bases: Sequence[StepBasis] = Field(description="What documents state, then what is judged.")


class Lineage(Model):
    """The whole line of a thing."""

    release: str = Field(description="The data release that answered; cite it.")
    of: Thing
    things: Sequence[Member] = Field(
        description="The thing itself among them, by their first days, but none before what it "
        "succeeds; a first day that is not known counts as long ago."
    )
    total: int = Field(description="The number of steps.")
    steps: Sequence[Step] = Field(description="In the order of the later things, then the earlier.")
    scope: Sequence[Scope] = Field(
        description="What each document says of the line: `stated` where a step rests on it, "
        "`silent` where none does and it was read in full for `succeeds`."
    )


def read_lineage(given: Given, resources: Resources) -> str:
    """Return the IRI of the thing whose line is asked for.

    `of` takes a short id, a slug or an IRI. Raises ParameterError for anything else, for a
    missing one and for another parameter; it names the nearest right ones.
    """
    for name in given:
        if name != OF:
            raise ParameterError(f"a line has no parameter '{name}'; {nearest(name, (OF,))}")
    text = read_one(given, OF, "")
    if not text:
        raise ParameterError("of: name an agreement, a region, a cluster or a body, as dk84-2024")
    iri = resources.things.resolve(text, ANYTHING, OF)
    if iri not in resources.index.numbers:
        raise ParameterError(f"of: '{text}' is nothing that can be succeeded")
    return iri


def tell_lineage(iri: str, resources: Resources) -> Lineage:
    """Return the line of a thing that the index knows."""
    known = read_succession(resources.engine)
    line = [other for other in known.line(iri) if other in resources.index.numbers]
    ordered = known.ordered(line, lambda other: (resources.index.time_of(other)[0], natural(other)))
    places = {other: place for place, other in enumerate(ordered)}
    inside = [step for step in known.steps if all(end in places for end in step)]
    inside.sort(key=lambda step: (places[step[1]], places[step[0]]))
    steps = _steps(inside, known, resources)
    return Lineage(
        release=resources.release,
        of=resources.things.named([iri])[iri],
        things=_members(iri, ordered, known, resources),
        total=len(steps),
        steps=steps,
        scope=_scope(steps, resources),
    )


def _members(
    iri: str, ordered: Sequence[str], known: Succession, resources: Resources
) -> list[Member]:
    before, after = known.before(iri), known.after(iri)
    index = resources.index
    types = {other: index.types[other] for other in ordered}
    facets = {other: index.facets_of(index.numbers[other]) for other in ordered}
    standings = {other: next(iter(facets[other]["normative"]), "") for other in ordered}
    named = resources.things.named({*ordered, *types.values(), *standings.values()} - {""})

    def place(other: str) -> Place:
        if other in before and other in after:
            return "circle"
        return "earlier" if other in before else "later" if other in after else "itself"

    return [
        Member(
            thing=named[other],
            type=named[types[other]],
            place=place(other),
            standing=named.get(standings[other]),
            valid_from=_day(index.time_of(other)[0]),
            valid_until=_day(index.time_of(other)[1]),
        )
        for other in ordered
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _steps(inside: Sequence[Pair], known: Succession, resources: Resources) -> list[Step]:
    around = {
        other
        for earlier, later in inside
        for other in (*known.earlier(later), *known.later(earlier))
    }
    bases = [basis for step in inside for basis in known.steps[step]]
    said = {iri for b in bases for iri in (b.relation, b.correspondence, b.ground) if iri}
    named = resources.things.named(around | said)
    quoted = resources.things.quoted(passage for basis in bases for passage in basis.passages)
    return [_step(step, known, named, quoted) for step in inside]


def _step(
    step: Pair, known: Succession, named: Mapping[str, Thing], quoted: Mapping[str, Quote]
) -> Step:
    earlier, later = step
    return Step(
        kind=known.kind(step),
        earlier=named[earlier],
        later=named[later],
        with_earlier=[named[other] for other in known.earlier(later) if other != earlier],
        with_later=[named[other] for other in known.later(earlier) if other != later],
        bases=[_basis(basis, named, quoted) for basis in known.steps[step]],
    )


def _basis(basis: Basis, named: Mapping[str, Thing], quoted: Mapping[str, Quote]) -> StepBasis:
    quotes = [quoted[passage] for passage in basis.passages if passage in quoted]
    return StepBasis(
        relation=named[basis.relation],
        correspondence=named[basis.correspondence] if basis.correspondence else None,
        ground=named[basis.ground] if basis.ground else None,
        justification=basis.reason,
        quotes=sorted(quotes, key=lambda quote: (quote.document.iri, quote.start, quote.end)),
    )


def _scope(steps: Sequence[Step], resources: Resources) -> list[Scope]:
    resting = [{q.document.iri for basis in step.bases for q in basis.quotes} for step in steps]
    iris = {iri for r in resources.readings for iri in (r.document, r.agreement)}
    named = resources.things.named({SUCCEEDS, *iris})
    found = []
    for reading in resources.readings:
        rows = sum(reading.document in documents for documents in resting)
        is_read = SUCCEEDS in reading.terms
        found.append(
            Scope(
                document=named[reading.document],
                agreement=named[reading.agreement],
                finding="stated" if rows else "silent" if is_read else "not-coded",
                rows=rows,
                read=is_read,
                terms=[named[SUCCEEDS]] if is_read else [],
                missing=[] if is_read else [named[SUCCEEDS]],
            )
        )
    return found
