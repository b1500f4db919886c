"""/sparql: one query, one whole answer or one error."""

import asyncio
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope

from api.cache import STAYS, Cache, etag
from api.limits import published
from api.negotiation import choose
from api.responses import Whole, content_headers, send_result
from api.settings import Settings
from api.sparql.page import HTML, Page
from api.sparql.request import Asked, read_request
from api.sparql.route import PlainRoute, Watch
from api.sparql.service import description
from graph.errors import DeadlineExceeded
from graph.formats import offered
from graph.query import LONG, Form, Query, read_query
from graph.workers import Backend


class Endpoint(PlainRoute):
    """The SPARQL endpoint as an ASGI application."""

    allow = "GET, HEAD, OPTIONS, POST"

    def __init__(self, pool: Backend, cache: Cache, page: Page, settings: Settings) -> None:
        self._pool, self._cache, self._page, self._settings = pool, cache, page, settings

    async def respond(self, scope: Scope, receive: Receive, watch: Watch) -> ASGIApp:
        """See `PlainRoute.respond`."""
        arrived = asyncio.get_running_loop().time()
        most = self._pool.limits.deadline
        asked = await read_request(scope, receive, arrived + most / 1000)
        text, deadline = asked.query(), asked.deadline(most)
        watch.begin()
        if text is None:
            if _chosen(asked.accept, Form.GRAPH) == HTML:
                return await self._page.form(scope)
            text = description(scope, published(self._pool, self._settings))
        query = read_query(text) if len(text) <= LONG else await _read_long(text, arrived, deadline)
        media_type = _chosen(asked.accept, query.form)
        if media_type == HTML:
            return await self._page.results(scope, query, asked.dataset, arrived, deadline)
        scope[STAYS] = query.fixed
        return await self._answer(asked, query, media_type, arrived, deadline)

    async def _answer(
        self, asked: Asked, query: Query, media_type: str, arrived: float, deadline: int
    ) -> ASGIApp:
        dataset = asked.dataset
        if not query.fixed:
            result = await self._pool.answer(query, media_type, dataset, arrived, deadline)
            return send_result(result, content_headers(media_type) | {"Cache-Control": "no-store"})
        asked_of = tuple(dataset.default), tuple(dataset.named)
        key = (self._pool.release, query.text, media_type, *asked_of)
        tag = etag(key)
        headers = content_headers(media_type) | {"Cache-Control": "no-cache", "ETag": tag}
        if asked.known and asked.method != "POST" and tag in asked.known:
            return Whole(304, b"", headers)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        result = await self._pool.answer(query, media_type, dataset, arrived, deadline)
        answer = send_result(result, headers)
        if isinstance(answer, Whole):
            self._cache.keep(key, answer)
        return answer


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
