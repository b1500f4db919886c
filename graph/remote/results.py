"""What an engine sent, read by the same library as our own, in the formats that are offered."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final, TypeVar

from pyoxigraph import QueryResultsFormat, parse, parse_query_results, serialize

from graph.engine import Row, solutions, value
from graph.errors import QueryError
from graph.formats import GRAPHS, SOLUTIONS
from graph.query import Form

T = TypeVar("T")

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
    return _whole(lambda: write(body, sent, media_type))


def values(body: bytes) -> list[str]:
    """Return what a SELECT query found as `?value`; raise QueryError as `written` does."""
    return _whole(lambda: [value(row["value"]) for row in _rows(body)])


def rows(body: bytes) -> Sequence[Row]:
    """Return what a SELECT query found; raise QueryError as `written` does."""
    return _whole(lambda: _rows(body))


def _whole(read: Callable[[], T]) -> T:
    try:
        return read()
    except (KeyError, SyntaxError, ValueError) as error:
        said = str(error)
    # Raised here, it does not carry pyoxigraph's iterator to another thread, where it may not be.
    raise QueryError(f"the engine's result cannot be read and is not sent: {said}")


def _rows(body: bytes) -> Sequence[Row]:
    return solutions(parse_query_results(body, QueryResultsFormat.JSON)).rows


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
    (row,) = _rows(body)
    return json.dumps(
        {"head": {}, "boolean": value(row[_ASKED.decode()]) in ("1", "true")}
    ).encode()


def _graph(body: bytes, sent: str, media_type: str) -> bytes:
    quads = parse(body, format=GRAPHS[_TYPES.get(sent, sent)])
    triples = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=GRAPHS[media_type]) or b""
