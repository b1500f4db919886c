"""Where the things of a neighbourhood stand in a drawing: in columns, the same every time.

The thing in the middle has what points to it on its left and what it points to on its right, a
step a column. Nothing is left to chance, so that a drawing can be found again.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.explorer.edges import WAYS, grouped
from graph.answers import Thing
from graph.names import Language, natural
from graph.network import Neighbourhood
from graph.network.model import Node
from graph.resources import vocabulary

MAX_DRAWN: Final = 60
"""Things that a drawing has at most: beyond it shows the first step, or nothing."""

COLUMN: Final = 330
ROW: Final = 46
"""Pixels from the middle of a box to that of the next, across and down."""

BOX: Final = (190, 38)
"""Pixels, wide and high."""

LETTERS: Final = 42
"""Of a label in a box; the list has all of it."""

LOOKS: Final = 30
"""How many boxes can be told apart: six colours by five borders (`network.css`)."""

UNEVEN: Final = 8
"""So many boxes one side may have more than twice those of the other."""


@dataclass(frozen=True)
class Drawing:
    """What a script draws, and the legend in words."""

    content: Mapping[str, Any]
    legend: Sequence[tuple[Thing, int]]
    """The classes that are there, each with the number of its look."""
    is_whole: bool
    """Whether all steps are drawn, and not the first alone."""
    width: int
    height: int


@dataclass(frozen=True)
class _Side:
    """A column of the first step on each side of the middle, and one of the second behind it."""

    sign: int
    first: Sequence[str]
    second: Sequence[str]


def draw(found: Neighbourhood, language: Language) -> Drawing | None:
    """Return the drawing of a neighbourhood, or None where even its first step is too much."""
    drawn = [node for node in found.nodes if found.distances[node.id] <= found.steps]
    is_whole = len(drawn) <= MAX_DRAWN
    if not is_whole:
        drawn = [node for node in drawn if found.distances[node.id] <= 1]
    if not 1 < len(drawn) <= MAX_DRAWN:
        return None
    sides = _sides(found, {node.id for node in drawn})
    places = {found.of: (0, 0)} | dict(_places(sides))
    xs, ys = ([place[axis] for place in places.values()] for axis in (0, 1))
    content = {
        "nodes": [_box(node, places[node.id], node.id == found.of, language) for node in drawn],
        "edges": _arrows(found, places, language),
    }
    return Drawing(
        content,
        legend=_legend(drawn),
        is_whole=is_whole,
        width=max(xs) - min(xs) + BOX[0] + 20,
        height=max(ys) - min(ys) + BOX[1] + 20,
    )


def look(node: Node) -> int:
    """Return the number of the look of a thing: the same for its class on every page."""
    kinds = sorted(thing.iri for thing in vocabulary().kinds.values())
    return kinds.index(node.type.iri) % LOOKS


def _legend(drawn: Iterable[Node]) -> list[tuple[Thing, int]]:
    looks = {node.type.iri: (node.type, look(node)) for node in drawn}
    return [looks[iri] for iri in sorted(looks)]


def _sides(found: Neighbourhood, drawn: set[str]) -> Sequence[_Side]:
    """Return who stands on the left and on the right, from the top."""
    ways = grouped(found)
    out, into = (
        list(
            dict.fromkeys(
                end.id
                for group in ways[way]
                for line in group.lines
                for end in (line.source, line.target)
                if end.id != found.of
            )
        )
        for way in WAYS[:2]
    )
    left, right = [name for name in into if name not in out], out
    if abs(len(left) - len(right)) > min(len(left), len(right)) + UNEVEN:
        every = [*right, *left]
        right, left = every[: (len(every) + 1) // 2], every[(len(every) + 1) // 2 :]
    behind = _behind(found, [*left, *right], drawn)
    return [
        _Side(sign, first, [name for name in behind if behind[name] in first])
        for sign, first in ((-1, left), (1, right))
    ]


def _behind(found: Neighbourhood, first: Sequence[str], drawn: set[str]) -> Mapping[str, str]:
    """Return what is two steps away, each with the first of those that it is reached by."""
    rows = {name: row for row, name in enumerate(first)}
    reached: dict[str, str] = {}
    for edge in found.edges:
        for near, far in ((edge.source, edge.target), (edge.target, edge.source)):
            if near in rows and far in drawn and found.distances[far] == 2:
                known = reached.get(far, near)
                reached[far] = min(known, near, key=rows.__getitem__)
    ordered = sorted(reached, key=lambda name: (rows[reached[name]], natural(name)))
    return {name: reached[name] for name in ordered}


def _places(sides: Iterable[_Side]) -> Iterable[tuple[str, tuple[int, int]]]:
    for side in sides:
        for step, names in enumerate((side.first, side.second), 1):
            top = -(len(names) - 1) * ROW // 2
            for row, name in enumerate(names):
                yield name, (side.sign * step * COLUMN, top + row * ROW)


def _box(node: Node, place: tuple[int, int], is_middle: bool, language: Language) -> dict[str, Any]:
    text = node.label[language] or node.id
    return {
        "id": node.id,
        "text": textwrap.shorten(text, LETTERS, placeholder=" …"),
        "look": look(node),
        "middle": is_middle,
        "x": place[0],
        "y": place[1],
    }


def _arrows(
    found: Neighbourhood, places: Mapping[str, tuple[int, int]], language: Language
) -> list[dict[str, str]]:
    """Return an arrow for each pair of things that edges join, with the words of all of them."""
    labels = {kind.name: kind.label[language] for kind in found.kinds}
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in found.edges:
        if edge.source in places and edge.target in places:
            pairs.setdefault((edge.source, edge.target), []).append(labels[edge.key])
    return [
        {"source": source, "target": target, "text": ", ".join(words)}
        for (source, target), words in pairs.items()
    ]
