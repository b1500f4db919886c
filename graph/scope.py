"""Which documents a question is asked of, and what each of them was read for.

It is what tells "the text does not say" from "not coded yet".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph import names
from graph.catalogue import Question, Terms
from graph.engine import Engine, value
from graph.things import ANYTHING, select_batches

_PREFIXES: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"""

_READ: Final = f"""{_PREFIXES}
SELECT ?document ?agreement ?term WHERE {{
    ?document a aftale:SourceDocument ; aftale:aboutAgreement ?agreement .
    OPTIONAL {{ ?scope aftale:scopeDocument ?document ; aftale:scopeTerm ?term }}
}} ORDER BY ?document"""

# A row without a document says that the thing belongs to documents, of which none is here.
_DOCUMENTS: Final = f"""{_PREFIXES}
SELECT ?thing ?document WHERE {{
    VALUES ?thing {{ UNDEF }}
    {{ ?thing a aftale:SourceDocument . BIND(?thing AS ?document) }}
    UNION {{
        {{ ?thing a/rdfs:subClassOf* aftale:HealthAgreement . BIND(?thing AS ?agreement) }}
        UNION {{ ?thing aftale:ofAgreement ?agreement }}
        OPTIONAL {{ ?document aftale:aboutAgreement ?agreement }}
    }}
    UNION {{
        {{ ?thing a/rdfs:subClassOf* aftale:Region . BIND(?thing AS ?region) }}
        UNION {{ ?thing aftale:inRegion ?region }}
        OPTIONAL {{ ?document aftale:aboutAgreement/aftale:coversRegion ?region }}
    }}
}}"""

_NARROWER: Final = f"""{_PREFIXES}
SELECT DISTINCT ?term WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?term skos:broader* ?thing .
}} ORDER BY ?term"""

THEME: Final = "theme"
TARGET_GROUP: Final = "target-group"
CORRESPONDENCE: Final = "correspondence"


@dataclass(frozen=True)
class Reading:
    """A document, the agreement that it is about, and the terms that it was read in full for."""

    document: str
    agreement: str
    terms: frozenset[str]


def readings(engine: Engine) -> list[Reading]:
    """Return what every document was read in full for."""
    read: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in engine.select(_READ).rows:
        terms = read[value(row["document"]), value(row["agreement"])]
        if "term" in row:
            terms.add(value(row["term"]))
    return [Reading(*pair, frozenset(terms)) for pair, terms in read.items()]


def scope_term(name: str) -> str:
    """Return the IRI of a class or property (`Goal`), or of a concept (`theme-tobacco`)."""
    return names.CONCEPT + name if "-" in name else names.term(name)


def terms_of(engine: Engine, question: Question, terms: Terms) -> list[str]:
    """Return what a document must have been read for before it can be silent.

    Beside what the question is about, that is each theme that it is filtered by and every narrower
    one, since a row on such a one counts. Documents are read for target groups as a whole, by the
    property `targetGroup`, not group by group. A question of correspondences compares documents:
    what none is read for alone, so none can be silent.
    """
    found = [scope_term(name) for name in question.about]
    if any(parameter.kind == CORRESPONDENCE for parameter in question.parameters.values()):
        found.append(names.term("Correspondence"))
    for name, values in terms.items():
        if question.parameters[name].kind == THEME:
            rows = select_batches(engine, _NARROWER, [term.value for term in values])
            found.extend(value(row["term"]) for row in rows)
        if question.parameters[name].kind == TARGET_GROUP:
            found.append(names.term("targetGroup"))
    return list(dict.fromkeys(found))


def asked_of(engine: Engine, question: Question, terms: Terms) -> frozenset[str] | None:
    """Return the documents that a filter asks; None where every document is asked.

    A value that is a document, an agreement, a region or a thing of one of these (a goal, a
    cluster, a body) asks the documents of that; a concept, a date, an organisation of the whole
    country asks all. Where several parameters ask some, those that all ask are asked; but two
    agreements of one question (`from_agreement`, `to_agreement`) are two sides, and both are asked.
    """
    chosen: dict[str, frozenset[str]] = {}
    for name, values in terms.items():
        kind = question.parameters[name].kind
        found = _documents(engine, [term.value for term in values if isinstance(term, NamedNode)])
        if found is not None:
            side = name if kind == ANYTHING else kind
            chosen[side] = chosen.get(side, frozenset()) | found
    return frozenset.intersection(*chosen.values()) if chosen else None


def _documents(engine: Engine, things: Sequence[str]) -> frozenset[str] | None:
    """Return the documents of the things, or None where one of them belongs to none."""
    rows = select_batches(engine, _DOCUMENTS, things)
    if not things or {value(row["thing"]) for row in rows} != set(things):
        return None
    return frozenset(value(row["document"]) for row in rows if "document" in row)
