"""The JSON API beside Datasette with the same tables, over HTTP, in one run of `make bench`.

Both serve the shipped release. Datasette has an SQLite file with one table for each collection and
each question that is measured: the columns of our CSV, those of several values as JSON arrays, as
its facets want them. It has no entity tags for tables, so 304s stand beside its answer of the same
table. Our JSON carries labels in two languages, IRIs and findings, and is several times larger.
"""

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

from rich.console import Console
from rich.table import Table
from served import SERVICE, free_port, running

CONNECTIONS = 8
SECONDS = 5
ROOT = Path(__file__).parent.parent.parent
FACETS = ("theme", "type", "region")
JOIN = " | "
QUESTIONS = ("visions", "goals?region=hovedstaden", "goals")


def fetch(url: str) -> bytes:
    """Return what is at an address."""
    with urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def rate(url: str, *headers: str) -> float:
    """Return answers a second; raise RuntimeError where one is no success."""
    options = [option for header in headers for option in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", *options, url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told and not headers:
        raise RuntimeError(told)
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found
    return float(found[1])


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


def main() -> None:
    """Serve both, compare what they answer, and print the table."""
    table = Table("what", "ours /s", "Datasette /s", "ratio", "wanted", "bytes", "Datasette's")
    ports = [free_port() for _ in range(3)]

    def service(port: int, cache: int) -> list[str]:
        return [sys.executable, "-P", "-c", SERVICE, str(port), str(cache)]

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.db"
        own = [f"http://127.0.0.1:{port}" for port in ports]
        with running(service(ports[0], 64), own[0] + "/readyz"):
            database = sqlite3.connect(file)
            put(database, "elements", fetch(f"{own[0]}/api/v1/elements.csv").decode())
            for number, asked in enumerate(QUESTIONS):
                slug, _, query = asked.partition("?")
                url = f"{own[0]}/api/v1/questions/{slug}.csv?{query}"
                put(database, f"question_{number}", fetch(url).decode())
            database.commit()
            database.close()
            settings = [
                option
                for name, value in (("suggest_facets", "off"), ("max_returned_rows", "2000"))
                for option in ("--setting", name, value)
            ]
            datasette = [str(Path(sys.executable).parent / "datasette"), "serve", "-i", str(file)]
            peer = f"http://127.0.0.1:{ports[1]}"
            serve = [*datasette, *settings, "--port", str(ports[1])]
            with running(serve, peer + "/-/versions.json"):
                measure_cached(table, own[0], peer)
                with running(service(ports[2], 0), own[2] + "/readyz"):
                    measure_list(table, own[2], peer)
    Console().print(table)


def measure_cached(table: Table, own: str, peer: str) -> None:
    """Measure answers to questions that are kept, and 304s."""
    for number, asked in enumerate(QUESTIONS):
        ours = f"{own}/api/v1/questions/{asked}"
        theirs = f"{peer}/graph/question_{number}.json?_shape=array&_size=max"
        sizes = len(fetch(ours)), len(fetch(theirs))
        pace = rate(theirs)
        add(table, f"cached: {asked}", rate(ours), pace, 5, *sizes)
        tag = urlopen(Request(ours)).headers["ETag"]
        add(table, f"304: {asked}", rate(ours, f"If-None-Match: {tag}"), pace, 5, 0, sizes[1])


def measure_list(table: Table, own: str, peer: str) -> None:
    """Measure a list that is not kept, with facets (what is kept are the cards of its things)."""
    ours = f"{own}/api/v1/elements?limit=50&facets={','.join(FACETS)}"
    facets = "&".join(f"_facet_array={name}" for name in FACETS)
    theirs = f"{peer}/graph/elements.json?_size=50&{facets}&_shape=objects&_facet_size=max"
    check(ours, theirs)
    sizes = len(fetch(ours)), len(fetch(theirs))
    add(table, "list of 50 with 3 facets", rate(ours), rate(theirs), 2, *sizes)


def add(
    table: Table, what: str, ours: float, theirs: float, wanted: float, size: int, peers: int
) -> None:
    """Add a line to the table."""
    paces = (f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.1f}", f"{wanted:g}")
    table.add_row(what, *paces, f"{size:,}", f"{peers:,}")


if __name__ == "__main__":
    main()
