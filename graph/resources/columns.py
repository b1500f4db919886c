"""Which properties the things of a collection have: the columns of its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.answers import Labels
from graph.engine import value
from graph.resources.cards import hidden, term_name
from graph.resources.collections import Collection, vocabulary
from graph.resources.resources import Resources

_USED: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?property ?is_thing ?datatype WHERE {{
    ?thing {of_kind} <{kind}> ; ?property ?value .
    BIND(ISIRI(?value) AS ?is_thing)
    BIND(DATATYPE(?value) AS ?datatype)
}} ORDER BY ?property"""


@dataclass(frozen=True)
class PropertyColumn:
    """A property that some thing of a collection has."""

    name: str
    label: Labels
    is_thing: bool
    datatype: str
    """The end of the XML Schema datatype, such as `date`; `string` where there are several."""


def property_columns(collection: Collection, resources: Resources) -> list[PropertyColumn]:
    """Return the properties that things of a collection have in this release, by name."""
    kind = vocabulary().kinds[collection.kind]
    of_kind = "a/rdfs:subClassOf*" if kind.id is None else "skos:inScheme"
    query = _USED.format(of_kind=of_kind, kind=kind.iri)
    found: dict[str, list[tuple[bool, str]]] = {}
    for row in resources.engine.select(query).rows:
        if value(row["property"]) not in hidden():
            datatype = value(row["datatype"]) if "datatype" in row else ""
            told = value(row["is_thing"]) == "true", datatype.split("#")[-1]
            found.setdefault(value(row["property"]), []).append(told)
    named = resources.things.named(found)
    return [
        PropertyColumn(term_name(iri), named[iri].label, any(t for t, _ in told), _one(told))
        for iri, told in found.items()
    ]


def _one(told: Sequence[tuple[bool, str]]) -> str:
    kinds = {datatype for _, datatype in told if datatype}
    return kinds.pop() if len(kinds) == 1 and kinds <= _PLAIN else "string"


_PLAIN: Final = {"integer", "decimal", "boolean", "date"}
