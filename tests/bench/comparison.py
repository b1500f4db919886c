"""What comparing agreements and walking their network cost, from 20 k quads to 2 M: `make bench`.

Each figure is a whole answer in types: what the API tells, but for writing it. `first` is the first
answer after the start, `later` the median of the next ones. Peers answer in the same run, and their
answers are checked against ours: rdflib counts the matrix and walks the neighbourhood in SPARQL, at
the smallest size; networkx walks the whole network, which it has in memory beforehand. Neither
tells quotes, grounds, or what was read.

Arguments are other sizes, in quads. The growth is drawn in `growth.svg` beside this file.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

import matplotlib.pyplot as plt
import networkx as nx
from generator import release
from rdflib import Graph
from rich.console import Console
from rich.table import Table

from graph import names
from graph.comparison import compare, read_comparison
from graph.comparison.changes import compare_changes
from graph.comparison.pairs import Asked as Pair
from graph.comparison.quality import compare_quality, read_quality
from graph.comparison.shared import compare_shared, read_shared
from graph.engine import EmbeddedEngine, value
from graph.errors import ResultTooLarge
from graph.network import centrality, edge_kinds, neighbourhood
from graph.network.request import read_asked
from graph.release import Release, read_ontology
from graph.resources import Resources
from graph.resources.index import members

SIZES: Final = (20_000, 60_000, 200_000, 600_000, 2_000_000)
COLUMNS: Final = 10
DRAWN: Final = 50
TIMES: Final = 5
PLOT: Final = Path(__file__).parent / "growth.svg"
TOPICS: Final = "plan,measurement,governance,theme"
"""The kinds of edges that are meant where none is named, and those to themes, which are hubs."""

BUDGETS: Final = {"matrix": 2_000, "two steps": 200}
"""Milliseconds, of whatever begins with these words."""

PREFIXES: Final = (
    f"PREFIX a: <{names.ONT}> PREFIX c: <{names.CONCEPT}> "
    "PREFIX r: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
)
COUNTS: Final = (
    PREFIXES + "SELECT ?theme ?agreement (COUNT(DISTINCT ?element) AS ?n) {{ "
    "VALUES ?agreement {{ {agreements} }} ?narrow s:broader* ?theme . ?theme s:inScheme c:theme . "
    "?element a:theme|a:underTheme ?narrow ; a:ofAgreement ?agreement ; "
    "a/r:subClassOf* a:PlanElement }} GROUP BY ?theme ?agreement"
)
NEAR: Final = (
    "SELECT DISTINCT ?b {{ VALUES (?a ?p ?q) {{ UNDEF }} "
    "{{ <{of}> ?p ?b }} UNION {{ ?b ?p <{of}> }} }}"
)

Figures = dict[str, float | None]
"""Milliseconds by what was measured; None where there is no answer, as it is too large."""


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long one run took."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def first_and_later(name: str, run: Callable[[], object]) -> Figures:
    """Return the time of the first run, and the median of the next."""
    first, *later = (milliseconds(run) for _ in range(1 + TIMES))
    return {f"{name}, first": first, f"{name}, later": median(later)}
