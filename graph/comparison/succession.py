"""What succeeded what, over any number of steps: agreements, regions, clusters, bodies, elements.

A *step* leads from an earlier thing to a later that takes its place: a triple `aftale:succeeds`, or
a correspondence between two agreements that leads from the one to the other; a mere likeness and
what was kept as the same thing are no steps. The *line* of a thing is the thing, all that it
succeeds and all that succeeds it, over any number of steps. What merely shares a predecessor or a
successor with it is not in its line. The kind of a step follows from how many things of the whole
release its later side succeeds, and how many succeed its earlier side.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

import networkx as nx

from graph import names
from graph.engine import Engine, Row, value
from graph.names import natural

StepKind: TypeAlias = Literal["replaced", "merged", "split", "regrouped"]

Pair: TypeAlias = tuple[str, str]
"""The earlier thing of a step and the later, as IRIs."""

SUCCEEDS: Final = names.term("succeeds")
CLOSE: Final = names.concept("correspondence", "close")

_STATED: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?earlier ?later ?ground ?why ?passage WHERE {{
    ?later aftale:succeeds ?earlier .
    OPTIONAL {{
        ?assertion aftale:assertedSubject ?later ; aftale:assertedPredicate aftale:succeeds ;
            aftale:assertedObject ?earlier ; aftale:ground ?ground .
        OPTIONAL {{ ?assertion aftale:justification ?why }}
        OPTIONAL {{ ?assertion aftale:evidence ?passage }}
    }}
}}"""

_JUDGED: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?earlier ?later ?by ?relation ?ground ?why ?passage WHERE {{
    ?by a aftale:Correspondence ; aftale:fromAgreement ?agreement ; aftale:fromElement ?earlier ;
        aftale:toElement ?later ; aftale:correspondenceType ?relation .
    FILTER(?earlier != ?later && ?relation != <{CLOSE}>)
    OPTIONAL {{ ?by aftale:ground ?ground }}
    OPTIONAL {{ ?by aftale:justification ?why }}
    OPTIONAL {{ ?by aftale:evidence ?passage }}
}}"""


@dataclass(frozen=True)
class Basis:
    """What a step rests on, as IRIs, and the reason in words."""

    relation: str
    """`aftale:succeeds`, or the type of the correspondence."""
    correspondence: str | None
    ground: str | None
    reason: str | None
    passages: frozenset[str]


@dataclass(frozen=True)
class Succession:
    """Every step of a release."""

    steps: Mapping[Pair, Sequence[Basis]]

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """The steps as a graph, from the earlier to the later."""
        return nx.DiGraph(list(self.steps))

    def earlier(self, iri: str) -> list[str]:
        """Return what a thing succeeds, in the order of the ids."""
        return sorted(self.graph.predecessors(iri), key=natural) if iri in self.graph else []

    def later(self, iri: str) -> list[str]:
        """Return what succeeds a thing, in the order of the ids."""
        return sorted(self.graph.successors(iri), key=natural) if iri in self.graph else []

    def before(self, iri: str) -> set[str]:
        """Return all that a thing succeeds; the thing itself is in it only where it is a circle."""
        earlier = self.earlier(iri)
        return set(earlier).union(*(nx.ancestors(self.graph, other) for other in earlier))

    def after(self, iri: str) -> set[str]:
        """Return all that succeeds a thing; the thing itself is in it only where it is a circle."""
        later = self.later(iri)
        return set(later).union(*(nx.descendants(self.graph, other) for other in later))

    def line(self, iri: str) -> set[str]:
        """Return a thing with all that it succeeds and all that succeeds it."""
        return {iri} | self.before(iri) | self.after(iri)

    def kind(self, step: Pair) -> StepKind:
        """Return what became of the earlier side of a step.

        `replaced`: one by one. `merged`: the later succeeds several. `split`: several succeed the
        earlier. `regrouped`: both.
        """
        earlier, later = step
        is_merged, is_split = len(self.earlier(later)) > 1, len(self.later(earlier)) > 1
        if is_merged:
            return "regrouped" if is_split else "merged"
        return "split" if is_split else "replaced"

    def ordered(self, iris: Iterable[str], key: Callable[[str], Any]) -> list[str]:
        """Return things by a key (their time), but never one before what it succeeds.

        Things that succeed one another in a circle stand together, by the key.
        """
        known = set(iris)
        among = nx.DiGraph(self.graph.subgraph(known))
        among.add_nodes_from(known)
        circles = nx.condensation(among)
        members = {number: sorted(circles.nodes[number]["members"], key=key) for number in circles}
        order = nx.lexicographical_topological_sort(circles, lambda number: key(members[number][0]))
        return [iri for number in order for iri in members[number]]


def read_succession(engine: Engine) -> Succession:
    """Return every step that the release tells, with what it rests on."""
    found: dict[Pair, dict[tuple[str, str, str], list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in (*engine.select(_STATED).rows, *engine.select(_JUDGED).rows):
        by, ground, why = (value(row[n]) if n in row else "" for n in ("by", "ground", "why"))
        found[value(row["earlier"]), value(row["later"])][by, ground, why].append(row)
    return Succession(
        {
            step: [_basis(*said, rows) for said, rows in sorted(bases.items(), key=lambda b: b[0])]
            for step, bases in sorted(found.items(), key=lambda item: item[0])
        }
    )


def _basis(by: str, ground: str, why: str, rows: Sequence[Row]) -> Basis:
    return Basis(
        relation=value(rows[0]["relation"]) if by else SUCCEEDS,
        correspondence=by or None,
        ground=ground or None,
        reason=why or None,
        passages=frozenset(value(row["passage"]) for row in rows if "passage" in row),
    )
