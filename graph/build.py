"""From coding sheets to a release: read, prove, write RDF, check, and only then touch a file."""

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import RDF, Graph

from graph import names
from graph.check import Finding, Severity, findings, report
from graph.check.reference import confirm
from graph.coding import (
    CodedSheet,
    compile_sheet,
    json_schema,
    label_correspondences,
    parse_sheets,
    read_sheets,
)
from graph.errors import ConformanceError, SheetError
from graph.inference import INFERRED, infer
from graph.issued import read_issued
from graph.meta import describe
from graph.provers import Provers
from graph.readings import FIGURES, from_csv, measure, to_csv
from graph.release import META, read_ontology, release_id
from graph.reliability import Figures
from graph.service import EXAMPLES, SERVICE, describe_questions, describe_service
from graph.turtle import turtle

STEPS: Final = ("read", "prove", "translate", "check", "infer", "write")

Progress = Callable[[str, int, int], None]
"""Told the name of the step that begins, how many are done, and how many there are."""


@dataclass(frozen=True)
class BuildReport:
    """What was built: the release, what the shapes found, counts by graph and class, the files."""

    release: str
    findings: Sequence[Finding]
    counts: Mapping[str, Mapping[str, int]]
    written: Sequence[Path]


def build(data: Path, sources: Path | None, progress: Progress) -> BuildReport:
    """Compile `data/coding` to `data/graphs`; where `sources` is None the locks must do.

    Raises SheetError when a sheet, a quote or `release.yaml` is wrong, and ConformanceError when
    the graph breaks a shape or a warning waits for a human, EnginesDisagree when the two SHACL
    engines do not find the same; then nothing has been written.
    """

    def begin(step: str) -> None:
        progress(step, STEPS.index(step), len(STEPS))

    begin("read")
    documents = parse_sheets(data / "coding")
    issued = read_issued(data)
    begin("prove")
    provers = Provers(documents, data / "coding", sources)
    sheets = read_sheets(documents, provers.by_document)
    begin("translate")
    graphs, origins = _translate(sheets)
    begin("check")
    asserted = _together(graphs)
    found = _check(asserted, sheets, origins)
    begin("infer")
    graphs[INFERRED] = _infer(graphs)
    begin("write")
    graphs |= {SERVICE: describe_service(_served(graphs)), EXAMPLES: describe_questions()}
    turtles = {name: turtle(graph) for name, graph in graphs.items()}
    measured = _measured(data / "readings", sources)
    turtles[META] = turtle(describe("", issued, graphs, measured))
    release = release_id(read_ontology() | turtles)
    turtles[META] = turtle(describe(release, issued, graphs, measured))
    coding = {name: text.encode() for name, text in provers.locks().items()}
    coding["sheet.schema.json"] = json.dumps(json_schema(), indent=1, ensure_ascii=False).encode()
    files = {
        **{data / "graphs" / f"{name}.ttl": text for name, text in turtles.items()},
        **{data / "coding" / name: text for name, text in coding.items()},
        data / "readings" / FIGURES: to_csv(measured).encode(),
    }
    changed = {path: content for path, content in files.items() if _held(path) != content}
    if changed:  # what is there already was confirmed before it was written
        confirm(asserted, found)
    _write(changed)
    for path in {*(data / "graphs").glob("*.ttl")} - files.keys():
        path.unlink()
    progress("done", len(STEPS), len(STEPS))
    return BuildReport(release, found, _counts(graphs), [*changed])


def origins(data: Path) -> Mapping[str, str]:
    """Return `file:line` of every node that a sheet of `data/coding` describes, by its IRI.

    Nothing is proved again: where a sheet is wrong or differs from its lock, there are none.
    """
    try:
        documents = parse_sheets(data / "coding")
        provers = Provers(documents, data / "coding", None)
        return _translate(read_sheets(documents, provers.by_document))[1]
    except SheetError:
        return {}


def _translate(sheets: Sequence[CodedSheet]) -> tuple[dict[str, Graph], dict[str, str]]:
    graphs: dict[str, Graph] = {}
    origins: dict[str, str] = {}
    for coded in sheets:
        graphs[coded.source.name], places = compile_sheet(coded)
        origins |= places
    label_correspondences(graphs.values())
    return graphs, origins


def _together(graphs: Mapping[str, Graph]) -> Graph:
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    return whole


def _check(
    asserted: Graph, sheets: Sequence[CodedSheet], origins: Mapping[str, str]
) -> list[Finding]:
    found = findings(asserted)
    accepted = _accepted(sheets, found)
    blocking = [finding for finding in found if _blocks(finding, accepted)]
    if blocking:
        raise ConformanceError(report(blocking, origins))
    return found


def _blocks(finding: Finding, accepted: frozenset[tuple[str, str]]) -> bool:
    waived = (finding.shape, names.short_id(finding.focus)) in accepted
    return finding.severity is Severity.VIOLATION or (
        finding.severity is Severity.WARNING and not waived
    )


def _accepted(sheets: Sequence[CodedSheet], found: Sequence[Finding]) -> frozenset[tuple[str, str]]:
    """Return the shape and focus of every accepted warning; one that is not given is a problem."""
    given = {
        (finding.shape, names.short_id(finding.focus))
        for finding in found
        if finding.severity is Severity.WARNING
    }
    entries = [
        ((entry.shape, entry.focus), coded.source.problem(("accepted", number), wrong, right))
        for coded in sheets
        for number, entry in enumerate(coded.sheet.accepted)
        for wrong, right in [
            (f"no warning {entry.shape} is given for '{entry.focus}'", "remove this entry")
        ]
    ]
    problems = [problem for key, problem in entries if key not in given]
    if problems:
        raise SheetError(problems)
    return frozenset(key for key, _ in entries)


def _infer(graphs: Mapping[str, Graph]) -> Graph:
    """Return what follows by the rules from the graphs and the concepts."""
    store = Store()
    store.bulk_load(read_ontology()["concepts"], RdfFormat.TURTLE)
    for graph in graphs.values():
        store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    conclusions = serialize(infer(store), format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=conclusions, format="nt")


def _served(graphs: Mapping[str, Graph]) -> dict[str, Graph]:
    """Return the graphs with those of the ontology, which are served beside them."""
    ontology = read_ontology().items()
    return {**graphs, **{name: Graph().parse(data=text) for name, text in ontology}}


def _measured(readings: Path, sources: Path | None) -> list[Figures]:
    """Return how far the readers agree; without the sources, as it was measured before."""
    if sources:
        return measure(readings, sources)
    return from_csv((readings / FIGURES).read_text(encoding="utf-8"))


def _counts(graphs: Mapping[str, Graph]) -> dict[str, Mapping[str, int]]:
    return {
        name: Counter(str(kind).removeprefix(names.ONT) for kind in graph.objects(None, RDF.type))
        for name, graph in graphs.items()
    }


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(files: Mapping[Path, bytes]) -> None:
    """Write files, each in one move."""
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(content)
        os.replace(beside, path)
