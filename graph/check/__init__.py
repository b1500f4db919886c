"""SHACL: what a graph breaks of the rules in `shapes/`, and the report that people read.

The data is validated as it is asserted, together with the ontology and its concepts but without
inference: inference before validation hides mistakes. The count by severity decides, never
`sh:conforms`, which warnings and infos make false too (SHACL 3.6.1.1).

    rules       the shapes, the vocabulary that is validated with the data, the messages
    engines     the two SHACL engines: the quick one, and the reference that confirms it
    findings    results as plain values
    files       RDF files as one graph
    report      findings as text

Both engines are loaded here and nowhere else, so that serving never pays for them.
"""

from graph.check.engines import confirm, findings, results_of
from graph.check.files import load
from graph.check.findings import Finding, Severity, findings_of
from graph.check.report import report
from graph.check.rules import SHAPE, shapes

__all__ = [
    "SHAPE",
    "Finding",
    "Severity",
    "confirm",
    "findings",
    "findings_of",
    "load",
    "report",
    "results_of",
    "shapes",
]
