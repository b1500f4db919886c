"""The SPARQL servers that are measured beside each other, each with the same triples.

One more is one more function here and its line in SERVERS.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from bench.generator import release
from bench.served import OXIGRAPH, SERVICE, free_port, oxigraph, running, virtuoso
from pyoxigraph import DefaultGraph, RdfFormat, serialize

from graph.engine import EmbeddedEngine
from graph.release import Release

REMOTE: Final = """
import asyncio, pickle, socket, sys
from pathlib import Path
from api.app import create_app
from api.server import Server, configured
from api.settings import Settings
from graph.release import Release
from graph.remote import Address, RemotePool, load
settings, address = Settings(cache_mb=0), Address(sys.argv[3])
release = Release("bench", pickle.loads(Path(sys.argv[2]).read_bytes()))
asyncio.run(load(address, release, {}, lambda *_: None))
app = create_app(RemotePool(address, settings.limits()), settings, sys.stderr)
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=2048)
Server(configured(app, settings)).run([listening])
"""
ON_DISK: Final = """
import pickle, socket, sys
from pathlib import Path
from api.app import create_app
from api.server import Server, configured
from api.settings import Settings
from graph import ondisk
from graph.release import Release
from graph.workers import Pool
settings, store = Settings(cache_mb=0), Path(sys.argv[3])
ondisk.prepare(store)
ondisk.write(store, Release("bench", pickle.loads(Path(sys.argv[2]).read_bytes())))
with ondisk.opened(store, free=0) as release:
    app = create_app(Pool(release, settings.limits()), settings, sys.stderr)
    listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=2048)
    Server(configured(app, settings)).run([listening])
"""
RDFLIB: Final = """
import sys
import uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
app = SparqlEndpoint(graph=Graph().parse(sys.argv[2], format="nt"))
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
"""
TO_VIRTUOSO: Final = (
    "DB.DBA.TTLP_MT (file_to_string_output ('triples.nt'), '', 'http://bench'); checkpoint;"
)


@dataclass(frozen=True)
class Data:
    """A corpus in a folder: `graphs` is a release, pickled, `triples.nt` its default graph."""

    folder: Path
    quads: int

    @classmethod
    def made(cls, folder: Path, quads: int) -> "Data":
        """Write a corpus of about so many quads."""
        graphs = release(quads)
        (folder / "graphs").write_bytes(pickle.dumps(graphs))
        store = EmbeddedEngine(Release("bench", graphs)).store
        triples = (quad.triple for quad in store if quad.graph_name == DefaultGraph())
        serialize(triples, str(folder / "triples.nt"), RdfFormat.N_TRIPLES)
        return cls(folder, sum(quad.graph_name != DefaultGraph() for quad in store))

    @property
    def graphs(self) -> str:
        """The file of the release."""
        return str(self.folder / "graphs")

    @property
    def triples(self) -> Path:
        """The file of the default graph."""
        return self.folder / "triples.nt"


@contextmanager
def embedded(data: Data, cache: int) -> Iterator[str]:
    """Our service in front of the embedded store, with so many megabytes of cache."""
    with _python(SERVICE, "/sparql", str(cache), data.graphs) as address:
        yield address


@contextmanager
def on_disk(data: Data) -> Iterator[str]:
    """Our service in front of a store on disk, which it writes first."""
    with _python(ON_DISK, "/sparql", data.graphs, str(data.folder / "store")) as address:
        yield address


@contextmanager
def remote(data: Data) -> Iterator[str]:
    """Our service in front of `oxigraph serve`."""
    with (
        oxigraph(data.folder, on_disk=False) as engine,
        _python(REMOTE, "/sparql", data.graphs, engine) as address,
    ):
        yield address


@contextmanager
def oxigraph_server(data: Data) -> Iterator[str]:
    """`oxigraph serve`, in memory."""
    with oxigraph(data.folder, on_disk=False) as address:
        store = address.replace("/query", "/store?default")
        headers = {"Content-Type": "application/n-triples"}
        body = data.triples.read_bytes()
        urlopen(Request(store, body, headers, method="PUT"), timeout=600).close()
        yield address


@contextmanager
def oxigraph_on_disk(data: Data) -> Iterator[str]:
    """`oxigraph serve-read-only`, loaded in bulk before."""
    place = f"127.0.0.1:{free_port()}"
    stored = [OXIGRAPH, "load", "--location", "data", "--file", str(data.triples)]
    subprocess.run(stored, cwd=data.folder, check=True, capture_output=True)
    serve = [OXIGRAPH, "serve-read-only", "--location", "data", "--bind", place]
    with running(serve, f"http://{place}/", data.folder):
        yield f"http://{place}/query"


@contextmanager
def rdflib_endpoint(data: Data) -> Iterator[str]:
    """rdflib-endpoint over rdflib's own store."""
    with _python(RDFLIB, "/", str(data.triples)) as address:
        yield address


@contextmanager
def virtuoso_server(data: Data) -> Iterator[str]:
    """Virtuoso 7, on disk; it has graphs of its own, so ours is named."""
    with virtuoso(data.folder, TO_VIRTUOSO, threads=40) as address:
        yield f"{address}?default-graph-uri=http%3A%2F%2Fbench"


@contextmanager
def _python(script: str, path: str, *arguments: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-P", "-c", script, str(port), *arguments]
    with running(command, f"http://127.0.0.1:{port}{path}") as address:
        yield address


def settle(address: str) -> None:
    """Wait until a server does nothing but answer: ours answers before its search is made."""
    search = f"{address.removesuffix('/sparql')}/api/v1/search?q=sundhed"
    if address.endswith("/sparql"):
        urlopen(search, timeout=600).close()


Server = Callable[[Data], AbstractContextManager[str]]

OURS_UNCACHED: Final = "ours, embedded"
OURS_CACHED: Final = "ours, embedded, cached"
OXIGRAPH_SERVE: Final = "oxigraph serve"
RDFLIB_ENDPOINT: Final = "rdflib-endpoint"

SERVERS: Final[Mapping[str, tuple[Server, int]]] = {
    OURS_UNCACHED: (partial(embedded, cache=0), 20_000_000),
    OURS_CACHED: (partial(embedded, cache=64), 200_000),
    "ours, on disk": (on_disk, 20_000_000),
    "ours, remote (Oxigraph)": (remote, 200_000),
    OXIGRAPH_SERVE: (oxigraph_server, 20_000_000),
    "oxigraph serve, on disk": (oxigraph_on_disk, 20_000_000),
    RDFLIB_ENDPOINT: (rdflib_endpoint, 200_000),
    "Virtuoso 7": (virtuoso_server, 2_000_000),
}
"""Each server, and the size up to which it is measured: some take too long to load more."""
