"""What validating and inferring cost as the data grow: the two SHACL engines, and the rules.

The quick engine and the reference look at the same triples, and their findings are compared. Each
size has a process of its own, which is ended where an engine takes too long.
"""

import time
from collections.abc import Callable, Iterator
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final, TypeVar

from bench.generator import release
from bench.results import Row, Tables
from pyoxigraph import RdfFormat, Store, parse, serialize
from rdflib import Graph
from rich.console import Console

from graph.check import findings
from graph.check.reference import confirm
from graph.inference import INFERRED, infer
from graph.release import read_ontology

T = TypeVar("T")

SIZES: Final = (20_000, 60_000, 200_000)
PATIENCE: Final = 300
"""Seconds of wall time for each engine."""

STEPS: Final = ("rules", "pyshifty", "pyshacl")
WANTED: Final = 15
"""Seconds of processor time that the quick engine may take at the largest size."""


def measured() -> Tables:
    """Return the tables of this module."""
    rows = [*chain.from_iterable(map(_of_size, SIZES))]
    return {"validation": rows, "wanted": [_wanted(rows)]}


def _wanted(rows: list[Row]) -> Row:
    last = next(row for row in reversed(rows) if row["step"] == "pyshifty")
    title = f"validate {max(SIZES):,} quads, processor s"
    return {"what": title, "found": last.get("processor s"), "wanted": f"less than {WANTED}"}


def _of_size(quads: int) -> Iterator[Row]:
    """Yield what each step took, or that it took too long; none comes after such a one."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(quads, theirs))
    process.start()
    try:
        for step in STEPS:
            Console().print(f"{quads:,} quads: {step}")
            if not ours.poll(PATIENCE):
                yield {"quads": quads, "step": step, "found": f"over {PATIENCE} s of wall time"}
                return
            yield {"quads": quads, "step": step, **ours.recv()}
    finally:
        process.kill()
        process.join()


def _work(quads: int, told: Connection) -> None:
    """Tell of each step in turn; runs in a process of its own."""
    asserted = {name: turtle for name, turtle in release(quads).items() if name != INFERRED}
    store = Store()
    for turtle in (*asserted.values(), read_ontology()["concepts"]):
        store.bulk_load(turtle, RdfFormat.TURTLE)
    inferred, spent = _timed(lambda: infer(store))
    told.send({**spent, "found": f"{len(inferred):,} triples follow"})
    triples = {q.triple for turtle in asserted.values() for q in parse(turtle, RdfFormat.TURTLE)}
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    found, spent = _timed(lambda: findings(data))
    told.send({**spent, "found": f"{len(found):,} findings in {len(triples):,} triples"})
    _, spent = _timed(lambda: confirm(data, found))
    told.send({**spent, "found": "the same"})


def _timed(run: Callable[[], T]) -> tuple[T, Row]:
    """Return what a run returned, and what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    returned = run()
    return returned, {
        "processor s": time.process_time() - processor,
        "wall s": time.perf_counter() - wall,
    }
