"""How well the search finds what was judged relevant, and what it costs.

The judged queries are in `tests/cases/search.yaml`. A thing judged useful or better is relevant.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

import yaml
from bench.results import Tables

from graph import names
from graph.engine import EmbeddedEngine
from graph.release import read_release
from graph.search import Search

CASES = Path(__file__).parent.parent / "cases" / "search.yaml"
DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """A query and the IRIs of what is relevant to it."""

    query: str
    kind: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Quality:
    """Means over queries, each from 0 to 1.

    `success`: some relevant thing is among the first ten. `recall`: of the relevant things, or of
    ten where they are more, so many are among the first ten. `reciprocal_rank`: of the first
    relevant thing, 0 where none is found.
    """

    number: int
    success: float
    recall: float
    reciprocal_rank: float


def judged() -> list[Judged]:
    """Return the judged queries."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["queries"]
    return [Judged(case["query"], case["kind"], _iris(case["relevant"])) for case in cases]


def _iris(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(iri for id_ in ids if (iri := names.from_short_id(id_)))


def qualities(search: Search, cases: Sequence[Judged]) -> dict[str, Quality]:
    """Return the quality over all queries (`all`), then by kind of query."""
    by_kind: Mapping[str, list[tuple[bool, float, float]]] = defaultdict(list)
    for case in cases:
        ranks = relevant_ranks(search, case)
        first = sum(rank <= DEPTH for rank in ranks)
        figures = (first > 0, first / min(DEPTH, len(case.relevant)), 1 / ranks[0] if ranks else 0)
        by_kind["all"].append(figures)
        by_kind[case.kind].append(figures)
    return {
        kind: Quality(len(rows), *(mean(column) for column in zip(*rows, strict=True)))
        for kind, rows in by_kind.items()
    }


def relevant_ranks(search: Search, case: Judged) -> list[int]:
    """Return the ranks, from 1, at which relevant things are found."""
    hits = search.find(case.query).hits
    return [rank for rank, hit in enumerate(hits, 1) if hit.iri in case.relevant]


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long one run took."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def measured() -> Tables:
    """Return the tables of this module."""
    engine = EmbeddedEngine(read_release())
    build = min(milliseconds(lambda: Search(engine)) for _ in range(3))
    search, cases = Search(engine), judged()
    times = [milliseconds(lambda case=case: search.find(case.query)) for case in cases]
    return {
        "quality": [
            {"queries": kind, **asdict(quality)}
            for kind, quality in qualities(search, cases).items()
        ],
        "cost": [{"index ms": build, "query, median ms": median(times), "longest ms": max(times)}],
    }
