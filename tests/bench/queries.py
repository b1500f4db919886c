"""Ten queries of the kinds that the questions of the catalogue are made of, and their rows.

They ask about the first agreement, which every size has, but for two that read all of the data.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Final, TypeAlias
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from graph import names

ACCEPT: Final = "application/sparql-results+json"
WAIT: Final = 60
"""Seconds that one answer may take."""

PREFIXES: Final = f"PREFIX a: <{names.ONT}> PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
AGREEMENT: Final = f"<{names.data('r1-2019')}>"
GOAL: Final = f"<{names.data('r1-2019/goal/3')}>"
FOCUS: Final = f"<{names.data('r1-2019/focus-area/3')}>"

QUERIES: Final[Mapping[str, str]] = {
    "point": f"SELECT ?p ?o {{ {GOAL} ?p ?o }}",
    "join": (
        f"SELECT ?g ?i ?l {{ ?g a:underFocusArea {FOCUS} . ?i a:serves ?g ; s:prefLabel ?l ; "
        "a:theme ?t ; a:evidence ?p . ?p a:start ?s FILTER(lang(?l) = 'da') } "
        "ORDER BY ?s ?i ?g LIMIT 5"
    ),
    "list": (
        f"SELECT * {{ ?e a:ofAgreement {AGREEMENT} ; a a:Commitment ; a:ordinal ?n ; "
        "s:prefLabel ?l ; a:theme ?t ; a:evidence ?p . ?p a:exact ?x }"
    ),
    "optional": (
        f"SELECT ?i ?l ?v {{ ?i a a:Indicator ; a:ofAgreement {AGREEMENT} ; s:prefLabel ?l "
        "FILTER(lang(?l) = 'da') OPTIONAL { ?v a:ofIndicator ?i } }"
    ),
    "union": (
        f"SELECT DISTINCT ?x {{ {{ ?x a:serves {GOAL} }} UNION {{ ?x a:measures {GOAL} }} "
        f"UNION {{ {GOAL} a:evidence ?x }} }}"
    ),
    "negation": (
        f"SELECT ?g {{ ?g a a:Goal ; a:ofAgreement {AGREEMENT} "
        "FILTER NOT EXISTS { ?i a:measures ?g } }"
    ),
    "path": (
        f"SELECT ?e ?t {{ ?e a:ofAgreement {AGREEMENT} ; a:evidence/a:inDocument ?d ; "
        "a:theme ?u . ?u s:broader* ?t }"
    ),
    "text": (
        f"SELECT ?e ?l {{ ?e a:ofAgreement {AGREEMENT} ; s:prefLabel ?l "
        "FILTER(CONTAINS(LCASE(?l), 'sundhed')) }"
    ),
    "grouping": (
        "SELECT ?agreement ?theme (COUNT(DISTINCT ?e) AS ?n) "
        "{ ?e a:ofAgreement ?agreement ; a:theme ?theme } GROUP BY ?agreement ?theme"
    ),
    "scan": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}

SELECTIVE: Final = tuple(name for name in QUERIES if name not in ("grouping", "scan"))
"""Those whose answers do not grow with the data."""

Rows: TypeAlias = Counter[tuple[tuple[str, ...], ...]]
"""How often each row is there; the order of rows is no matter."""


def url_of(address: str, name: str) -> str:
    """Return the address of the answer to a query."""
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({'query': PREFIXES + QUERIES[name]})}"


def rows(address: str, name: str) -> Rows:
    """Return what a server answers; raise OSError where it refuses or takes longer than WAIT."""
    with urlopen(Request(url_of(address, name), headers={"Accept": ACCEPT}), timeout=WAIT) as told:
        bindings = json.load(told)["results"]["bindings"]
    return Counter(tuple(sorted((name, *_term(row[name])) for name in row)) for row in bindings)


def _term(term: Mapping[str, str]) -> tuple[str, ...]:
    """Return a term, whether or not its data type is told where that is `xsd:string`."""
    kind = "uri" if term["type"] == "uri" else "literal"
    datatype = term.get("datatype", "").removesuffix("http://www.w3.org/2001/XMLSchema#string")
    return kind, term["value"], term.get("xml:lang", ""), datatype
