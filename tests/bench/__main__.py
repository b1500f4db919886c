"""Runs the benchmarks that are named, or all: `make bench`, or `python -m bench sparql search`.

Each writes `results/NAME.json` when it is done, so one that broke can be run again by itself.
"""

import sys
import time
from importlib import import_module
from typing import Final

from bench.plots import draw
from bench.results import keep, printed, write_readmes
from rich.console import Console

MODULES: Final = (
    *("ratios", "sparql", "validation", "commands", "json_api", "search", "comparison", "pages"),
)


def main(wanted: list[str]) -> None:
    """Run modules one after another."""
    if unknown := set(wanted) - {*MODULES}:
        sys.exit(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(MODULES)}")
    console = Console(width=160)
    for name in wanted or MODULES:
        console.rule(name)
        began = time.monotonic()
        tables = import_module(f"bench.{name}").measured()
        keep(name, tables)
        for title, rows in tables.items():
            console.print(printed(title, rows))
        console.print(f"{name}: {time.monotonic() - began:.0f} s")
        draw()
        write_readmes()


if __name__ == "__main__":
    main(sys.argv[1:])
