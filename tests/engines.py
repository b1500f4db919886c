"""Every engine that the contract is tried on, with a small release on it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Final, Protocol
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from bench.served import free_port

from graph import ondisk
from graph.engine import EmbeddedEngine, Solutions
from graph.errors import AftalegrafError
from graph.query import Dataset, Query
from graph.release import Release
from graph.remote import Address, RemotePool, load
from graph.workers import Backend, Limits, Pool, PooledEngine

OXIGRAPH: Final = str(Path(sys.executable).parent / "oxigraph")
VIRTUOSO: Final = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 0
"""


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
def serving(command: list[str], address: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in a folder until it answers; end it in the end."""
    log = folder / "log"
    with (
        log.open("wb") as lines,
        subprocess.Popen(command, cwd=folder, stdout=lines, stderr=lines) as server,
    ):
        try:
            wait(address, server)
            yield server
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()


def wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until something answers at an address."""
    while server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except HTTPError as answered:
            answered.close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError(f"{server.args!r} ended before it answered")


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[Address]:
    """`oxigraph serve`, on disk."""
    port = port or free_port()
    command = [OXIGRAPH, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"]
    with serving(command, f"http://127.0.0.1:{port}/", folder):
        yield Address(f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Address]:
    """Virtuoso 7, where its user is named by HTTP Digest."""
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=http, sql=sql), encoding="utf-8")
    command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    with serving(command, f"http://127.0.0.1:{http}/sparql", folder):
        yield Address(f"http://127.0.0.1:{http}/sparql-auth", user="dba", password="dba")


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
