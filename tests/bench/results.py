"""What was measured, kept as JSON in `results/`, and the tables that are written from it.

A module of the benchmarks returns tables: by name, rows of columns. No figure is written by hand:
a README has a pair of comments, `<!-- measured: MODULE/TABLE -->` and `<!-- measured: end -->`, and
what stands between them is made of the results.
"""

import json
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from rich.table import Table

ROOT: Final = Path(__file__).parent.parent.parent
RESULTS: Final = Path(__file__).parent / "results"
READMES: Final = (ROOT / "README.md", Path(__file__).parent / "README.md")
PEERS: Final = (
    *("pyoxigraph", "oxigraph", "rdflib", "rdflib-endpoint", "pyshacl", "pyshifty"),
    *("datasette", "networkx"),
)

Figure: TypeAlias = str | float | None
"""None where there is none: nothing was measured there."""

Row: TypeAlias = Mapping[str, Figure]
Tables: TypeAlias = Mapping[str, Sequence[Row]]

AGREES: Final = "same rows"
"""What is said of a peer that answers as we do."""

_PLACE: Final = re.compile(
    r"(<!-- measured: (?P<module>\w+)/(?P<table>[\w-]+) -->\n).*?(?=<!-- measured: end -->)", re.S
)


def keep(module: str, tables: Tables) -> None:
    """Write the results of a module, with what they were measured on."""
    machine = {
        "processors": len(os.sched_getaffinity(0)),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in PEERS},
    }
    RESULTS.mkdir(exist_ok=True)
    told = json.dumps({"measured on": machine, "tables": tables}, indent=1, ensure_ascii=False)
    (RESULTS / f"{module}.json").write_text(told + "\n", encoding="utf-8")


def read(module: str) -> Tables:
    """Return the tables that a module has left; none where it was not run yet."""
    file = RESULTS / f"{module}.json"
    tables: Tables = json.loads(file.read_text(encoding="utf-8"))["tables"] if file.exists() else {}
    return tables


def columns(rows: Iterable[Row]) -> list[str]:
    """Return the columns that any row has, in their order."""
    return [*dict.fromkeys(chain.from_iterable(rows))]


def shown(figure: Figure) -> str:
    """Return a figure as a table has it: three digits, no more than were measured."""
    if figure is None or isinstance(figure, str):
        return figure or ""
    whole = abs(figure) >= 100 or float(figure).is_integer()
    return f"{figure:,.0f}" if whole else f"{figure:#.3g}".rstrip(".")


def printed(title: str, rows: Sequence[Row]) -> Table:
    """Return a table for the terminal."""
    table = Table(*columns(rows), title=title)
    for row in rows:
        table.add_row(*(shown(row.get(column)) for column in columns(rows)))
    return table


def markdown(rows: Sequence[Row]) -> str:
    """Return a table in Markdown; figures stand to the right."""
    if not rows:
        return "Not measured yet.\n"
    heads = columns(rows)
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    lines += [[shown(row.get(column)) for column in heads] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def filled(text: str) -> str:
    """Return a README with its tables as the results have them."""

    def made(place: re.Match[str]) -> str:
        return place[1] + markdown(read(place["module"]).get(place["table"], ()))

    return _PLACE.sub(made, text)


def write_readmes() -> None:
    """Write the tables of every README anew."""
    for readme in READMES:
        readme.write_text(filled(readme.read_text(encoding="utf-8")), encoding="utf-8")
