"""Servers in processes of their own, for benchmarks, pictures and tests of engines elsewhere."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT: Final = Path(__file__).parent.parent.parent
OXIGRAPH: Final = str(Path(sys.executable).parent / "oxigraph")
SERVICE: Final = """
import pickle, socket, sys
from pathlib import Path
from api.app import create_app
from api.server import Server, configured
from api.settings import Settings
from graph.release import Release, read_release
from graph.workers import Pool
settings, data = Settings(cache_mb=int(sys.argv[2])), sys.argv[3:]
release = Release("bench", pickle.loads(Path(*data).read_bytes())) if data else read_release()
app = create_app(Pool(release, settings.limits()), settings, sys.stderr)
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=2048)
Server(configured(app, settings)).run([listening])
"""
"""Our service on a port, with so many megabytes of cache, of the shipped release or a pickled one.

It goes before nobody (`nice`), as `aftalegraf serve` does where it may: peers do not.
"""

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
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = {threads}
[SPARQL]
ResultSetMaxRows = 0
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], address: str, folder: Path = ROOT) -> Iterator[str]:
    """Run a server in a folder until it answers, and yield its address; end it in the end.

    What it prints is dropped. Raises AssertionError, with its last words, where it ends before it
    answers.
    """
    with (
        TemporaryFile() as words,
        subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=words,
            stdout=subprocess.DEVNULL,
        ) as server,
    ):
        try:
            if not _answers(address, server):
                words.seek(0)
                said = words.read().decode(errors="replace")[-2_000:]
                raise AssertionError(f"{command[:3]} ended before it answered: {said}")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until a server answers, or has ended."""
    while server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except HTTPError as answered:
            answered.close()
        except OSError:
            time.sleep(0.1)
            continue
        return True
    return False


@contextmanager
def oxigraph(folder: Path, port: int | None = None, *, on_disk: bool = True) -> Iterator[str]:
    """`oxigraph serve`; yields the address for queries."""
    place = f"127.0.0.1:{port or free_port()}"
    stored = ["--location", "data"] if on_disk else []
    command = [OXIGRAPH, "serve", *stored, "--bind", place]
    with running(command, f"http://{place}/", folder):
        yield f"http://{place}/query"


@contextmanager
def virtuoso(folder: Path, *preparing: str, threads: int = 8) -> Iterator[str]:
    """Virtuoso 7; yields the address for queries. With `-auth` behind it, `dba` may write there.

    `preparing` is SQL that is run before; it may read files of the folder.
    """
    http, sql = free_port(), free_port()
    text = VIRTUOSO.format(http=http, sql=sql, threads=threads)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    with running(command, f"http://127.0.0.1:{http}/sparql", folder):
        for statement in preparing:
            isql = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"]
            subprocess.run(isql, check=True, capture_output=True)
        yield f"http://127.0.0.1:{http}/sparql"
