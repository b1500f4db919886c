"""SPARQL over HTTP beside other servers: load, memory, speed, and how these grow with the data.

All servers have the same triples and are asked in turn on the same machine; their rows are counted
and held against ours before anything is timed. Set BENCH_SIZES to other sizes in quads, such as
`20000,200000,2000000,20000000`; rdflib-endpoint and Virtuoso are measured at the smaller alone.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from typing import Final

from bench.generator import release
from bench.load import SECONDS, Load, loaded, memory, processor_time
from bench.queries import ACCEPT, QUERIES, SELECTIVE, Rows, rows, url_of
from bench.results import AGREES, Figure, Row, Tables
from bench.servers import OURS_UNCACHED, SERVERS, Data, Server, settle
from rich.console import Console

from graph.errors import DeadlineExceeded
from graph.query import Dataset, read_query
from graph.release import Release
from graph.workers import Limits, Pool

SIZES: Final = tuple(map(int, os.environ.get("BENCH_SIZES", "20000,200000,2000000").split(",")))
COMPARED: Final = 200_000
"""The size at which the connections are varied."""

FEW: Final = 8
CONNECTIONS: Final = (1, FEW, 32)
LONG: Final = 0.25
"""Seconds of one answer from which on it is not asked for under load: its time alone is told."""

DIFFERS, SILENT, FAILS = "differs", "no answer", "fails under load"
"""What is said of rows in place of AGREES."""

GROWTH: Final = 1.5
"""How many times longer a selective query may take at the largest size than at the smallest."""

LATE: Final = (2_000_000, 500, 20)
"""Quads, deadline in milliseconds, and number of the runaways that are stopped."""


def measured() -> Tables:
    """Return the tables of this module."""
    costs: list[Row] = []
    speeds: list[Row] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            data, expected = Data.made(Path(folder), size), {}
            for name, (server, most) in SERVERS.items():
                if size > most:
                    continue
                Console().print(f"{size:,} quads: {name}")
                cost, found = _asked(name, server, data, size, expected)
                costs.append(cost)
                speeds += found
    return {
        "costs": costs,
        "speeds": speeds,
        "rates": _pivoted(speeds, "answers a second"),
        "latencies": _pivoted(speeds, "median ms"),
        "processor": _pivoted(speeds, "processor ms"),
        "connections": _by_connections(speeds),
        "growth": _grown(speeds),
        "wanted": _wanted(speeds),
        "runaways": [_late(asyncio.run(_overshoot()))],
    }


def _asked(
    name: str, server: Server, data: Data, size: int, expected: dict[str, Rows]
) -> tuple[Row, list[Row]]:
    """Return what loading cost, and a row for each query and number of connections."""
    began = time.perf_counter()
    with server(data) as address:
        took = time.perf_counter() - began
        spent = processor_time()
        settle(address)
        cost = {
            "server": name,
            "quads": data.quads,
            "load s": took,
            "load processor s": spent,
            "memory MB": memory(),
        }
        found = [
            {"server": name, "size": size, "query": query, **row}
            for query in QUERIES
            for row in _query(address, query, size, expected)
        ]
    return cost, found


def _query(address: str, query: str, size: int, expected: dict[str, Rows]) -> Iterator[Row]:
    """Yield the figures of a query; what the first server answers is expected of the others."""
    try:
        told = rows(address, query)
        alone, spent = min(_alone(address, query) for _ in range(2))
    except OSError:
        yield {"connections": 1, "rows": SILENT}
        return
    same = {"rows": AGREES if told == expected.setdefault(query, told) else DIFFERS}
    if alone > LONG:
        yield {
            "connections": 1,
            **_figures(Load(1 / alone, *[alone * 1000] * 2, spent * 1000)),
            **same,
        }
        return
    for connections in CONNECTIONS if size == COMPARED else (FEW,):
        try:
            seconds = max(SECONDS, ceil(2 * connections * alone))
            load = loaded(url_of(address, query), [f"Accept: {ACCEPT}"], connections, seconds)
        except RuntimeError:
            yield {"connections": connections, "rows": FAILS}
        else:
            yield {"connections": connections, **_figures(load), **same}


def _alone(address: str, query: str) -> tuple[float, float]:
    """Return the seconds of wall and of processor time that one answer takes, nothing beside it."""
    began, before = time.perf_counter(), processor_time()
    rows(address, query)
    return time.perf_counter() - began, processor_time() - before


def _figures(load: Load) -> Row:
    return {
        "answers a second": load.rate,
        "median ms": load.median,
        "99 % ms": load.slowest,
        "processor ms": load.processor,
    }


def _pivoted(speeds: list[Row], figure: str) -> list[Row]:
    """Return a figure of each query by server, over FEW connections, at the size of ratios."""
    return [
        {"server": name, **{query: _found(speeds, name, query, figure) for query in QUERIES}}
        for name in SERVERS
    ]


def _found(speeds: list[Row], server: str, query: str, figure: str, size: int = COMPARED) -> Figure:
    """Return a figure over FEW connections, or over one where an answer takes LONG.

    In its place what is wrong with the rows, or None where it was not measured.
    """
    wanted = (server, query, size)
    asked = [row for row in speeds if (row["server"], row["query"], row["size"]) == wanted]
    known = [row for row in asked if row["connections"] in (1, FEW)]
    if not known:
        return None
    return known[-1][figure] if known[-1]["rows"] == AGREES else known[-1]["rows"]


def _by_connections(speeds: list[Row]) -> list[Row]:
    """Return answers a second of three queries, by number of connections."""
    return [
        {
            "server": name,
            **{
                f"{query}, {row['connections']} conn.": row["answers a second"]
                for query in ("point", "join", "list")
                for row in speeds
                if (row["server"], row["query"], row["size"]) == (name, query, COMPARED)
                if row["rows"] == AGREES
            },
        }
        for name in SERVERS
    ]


def _grown(speeds: list[Row]) -> list[Row]:
    """Return how many times longer each query takes at the largest size than at the smallest."""
    return [
        {
            "server": name,
            **{query: _times(speeds, name, query) for query in QUERIES},
        }
        for name, (_, most) in SERVERS.items()
        if most >= max(SIZES) > min(SIZES)
    ]


def _times(speeds: list[Row], name: str, query: str) -> float | None:
    sizes = min(SIZES), max(SIZES)
    small, large = (_found(speeds, name, query, "median ms", size) for size in sizes)
    return _share(large, small)


def _wanted(speeds: list[Row]) -> list[Row]:
    """Return what is wanted of ours as data grow beside what was found."""
    grown = [_times(speeds, OURS_UNCACHED, query) for query in SELECTIVE]
    most = max((times for times in grown if isinstance(times, float)), default=None)
    what = f"slowest selective query, {max(SIZES):,} / {min(SIZES):,} quads"
    return [{"what": what, "found": most, "wanted": f"less than {GROWTH}"}]


def _share(one: Figure, other: Figure) -> float | None:
    return one / other if isinstance(one, float) and isinstance(other, float) and other else None


async def _overshoot() -> list[int]:
    """Return by how many ms runaways were answered after their deadline, one after another."""
    quads, deadline, times = LATE
    pool = Pool(Release("large", release(quads)), Limits())
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


def _late(late: list[int]) -> Mapping[str, float]:
    quads, deadline, _ = LATE
    return {
        "quads": quads,
        "runaways": len(late),
        "deadline ms": deadline,
        "latest answer, ms after it": max(late),
    }
