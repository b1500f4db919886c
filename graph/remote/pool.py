"""The engine in the place of the pool of workers: the same limits, errors and release naming."""

import asyncio
from collections.abc import Sequence
from typing import Final

from graph.engine import value
from graph.errors import Busy, DeadlineExceeded, QueryError, QueryRefused, ReleaseError
from graph.query import Dataset, Form, Query, without_clauses
from graph.remote.address import Address
from graph.remote.client import Client
from graph.remote.placing import IDENTIFIER, PART, POINTER, Placing
from graph.remote.results import ACCEPT, read_solutions, written
from graph.workers import Limits, Result

SEVERAL: Final = (
    "behind this service is an engine elsewhere, and engines differ in whether a triple of two "
    "graphs that FROM names counts once: name one graph with FROM, or several with FROM NAMED"
)


class RemotePool:
    """Answers queries from the release that an engine's pointer names when this starts.

    A release loaded later is another one: this goes on answering from its own, whose graphs stay.
    """

    isolation = frozenset({"remote-engine"})
    """Queries are evaluated elsewhere; `SERVICE` and `LOAD` are refused before they are sent."""

    def __init__(self, address: Address, limits: Limits) -> None:
        self.limits = limits
        self.release = ""
        self._client = Client(address, limits.workers)
        self._turns = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._named: Sequence[str] = ()

    async def start(self) -> None:
        """Find the release; do nothing where that is done.

        Raises ReleaseError where the engine is away, fails or has none.
        """
        if self.release:
            return
        try:
            self.release, self._named = await current(self._client, self.limits)
        except (QueryError, ReleaseError) as error:
            await self.close()
            raise ReleaseError(f"no release was found: {error}") from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def answer(
        self,
        query: Query,
        media_type: str,
        dataset: Dataset,
        arrived: float,
        deadline: int,
        trusted: bool = False,  # noqa: ARG002 - the engine knows no difference
    ) -> Result:
        """See `Pool.answer`."""
        placing = Placing(self.release)
        text = placing.out(without_clauses(query.text))
        asked = placing.dataset(dataset or query.dataset, self._named)
        if len(asked.default) > 1:
            raise QueryRefused(SEVERAL)
        try:
            async with asyncio.timeout_at(arrived + deadline / 1000):
                body, sent = await self._ask(text, asked, query.form)
                result = await asyncio.to_thread(written, body, sent, query.form, media_type)
        except TimeoutError as error:
            elapsed = asyncio.get_running_loop().time() - arrived
            raise DeadlineExceeded(deadline, round(elapsed * 1000)) from error
        result = placing.back(result)
        return Result(result, size=len(result))

    async def _ask(self, text: str, dataset: Dataset, form: Form) -> tuple[bytes, str]:
        if self._turns.locked() and self._waiting >= self.limits.queue:
            raise Busy(f"{self._waiting} queries wait already; send this one again later")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            answer = await self._client.query(text, dataset, ACCEPT[form], self.limits.result)
            await self._check()
            return answer
        finally:
            self._turns.release()

    async def _check(self) -> None:
        """Raise Busy where the release is not on the engine: it answers what it lacks with nothing.

        Asked after each answer, since an engine that was started again may have lost its data, and
        a connection does not tell. What is there after an answer was there before: see `load`.
        """
        manifest = Placing(self.release).manifest
        if await said_of(self._client, manifest, IDENTIFIER, self.limits) != [self.release]:
            raise Busy(
                f"release {self.release} is not on the SPARQL engine any more; as soon as it is "
                "loaded again, this service answers again"
            )


async def current(client: Client, limits: Limits) -> tuple[str, Sequence[str]]:
    """Return the release that the engine's pointer names, and its named graphs there.

    Raises ReleaseError where there is none.
    """
    found = await said_of(client, POINTER, IDENTIFIER, limits)
    if len(found) != 1:
        raise ReleaseError(
            f"the engine names {len(found)} releases in <{POINTER}>, and one is needed; put one "
            "there: aftalegraf load --engine URL"
        )
    return found[0], await said_of(client, Placing(found[0]).manifest, PART, limits)


async def said_of(client: Client, graph: str, predicate: str, limits: Limits) -> list[str]:
    """Return what a graph says of itself by one predicate."""
    query = f"SELECT ?value WHERE {{ <{graph}> <{predicate}> ?value }} ORDER BY ?value"
    accept = ACCEPT[Form.SOLUTIONS]
    body, _ = await client.query(query, Dataset([graph]), accept, limits.result)
    return [value(row["value"]) for row in read_solutions(body).rows]
