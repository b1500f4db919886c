"""What building, loading and each question cost on the shipped release, beside rdflib in memory.

Each figure is the best of several runs.
"""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.results import Row, Tables
from rdflib import Dataset, URIRef

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


def measured() -> Tables:
    """Return the tables of this module."""
    data = Path(str(folder("data")))
    whole = best(lambda: build(data, None, lambda *_: None), 1)
    loaded, theirs = best(lambda: EmbeddedEngine(read_release()), 5), best(peer, 2)
    return {
        "release": [
            {"what": "build, quotes from the lock, both SHACL engines", "ms": whole},
            {"what": "load", "ms": loaded, "rdflib ms": theirs, "rdflib / ours": theirs / loaded},
        ],
        "questions": [*_questions()],
    }


def _questions() -> Iterator[Row]:
    engine, other = EmbeddedEngine(read_release()), peer()
    things = Things(engine)
    for question in questions().values():
        sparql = question.sparql
        ours = best(lambda sparql=sparql: engine.select(sparql), 10)
        theirs = best_within(lambda sparql=sparql: list(other.query(sparql)), 5)
        yield {
            "question": question.slug,
            "SPARQL ms": ours,
            "typed answer ms": best(lambda q=question: ask(engine, things, q, {}), 5),
            "rdflib ms": theirs,
            "rdflib / ours": None if isinstance(theirs, str) else theirs / ours,
        }
