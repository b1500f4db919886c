"""`aftalegraf serve --bare`: an empty, plain SPARQL 1.1 server for trials and conformance tests.

Its graphs can be written by the Graph Store HTTP Protocol, its default graph is a graph like any
other, no shape is looked at, and it has no SPARQL Update. Loopback only.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope

from api.cache import Cache
from api.errors import to_problem
from api.explorer import assets
from api.responses import Whole
from api.settings import Settings
from api.sparql.endpoint import Endpoint
from api.sparql.page import Page
from api.sparql.request import Asked, fields, read_body
from api.sparql.route import Watch
from api.sparql.service import address
from api.sparql.store import Store, graph_of
from graph.engine.bare import Change, Operation
from graph.formats import GRAPHS
from graph.workers import Pool

MAX_RDF: Final = 64 * 2**20
"""Bytes of RDF in one request."""

MULTIPART: Final = "multipart/form-data"
DIRECT: Final = "/store/"
"""A path below is itself the name of a graph (section 4.1)."""


def create_bare_app(pool: Pool, settings: Settings) -> ASGIApp:
    """Return the application, which starts and ends the pool."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        yield
        await pool.close()

    endpoint, store = Endpoint(pool, Cache(0), Page(pool), settings), BareStore(pool)
    return Starlette(
        routes=[
            Route("/sparql", endpoint),
            Route("/store", store),
            Route("/store/{name:path}", store),
            *(Mount(path, StaticFiles(directory=folder)) for path, folder in assets.served()),
        ],
        exception_handlers={404: lambda _, error: to_problem(error)},
        lifespan=lifespan,
    )


class BareStore(Store):
    """A graph store that can be written."""

    allow = "DELETE, GET, HEAD, OPTIONS, POST, PUT"

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._writable = pool

    async def respond(self, scope: Scope, receive: Receive, watch: Watch) -> ASGIApp:
        """See `PlainRoute.respond`."""
        if scope["path"].startswith(DIRECT):
            graph = {"graph": address(scope, scope["path"])}
            scope = {**scope, "query_string": urlencode(graph).encode()}
        if scope["method"] not in Operation.__members__:
            return await super().respond(scope, receive, watch)
        return await self._change(scope, receive, Operation(scope["method"]))

    async def _change(self, scope: Scope, receive: Receive, operation: Operation) -> ASGIApp:
        parameters = fields(scope["query_string"])
        headers = {}
        if operation is Operation.POST and not parameters:
            graph: str | None = address(scope, f"{DIRECT}{uuid4()}")
            headers = {"Location": graph or ""}
        else:
            graph = graph_of(Asked(scope["method"], parameters, None, None))
        documents = await self._documents(scope, receive, operation)
        base = graph or address(scope, "/store")
        existed = await self._writable.change(Change(operation, graph, documents, base))
        if operation is Operation.DELETE and not existed:
            raise HTTPException(404, f"there is no graph <{graph}>")
        return Whole(204 if existed else 201, b"", headers)

    async def _documents(
        self, scope: Scope, receive: Receive, operation: Operation
    ) -> tuple[tuple[bytes, str], ...]:
        if operation is Operation.DELETE:
            return ()
        raw = dict(scope["headers"])
        until = asyncio.get_running_loop().time() + self._pool.limits.deadline / 1000
        body = await read_body(raw, receive, MAX_RDF, until)
        declared = raw.get(b"content-type", b"").decode("latin-1")
        if declared.split(";")[0].strip().lower() != MULTIPART:
            return ((body, _syntax(declared)),)
        whole = message_from_bytes(f"Content-Type: {declared}\r\n\r\n".encode() + body)
        return tuple(
            (bytes(part.get_payload(decode=True)), _syntax(part.get_content_type()))
            for part in whole.walk()
            if not part.is_multipart()
        )


def _syntax(declared: str) -> str:
    kind = declared.split(";")[0].strip().lower()
    if kind not in GRAPHS:
        raise HTTPException(415, f"send one of {', '.join(GRAPHS)}")
    return kind
