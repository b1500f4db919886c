"""What a list can bring along for each of its things: `include=quotes,indicators.latest_values`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from graph import names
from graph.engine import Engine, value
from graph.errors import ParameterError, nearest
from graph.things import select_batches

QUOTES: Final = "quotes"
LATEST: Final = "latest_values"

PATHS: Final[Mapping[str, str]] = {
    "bodies": "aftale:reportsTo|^aftale:reportsTo|aftale:seatIn|aftale:postIn|^aftale:composedOf",
    "challenges": "aftale:addresses",
    "commitments": "^aftale:commitsTo",
    "data_sources": "aftale:dataSource",
    "decisions": "^aftale:decisionOn",
    "documents": "^aftale:aboutAgreement",
    "focus_areas": "aftale:underFocusArea|aftale:partOfFocusArea",
    "follow_ups": "^aftale:followsUpOn",
    "goals": "aftale:serves|aftale:measures|^aftale:pursues|^aftale:underFocusArea",
    "indicators": "^aftale:measures",
    "initiatives": "^aftale:serves|^aftale:partOfInitiative|^aftale:rolledOutIn",
    LATEST: "^aftale:ofIndicator",
    "milestones": "^aftale:milestoneOf",
    "posts": "^aftale:postIn",
    "seats": "^aftale:seatIn",
    "statuses": "^aftale:statusOf",
    "tasks": "^aftale:taskOf",
    "values": "^aftale:ofIndicator",
    "visions": "aftale:pursues|aftale:supports",
}
"""Property paths from a thing to what belongs to it."""

KINDS: Final = {"goals": "Goal", "initiatives": "Initiative", "bodies": "Body"}
"""What a path may lead to, where it leads to other things too."""

_RELATED: Final = """
PREFIX aftale: <{ont}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?item WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing {path} ?item .
    {kind}
}}"""

_DATED: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?kind ?figure ?population ?until WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing aftale:valueKind ?kind .
    BIND(EXISTS {{ ?thing aftale:value ?any }} AS ?figure)
    OPTIONAL {{ ?thing aftale:population ?population }}
    OPTIONAL {{ ?thing aftale:notAfter ?until }}
}}"""

_SORT: Final = ("kind", "figure", "population")
_OBSERVED: Final = ("-actual", "-count", "-estimate")

Tree: TypeAlias = Mapping[str, "Tree"]
"""What is included, and what is included with that."""


def read_includes(given: Iterable[str]) -> Tree:
    """Return the tree that `indicators.latest_values` and the like name.

    Raises ParameterError for a name that is not of `PATHS` and not `quotes`.
    """
    tree: dict[str, dict[str, object]] = {}
    for path in given:
        branch: dict[str, object] = tree  # type: ignore[assignment]
        for name in path.split("."):
            if name not in (*PATHS, QUOTES):
                advice = nearest(name, (*PATHS, QUOTES))
                raise ParameterError(f"include: '{name}' is nothing that can be included; {advice}")
            branch = branch.setdefault(name, {})  # type: ignore[assignment]
    return tree  # type: ignore[return-value]


def related(engine: Engine, name: str, iris: Sequence[str]) -> dict[str, list[str]]:
    """Return what belongs to each thing by the path of that name, in the order of the ids.

    `latest_values` are what was last observed: of an indicator's values that are measured, counted
    or estimated those with the last day of all of the same kind and population, figures and mere
    trends apart; one without a day is the latest only where none has one. A target, a projection
    or a recommendation is not overtaken by the next: all of them are there.
    """
    kind = f"?item a/rdfs:subClassOf* aftale:{KINDS[name]} ." if name in KINDS else ""
    query = _RELATED.format(ont=names.ONT, path=PATHS[name], kind=kind)
    found: dict[str, set[str]] = defaultdict(set)
    for row in select_batches(engine, query, iris):
        found[value(row["thing"])].add(value(row["item"]))
    if name == LATEST:
        found = _latest(engine, found)
    return {iri: sorted(found[iri], key=names.natural) for iri in iris if found.get(iri)}


def _latest(engine: Engine, values: Mapping[str, set[str]]) -> dict[str, set[str]]:
    every = sorted({item for found in values.values() for item in found})
    sorts: dict[str, tuple[str, ...]] = {}
    days: dict[str, str] = {}
    for row in select_batches(engine, _DATED, every):
        item, told = value(row["thing"]), (row.get(name) for name in _SORT)
        sorts[item] = tuple(value(term) if term else "" for term in told)
        days[item] = value(row["until"]) if "until" in row else ""
    latest: dict[str, set[str]] = defaultdict(set)
    for iri, found in values.items():
        last: dict[tuple[str, ...], str] = defaultdict(str)
        for item in found:
            last[sorts[item]] = max(last[sorts[item]], days[item])
        latest[iri] = {
            item
            for item in found
            if days[item] == last[sorts[item]] or not sorts[item][0].endswith(_OBSERVED)
        }
    return latest
