"""RDF files of any syntax, read into one graph."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat
from rdflib import Graph

from graph.errors import RdfError

FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


def load(paths: Iterable[Path]) -> Graph:
    """Return the triples of RDF files in one graph; named graphs are merged.

    The extension tells the format, see `FORMATS`. No JSON-LD context is fetched. Raises
    RdfError for an unknown extension, a missing file or a syntax error.
    """
    merged = Graph()
    for path in paths:
        merged.parse(data=_triples(path), format="nt")
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
