"""Answers a second of ours beside those of a peer, both asked in turn, round after round.

A machine that others use may be half as fast a minute later. So the servers run side by side, one
of them is asked at a time, and a ratio is the median of those of all rounds.
"""

import statistics
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench.load import loaded
from bench.queries import ACCEPT, rows, url_of
from bench.results import Row, Tables
from bench.servers import (
    OURS_CACHED,
    OURS_UNCACHED,
    OXIGRAPH_SERVE,
    RDFLIB_ENDPOINT,
    SERVERS,
    Data,
    settle,
)
from bench.sparql import COMPARED, FEW
from rich.console import Console

ROUNDS: Final = 21

WANTED: Final = (
    ("join", OURS_UNCACHED, RDFLIB_ENDPOINT, 15),
    ("list", OURS_UNCACHED, OXIGRAPH_SERVE, 0.5),
    ("join", OURS_UNCACHED, OXIGRAPH_SERVE, 0.3),
    ("point", OURS_UNCACHED, OXIGRAPH_SERVE, 0.22),
    ("list", OURS_CACHED, OXIGRAPH_SERVE, 6),
)
"""Query, server, peer, and the least that ours should be of the peer's answers a second."""


def measured() -> Tables:
    """Return the table of this module."""
    named = dict.fromkeys(name for _, *pair, _ in WANTED for name in pair)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        data = Data.made(Path(folder), COMPARED)
        servers = {name: running.enter_context(SERVERS[name][0](data)) for name in named}
        for address in servers.values():
            settle(address)
        return {"wanted": [_compared(servers, *wanted) for wanted in WANTED]}


def _compared(servers: Mapping[str, str], query: str, ours: str, peer: str, least: float) -> Row:
    what = f"{query}: {ours} / {peer}"
    Console().print(what)
    pair = servers[ours], servers[peer]
    one, other = (rows(address, query) for address in pair)
    found = [_ratio(pair, query) for _ in range(ROUNDS)] if one == other else []
    return row(what, found, least)


def _ratio(pair: Sequence[str], query: str) -> float:
    ours, peer = (
        loaded(url_of(address, query), [f"Accept: {ACCEPT}"], FEW, seconds=1).rate
        for address in pair
    )
    return ours / peer


def row(what: str, found: Sequence[float], least: float) -> Row:
    """Return what was found in all rounds beside what is wanted; none where the rows differ."""
    if not found:
        return {"what": what, "found": "the rows differ", "wanted": f"at least {least}"}
    low, median, high = statistics.quantiles(found, n=4)
    return {
        "what": what,
        "found": median,
        "wanted": f"at least {least}",
        "a quarter of the rounds below": low,
        "a quarter above": high,
    }
