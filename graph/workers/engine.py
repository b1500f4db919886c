"""The pool as an `Engine`: for code that asks from a thread beside the loop of the service."""

import asyncio
from typing import Final

from pyoxigraph import QueryResultsFormat, parse_query_results

from graph.engine import Solutions, solutions
from graph.query import Dataset, read_query
from graph.workers.pool import Pool

JSON: Final = "application/sparql-results+json"


class PooledEngine:
    """Answers from a pool, under its deadline; never to be asked on the pool's own loop."""

    def __init__(self, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self.release = pool.release
        self._pool, self._loop = pool, loop

    def select(self, query: str) -> Solutions:
        """See `Engine.select`."""
        asked = self._ask(query)
        result = parse_query_results(
            asyncio.run_coroutine_threadsafe(asked, self._loop).result(), QueryResultsFormat.JSON
        )
        return solutions(result)

    async def _ask(self, query: str) -> bytes:
        now, deadline = self._loop.time(), self._pool.limits.deadline
        result = await self._pool.answer(read_query(query), JSON, Dataset(), now, deadline)
        return result.read()
