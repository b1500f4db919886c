"""SHACL: what a graph breaks of the rules in `shapes/`, and the report that people read.

The data is validated as it is asserted, together with the ontology and its concepts but without
inference: inference before validation hides mistakes. The count by severity decides, never
`sh:conforms`, which warnings and infos make false too (SHACL 3.6.1.1).

    rules       the shapes, the vocabulary that is validated with the data, the messages
    quick       the SHACL engine that answers wherever someone waits
    reference   the SHACL engine that confirms what a build writes; only a build loads it
    findings    results as plain values
    files       RDF files as one graph
    report      findings as text

The engines are loaded here and nowhere else, so that serving never pays for them.
"""

from graph.check.files import load
from graph.check.findings import Finding, Severity, findings_of
from graph.check.quick import findings, results_of
from graph.check.report import report
from graph.check.rules import shapes

__all__ = [
    "Finding",
    "Severity",
    "findings",
    "findings_of",
    "load",
    "report",
    "results_of",
    "shapes",
]
