"""From coding sheets to a release: read, prove, write RDF, check, and only then touch a file.

Raises SheetError when a sheet or a quote is wrong and ConformanceError when the graph breaks a
shape or a warning waits for a human; then nothing has been written.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store
from rdflib import DCAT, DCTERMS, RDF, VOID, XSD, Graph, Literal, URIRef

from graph import names
from graph.check import Finding, Severity, findings, report
from graph.coding import CodedSheet, compile_sheet, parse_sheets, read_sheets
from graph.engine import load_graph, ontology_graphs, release_id
from graph.errors import ConformanceError
from graph.provers import Provers

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Progress = Callable[[str, int, int], None]
"""Told the name of the step, how many steps are done, and how many there are."""


@dataclass(frozen=True)
class BuildReport:
    """What was built: the release, the shapes' findings, and counts by graph and class."""

    release: str
    findings: tuple[Finding, ...]
    counts: Mapping[str, Mapping[str, int]]
    written: tuple[str, ...]


def build(data: Path, sources: Path | None, progress: Progress) -> BuildReport:
    """Compile `data/coding` to `data/graphs`; `sources` None means that the locks must do."""
    steps = iter(_Steps(progress))
    next(steps)
    documents = parse_sheets(data / "coding")
    provers = Provers(documents, data / "coding", sources)
    next(steps)
    sheets = read_sheets(documents, provers.by_document)
    next(steps)
    graphs, origins = _compile(sheets)
    next(steps)
    found = _check(graphs, sheets, origins)
    next(steps)
    files = {f"{name}.ttl": _turtle(graph) for name, graph in graphs.items()}
    release = release_of(files)
    files["meta.ttl"] = _turtle(_meta(release, graphs))
    written = (*_write(data / "graphs", files), *_write(data / "coding", provers.locks()))
    return BuildReport(release, tuple(found), _counts(graphs), written)
