"""/sparql: one query, one whole answer or one error."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cache import Cache, etag, key_of
from api.errors import to_problem
from api.negotiation import choose
from api.responses import Whole, content_headers, send_result
from api.sparql.page import HTML, Page
from api.sparql.request import Asked, read_request
from api.sparql.service import description
from graph.errors import DeadlineExceeded
from graph.formats import offered
from graph.query import LONG, Form, Query, read_query
from graph.workers import Pool

ALLOW: Final = "GET, HEAD, OPTIONS, POST"
WATCH: Final = 0.25
"""Seconds after which it is watched whether the client still waits."""


class Endpoint:
    """The SPARQL endpoint as an ASGI application."""

    def __init__(self, pool: Pool, cache: Cache, page: Page, limits: Mapping[str, int]) -> None:
        """Answer from the pool; `limits` are those that the service description publishes."""
        self._pool, self._cache, self._page, self._limits = pool, cache, page, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A client that leaves takes its query with it."""
        response: ASGIApp
        watch = _Watch(receive)
        try:
            response = await self._respond(scope, receive, watch)
        except asyncio.CancelledError:
            if not watch.client_left:
                raise
            return
        except Exception as error:  # everything that is raised becomes a problem
            response = to_problem(error)
        finally:
            watch.end()
        await response(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive, watch: "_Watch") -> ASGIApp:
        if scope["method"] == "OPTIONS":
            return Whole(204, b"", {"Allow": ALLOW})
        if scope["method"] not in ALLOW.split(", "):
            raise HTTPException(405, f"'{scope['method']}' is not taken", {"Allow": ALLOW})
        arrived = asyncio.get_running_loop().time()
        most = self._pool.limits.deadline
        asked = await read_request(scope, receive, arrived + most / 1000)
        text, deadline = asked.query(), asked.deadline(most)
        watch.begin()
        if text is None:
            if _chosen(asked.accept, Form.GRAPH) == HTML:
                return await self._page.form()
            text = description(scope, self._limits)
        query = read_query(text) if len(text) <= LONG else await _read_long(text, arrived, deadline)
        media_type = _chosen(asked.accept, query.form)
        if media_type == HTML:
            return await self._page.results(query, asked.dataset, arrived, deadline)
        return await self._answer(asked, query, media_type, arrived, deadline)

    async def _answer(
        self, asked: Asked, query: Query, media_type: str, arrived: float, deadline: int
    ) -> ASGIApp:
        dataset = asked.dataset
        if not query.fixed:
            result = await self._pool.answer(query, media_type, dataset, arrived, deadline)
            return send_result(result, content_headers(media_type) | {"Cache-Control": "no-store"})
        key = key_of(self._pool.release, query.text, media_type, dataset)
        tag = etag(key)
        headers = content_headers(media_type) | {"Cache-Control": "no-cache", "ETag": tag}
        if asked.known and asked.method != "POST" and tag in asked.known:
            return Whole(304, b"", headers)
        kept = self._cache.get(key)
        if kept is not None:
            return Whole(200, kept, headers)
        result = await self._pool.answer(query, media_type, dataset, arrived, deadline)
        if not result.file:
            self._cache.keep(key, result.body)
        return send_result(result, headers)


class _Watch:
    """Notices that the client has left while its query runs, and cancels the query."""

    def __init__(self, receive: Receive) -> None:
        self.client_left = False
        self._receive = receive
        self._asker: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._listener: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Watch from a moment on: most queries are done by then, and pay for a timer alone."""
        self._asker = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(WATCH, self._listen)

    def end(self) -> None:
        """Watch no longer."""
        if self._timer:
            self._timer.cancel()
        if self._listener:
            self._listener.cancel()

    def _listen(self) -> None:
        self._listener = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.client_left = True
        assert self._asker
        self._asker.cancel()


async def _read_long(text: str, arrived: float, deadline: int) -> Query:
    """Read a query on a thread, where it holds up nobody else.

    Raises DeadlineExceeded where that alone takes too long.
    """
    try:
        async with asyncio.timeout_at(arrived + deadline / 1000):
            return await asyncio.to_thread(read_query, text)
    except TimeoutError as error:
        elapsed = asyncio.get_running_loop().time() - arrived
        raise DeadlineExceeded(deadline, round(elapsed * 1000)) from error


@lru_cache(maxsize=256)
def _chosen(accept: str | None, form: Form) -> str:
    return choose(accept, (*offered(form), HTML))
