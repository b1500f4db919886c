"""On what elements have their themes and target groups: grounds and quotes, in batches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph import names
from graph.answers import Quote, Thing
from graph.engine import value
from graph.resources import Resources
from graph.things import select_batches

PROPERTIES: Final[Mapping[str, str]] = {"theme": "theme", "target_group": "targetGroup"}
"""The property that says it, by facet; what else an element has rests on its own quotes."""

_ASSERTED: Final = """
PREFIX aftale: <{ont}>
SELECT ?thing ?topic ?ground ?passage WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?assertion aftale:assertedSubject ?thing ; aftale:assertedPredicate aftale:{property} ;
        aftale:assertedObject ?topic ; aftale:ground ?ground .
    OPTIONAL {{ ?assertion aftale:evidence ?passage }}
}}"""


@dataclass(frozen=True)
class Basis:
    """What it rests on that an element has a topic; without one, that there is the element."""

    topic: str | None
    ground: Thing | None
    quotes: Sequence[Quote]


Asserted: TypeAlias = Mapping[tuple[str, str], Mapping[str, Sequence[str]]]
"""Passages by ground, for each subject and object."""


def bases_of(facet: str, iris: Sequence[str], resources: Resources) -> dict[str, list[Basis]]:
    """Return for each element what its topics by a facet rest on."""
    if facet not in PROPERTIES:
        quotes = resources.quotes(resources.cards.get(iris))
        return {iri: [Basis(None, None, quotes[iri])] for iri in iris}
    found = asserted(PROPERTIES[facet], iris, resources)
    quoted = resources.things.quoted(p for g in found.values() for ps in g.values() for p in ps)
    named = resources.things.named(ground for grounds in found.values() for ground in grounds)
    bases: dict[str, list[Basis]] = {iri: [] for iri in iris}
    for (iri, topic), grounds in found.items():
        for ground, passages in grounds.items():
            quotes_ = [quoted[passage] for passage in passages if passage in quoted]
            bases[iri].append(Basis(topic, named[ground], quotes_))
    return bases


def asserted(property_: str, subjects: Sequence[str], resources: Resources) -> Asserted:
    """Return what the triples of some subjects with a property (its name) rest on."""
    query = _ASSERTED.format(ont=names.ONT, property=property_)
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select_batches(resources.engine, query, subjects):
        passages = found[value(row["thing"]), value(row["topic"])][value(row["ground"])]
        passages += [value(row["passage"])] if "passage" in row else []
    return found
