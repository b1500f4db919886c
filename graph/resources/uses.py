"""How many things of a release use each term of the ontology."""

from collections.abc import Mapping
from typing import Final

from graph import names
from graph.engine import value
from graph.resources.resources import Resources

_CLASSES: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?term (COUNT(DISTINCT ?thing) AS ?total) WHERE {{
    ?thing a/rdfs:subClassOf* ?term
    FILTER(STRSTARTS(STR(?term), "{names.ONT}"))
}} GROUP BY ?term"""

_PROPERTIES: Final = f"""
SELECT ?term (COUNT(DISTINCT ?thing) AS ?total) WHERE {{
    ?thing ?term ?value
    FILTER(STRSTARTS(STR(?term), "{names.ONT}"))
}} GROUP BY ?term"""


def uses(resources: Resources) -> Mapping[str, int]:
    """Return, by the name of a term, how many things are of a class or have a property.

    A class counts the things of its narrower classes. What is not there is not used.
    """
    return {
        value(row["term"]).removeprefix(names.ONT): int(value(row["total"]))
        for query in (_CLASSES, _PROPERTIES)
        for row in resources.engine.select(query).rows
    }
