"""Under attack: every honest answer whole and right, every hostile one stopped in time."""

import asyncio
import json
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from hostile import QUERIES
from test_server import serving
from waiting import children

CONNECTIONS, HOSTILE_SHARE = 16, 0.1
DEADLINE, GRACE = 1.0, 0.25
HONEST = [
    "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/sundhedsaftaler/ont#Goal> }",
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s <https://w3id.org/sundhedsaftaler/ont#serves> ?o } ORDER BY ?s ?o",
]


async def post(port: int, query: str) -> tuple[int, bytes, float]:
    """Send a query on a connection of its own; return the status, the body, and the seconds."""
    body = urlencode({"query": query}).encode()
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
    )
    begun = asyncio.get_running_loop().time()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + body)
    received = await reader.read()
    writer.close()
    status, _, rest = received.partition(b"\r\n\r\n")
    return int(status[9:12]), rest, asyncio.get_running_loop().time() - begun


@dataclass
class Outcome:
    """How many queries were sent, and what was wrong of them."""

    sent: int = 0
    wrong: list[str] = field(default_factory=list)
    """Answers that are not whole or not right, and errors that are no problem details."""

    late: list[str] = field(default_factory=list)
    """Hostile queries that were not stopped in time."""

    refused: list[str] = field(default_factory=list)
    """Honest queries that were not answered."""


async def attack(port: int, seconds: float) -> Outcome:
    """Send honest and hostile queries over all connections for so many seconds."""
    right = {query: (await post(port, query))[1] for query in HONEST}
    chance, outcome = random.Random(2), Outcome()
    until = asyncio.get_running_loop().time() + seconds

    async def send(query: str, hostile: bool) -> None:
        status, body, took = await post(port, query)
        if status != 200 and json.loads(body)["status"] != status:
            outcome.wrong.append(f"{query[:60]}: {status} is no problem")
        if hostile and took > DEADLINE + GRACE:
            outcome.late.append(f"{query[:60]}: {took:.2f} s")
        if not hostile and status != 200:
            outcome.refused.append(f"{query}: {body.decode()}")
        if not hostile and status == 200 and body != right[query]:
            outcome.wrong.append(f"{query}: {body[:200]!r}")

    async def client() -> None:
        while asyncio.get_running_loop().time() < until:
            outcome.sent += 1
            hostile = chance.random() < HOSTILE_SHARE
            await send(chance.choice(QUERIES if hostile else HONEST), hostile)

    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return outcome


class Footprint(NamedTuple):
    """What a service takes: its processes, and the megabytes that they have for themselves."""

    workers: int
    megabytes: int


def footprint(pid: int) -> Footprint:
    """Return what a service takes when it has come to rest."""
    time.sleep(2)
    kilobytes = 0
    below = children(pid, recursive=True)
    for process in (pid, *below):
        with suppress(OSError):  # it has just ended
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith(("Private_Clean", "Private_Dirty")):
                    kilobytes += int(line.split()[1])
    return Footprint(len(below), kilobytes // 1024)


def test_under_attack_every_answer_is_right_and_nothing_is_left_over() -> None:
    outcome, before, after = under_attack(4)
    assert outcome.sent > 50
    assert not outcome.wrong, outcome.wrong[:10]
    assert after.workers == before.workers, "no worker is missing or left over"
    assert after.megabytes < before.megabytes + 100, "the memory is back where it was"


@pytest.mark.trial
def test_under_a_long_attack_the_honest_are_answered_and_the_hostile_stopped_in_time() -> None:
    outcome, before, after = under_attack(60)
    assert not outcome.wrong, outcome.wrong[:10]
    assert not outcome.late, f"{len(outcome.late)} of {outcome.sent}: {outcome.late[:10]}"
    assert not outcome.refused, f"{len(outcome.refused)} of {outcome.sent}: {outcome.refused[:10]}"
    assert after.workers == before.workers


def under_attack(seconds: int) -> tuple[Outcome, Footprint, Footprint]:
    """Attack a service of its own; tell what it takes before and after."""
    with serving(deadline_ms=str(round(DEADLINE * 1000)), cache_mb="0") as (port, process):
        asyncio.run(attack(port, 1))
        before = footprint(process.pid)
        outcome = asyncio.run(attack(port, seconds))
        return outcome, before, footprint(process.pid)
