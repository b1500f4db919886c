"""What an engine sent, read by the same library as our own, in the formats that are offered."""

import json
from io import BytesIO
from typing import Final

from pyoxigraph import QueryResultsFormat, parse, parse_query_results, serialize

from graph.engine import Solutions, solutions, value
from graph.errors import QueryError
from graph.formats import GRAPHS, SOLUTIONS
from graph.query import Form

_ASKED: Final = b"__ASK_RETVAL"
"""What Virtuoso calls the answer to an ASK query."""

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
    write = _solutions if form is Form.SOLUTIONS else _graph
    try:
        return write(body, sent, media_type)
    except (KeyError, SyntaxError, ValueError) as error:
        said = str(error)
    # Raised here, it does not carry pyoxigraph's iterator to another thread, where it may not be.
    raise QueryError(f"the engine's result cannot be read and is not sent: {said}")


def read_solutions(body: bytes) -> Solutions:
    """Return the solutions of a SELECT query, sent as JSON."""
    return solutions(parse_query_results(body, QueryResultsFormat.JSON))


def _solutions(body: bytes, _: str, media_type: str) -> bytes:
    out = BytesIO()
    found = parse_query_results(_as_boolean(body), QueryResultsFormat.JSON)
    found.serialize(out, format=SOLUTIONS[media_type])
    return out.getvalue()


def _as_boolean(body: bytes) -> bytes:
    """Return the result of an ASK query as the specification has it.

    Virtuoso sends one row (SPARQL 1.1 Query Results JSON Format, section 3.3, wants `boolean`).
    """
    if _ASKED not in body[:200]:
        return body
    (row,) = read_solutions(body).rows
    return json.dumps(
        {"head": {}, "boolean": value(row[_ASKED.decode()]) in ("1", "true")}
    ).encode()


def _graph(body: bytes, sent: str, media_type: str) -> bytes:
    quads = parse(body, format=GRAPHS[_TYPES.get(sent, sent)])
    triples = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=GRAPHS[media_type]) or b""
