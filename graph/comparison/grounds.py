"""On what elements have their themes and target groups: grounds and quotes, in batches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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


def bases_of(facet: str, iris: Sequence[str], resources: Resources) -> dict[str, list[Basis]]:
    """Return for each element what its topics by a facet rest on."""
    if facet not in PROPERTIES:
        quotes = resources.quotes(resources.cards.get(iris))
        return {iri: [Basis(None, None, quotes[iri])] for iri in iris}
    query = _ASSERTED.format(ont=names.ONT, property=PROPERTIES[facet])
    rows = select_batches(resources.engine, query, iris)
    passages: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        key = value(row["thing"]), value(row["topic"]), value(row["ground"])
        passages[key] += [value(row["passage"])] if "passage" in row else []
    quoted = resources.things.quoted(p for found in passages.values() for p in found)
    named = resources.things.named(ground for _, _, ground in passages)
    bases: dict[str, list[Basis]] = {iri: [] for iri in iris}
    for (iri, topic, ground), found in passages.items():
        quotes_ = [quoted[passage] for passage in found if passage in quoted]
        bases[iri].append(Basis(topic, named[ground], quotes_))
    return bases
