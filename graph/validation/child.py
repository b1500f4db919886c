"""The process of one validation: RDF on its input, the report on its output."""

import json
import sys
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import RdfError
from graph.formats import GRAPHS
from graph.validation.validator import JSON, MEMORY, UNREADABLE
from graph.workers.isolation import bound_memory, isolate

DOCTYPE: Final = b"<!DOCTYPE"


def main() -> None:
    """Validate; exit with `UNREADABLE` and a message where the RDF cannot be read."""
    syntax, report, language = sys.argv[1:]
    isolate()
    bound_memory(MEMORY)
    try:
        triples = read(sys.stdin.buffer.read(), syntax)
    except RdfError as error:
        print(error, file=sys.stderr)
        sys.exit(UNREADABLE)
    sys.stdout.buffer.write(_report(triples, report, language))


def read(rdf: bytes, syntax: str) -> bytes:
    """Return the triples as N-Triples; named graphs are merged.

    Raises RdfError for a syntax error, with its line, for a JSON-LD context elsewhere, and for a
    document type declaration in RDF/XML: its entities are expanded by the parser, and a few lines
    of them fill any memory.
    """
    if GRAPHS[syntax] == RdfFormat.RDF_XML:
        _check_xml(rdf)
    try:
        quads = pyoxigraph.parse(rdf, format=GRAPHS[syntax], rename_blank_nodes=True)
        triples = [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise RdfError(f"the {syntax} cannot be read: {_told(error)}") from error
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _check_xml(rdf: bytes) -> None:
    try:
        rdf.decode()
    except UnicodeDecodeError as error:
        raise RdfError("the RDF/XML is not UTF-8; send it as UTF-8") from error
    if DOCTYPE in rdf:
        raise RdfError(
            "the RDF/XML has a document type declaration; no entity is expanded here: write the "
            "IRIs out, or send Turtle"
        )


def _told(error: Exception) -> str:
    text = str(error)
    if "LoadDocumentCallback" in text:
        return "a JSON-LD context elsewhere is not fetched; put it into the document"
    return text


def _report(triples: bytes, report: str, language: str) -> bytes:
    from graph.check import findings_of, results_of  # not before the RDF is read: it takes time

    results = results_of(triples)
    if report != JSON:
        quads = pyoxigraph.parse(
            results.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES
        )
        written = pyoxigraph.serialize((quad.triple for quad in quads), format=GRAPHS[report])
        return written or b""
    found = [
        {
            "severity": finding.severity,
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "shape": finding.shape,
            "message": finding.message["en" if language == "en" else "da"],
        }
        for finding in findings_of(results)
    ]
    violations = sum(finding["severity"] == "violation" for finding in found)
    summary = {"conforms": not violations, "violations": violations, "total": len(found)}
    return json.dumps({**summary, "findings": found}, ensure_ascii=False).encode()
