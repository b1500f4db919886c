"""The results of a validation as plain values."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from graph.check.rules import messages
from graph.shapes import SHAPE

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


def findings_of(results: Graph) -> list[Finding]:
    """Return the results of a validation report, each once, worst first."""
    found = {_finding(results, result) for result in results.objects(None, SH.result)}
    return sorted(found, key=_order)


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
        message=messages()[str(shape)],
    )


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    severity = list(Severity).index(finding.severity)
    return severity, finding.shape, finding.focus, finding.path or "", finding.value or ""
