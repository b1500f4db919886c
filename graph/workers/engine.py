"""The pool as an `Engine`: for code that asks from a thread beside the loop of the service."""

import asyncio
from typing import Final

from pyoxigraph import QueryResultsFormat, parse_query_results

from graph.engine import Solutions, solutions
from graph.query import Dataset, read_query
from graph.workers.backend import Backend

JSON: Final = "application/sparql-results+json"


STARTING: Final = 120_000
"""Milliseconds that a query may take while the service starts: nobody waits, and nothing runs
away, but the machine may be busy with other things."""


class PooledEngine:
    """Answers the queries of this project from a pool; never to be asked on the pool's own loop."""

    def __init__(self, pool: Backend, loop: asyncio.AbstractEventLoop) -> None:
        self.release = pool.release
        self.deadline = STARTING
        """Milliseconds that a query may take; to be set to the pool's once the service is up."""
        self._pool, self._loop = pool, loop

    def select(self, query: str) -> Solutions:
        """See `Engine.select`."""
        asked = self._ask(query)
        result = parse_query_results(
            asyncio.run_coroutine_threadsafe(asked, self._loop).result(), QueryResultsFormat.JSON
        )
        return solutions(result)

    async def _ask(self, query: str) -> bytes:
        asked, now = read_query(query), self._loop.time()
        result = await self._pool.answer(asked, JSON, Dataset(), now, self.deadline, trusted=True)
        return result.read()
