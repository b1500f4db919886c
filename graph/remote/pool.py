"""The engine in the place of the pool of workers: the same limits, errors and release naming."""

import asyncio
from collections.abc import Sequence
from typing import Final

from graph.errors import (
    Busy,
    DeadlineExceeded,
    QueryError,
    QueryRefused,
    ReleaseError,
    ResultTooLarge,
)
from graph.query import Dataset, Form, Query
from graph.remote.address import Address
from graph.remote.client import Client
from graph.remote.placing import IDENTIFIER, PART, POINTER, WRITTEN, Placing
from graph.remote.results import ACCEPT, written
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
        self._written: Sequence[str] = ()

    async def start(self) -> None:
        """Find the release; do nothing where that is done.

        Raises ReleaseError where the engine is away, fails, does not answer before the deadline of
        a query, or has no release.
        """
        if self.release:
            return
        try:
            async with asyncio.timeout(self.limits.deadline / 1000):
                self.release = await self._find()
        except TimeoutError as error:
            await self.close()
            raise ReleaseError(
                f"no release was found: the engine has not answered in {self.limits.deadline} ms"
            ) from error
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
        asked = placing.dataset(dataset or query.dataset, self._named)
        if len(asked.default) > 1:
            raise QueryRefused(SEVERAL)
        try:
            async with asyncio.timeout_at(arrived + deadline / 1000):
                body, sent = await self._ask(placing.query(query.text), asked, query.form)
                result = await asyncio.to_thread(
                    lambda: placing.back(written(body, sent, query.form, media_type))
                )
        except TimeoutError as error:
            elapsed = asyncio.get_running_loop().time() - arrived
            raise DeadlineExceeded(deadline, round(elapsed * 1000)) from error
        if len(result) > self.limits.result:
            raise ResultTooLarge.over(self.limits.result)
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
            before = self._written or await self._look()
            answer = await self._client.query(text, dataset, ACCEPT[form], self.limits.result)
            if await self._look() != before:
                raise Busy(f"release {self.release} was loaded again meanwhile; send this again")
            return answer
        finally:
            self._turns.release()

    async def _look(self) -> Sequence[str]:
        """Return when the release was written to the engine; raise Busy where it is not there.

        Asked after each answer: an engine answers what it lacks with nothing, may have lost its
        data, and a connection does not tell. While a release is loaded again its manifest is not
        there, and afterwards it is another one: see `load`.
        """
        self._written = await self._client.said(Placing(self.release).manifest, WRITTEN)
        if not self._written:
            raise Busy(
                f"release {self.release} is not on the SPARQL engine any more; as soon as it is "
                "loaded again, this service answers again"
            )
        return self._written

    async def _find(self) -> str:
        """Return the release that the engine's pointer names; raise ReleaseError where none is."""
        found = await self._client.said(POINTER, IDENTIFIER)
        if len(found) != 1:
            raise ReleaseError(
                f"the engine names {len(found)} releases in <{POINTER}>, and one is needed; put "
                "one there: aftalegraf load --engine URL"
            )
        self._named = await self._client.said(Placing(found[0]).manifest, PART)
        return found[0]
