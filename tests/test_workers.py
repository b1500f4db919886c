"""The workers: what a hostile query costs, and whom."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from waiting import children

from graph import ondisk
from graph.errors import (
    Busy,
    DeadlineExceeded,
    MemoryExceeded,
    QueryCrashed,
    QueryError,
    ReleaseError,
    ResultTooLarge,
)
from graph.ondisk import StoredRelease
from graph.query import Dataset, read_query
from graph.release import Release
from graph.workers import Limits, Pool, PooledEngine, Result
from graph.workers.member import Member

TURTLE = "".join(f"<x:s{i}> <x:p> {i} .\n" for i in range(2_000)).encode()
SMALL = Release("small", {"one": TURTLE})
JSON = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ALL = "SELECT * { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CROSSED = "{ ?a ?b ?c . ?d ?e ?f BIND(?c * 7919 + ?f AS ?x) FILTER(?f < 500) }"
"""With DISTINCT a worker grows over it, and is replaced."""
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"

Ask = Callable[..., Awaitable[Result]]
Test = Callable[[Pool, Ask], Coroutine[Any, Any, None]]
WithPool = Callable[..., None]


@pytest.fixture(params=["memory", "disk"])
def with_pool(request: pytest.FixtureRequest, tmp_path: Path) -> WithPool:
    """Runs a test with a pool, and a function that asks it; whatever happens, nothing is left."""

    async def run(release: Release | StoredRelease, limits: Limits, test: Test) -> None:
        pool = Pool(release, limits)

        async def ask(query: str, deadline: int = 60_000, media_type: str = JSON) -> Result:
            now = asyncio.get_running_loop().time()
            return await pool.answer(read_query(query), media_type, Dataset(), now, deadline)

        try:
            await pool.start()
            await settled(pool)
            await test(pool, ask)
        finally:
            await pool.close()

    def with_pool(test: Test, **limits: int) -> None:
        before = below(), descriptors()
        if request.param == "memory":
            asyncio.run(run(SMALL, Limits(**limits), test))
        else:
            ondisk.prepare(tmp_path)
            ondisk.write(tmp_path, SMALL)
            with ondisk.opened(tmp_path, free=0) as stored:
                asyncio.run(run(stored, Limits(**limits), test))
            assert len(list(tmp_path.iterdir())) == 2, "the manifest and the release alone"
        assert (below(), descriptors()) == before

    return with_pool


def below() -> list[int]:
    return children(os.getpid(), recursive=True)


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


async def settled(pool: Pool) -> int:
    """Wait until all workers are there, and return how many."""
    wanted = pool.limits.workers + 4
    async with asyncio.timeout(60):
        while len(pool._idle) < wanted:
            await asyncio.sleep(0.01)
    return len(pool._idle)


async def gone(pool: Pool, members: list[Member]) -> None:
    """Wait until the pool has noticed that some workers are no more."""
    async with asyncio.timeout(60):
        while {*members} & {*pool._idle}:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("query", "deadline", "error"),
    [
        (RUNAWAY, 200, DeadlineExceeded),
        (BOMB, 60_000, MemoryExceeded),
        (f"SELECT (1{'+1' * 40_000} AS ?x) {{}}", 10_000, QueryCrashed),
        (f"SELECT * {{ FILTER({'!' * 90_000}true) }}", 10_000, QueryCrashed),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 60_000, ResultTooLarge),
        ("SELECT * {", 10_000, QueryError),
    ],
    ids=["runaway", "memory", "sum", "not", "result", "syntax"],
)
def test_a_hostile_query_costs_its_own_request_alone(
    query: str, deadline: int, error: type[QueryError], with_pool: WithPool
) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        with pytest.raises(error):
            await ask(query, deadline)
        assert b'"2000"' in (await ask(COUNT)).body
        assert await settled(pool) == 6

    with_pool(test, workers=2, memory=256 * 2**20, result=16 * 2**20)


def test_many_at_once_are_stopped_in_time_and_the_honest_are_answered(with_pool: WithPool) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        hostile = [asyncio.ensure_future(ask(RUNAWAY, 1_500)) for _ in range(6)]
        for _ in range(20):
            assert b'"2000"' in (await ask(COUNT)).body
        for stopped in await asyncio.gather(*hostile, return_exceptions=True):
            assert isinstance(stopped, DeadlineExceeded)
            assert stopped.elapsed < 1_500 + 1_000
        assert await settled(pool) == 12

    with_pool(test, workers=8)


def test_the_time_in_the_queue_counts(with_pool: WithPool) -> None:
    async def test(_: Pool, ask: Ask) -> None:
        first = asyncio.ensure_future(ask(RUNAWAY, 600))
        await asyncio.sleep(0.05)
        with pytest.raises(DeadlineExceeded) as waiting:
            await ask(COUNT, 200)
        assert waiting.value.deadline == 200
        assert b'"2000"' in (await ask(COUNT, 9_000)).body
        with pytest.raises(DeadlineExceeded):
            await first

    with_pool(test, workers=1)


def test_a_queue_that_is_full_says_so_at_once(with_pool: WithPool) -> None:
    async def test(_: Pool, ask: Ask) -> None:
        running = asyncio.ensure_future(ask(RUNAWAY, 500))
        waiting = [asyncio.ensure_future(ask(COUNT, 9_000)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(Busy, match="wait already"):
            await ask(COUNT)
        for answer in waiting:
            assert b'"2000"' in (await answer).body
        with pytest.raises(DeadlineExceeded):
            await running

    with_pool(test, workers=1, queue=2)


def test_a_worker_that_is_killed_costs_its_own_request_alone(with_pool: WithPool) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        asked = asyncio.ensure_future(ask(RUNAWAY))
        await asyncio.sleep(0.2)
        (busy,) = pool._busy
        signal.pidfd_send_signal(busy._handle, signal.SIGKILL)
        with pytest.raises(Busy, match="ended from outside"):
            await asked
        idle = list(pool._idle)
        for member in idle:
            signal.pidfd_send_signal(member._handle, signal.SIGKILL)
        await gone(pool, idle)
        assert b'"2000"' in (await ask(COUNT)).body
        assert await settled(pool) == 6

    with_pool(test, workers=2)


def test_a_parent_that_is_killed_is_started_anew(with_pool: WithPool) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        assert pool._launcher
        idle = list(pool._idle)
        os.kill(pool._launcher._process.pid, signal.SIGKILL)
        await gone(pool, idle)
        assert b'"2000"' in (await ask(COUNT)).body
        assert await settled(pool) == 6

    with_pool(test, workers=2)


def test_a_caller_who_leaves_takes_the_query_along(with_pool: WithPool) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        asked = asyncio.ensure_future(ask(RUNAWAY))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert not pool._busy
        assert await settled(pool) == 6

    with_pool(test, workers=2)


def test_a_large_result_is_a_file_that_is_whole(with_pool: WithPool) -> None:
    async def test(_: Pool, ask: Ask) -> None:
        query = "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?c < 20) }"
        result = await ask(query, media_type="text/csv")
        assert result.file
        body = result.read()
        assert len(body) == result.size
        assert body.count(b"\r\n") == 20 * 2_000 + 1

    with_pool(test, workers=2)


def test_the_large_result_of_a_worker_that_has_grown_is_whole_too(with_pool: WithPool) -> None:
    """It ends after its answer, and the file that came along must not be closed with it."""

    async def test(pool: Pool, ask: Ask) -> None:
        before = {member._thread for member in pool._idle}
        result = await ask(f"SELECT DISTINCT ?x {CROSSED}", media_type="text/csv")
        assert result.file
        assert len(result.read()) == result.size
        assert await settled(pool) == 6
        assert len(before & {member._thread for member in pool._idle}) == 5, "it did grow"

    with_pool(test, workers=2)


def test_a_worker_that_has_grown_gives_its_memory_back(with_pool: WithPool) -> None:
    async def test(pool: Pool, ask: Ask) -> None:
        query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {CROSSED}"
        before = {member._thread for member in pool._idle}
        await ask(query)
        assert await settled(pool) == 6
        assert len(before & {member._thread for member in pool._idle}) == 5

    with_pool(test, workers=2)


def test_a_worker_has_no_network(with_pool: WithPool) -> None:
    """SERVICE is refused before a worker sees it; here it is let through to see what holds then."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]

        async def test(pool: Pool, _: Ask) -> None:
            assert pool.isolation
            text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
            query = replace(read_query(ALL), text=text)
            now = asyncio.get_running_loop().time()
            with pytest.raises(QueryError):
                await pool.answer(query, JSON, Dataset(), now, 5_000)

        with_pool(test, workers=1)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_release_that_cannot_be_loaded_is_an_error_that_says_so() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(ReleaseError, match="the graph one cannot be read"):
            await pool.start()
        await pool.close()

    before = below()
    asyncio.run(test(Pool(Release("broken", {"one": b"<a"}), Limits())))
    assert below() == before


def test_the_pool_is_an_engine_for_threads(with_pool: WithPool) -> None:
    async def test(pool: Pool, _: Ask) -> None:
        engine = PooledEngine(pool, asyncio.get_running_loop())
        found = await asyncio.to_thread(engine.select, "SELECT ?s { ?s ?p 3 }")
        assert [str(row["s"]) for row in found.rows] == ["<x:s3>"]
        with pytest.raises(QueryError):
            await asyncio.to_thread(engine.select, "ASK {}")

    with_pool(test, workers=1)
