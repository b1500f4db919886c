"""The JSON API beside Datasette with the same tables, over HTTP.

Both serve the shipped release. Datasette has an SQLite file with one table for each collection and
each question that is measured: the columns of our CSV, those of several values as JSON arrays, as
its facets want them. It has no entity tags for tables, so 304s stand beside its answer of the same
table. Our JSON carries labels in two languages, IRIs and findings, and is several times larger.
"""

import csv
import io
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from bench.load import Load, loaded
from bench.results import Figure, Row, Tables
from bench.served import SERVICE, free_port, running

FACETS = ("theme", "type", "region")
JOIN = " | "
QUESTIONS = ("visions", "goals?region=hovedstaden", "goals")


def fetch(url: str) -> bytes:
    """Return what is at an address."""
    with urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def put(database: sqlite3.Connection, name: str, text: str) -> None:
    """Make a table of a CSV; a field of several values becomes a JSON array."""
    header, *rows = csv.reader(io.StringIO(text))
    several = {i for row in rows for i, field in enumerate(row) if JOIN in field}
    several |= {i for i, column in enumerate(header) if column in FACETS}
    columns = ", ".join(f'"{column}"' for column in header)
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    marks = ", ".join("?" * len(header))
    database.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',
        (
            [
                json.dumps(field.split(JOIN) if field else []) if i in several else field
                for i, field in enumerate(row)
            ]
            for row in rows
        ),
    )


def check(ours: str, theirs: str) -> None:
    """Stop where the two lists differ in how many there are, or in a count of a facet."""
    own, their = json.loads(fetch(ours)), json.loads(fetch(theirs))
    assert own["total"] == their["filtered_table_rows_count"]
    for facet in ("theme", "region"):
        counted = {f["thing"]["label"]["da"]: f["count"] for f in own["facets"][facet]}
        found = {f["value"]: f["count"] for f in their["facet_results"][facet]["results"]}
        assert {label: counted[label] for label in found} == found, facet


def measured() -> Tables:
    """Serve both, and compare what they answer."""
    with tempfile.TemporaryDirectory() as folder, _service(64) as own:
        file = Path(folder) / "graph.db"
        _fill(file, own)
        with _datasette(file) as peer, _service(0) as uncached:
            return {"json": [*_cached(own, peer), _list(uncached, peer)]}


@contextmanager
def _service(cache: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-P", "-c", SERVICE, str(port), str(cache)]
    with running(command, f"{address}/readyz"):
        yield address


@contextmanager
def _datasette(file: Path) -> Iterator[str]:
    settings = [
        option
        for name, value in (("suggest_facets", "off"), ("max_returned_rows", "2000"))
        for option in ("--setting", name, value)
    ]
    address = f"http://127.0.0.1:{(port := free_port())}"
    serve = [str(Path(sys.executable).parent / "datasette"), "serve", "-i", str(file)]
    with running([*serve, *settings, "--port", str(port)], f"{address}/-/versions.json"):
        yield address


def _fill(file: Path, own: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        put(database, "elements", fetch(f"{own}/api/v1/elements.csv").decode())
        for number, asked in enumerate(QUESTIONS):
            slug, _, query = asked.partition("?")
            url = f"{own}/api/v1/questions/{slug}.csv?{query}"
            put(database, f"question_{number}", fetch(url).decode())
        database.commit()


def _cached(own: str, peer: str) -> Iterator[Row]:
    """Yield answers to questions that are kept, and 304s."""
    for number, asked in enumerate(QUESTIONS):
        ours = f"{own}/api/v1/questions/{asked}"
        theirs = f"{peer}/graph/question_{number}.json?_shape=array&_size=max"
        sizes, pace = _sizes(ours, theirs), loaded(theirs)
        yield _row(f"cached: {asked}", loaded(ours), pace, 5) | sizes
        tag = urlopen(Request(ours)).headers["ETag"]
        yield _row(f"304: {asked}", loaded(ours, [f"If-None-Match: {tag}"]), pace, 5)


def _list(own: str, peer: str) -> Row:
    """Return a list that is not kept, with facets (what is kept are the cards of its things)."""
    ours = f"{own}/api/v1/elements?limit=50&facets={','.join(FACETS)}"
    facets = "&".join(f"_facet_array={name}" for name in FACETS)
    theirs = f"{peer}/graph/elements.json?_size=50&{facets}&_shape=objects&_facet_size=max"
    check(ours, theirs)
    row = _row("list of 50 with 3 facets", loaded(ours), loaded(theirs), 2)
    return row | _sizes(ours, theirs)


def _row(what: str, ours: Load, theirs: Load, wanted: float) -> dict[str, Figure]:
    return {
        "what": what,
        "ours /s": ours.rate,
        "Datasette /s": theirs.rate,
        "ratio": ours.rate / theirs.rate,
        "wanted": wanted,
    }


def _sizes(ours: str, theirs: str) -> dict[str, Figure]:
    return {"kB": len(fetch(ours)) / 1000, "Datasette kB": len(fetch(theirs)) / 1000}
