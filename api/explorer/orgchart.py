"""The bodies of an agreement as a chart: a band for each level, arrows to whom a body reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.explorer.drawing import wrapped
from graph.answers import Thing
from graph.names import Language, concept
from graph.resources.edges import Edge
from graph.resources.plan import Organ

ORDER: Final = [
    concept("body-level", code)
    for code in (
        "political",
        "administrative",
        "professional",
        "advisory",
        "cluster",
        "operational",
    )
]
"""Levels from the top; one that is not here stands below them."""

WIDTH, BOX, GAP, HEIGHT, ROW, HEAD, LINE = 1160, 248, 32, 74, 110, 34, 18
IN_ROW: Final = (WIDTH - GAP // 2) // (BOX + GAP)


@dataclass(frozen=True)
class Box:
    """A body in the chart."""

    organ: Organ
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    width: int = BOX
    height: int = HEIGHT


@dataclass(frozen=True)
class Band:
    """A level, and the bodies on it."""

    level: Thing | None
    y: int
    height: int
    boxes: Sequence[Box]


@dataclass(frozen=True)
class Arrow:
    """To whom a body reports, or who set it up."""

    edge: Edge
    path: str
    is_reporting: bool


@dataclass(frozen=True)
class Chart:
    """The whole chart."""

    width: int
    height: int
    bands: Sequence[Band]
    arrows: Sequence[Arrow]


def chart(organs: Sequence[Organ], language: Language) -> Chart:
    """Return the chart of some bodies, each in the band of its first level."""
    bands: list[Band] = []
    y = 0
    for level, inside in _levels(organs).items():
        rows = -(-len(inside) // IN_ROW)
        height = HEAD + ROW * rows
        named = next((e.object for o in inside for e in o.levels if e.object.iri == level), None)
        bands.append(Band(named, y, height, _boxes(inside, y + HEAD, language)))
        y += height
    places = {box.organ.body.iri: box for band in bands for box in band.boxes}
    drawn = [each for organ in organs for each in _drawn(organ, places)]
    arrows = [
        Arrow(edge, _path(places[edge.subject.iri], places[edge.object.iri], number), is_reporting)
        for number, (edge, is_reporting) in enumerate(drawn)
    ]
    return Chart(WIDTH, y, bands, arrows)


def first_level(organ: Organ) -> str:
    """Return the IRI of the level that a body is shown on; nothing where none is coded."""
    return min((edge.object.iri for edge in organ.levels), key=_place, default="")


def _place(level: str) -> tuple[int, str]:
    return (ORDER.index(level) if level in ORDER else len(ORDER), level or "~")


def _levels(organs: Sequence[Organ]) -> Mapping[str, list[Organ]]:
    found: dict[str, list[Organ]] = defaultdict(list)
    for organ in organs:
        found[first_level(organ)].append(organ)
    return {level: found[level] for level in sorted(found, key=_place)}


def _boxes(organs: Sequence[Organ], top: int, language: Language) -> list[Box]:
    boxes = []
    for number, organ in enumerate(organs):
        row, column = divmod(number, IN_ROW)
        y = top + ROW * row
        lines = wrapped(organ.body.label[language] or organ.body.iri, 32, 3)
        first = y + (HEIGHT - LINE * len(lines)) // 2 + 14
        placed = [(first + LINE * place, line) for place, line in enumerate(lines)]
        boxes.append(Box(organ, GAP // 2 + column * (BOX + GAP), y, placed))
    return boxes


def _drawn(organ: Organ, places: Mapping[str, Box]) -> list[tuple[Edge, bool]]:
    reports = {edge.object.iri for edge in organ.reports_to}
    found = [(edge, True) for edge in organ.reports_to]
    found += [(edge, False) for edge in organ.appointed_by if edge.object.iri not in reports]
    return [(edge, is_reporting) for edge, is_reporting in found if edge.object.iri in places]


def _path(start: Box, end: Box, number: int) -> str:
    """Return a path that passes beside boxes, never behind one.

    Each arrow has a place of its own in the gaps, so that two do not lie upon each other.
    """
    aside = (number % 5 - 2) * 14
    lane = number % 6 * 4
    x1, x2 = start.x + BOX // 2 + aside, end.x + BOX // 2 + aside
    if start.y == end.y:
        foot = start.y + HEIGHT
        return f"M {x1} {foot} V {foot + 6 + lane // 2} H {x2} V {foot}"
    is_up = start.y > end.y
    y1, y2 = (start.y, end.y + HEIGHT) if is_up else (start.y + HEIGHT, end.y)
    step = -1 if is_up else 1
    gutter, entry = y1 + step * (6 + lane // 2), y2 - step * (8 + lane // 2)
    if abs(y2 - y1) < ROW:
        return f"M {x1} {y1} V {gutter} H {x2} V {y2}"
    beside = end.x + BOX + 6 if start.x >= end.x else end.x - GAP + 6
    return f"M {x1} {y1} V {gutter} H {beside + lane} V {entry} H {x2} V {y2}"
