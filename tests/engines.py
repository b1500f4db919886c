"""Every engine that the contract is tried on, with a small release on it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Final, Protocol

import pytest
from bench import served

from graph import ondisk
from graph.engine import EmbeddedEngine, Solutions
from graph.errors import AftalegrafError
from graph.query import Dataset, Query
from graph.release import Release
from graph.remote import Address, RemotePool, load
from graph.workers import Backend, Limits, Pool, PooledEngine


class Answering(Protocol):
    """What the contract asks of an engine."""

    def select(self, query: str) -> Solutions: ...
    def answer(self, query: Query, media_type: str, dataset: Dataset | None = None) -> bytes: ...


class Pooled:
    """A release behind a pool or an engine elsewhere, asked from a thread."""

    def __init__(self, pool: Backend, first: Coroutine[Any, Any, None] | None = None) -> None:
        """Start it, once the coroutine that is given has run."""
        self.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever)
        self._thread.start()
        self._open = True
        self.pool = pool
        try:
            if first:
                self.run(first)
            self.run(pool.start())
        except AftalegrafError:
            self._end()
            raise
        self._engine = PooledEngine(pool, self.loop)
        self.release = pool.release

    def run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def select(self, query: str) -> Solutions:
        return self._engine.select(query)

    def answer(
        self,
        query: Query,
        media_type: str,
        dataset: Dataset | None = None,
        deadline: int = 60_000,
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


class Remote(Pooled):
    """A release on an engine elsewhere."""

    def __init__(
        self, address: Address, release: Release | None, limits: Limits | None = None
    ) -> None:
        """Put a release there, where one is given, and begin to answer from what is there."""
        first = load(address, release, {}, lambda *_: None) if release else None
        super().__init__(RemotePool(address, limits or Limits()), first)


@contextmanager
def stored(folder: Path, release: Release, free: int = 0, **limits: int) -> Iterator[Pooled]:
    """A release in a store, answered from disk, or from memory where enough is `free`."""
    ondisk.prepare(folder)
    ondisk.write(folder, release)
    with ondisk.opened(folder, free) as found:
        pooled = Pooled(Pool(found, Limits(**limits)))
        try:
            yield pooled
        finally:
            pooled.close()


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[Address]:
    """`oxigraph serve`, on disk."""
    with served.oxigraph(folder, port) as address:
        yield Address(address)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Address]:
    """Virtuoso 7, where its user is named by HTTP Digest."""
    with served.virtuoso(folder) as address:
        yield Address(f"{address}-auth", user="dba", password="dba")


SERVERS: Final[Mapping[str, Callable[[Path], Any]]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="module", params=["embedded", "disk", *SERVERS])
def engine_on(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Release], Answering]]:
    """Puts a release on the engine that is tried."""
    if request.param == "embedded":
        yield EmbeddedEngine
        return
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as made:
        if request.param == "disk":
            yield lambda release: made.enter_context(
                stored(folder / release.id, release, workers=1)
            )
            return
        address = made.enter_context(SERVERS[request.param](folder))
        yield lambda release: made.enter_context(closing(Remote(address, release)))
