"""Which properties the things of a collection have: the columns of its table."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from graph.answers import Labels, Thing
from graph.engine import Row, value
from graph.resources.cards import hidden, term_name
from graph.resources.collections import Collection, vocabulary
from graph.resources.resources import Resources

_USED: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?property ?is_thing ?datatype ?several WHERE {{
    ?thing {of_kind} <{kind}> ; ?property ?value .
    BIND(ISIRI(?value) AS ?is_thing)
    BIND(DATATYPE(?value) AS ?datatype)
    BIND(EXISTS {{ ?thing ?property ?other FILTER(!SAMETERM(?other, ?value)) }} AS ?several)
}} ORDER BY ?property"""


@dataclass(frozen=True)
class PropertyColumn:
    """A property that some thing of a collection has."""

    name: str
    label: Labels
    is_thing: bool
    datatype: str
    """The end of the XML Schema datatype, such as `date`; `string` where there are several."""
    several: bool
    """Whether some thing has more than one value; always so of a property between things."""


def property_columns(collection: Collection, resources: Resources) -> list[PropertyColumn]:
    """Return the properties that things of a collection have in this release, by name."""
    kind = vocabulary().kinds[collection.kind]
    of_kind = "a/rdfs:subClassOf*" if kind.id is None else "skos:inScheme"
    query = _USED.format(of_kind=of_kind, kind=kind.iri)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in resources.engine.select(query).rows:
        if value(row["property"]) not in hidden():
            found[value(row["property"])].append(row)
    named = resources.things.named(found)
    return [_column(named[iri], rows) for iri, rows in found.items()]


def _column(property_: Thing, rows: Sequence[Row]) -> PropertyColumn:
    is_thing = any(value(row["is_thing"]) == "true" for row in rows)
    return PropertyColumn(
        name=term_name(property_.iri),
        label=property_.label,
        is_thing=is_thing,
        datatype=_one({value(row["datatype"]).split("#")[-1] for row in rows if "datatype" in row}),
        several=is_thing or any(value(row["several"]) == "true" for row in rows),
    )


def _one(datatypes: Set[str]) -> str:
    return next(iter(datatypes)) if len(datatypes) == 1 and datatypes <= _PLAIN else "string"


_PLAIN: Final = {"integer", "decimal", "boolean", "date"}
