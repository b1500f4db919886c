"""Relations of many things at once, each with its ground and its quotes."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pydantic import Field

from graph import names
from graph.answers import Model, Quote, Thing
from graph.engine import Row, value
from graph.names import natural
from graph.resources.resources import Resources
from graph.things import select_batches

_EDGES: Final = """
PREFIX aftale: <{ont}>
SELECT ?subject ?property ?object ?ground ?why ?passage WHERE {{
    VALUES ?subject {{ UNDEF }}
    VALUES ?property {{ {properties} }}
    ?assertion aftale:assertedSubject ?subject ; aftale:assertedPredicate ?property ;
        aftale:assertedObject ?object ; aftale:ground ?ground .
    OPTIONAL {{ ?assertion aftale:justification ?why }}
    OPTIONAL {{ ?assertion aftale:evidence ?passage }}
}}"""


class Edge(Model):
    """A relation that somebody asserted."""

    subject: Thing
    property: Thing
    object: Thing
    ground: Thing
    justification: str | None = Field(description="Why it is read so, where it is told.")
    quotes: Sequence[Quote]


def edges(subjects: Sequence[str], properties: Sequence[str], resources: Resources) -> list[Edge]:
    """Return the relations of these properties (names of terms) from things (IRIs).

    In the order of the subjects' ids, the properties given, and the objects' ids.
    """
    terms = " ".join(f"<{names.term(name)}>" for name in properties)
    query = _EDGES.format(ont=names.ONT, properties=terms)
    rows = select_batches(resources.engine, query, subjects)
    grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        subject, property_, other = (value(row[n]) for n in ("subject", "property", "object"))
        grouped[subject, property_, other].append(row)
    mentioned = {iri for triple in grouped for iri in triple}
    named = resources.things.named(mentioned | {value(row["ground"]) for row in rows})
    quoted = resources.things.quoted(value(row["passage"]) for row in rows if "passage" in row)
    order = {names.term(name): place for place, name in enumerate(properties)}
    return [
        _edge(triple, grouped[triple], named, quoted)
        for triple in sorted(
            grouped, key=lambda triple: (natural(triple[0]), order[triple[1]], natural(triple[2]))
        )
    ]


def _edge(
    triple: tuple[str, str, str],
    rows: Sequence[Row],
    named: dict[str, Thing],
    quoted: dict[str, Quote],
) -> Edge:
    passages = {value(row["passage"]) for row in rows if "passage" in row}
    return Edge(
        subject=named[triple[0]],
        property=named[triple[1]],
        object=named[triple[2]],
        ground=named[value(rows[0]["ground"])],
        justification=next((value(row["why"]) for row in rows if "why" in row), None),
        quotes=sorted(
            (quoted[passage] for passage in passages if passage in quoted),
            key=lambda quote: (quote.document.iri, quote.start),
        ),
    )
