"""The relations of one thing by property, so that each sort of them has its own count and page."""

from collections.abc import Sequence
from typing import Final

from graph import names
from graph.answers import Model, Thing
from graph.engine import value
from graph.names import natural
from graph.resources.collections import vocabulary
from graph.resources.relations import (
    COMPUTED,
    HIDDEN,
    Direction,
    Relation,
    relation_page,
)
from graph.resources.resources import Resources
from graph.resources.terms import ontology_terms

SHOWN: Final = 12
"""Relations of a group that a page tells at once."""

_COUNTED: Final = """
SELECT ?property (COUNT(DISTINCT ?other) AS ?total) WHERE {{
    {pattern}
    FILTER(ISIRI(?other) && ?property NOT IN ({hidden}))
}} GROUP BY ?property ORDER BY ?property"""

CONCEPT: Final = "http://www.w3.org/2004/02/skos/core#Concept"


class Group(Model):
    """Relations of one property in one direction: all counted, the first of them told."""

    property: Thing
    direction: Direction
    total: int
    items: Sequence[Relation]


def groups(
    iri: str, direction: Direction, resources: Resources, left_out: Sequence[str] = ()
) -> list[Group]:
    """Return the relations of a thing in a direction by property.

    What says most comes first: relations between things, then what classifies, then what a rule
    gives. `left_out` are IRIs of properties that are told elsewhere.
    """
    pattern = f"<{iri}> ?property ?other ." if direction == "out" else f"?other ?property <{iri}> ."
    unwanted = (*HIDDEN, *(f"<{term}>" for term in (*sorted(vocabulary().inverses), *left_out)))
    query = _COUNTED.format(pattern=pattern, hidden=", ".join(unwanted))
    counts = {
        value(row["property"]): int(value(row["total"]))
        for row in resources.engine.select(query).rows
    }
    found = [_group(iri, direction, each, counts[each], resources) for each in counts]
    return sorted(found, key=_rank)


def _group(
    iri: str, direction: Direction, property_: str, total: int, resources: Resources
) -> Group:
    page = relation_page(iri, direction, property_, 0, SHOWN, resources.engine, resources.things)
    named = resources.things.named([property_])[property_]
    return Group(property=named, direction=direction, total=total, items=page.items)


def _rank(group: Group) -> tuple[bool, bool, object]:
    name = group.property.iri.removeprefix(names.ONT)
    by_rule = all(item.ground and item.ground.iri == COMPUTED for item in group.items)
    return by_rule, name not in _between_things(), natural(group.property.iri)


def _between_things() -> frozenset[str]:
    """Return the names of our properties whose values are no concepts."""
    return frozenset(
        term.name
        for term in ontology_terms()
        if term.kind == "ObjectProperty"
        and CONCEPT not in term.links.get("range", ())
        and term.name not in ("ofAgreement", "ofRegion", "inRegion")
    )
