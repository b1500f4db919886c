"""Every engine that the contract is tried on, with a small release on it."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Final, Protocol

import pytest
from bench import served

from graph.engine import EmbeddedEngine, Solutions
from graph.query import Dataset, Query
from graph.release import Release
from graph.remote import Address, RemotePool, load
from graph.workers import Limits, PooledEngine


class Answering(Protocol):
    """What the contract asks of an engine."""

    def select(self, query: str) -> Solutions: ...
    def answer(self, query: Query, media_type: str, dataset: Dataset | None = None) -> bytes: ...


class Remote:
    """A release on an engine elsewhere, asked from a thread."""

    def __init__(
        self, address: Address, release: Release | None, limits: Limits | None = None
    ) -> None:
        """Put a release there, where one is given, and begin to answer from what is there."""
        self.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever)
        self._thread.start()
        self._open = True
        try:
            if release:
                self.run(load(address, release, lambda *_: None))
            self.pool = RemotePool(address, limits or Limits())
            self.run(self.pool.start())
        except BaseException:
            self._end()
            raise
        self._engine = PooledEngine(self.pool, self.loop)
        self.release = self.pool.release

    def run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def select(self, query: str) -> Solutions:
        return self._engine.select(query)

    def answer(
        self,
        query: Query,
        media_type: str,
        dataset: Dataset | None = None,
        deadline: int = 10_000,
    ) -> bytes:
        asked, now = dataset or Dataset(), self.loop.time()
        return self.run(self.pool.answer(query, media_type, asked, now, deadline)).read()

    def close(self) -> None:
        if self._open:
            self.run(self.pool.close())
            self._end()

    def _end(self) -> None:
        self._open = False
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[Address]:
    """`oxigraph serve`, on disk."""
    with served.oxigraph(folder, port) as address:
        yield Address(address)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Address]:
    """Virtuoso 7."""
    with served.virtuoso(folder) as address:
        yield Address(address)


SERVERS: Final[Mapping[str, Callable[[Path], Any]]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="module", params=["embedded", *SERVERS])
def engine_on(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Release], Answering]]:
    """Puts a release on the engine that is tried."""
    if request.param == "embedded":
        yield EmbeddedEngine
        return
    made: list[Remote] = []

    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as address:

        def make(release: Release) -> Remote:
            made.append(Remote(address, release))
            return made[-1]

        yield make
        for remote in made:
            remote.close()
