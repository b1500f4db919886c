"""What an engine sent, read by the same library as our own, in the formats that are offered."""

from io import BytesIO
from typing import Final

from pyoxigraph import QueryResultsFormat, parse, parse_query_results, serialize

from graph.engine import Solutions, solutions
from graph.errors import QueryError
from graph.formats import GRAPHS, SOLUTIONS
from graph.query import Form

ACCEPT: Final = {
    Form.SOLUTIONS: "application/sparql-results+json",
    Form.GRAPH: "application/n-triples, text/turtle;q=0.9",
}
_TYPES: Final = {"text/plain": "application/n-triples", "application/x-turtle": "text/turtle"}
"""What engines call the two syntaxes besides."""


def written(body: bytes, sent: str, form: Form, media_type: str) -> bytes:
    """Return a result in `media_type`; `sent` is what the engine says it is in.

    Raises QueryError where it is not whole or not what was asked for.
    """
    try:
        return (
            _solutions(body, media_type)
            if form is Form.SOLUTIONS
            else _graph(body, sent, media_type)
        )
    except (KeyError, SyntaxError, ValueError) as error:
        raise QueryError(
            f"the engine's result cannot be read, so it is not sent: {error}"
        ) from error


def read_solutions(body: bytes) -> Solutions:
    """Return the solutions of a SELECT query, sent as JSON."""
    return solutions(parse_query_results(body, QueryResultsFormat.JSON))


def _solutions(body: bytes, media_type: str) -> bytes:
    out = BytesIO()
    found = parse_query_results(body, QueryResultsFormat.JSON)
    found.serialize(out, format=SOLUTIONS[media_type])
    return out.getvalue()


def _graph(body: bytes, sent: str, media_type: str) -> bytes:
    quads = parse(body, format=GRAPHS[_TYPES.get(sent, sent)])
    triples = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=GRAPHS[media_type]) or b""
