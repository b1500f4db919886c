"""The relations of one thing by property, so that each sort of them has its own count and page."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, TypeAlias

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


Sort: TypeAlias = Literal["between", "classifying", "computed"]
"""Relations between things, relations to a code or a place, and what a rule gives."""

SORTS: Final[Sequence[Sort]] = ("between", "classifying", "computed")


class Group(Model):
    """Relations of one property in one direction: all counted, the first of them told."""

    property: Thing
    direction: Direction
    sort: Sort
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
    return Group(
        property=named,
        direction=direction,
        sort=_sort(property_, page.items),
        total=total,
        items=page.items,
    )


def _rank(group: Group) -> tuple[int, object]:
    return SORTS.index(group.sort), natural(group.property.iri)


def _sort(property_: str, items: Sequence[Relation]) -> Sort:
    if all(item.ground and item.ground.iri == COMPUTED for item in items):
        return "computed"
    return "between" if property_.removeprefix(names.ONT) in _between() else "classifying"


@cache
def _between() -> frozenset[str]:
    """Return the names of our properties whose values are no concepts, agreements or regions."""
    return frozenset(
        term.name
        for term in ontology_terms()
        if term.kind == "ObjectProperty"
        and CONCEPT not in term.links.get("range", ())
        and term.name not in ("ofAgreement", "ofRegion", "inRegion")
    )
