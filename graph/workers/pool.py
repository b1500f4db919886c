"""The service's side of the workers: hands queries out, kills at the deadline, replaces.

Everything here runs on one event loop. A deadline counts from the arrival of the request, so time
in the queue counts, and an answer that comes too late is not waited for: the worker is killed and
its place taken by a spare that was started ahead.
"""

import asyncio
import pickle
from collections import deque
from contextlib import suppress
from typing import Final

from graph.engine.bare import Change
from graph.errors import Busy, DeadlineExceeded, ReleaseError
from graph.ondisk import StoredRelease
from graph.query import Dataset, Query
from graph.release import Release
from graph.workers.launcher import Launcher
from graph.workers.limits import Limits
from graph.workers.member import Member, Result
from graph.workers.parent import Start
from graph.workers.wire import Request, pack_request

SPARES: Final = 4
"""Workers beyond those that may be busy, so that the place of a killed one is taken at once."""

PATIENCE: Final = 1.0
"""Seconds before a parent that has ended, or a worker that could not begin, is started again."""


class Pool:
    """Answers queries from one release, each in a worker of its own."""

    def __init__(self, release: Release | StoredRelease, limits: Limits) -> None:
        """Take what is to be answered from; a store's has to stay open until the end."""
        self.release = release.id
        self.limits = limits
        self.isolation: frozenset[str] = frozenset()
        self._start = pickle.dumps(Start(release, limits))
        self._launcher: Launcher | None = None
        self._restart: asyncio.Task[None] | None = None
        self._idle: list[Member] = []
        self._busy: set[Member] = set()
        self._waiting: deque[asyncio.Future[Member]] = deque()
        self._closing = False

    async def start(self) -> None:
        """Load the release and start the workers; do nothing where that is done.

        Raises ReleaseError where the release cannot be loaded.
        """
        if self._launcher:
            return
        launcher = Launcher(self._start, self._begun, self._ended, self._lost)
        try:
            self.isolation = await launcher.ready()
        except (ReleaseError, asyncio.CancelledError):
            await launcher.close()
            raise
        self._launcher = launcher
        for _ in range(self.limits.workers + SPARES):
            launcher.start()

    async def close(self) -> None:
        """End the parent and all workers, and wait until they are gone."""
        self._closing = True
        if self._restart:
            self._restart.cancel()
        if self._launcher:
            self._launcher.kill_all()
            await self._launcher.close()
            self._launcher = None

    async def answer(
        self,
        query: Query,
        media_type: str,
        dataset: Dataset,
        arrived: float,
        deadline: int,
        trusted: bool = False,
    ) -> Result:
        """Return the whole result of a query in a format that `offered` lists for its form.

        `arrived` is the time of the request on the clock of the loop, `deadline` milliseconds
        from then. A `trusted` query is of this project, not of a stranger: it does not make way
        for the short ones, since it would wait long where the machine is busy with other things.
        Raises QueryError: see `graph.errors`. A caller who is cancelled kills the
        worker.
        """
        until = arrived + deadline / 1000
        request = pack_request(Request(query, media_type, dataset))
        try:
            member = await self._take(until)
            try:
                return await member.ask(request, until, trusted)
            finally:
                self._busy.discard(member)
                self._give(member)
        except TimeoutError as error:
            elapsed = asyncio.get_running_loop().time() - arrived
            raise DeadlineExceeded(deadline, round(elapsed * 1000)) from error

    async def change(self, change: Change) -> bool:
        """Change a graph of a bare pool; return whether it was there before.

        Whoever asks after this has returned is answered by workers that see the change. Raises
        RdfError where the RDF is wrong; then nothing has changed.
        """
        assert self._launcher
        existed = await self._launcher.change(change)
        self.release = f"bare-{self._launcher.generation}"
        while self._idle:
            self._idle.pop().kill()
            self._replace()
        return existed

    async def _take(self, until: float) -> Member:
        """Return a worker that is busy from now on."""
        if self._idle and len(self._busy) < self.limits.workers:
            return self._occupy()
        if len(self._waiting) >= self.limits.queue:
            raise Busy(f"{len(self._waiting)} queries wait already; send this one again later")
        turn: asyncio.Future[Member] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout_at(until):
                return await turn
        except (TimeoutError, asyncio.CancelledError):
            if turn.done() and not turn.cancelled():  # handed over just as the time was up
                self._busy.discard(turn.result())
                self._give(turn.result())
            raise

    def _occupy(self) -> Member:
        member = self._idle.pop()
        self._busy.add(member)
        return member

    def _give(self, member: Member) -> None:
        """Take a worker in, and hand it on to whoever waits; replace one that has ended."""
        if member.slow or (self._launcher and member.generation < self._launcher.generation):
            member.kill()
        if not member.alive:
            self._replace()
            return
        self._idle.append(member)
        while self._waiting and self._idle and len(self._busy) < self.limits.workers:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(self._occupy())

    def _begun(self, member: Member) -> None:
        if self._closing:
            member.kill()
        else:
            self._give(member)

    def _ended(self, member: Member) -> None:
        """Replace a worker that ended while it had nothing to do."""
        if member in self._idle:
            self._idle.remove(member)
        if member.begun:
            self._replace()
        else:  # what keeps it from beginning would keep the next one from it too
            asyncio.get_running_loop().call_later(PATIENCE, self._replace)

    def _replace(self) -> None:
        if self._launcher and not self._closing:
            self._launcher.start()

    def _lost(self) -> None:
        """Start anew where the parent has ended on its own: its workers end with it."""
        lost, self._launcher = self._launcher, None
        if lost and not self._closing:
            self._restart = asyncio.get_running_loop().create_task(self._again(lost))

    async def _again(self, lost: Launcher) -> None:
        await lost.close()
        while not self._launcher:
            await asyncio.sleep(PATIENCE)
            with suppress(ReleaseError):  # a disk may be full, and have room again
                await self.start()
