"""A small release in a store on disk, and what answers from it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from engines import Pooled

from graph import ondisk
from graph.query import read_query
from graph.release import Release
from graph.workers import Limits, Pool

MEMORY = 2**50
JSON = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def numbered(size: int, name: str = "small") -> Release:
    """A release of so many triples, whose terms are too long to be kept in the indexes."""
    words = "words that are not few, so that there is something to read "
    lines = (f'<x:s{i}> <x:p> "{i} {words}" .\n' for i in range(size))
    return Release(name, {"one": "".join(lines).encode()})


SMALL = numbered(500)
OTHER = numbered(20, "other")


def number(pooled: Pooled) -> int:
    return int(json.loads(answered(pooled, COUNT))["results"]["bindings"][0]["n"]["value"])


def answered(pooled: Pooled, query: str) -> bytes:
    return pooled.answer(read_query(query), JSON)


@contextmanager
def served(store: Path, free: int = 0) -> Iterator[Pooled]:
    """A store that is there, answered from disk, or from memory where enough is `free`."""
    with ondisk.opened(store, free) as found:
        pooled = Pooled(Pool(found, Limits(workers=1)))
        try:
            yield pooled
        finally:
            pooled.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the small release."""
    folder = tmp_path / "store"
    ondisk.prepare(folder)
    ondisk.write(folder, SMALL)
    return folder


def folders(store: Path) -> list[str]:
    """Return the kinds of the folders of a store."""
    return sorted(folder.name.partition("-")[0] for folder in store.iterdir() if folder.is_dir())
