"""What points at a body that was replaced or dropped, and has no counterpart at its successors.

A body of the earlier side is *replaced* if its correspondences lead to other bodies, and *dropped*
if they lead to nothing; one that leads to itself was kept and is not looked at. A *link* is a
triple between the body and a thing of the earlier agreement, either way round, that a document
states: no rule's conclusion, no place. It is *carried over* if a successor has the same property,
the same way round, with the same thing or with a counterpart of it. What is left is left behind.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Finding, Model, Thing
from graph.comparison.covered import extent
from graph.comparison.judgements import Judgement, by_element
from graph.engine import value
from graph.names import natural
from graph.resources import Resources
from graph.resources.relations import HIDDEN, Direction
from graph.things import select_batches

State: TypeAlias = Literal["dropped", "elsewhere", "not-compared"]

NO_LINKS: Final = (
    *HIDDEN,
    *(f"<{names.term(n)}>" for n in ("fromElement", "toElement", "inRegion")),
)
"""Properties that tie nothing to a body: what it rests on, what it became, where it is."""

_LINKS: Final = f"""
SELECT DISTINCT ?body ?property ?in ?out WHERE {{{{
    VALUES ?body {{{{ UNDEF }}}}
    GRAPH ?graph {{{{ {{{{ ?body ?property ?out }}}} UNION {{{{ ?in ?property ?body }}}} }}}}
    FILTER(?graph != <{names.graph("inferred")}> && ?property NOT IN ({{hidden}}))
}}}}""".format(hidden=", ".join(NO_LINKS))


class Link(Model):
    """A relation between a thing and a body of the earlier agreement that was not carried over."""

    element: Thing
    type: Thing
    property: Thing
    direction: Direction = Field(description="`in`: from the element to the body; `out`: back.")
    state: State = Field(
        description="`dropped`: the element itself was judged to be dropped. `elsewhere`: it has a "
        "counterpart, which has no such relation to a successor of the body. `not-compared`: "
        "nobody has compared it, so that it has no counterpart is a sign and no proof: it may go "
        "on in other words."
    )
    counterparts: Sequence[Thing] = Field(description="What became of the element.")
    successors_have: int = Field(
        description="Things of the same class with the same relation to a successor: where there "
        "are some, one of them may be what goes on."
    )
    later: Finding = Field(
        description="What the later agreement says of the class as such; `silent` with no such "
        "thing at all and read in full for them: the strongest sign."
    )


class LeftBehind(Model):
    """A body of the earlier agreement that was replaced or dropped."""

    body: Thing
    successors: Sequence[Thing] = Field(description="Empty where it was dropped.")
    changes: Sequence[Thing] = Field(description="The correspondences that say so.")
    carried: int = Field(description="Links that are carried over.")
    links: Sequence[Link] = Field(description="Links that are not.")


@dataclass(frozen=True)
class _Tie:
    """A property, its direction as seen from a body, and the thing at the other end."""

    property: str
    direction: Direction
    other: str


def left_behind(
    every: Sequence[Judgement], sides: tuple[str, str], among: int, resources: Resources
) -> list[LeftBehind]:
    """Return each body that was replaced or dropped, with the links to things among a set.

    A body outside of the set is told only where some link of it is left.
    """
    index = resources.index
    earlier = by_element(every, later=False)
    bodies = index.of_kind("Body")
    replaced = {
        iri: found
        for iri, found in earlier.items()
        if index.is_in(bodies, iri) and all(iri not in judgement.later for judgement in found)
    }
    successors = {
        iri: sorted({i for j in found for i in j.later if index.is_in(bodies, i)}, key=natural)
        for iri, found in replaced.items()
    }
    ties = _ties({*replaced, *(i for found in successors.values() for i in found)}, resources)
    of_earlier = index.under("agreement", [sides[0]]) & among
    told = (
        _body(iri, successors[iri], earlier, ties, of_earlier, sides[1], resources)
        for iri in sorted(replaced, key=natural)
    )
    return [body for body in told if body.links or among >> index.numbers[body.body.iri] & 1]


def _ties(bodies: set[str], resources: Resources) -> Mapping[str, set[_Tie]]:
    """Return what each body is tied to, of the classes that documents are read for."""
    types = resources.index.types
    found: dict[str, set[_Tie]] = defaultdict(set)
    for row in select_batches(resources.engine, _LINKS, sorted(bodies)):
        direction: Direction = "in" if "in" in row else "out"
        other = value(row[direction])
        if types.get(other) in resources.read_terms:
            found[value(row["body"])].add(_Tie(value(row["property"]), direction, other))
    return found


def _body(
    iri: str,
    successors: Sequence[str],
    earlier: Mapping[str, Sequence[Judgement]],
    ties: Mapping[str, set[_Tie]],
    wanted: int,
    agreement: str,
    resources: Resources,
) -> LeftBehind:
    numbers = resources.index.numbers
    own = [tie for tie in ties.get(iri, ()) if wanted >> numbers[tie.other] & 1]
    later = {tie for successor in successors for tie in ties.get(successor, ())}
    left = [tie for tie in own if not later & set(_carried(tie, earlier))]
    left.sort(key=lambda tie: (tie.direction, tie.property, natural(tie.other)))
    named = resources.things.named([iri, *successors, *(j.iri for j in earlier[iri])])
    return LeftBehind(
        body=named[iri],
        successors=[named[successor] for successor in successors],
        changes=[named[judgement.iri] for judgement in earlier[iri]],
        carried=len(own) - len(left),
        links=[_link(tie, later, earlier, agreement, resources) for tie in left],
    )


def _carried(tie: _Tie, earlier: Mapping[str, Sequence[Judgement]]) -> Iterator[_Tie]:
    """Yield the ties at a successor that would carry one over."""
    for other in (tie.other, *_counterparts(tie.other, earlier)):
        yield _Tie(tie.property, tie.direction, other)


def _counterparts(iri: str, earlier: Mapping[str, Sequence[Judgement]]) -> list[str]:
    return list(dict.fromkeys(i for found in earlier.get(iri, ()) for i in found.later))


def _link(
    tie: _Tie,
    later: set[_Tie],
    earlier: Mapping[str, Sequence[Judgement]],
    agreement: str,
    resources: Resources,
) -> Link:
    types = resources.index.types
    kind = types[tie.other]
    same = (other for other in later if other.property == tie.property)
    counterparts = _counterparts(tie.other, earlier)
    named = resources.things.named([tie.other, kind, tie.property, *counterparts])
    state: State = "elsewhere" if counterparts else "dropped"
    return Link(
        element=named[tie.other],
        type=named[kind],
        property=named[tie.property],
        direction=tie.direction,
        state=state if tie.other in earlier else "not-compared",
        counterparts=[named[iri] for iri in counterparts],
        successors_have=len(
            {o.other for o in same if o.direction == tie.direction and types[o.other] == kind}
        ),
        later=extent(kind, agreement, set(), resources).finding,
    )
