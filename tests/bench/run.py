"""What the commands cost: `make bench` prints it; no test reads it.

Each figure is the best of several runs. A claim about speed is the ratio to the peer that is
measured in the same run: here rdflib, on the same release and the same queries.
"""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import Dataset, URIRef
from rich.console import Console
from rich.table import Table

from graph import names
from graph.ask import ask
from graph.build import build
from graph.catalogue import questions
from graph.engine import EmbeddedEngine
from graph.files import folder
from graph.release import read_release
from graph.things import Things


def best(run: Callable[[], object], times: int) -> float:
    """Return the shortest of `times` runs in milliseconds."""

    def once() -> float:
        start = time.perf_counter()
        run()
        return (time.perf_counter() - start) * 1000

    return min(once() for _ in range(times))


def best_within(run: Callable[[], object], seconds: int) -> float | str:
    """Return how long one run took in milliseconds, or why there is no such time."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return best(run, 1)
    except TimeoutError:
        return f"over {seconds} s"
    except TypeError:
        return "fails"  # rdflib cannot order by an expression over an unbound variable
    finally:
        signal.alarm(0)


def peer() -> Dataset:
    """Return the release in rdflib, its default graph the union as ours is."""
    dataset = Dataset(default_union=True)
    for name, turtle in read_release().graphs.items():
        dataset.graph(URIRef(names.graph(name))).parse(data=turtle, format="turtle")
    return dataset


def main() -> None:
    """Print the table."""
    table = Table("what", "milliseconds", "rdflib", "ratio")
    data = Path(str(folder("data")))
    whole = best(lambda: build(data, None, lambda *_: None), 1)
    table.add_row("build, quotes from the lock, shapes and all", f"{whole:.0f}", "", "")
    ours = best(lambda: EmbeddedEngine(read_release()), 5)
    theirs = best(peer, 2)
    table.add_row("load the release", f"{ours:.1f}", f"{theirs:.0f}", f"{theirs / ours:.0f}")
    engine, other = EmbeddedEngine(read_release()), peer()
    things = Things(engine)
    for question in questions().values():
        sparql = question.sparql
        ours = best(lambda sparql=sparql: engine.select(sparql), 10)
        theirs = best_within(lambda sparql=sparql: list(other.query(sparql)), 5)
        told = (
            (theirs, "") if isinstance(theirs, str) else (f"{theirs:.0f}", f"{theirs / ours:.0f}")
        )
        table.add_row(f"{question.slug}, SPARQL", f"{ours:.2f}", *told)
        typed = best(lambda question=question: ask(engine, things, question, {}), 5)
        table.add_row(f"{question.slug}, typed answer", f"{typed:.2f}", "", "")
    Console().print(table)


if __name__ == "__main__":
    main()
