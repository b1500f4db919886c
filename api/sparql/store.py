"""/store: the graphs of the release, by the Graph Store HTTP Protocol (sections 4 and 5.2).

Reading alone: a release is immutable.
"""

import asyncio
from typing import Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope

from api.negotiation import choose
from api.responses import content_headers, send_result
from api.sparql.request import Asked, read_request
from api.sparql.route import PlainRoute, Watch
from graph.formats import offered
from graph.query import Dataset, Form, read_query
from graph.workers import Backend

ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def graph_of(asked: Asked) -> str | None:
    """Return the IRI of the graph that a request names, or None for the default graph.

    Raises HTTPException (400) unless it names exactly one.
    """
    graphs, default = asked.parameters.get("graph", ()), "default" in asked.parameters
    if len(graphs) + default != 1:
        raise HTTPException(400, "name one graph: ?default, or ?graph= and its IRI")
    if default:
        return None
    if not urlsplit(graphs[0]).scheme or any(c in graphs[0] for c in '<>"{}|^`\\ \n\t'):
        raise HTTPException(400, "graph= wants an absolute IRI")
    return graphs[0]


class Store(PlainRoute):
    """The graph store as an ASGI application."""

    allow = "GET, HEAD, OPTIONS"

    def __init__(self, pool: Backend) -> None:
        self._pool = pool

    async def respond(self, scope: Scope, receive: Receive, watch: Watch) -> ASGIApp:
        """See `PlainRoute.respond`."""
        arrived = asyncio.get_running_loop().time()
        deadline = self._pool.limits.deadline
        asked = await read_request(scope, receive, arrived + deadline / 1000)
        watch.begin()
        graph = graph_of(asked)
        media_type = choose(asked.accept, offered(Form.GRAPH))
        if graph is not None:
            await self._check(graph, arrived, deadline)
        dataset = Dataset(default=[graph] if graph else ())
        result = await self._pool.answer(
            read_query(ALL), media_type, dataset, arrived, deadline, trusted=True
        )
        return send_result(result, content_headers(media_type))

    async def _check(self, graph: str, arrived: float, deadline: int) -> None:
        """Raise a 404 where there is no such graph."""
        asks = read_query(f"ASK {{ GRAPH <{graph}> {{}} }}")
        found = await self._pool.answer(asks, "text/csv", Dataset(), arrived, deadline)
        if found.body.strip() != b"true":
            raise HTTPException(404, f"there is no graph <{graph}>; /sparql lists those there are")
