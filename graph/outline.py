"""A document as a reader sees it: its agreement as a tree of elements, relations and quotes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode

from graph import names
from graph.engine import Engine, value
from graph.errors import AftalegrafError, nearest
from graph.things import Things

_THINGS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?kind ?thing ?ordinal ?passage WHERE {{
    GRAPH <{names.GRAPH}DOCUMENT> {{
        ?thing a ?kind ; aftale:slug ?slug ; aftale:evidence ?passage .
        OPTIONAL {{ ?thing aftale:ordinal ?ordinal }}
    }}
}} ORDER BY ?kind ?ordinal ?thing ?passage"""

_RELATIONS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?relation ?other ?ground WHERE {{
    GRAPH <{names.GRAPH}DOCUMENT> {{
        ?assertion aftale:assertedSubject ?thing ; aftale:assertedPredicate ?relation ;
            aftale:assertedObject ?other ; aftale:ground ?ground .
    }}
}} ORDER BY ?thing ?relation ?other"""

_FACTS: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?label ?value ?unit WHERE {{
    VALUES ?owner {{ aftale:statusOf aftale:milestoneOf aftale:decisionOn aftale:ofIndicator }}
    GRAPH <{names.GRAPH}DOCUMENT> {{
        ?record ?owner ?thing ; skos:prefLabel ?label .
        OPTIONAL {{ ?record aftale:value ?value ; aftale:unit ?unit }}
    }}
    FILTER(LANG(?label) = "da")
}} ORDER BY ?thing ?record"""

# A class that is not named here comes last.
ORDER: Final = (
    *("HealthAgreement", "Vision", "FocusArea", "Goal", "Principle", "Initiative", "Indicator"),
    *("FollowUp", "Body", "SeatAllocation", "Task", "Cluster", "Collective", "Organisation"),
    *("Region", "DataSource", "NationalProgramme", "SourceDocument"),
)


def outline(engine: Engine, things: Things, document: str) -> list[str]:
    """Return the outline of a document as lines, indented by two blanks a level.

    `document` is the name of its sheet. Raises AftalegrafError where no graph has that name.
    """
    rows = engine.select(_THINGS.replace("DOCUMENT", document)).rows
    if not rows:
        known = engine.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        graphs = [value(row["g"]).removeprefix(names.GRAPH) for row in known]
        raise AftalegrafError(f"there is no document '{document}'; {nearest(document, graphs)}")
    details = _details(engine, things, document)
    by_kind: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kind = value(row["kind"]).removeprefix(names.ONT)
        by_kind[kind][value(row["thing"])].append(value(row["passage"]))
    kinds = sorted(by_kind, key=lambda kind: ORDER.index(kind) if kind in ORDER else len(ORDER))
    return [line for kind in kinds for line in _section(kind, by_kind[kind], things, details)]


def _section(
    kind: str,
    found: Mapping[str, Sequence[str]],
    things: Things,
    details: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    term = names.term(kind)
    yield f"{things.named([term])[term].label.marked('da')} ({len(found)})"
    named = things.named(found)
    quotes = things.quoted(passage for passages in found.values() for passage in passages)
    for iri, passages in sorted(found.items(), key=lambda entry: names.natural(entry[0])):
        yield f"  {named[iri].label.marked('da')} [{named[iri].id}]"
        for passage in dict.fromkeys(passages):
            yield f"    “{quotes[passage].plain}”"
        for detail in details.get(iri, ()):
            yield f"    {detail}"


def _details(engine: Engine, things: Things, document: str) -> Mapping[str, list[str]]:
    """Return the relations and facts of every thing, in words."""
    details: dict[str, list[str]] = defaultdict(list)
    relations = engine.select(_RELATIONS.replace("DOCUMENT", document)).rows
    labels = things.named(
        term.value for row in relations for term in row.values() if isinstance(term, NamedNode)
    )
    for row in relations:
        relation, other, ground = (
            labels[value(row[name])].label.marked("da") for name in ("relation", "other", "ground")
        )
        details[value(row["thing"])].append(f"{relation}: {other} ({ground})")
    for row in engine.select(_FACTS.replace("DOCUMENT", document)).rows:
        figure = f": {value(row['value'])} {value(row['unit'])}" if "value" in row else ""
        own = value(row["label"]).rpartition(": ")[2]
        details[value(row["thing"])].append(f"{own}{figure}")
    return details
