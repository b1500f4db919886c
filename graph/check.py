"""SHACL: what a graph breaks of the rules in `shapes/`, and the report that people read.

The data is validated as it is asserted, together with the ontology and its concepts but without
inference: inference before validation hides mistakes. The count by severity decides, never
`sh:conforms`, which warnings and infos make false too (SHACL 3.6.1.1).

pyshacl is loaded here and nowhere else, so that serving never pays for it.
"""

import logging
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat, Store
from pyshacl import validate
from pyshacl.graph_abstraction import OxigraphDataGraph
from rdflib import SH, Graph, URIRef
from rdflib.term import Literal as Text
from rdflib.term import Node

from graph import names
from graph.errors import RdfError
from graph.files import folder
from graph.names import Language

SHAPE: Final = f"{names.BASE}shape/"
VOCABULARY: Final = ("aftale.ttl", "concepts.ttl")
FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}

# rdflib logs a traceback for every date that no calendar has; the shape DateValue says it better.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


class Severity(StrEnum):
    """How much a finding weighs, worst first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One result of a validation (SHACL 3.6.2), in plain strings.

    `path` is None where the shape is about the node itself or about several properties at once,
    `value` where a value is missing. `message` has the languages `da` and `en`; `shape` is the
    local name of the shape, as in the table of `shapes/README.md`.
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    shape: str
    message: Mapping[str, str] = field(compare=False)


class _Data(OxigraphDataGraph):
    """The store as pyshacl reads it, never taken for empty.

    pyshacl asks at every result whether the graph is empty, and would count all its triples each
    time: the time would grow with the square of the data.
    """

    def __bool__(self) -> bool:
        return True


def findings(data: Graph, rules: Graph | None = None) -> list[Finding]:
    """Return all that `data` breaks, worst first, in an order that depends on nothing else.

    What the ontology and the concepts break of the same rules is found with it. `rules` is a
    shapes graph; without it, that of the folder `shapes`.
    """
    return findings_of(results_of(data.serialize(format="nt", encoding="utf-8"), rules))


def results_of(triples: bytes, rules: Graph | None = None) -> Graph:
    """Return the SHACL validation report (SHACL 3.6) on N-Triples."""
    return _validate(_store(triples), shapes() if rules is None else rules)


def findings_of(results: Graph) -> list[Finding]:
    """Return the results of a validation report, each once, worst first."""
    found = {_finding(results, result) for result in results.objects(None, SH.result)}
    return sorted(found, key=_order)


def load(paths: Iterable[Path]) -> Graph:
    """Return the triples of RDF files in one graph; named graphs are merged.

    The extension tells the format, see `FORMATS`. No JSON-LD context is fetched. Raises
    RdfError for an unknown extension, a missing file or a syntax error.
    """
    merged = Graph()
    for path in paths:
        merged.parse(data=_triples(path), format="nt")
    return merged


def report(
    findings: Sequence[Finding], origins: Mapping[str, str], language: Language = "en"
) -> str:
    """Return the findings as text, each with the place in the coding sheet that `origins` names.

    `origins` maps the IRI of a focus node to `file:line`.
    """
    counts = Counter(finding.severity for finding in findings)
    total = ", ".join(f"{severity}: {counts[severity]}" for severity in Severity)
    return "\n".join([*(_entry(finding, origins, language) for finding in findings), total])


def _store(triples: bytes) -> Store:
    """Put the data and the vocabulary into pyoxigraph.

    There pyshacl evaluates SPARQL constraints some fifty times faster than over rdflib, whose
    parser reads the query again for every focus node.
    """
    store = Store()
    store.bulk_load(_vocabulary(), RdfFormat.N_TRIPLES)
    store.bulk_load(triples, RdfFormat.N_TRIPLES)
    return store


def _validate(store: Store, rules: Graph) -> Graph:
    with warnings.catch_warnings():
        # rdflib warns of itself when it compares a day of the calendar with one that is none.
        warnings.simplefilter("ignore", DeprecationWarning)
        _, results, text = validate(_Data(store), shacl_graph=rules, inference="none")
    assert isinstance(results, Graph), f"a shape cannot be evaluated: {text}"
    return results


@cache
def _vocabulary() -> bytes:
    merged = Graph()
    for name in VOCABULARY:
        merged.parse(data=(folder("ontology") / name).read_bytes(), format="turtle")
    return merged.serialize(format="nt", encoding="utf-8")


@cache
def shapes() -> Graph:
    """Return the shapes graph: all files of the folder `shapes`."""
    merged = Graph()
    for file in folder("shapes").iterdir():
        if file.name.endswith(".ttl"):
            merged.parse(data=file.read_bytes(), format="turtle")
    return merged


def _triples(path: Path) -> bytes:
    if path.suffix not in FORMATS:
        raise RdfError(f"{path}: unknown extension; use one of {', '.join(FORMATS)}")
    try:
        quads = pyoxigraph.parse(path=path, format=FORMATS[path.suffix], rename_blank_nodes=True)
        triples = [quad.triple for quad in quads]
    except (OSError, SyntaxError, ValueError) as error:
        raise RdfError(f"{path}: {error}") from error
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _finding(results: Graph, result: Node) -> Finding:
    def one(predicate: URIRef) -> Node | None:
        return results.value(result, predicate)

    shape, path, value = one(SH.sourceShape), one(SH.resultPath), one(SH.value)
    focus = one(SH.focusNode)
    severity = str(one(SH.resultSeverity)).removeprefix(str(SH)).lower()
    return Finding(
        severity=Severity(severity),
        focus=str(focus),
        path=str(path) if isinstance(path, URIRef) else None,
        value=None if value in (None, focus) else str(value),
        shape=str(shape).removeprefix(SHAPE),
        message=_messages()[str(shape)],
    )


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    messages: dict[str, dict[str, str]] = {}
    for shape, text in shapes().subject_objects(SH.message):
        assert isinstance(text, Text)
        messages.setdefault(str(shape), {})[str(text.language)] = str(text)
    return messages


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    severity = list(Severity).index(finding.severity)
    return severity, finding.shape, finding.focus, finding.path or "", finding.value or ""


def _entry(finding: Finding, origins: Mapping[str, str], language: Language) -> str:
    where = " ".join(_short(part) for part in (finding.path, finding.value) if part)
    place = origins.get(finding.focus)
    lines = [
        f"{finding.severity} {finding.shape}: {_short(finding.focus)}",
        f"  {where}" if where else "",
        f"  {finding.message[language]}",
        f"  {place}" if place else "",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _short(text: str) -> str:
    """Shorten an IRI of ours to its short id, a term to its prefixed name; leave the rest."""
    if text.startswith(names.ONT):
        return f"aftale:{text.removeprefix(names.ONT)}"
    return names.short_id(text) or text
