"""The SPARQL endpoint beside its peers, over HTTP, in one run: `make bench` prints it.

The peers hold the same triples in memory. Requests come from wrk over 8 kept connections; the
cache of ours is off where it says so. Read the ratios: machines are noisy.
"""

import asyncio
import os
import pickle
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from generator import release
from pyoxigraph import DefaultGraph, RdfFormat, serialize
from rich.console import Console
from rich.table import Table

from graph import names
from graph.engine import EmbeddedEngine
from graph.errors import DeadlineExceeded
from graph.query import Dataset, read_query
from graph.release import Release
from graph.workers import Limits, Pool

QUADS = 200_000
LARGE = 2_000_000
CONNECTIONS = 8
SECONDS = 5
ROOT = Path(__file__).parent.parent.parent
PREFIXES = (
    f"PREFIX a: <{names.ONT}> PREFIX c: <{names.CONCEPT}> "
    "PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
)
QUERIES = {
    "point": f"SELECT ?p ?o {{ <{names.data('r4-2019/goal/3')}> ?p ?o }}",
    "join": (
        f"SELECT ?g ?i ?l {{ ?g a:underFocusArea <{names.data('r1-2019/focus-area/3')}> . "
        "?i a:serves ?g ; s:prefLabel ?l ; a:theme ?t ; a:evidence ?p . ?p a:start ?s "
        "FILTER(lang(?l) = 'da') } ORDER BY ?s LIMIT 5"
    ),
    "list": (
        f"SELECT * {{ ?e a:ofAgreement <{names.data('r1-2029')}> ; a a:Commitment ; "
        "a:ordinal ?n ; s:prefLabel ?l ; a:theme ?t ; a:evidence ?p . ?p a:exact ?x } LIMIT 165"
    ),
}
OURS = """
import sys, pickle
from pathlib import Path
import uvicorn
from api.app import create_app
from api.settings import Settings
from graph.errors import DeadlineExceeded
from graph.query import Dataset, read_query
from graph.release import Release
from graph.workers import Limits, Pool
from graph.workers import Pool
settings = Settings(cache_mb=int(sys.argv[3]))
pool = Pool(Release("bench", pickle.loads(Path(sys.argv[1]).read_bytes())), settings.limits())
app = create_app(pool, settings)
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", access_log=False)
"""
RDFLIB = """
import sys
import uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
app = SparqlEndpoint(graph=Graph().parse(sys.argv[1], format="nt"))
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", access_log=False)
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], address: str) -> Iterator[str]:
    """Run a server until it answers at the address; yield the address."""
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as server:
        try:
            while True:
                try:
                    urlopen(f"{address}?{urlencode({'query': 'ASK {}'})}", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def rate(address: str, query: str) -> float:
    """Return answers per second; raise RuntimeError where one is no success."""
    url = f"{address}?{urlencode({'query': PREFIXES + query})}"
    accept = "Accept: application/sparql-results+json"
    urlopen(Request(url, headers={"Accept": accept.split(": ")[1]}), timeout=60).read()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", "-H", accept]
    told = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(told)
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found
    return float(found[1])


@contextmanager
def ours(data: Path, cache: int) -> Iterator[str]:
    """Our service, with so many megabytes of cache."""
    port = free_port()
    command = [sys.executable, "-c", OURS, str(data / "graphs"), str(port), str(cache)]
    with running(command, f"http://127.0.0.1:{port}/sparql") as address:
        yield address


@contextmanager
def oxigraph(data: Path) -> Iterator[str]:
    """`oxigraph serve`, in memory."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--bind"]
    with running([*command, f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query") as address:
        body = (data / "triples.nt").read_bytes()
        headers = {"Content-Type": "application/n-triples"}
        store = f"http://127.0.0.1:{port}/store?default"
        urlopen(Request(store, body, headers, method="PUT"), timeout=120).read()
        yield address


@contextmanager
def rdflib_endpoint(data: Path) -> Iterator[str]:
    """rdflib-endpoint over rdflib's own store."""
    port = free_port()
    command = [sys.executable, "-c", RDFLIB, str(data / "triples.nt"), str(port)]
    with running(command, f"http://127.0.0.1:{port}/") as address:
        yield address


async def overshoot(graphs: dict[str, bytes], deadline: int, times: int) -> list[int]:
    """Return by how many ms runaways were answered after their deadline, one after another."""
    pool = Pool(Release("large", graphs), Limits())
    await pool.start()
    query = read_query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    late = []
    for _ in range(times):
        begun = asyncio.get_running_loop().time()
        try:
            await pool.answer(query, "text/csv", Dataset(), begun, deadline)
        except DeadlineExceeded:
            late.append(round((asyncio.get_running_loop().time() - begun) * 1000) - deadline)
    await pool.close()
    return late


def main() -> None:
    """Print answers per second, and what ours are of each peer's."""
    if not shutil.which("wrk"):
        sys.exit("wrk is missing; install it: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        graphs = release(QUADS)
        (data / "graphs").write_bytes(pickle.dumps(graphs))
        union = EmbeddedEngine(Release("bench", graphs)).store
        triples = (q.triple for q in union if q.graph_name == DefaultGraph())
        serialize(triples, str(data / "triples.nt"), RdfFormat.N_TRIPLES)
        servers = {
            "ours": ours(data, 0),
            "ours, cached": ours(data, 64),
            "oxigraph serve": oxigraph(data),
            "rdflib-endpoint": rdflib_endpoint(data),
        }
        rates: dict[str, dict[str, float]] = {}
        for name, server in servers.items():
            with server as address:
                rates[name] = {kind: rate(address, query) for kind, query in QUERIES.items()}
    table = Table("requests a second, 8 connections", *QUERIES)
    for name, found in rates.items():
        table.add_row(name, *(f"{found[kind]:.0f}" for kind in QUERIES))
    for name in ("oxigraph serve", "rdflib-endpoint"):
        for mine in ("ours", "ours, cached"):
            ratios = (f"{rates[mine][kind] / rates[name][kind]:.2f}" for kind in QUERIES)
            table.add_row(f"{mine} / {name}", *ratios)
    console = Console(width=100)
    console.print(table)
    late = asyncio.run(overshoot(release(LARGE), 500, 20))
    console.print(f"{len(late)} runaways of 500 ms at {LARGE} quads: at most {max(late)} ms late")


if __name__ == "__main__":
    main()
