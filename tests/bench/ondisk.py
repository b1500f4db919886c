"""A release answered from disk beside the same in memory: `make bench` prints it.

Processor time of the process that evaluates, since machines are noisy; the best of several, with
the pages of the file system warm.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from generator import release
from rich.console import Console
from rich.table import Table
from sparql import PREFIXES, QUERIES

from graph import ondisk
from graph.query import Dataset, read_query
from graph.release import Release
from graph.workers import Limits, Pool

QUADS = 2_000_000
TIMES = 7
TICK = os.sysconf("SC_CLK_TCK")
SCANS = {
    "scan": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "grouping": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "filter": 'SELECT (COUNT(*) AS ?n) { ?s a:exact ?x FILTER(CONTAINS(?x, "ryge")) }',
}


def used(thread: int) -> float:
    """Return the seconds that a thread has had the processor."""
    return int(Path(f"/proc/{thread}/schedstat").read_text().split()[0]) / 1e9


def spent(pid: int) -> float:
    """Return the seconds of the processor that a process and its reaped children have had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK


def own(pid: int) -> int:
    """Return the megabytes that a process shares with no other (smaps_rollup, proc(5))."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) // 1024


async def measured(store: Path, free: int) -> dict[str, str]:
    """Return what answering from a store costs: from disk, or from memory where it is `free`."""
    found: dict[str, str] = {}
    with ondisk.opened(store, free) as stored:
        pool, begun = Pool(stored, Limits(workers=1, deadline=600_000)), time.monotonic()
        await pool.start()
        try:
            await ask(pool, QUERIES["point"])
            found["first answer, s"] = f"{time.monotonic() - begun:.1f}"
            parent = pool._launcher._process.pid
            while len(pool._idle) < 5:
                await asyncio.sleep(0.05)
            workers = [
                *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
            ]
            processor = spent(parent) + sum(map(spent, workers))
            found["processor until all have begun, s"] = f"{processor:.1f}"
            found["own memory of a worker, MB"] = str(own(pool._idle[-1]._thread))
            for name, query in {**QUERIES, **SCANS}.items():
                found[f"{name}, ms"] = f"{1000 * await best(pool, query):.2f}"
            found["… after these queries"] = str(own(pool._idle[-1]._thread))
            found["parent, MB"] = str(own(parent))
        finally:
            await pool.close()
    return found


async def ask(pool: Pool, query: str) -> None:
    now = asyncio.get_running_loop().time()
    asked = read_query(PREFIXES + query)
    await pool.answer(asked, "text/csv", Dataset(), now, 600_000, trusted=True)


async def best(pool: Pool, query: str) -> float:
    """Return the least processor time of a query; the last idle worker is the next to be asked."""
    times = []
    for _ in range(TIMES):
        worker = pool._idle[-1]._thread
        before = used(worker)
        await ask(pool, query)
        times.append(used(worker) - before)
    return min(times)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        ondisk.prepare(store)
        data = Release("bench", release(QUADS))
        begun = time.process_time()
        ondisk.write(store, data)
        writing = time.process_time() - begun
        size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
        with ondisk.opened(store, 0) as stored:
            title = (
                f"{stored.quads:,} quads: written in {writing:.0f} s of the processor, "
                f"{size / 2**20:,.0f} MB"
            )
        disk, memory = (asyncio.run(measured(store, free)) for free in (0, 2**50))
        table = Table("", "disk", "memory", title=title)
        for name, told in disk.items():
            table.add_row(name, told, memory[name])
        Console().print(table)
