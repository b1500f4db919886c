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

WIDTH, BOX, GAP, HEIGHT, ROW, HEAD, LINE = 1160, 260, 30, 74, 118, 34, 18
IN_ROW: Final = (WIDTH + GAP) // (BOX + GAP)


@dataclass(frozen=True)
class Box:
    """A body in the chart."""

    organ: Organ
    x: int
    y: int
    lines: Sequence[tuple[int, str]]


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
    return Chart(y, bands, [arrow for organ in organs for arrow in _arrows(organ, places)])


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
        boxes.append(Box(organ, column * (BOX + GAP), y, placed))
    return boxes


def _arrows(organ: Organ, places: Mapping[str, Box]) -> list[Arrow]:
    reports = {edge.object.iri for edge in organ.reports_to}
    found = [(edge, True) for edge in organ.reports_to]
    found += [(edge, False) for edge in organ.appointed_by if edge.object.iri not in reports]
    return [
        Arrow(edge, _path(places[organ.body.iri], places[edge.object.iri]), is_reporting)
        for edge, is_reporting in found
        if edge.object.iri in places
    ]


def _path(start: Box, end: Box) -> str:
    x1, x2 = start.x + BOX // 2, end.x + BOX // 2
    if start.y > end.y:
        y1, y2 = start.y, end.y + HEIGHT
    elif start.y < end.y:
        y1, y2 = start.y + HEIGHT, end.y
    else:
        foot, below = start.y + HEIGHT, start.y + ROW
        return f"M {x1} {foot} C {x1} {below}, {x2} {below}, {x2} {foot}"
    bend = (y1 + y2) // 2
    return f"M {x1} {y1} C {x1} {bend}, {x2} {bend}, {x2} {y2}"
