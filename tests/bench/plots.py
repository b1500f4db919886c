"""The results as pictures, `results/*.svg`; what was not measured yet is not drawn."""

from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
from bench.results import AGREES, RESULTS, Row, read
from matplotlib.axes import Axes

SERVERS: Final = (
    *("ours, embedded", "ours, on disk"),
    *("oxigraph serve", "oxigraph serve, on disk"),
)
PANELS: Final[Mapping[str, tuple[float, Sequence[str]]]] = {
    "a matrix of ten columns": (
        2_000,
        (
            *("load", "start of Resources", "matrix, first", "matrix, later"),
            *("matrix, 20 elements a cell, later", "shared, later", "quality, later"),
            "changes of a pair, later",
        ),
    ),
    "two steps": (
        200,
        (
            *("two steps, median", "two steps, worst", "with themes, median"),
            *("with themes, worst", "centrality of an agreement", "networkx: two steps, median"),
            *("two steps, worst of the largest hubs", "with themes, worst of the largest hubs"),
        ),
    ),
}
"""What is drawn beside each other: what has a budget, its milliseconds, and the figures."""


def draw() -> None:
    """Draw all that was measured."""
    if rates := read("sparql").get("rates"):
        _draw_rates(rates)
    if speeds := read("sparql").get("speeds"):
        _draw_growth(speeds)
    if growth := read("comparison").get("growth"):
        _draw_comparison(growth)


def _draw_rates(rates: Sequence[Row]) -> None:
    """Draw a group of bars for each query, a bar for each server."""
    figure, axes = plt.subplots(figsize=(11, 4.5), layout="constrained")
    queries = [*rates[0]][1:]
    width = 0.8 / len(rates)
    for place, row in enumerate(rates):
        known = [(i, row[q]) for i, q in enumerate(queries) if isinstance(row[q], float)]
        left = [i + place * width for i, _ in known]
        axes.bar(left, [rate for _, rate in known], width, label=row["server"])
    axes.set_xticks([i + 0.4 - width / 2 for i in range(len(queries))], queries)
    axes.set(yscale="log", ylabel="answers a second", title="Ten queries, 8 connections")
    _legend(axes)
    _save(figure, "rates")


def _draw_growth(speeds: Sequence[Row]) -> None:
    """Draw how the milliseconds of each query grow, a panel for each server."""
    figure, panels = plt.subplots(1, len(SERVERS), figsize=(14, 5), sharey=True)
    for axes, server in zip(panels, SERVERS, strict=True):
        ours = [
            row
            for row in speeds
            if row["server"] == server and row["connections"] in (1, 8) and row["rows"] == AGREES
        ]
        for query in dict.fromkeys(row["query"] for row in ours):
            points = {row["size"]: row["median ms"] for row in ours if row["query"] == query}
            axes.loglog(points.keys(), points.values(), marker="o", markersize=4, label=query)
        axes.set(title=server, xlabel="quads")
        axes.grid(alpha=0.3)
    panels[0].set(ylabel="milliseconds, median of 8 connections")
    _legend(panels[0])
    figure.tight_layout()
    _save(figure, "growth")


def _draw_comparison(growth: Sequence[Row]) -> None:
    """Draw how comparisons and walks grow, and the budget of each panel."""
    figure, panels = plt.subplots(1, 2, figsize=(11, 6), sharey=True, layout="constrained")
    sizes = [*growth[0]][1:]
    for axes, (wanted, (budget, shown)) in zip(panels, PANELS.items(), strict=True):
        for row in (row for row in growth if row["milliseconds"] in shown):
            points = [(_quads(size), row[size]) for size in sizes if row.get(size) is not None]
            axes.loglog(
                *zip(*points, strict=True), marker="o", markersize=4, label=row["milliseconds"]
            )
        axes.axhline(budget, color="grey", linestyle="dashed", label=f"wanted of {wanted}")
        axes.set(xlabel="quads")
        axes.grid(alpha=0.3)
        _legend(axes)
    panels[0].set(ylabel="milliseconds")
    figure.suptitle("How comparing and walking grow with the corpus")
    _save(figure, "comparison")


def _quads(column: str) -> int:
    return int(column.removesuffix(" quads").replace(",", ""))


def _legend(axes: Axes) -> None:
    axes.legend(fontsize="small", loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)


def _save(figure: plt.Figure, name: str) -> None:
    # Without a date, and with the same names inside, the same results are the same picture.
    with plt.rc_context({"svg.hashsalt": name}):
        figure.savefig(RESULTS / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)
