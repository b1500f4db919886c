"""What is around a thing, drawn in three columns: what points at it, itself, what it points at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.explorer.drawing import shortened, wrapped
from api.explorer.written import property_name
from graph.answers import Thing
from graph.names import Language
from graph.resources.groups import SORTS, Group
from graph.resources.relations import Direction, Relation

MOST: Final = 15
"""Neighbours that are drawn; a drawing with more cannot be read."""

WIDTH, BOX, LABELS, HEIGHT, STEP, PAD = 1200, 280, 150, 64, 76, 6
CENTRE: Final = (WIDTH - BOX) // 2
LINE: Final = 18


@dataclass(frozen=True)
class Box:
    """A thing in the drawing, with its text in lines and their places."""

    thing: Thing
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    width: int = BOX
    height: int = HEIGHT


@dataclass(frozen=True)
class Neighbour:
    """A neighbour, its line to the middle, and the name of the relation on it."""

    box: Box
    direction: Direction
    relation: Thing
    label: str
    label_x: int
    path: str


@dataclass(frozen=True)
class Neighbourhood:
    """The whole drawing."""

    width: int
    height: int
    middle: Box
    neighbours: Sequence[Neighbour]
    left_out: int
    """Relations that are not drawn."""


def neighbourhood(
    thing: Thing, groups: Sequence[Group], language: Language, name: str
) -> Neighbourhood | None:
    """Return the drawing of a thing with what is around it; None where nothing is.

    `name` is what the middle is called.
    """
    total = sum(group.total for group in groups)
    before, after = chosen(groups)
    if not before and not after:
        return None
    height = STEP * max(len(before), len(after), 1) + 2 * PAD
    middle = (height - HEIGHT) // 2
    drawn = [
        *(_neighbour(pair, "in", y, height, language) for pair, y in _placed(before, height)),
        *(_neighbour(pair, "out", y, height, language) for pair, y in _placed(after, height)),
    ]
    return Neighbourhood(
        width=WIDTH,
        height=height,
        middle=boxed(thing, name, CENTRE, middle),
        neighbours=drawn,
        left_out=total - len(drawn),
    )


def chosen(groups: Sequence[Group]) -> tuple[list[Relation], list[Relation]]:
    """Return the relations to and from a thing that are drawn.

    What classifies comes after what is between things; groups of a sort share the room.
    """
    found: dict[Direction, list[Relation]] = {"in": [], "out": []}
    rounds = max((len(group.items) for group in groups), default=0)
    every = [
        (group, group.items[place])
        for sort in SORTS
        for place in range(rounds)
        for group in groups
        if group.sort == sort and place < len(group.items)
    ]
    for group, relation in every[:MOST]:
        found[group.direction].append(relation)
    for relations in found.values():
        relations.sort(key=lambda relation: relation.property.iri)
    return found["in"], found["out"]


def _placed(relations: Sequence[Relation], height: int) -> list[tuple[Relation, int]]:
    top = (height - STEP * len(relations)) // 2 + (STEP - HEIGHT) // 2
    return [(relation, top + STEP * place) for place, relation in enumerate(relations)]


def _neighbour(
    relation: Relation, direction: Direction, y: int, height: int, language: Language
) -> Neighbour:
    line, middle = y + HEIGHT // 2, height // 2
    if direction == "in":
        x, label_x = 0, BOX + 6
        path = f"M {BOX} {line} H {BOX + LABELS} L {CENTRE} {middle}"
    else:
        x = WIDTH - BOX
        label_x = x - LABELS + 6
        path = f"M {CENTRE + BOX} {middle} L {x - LABELS} {line} H {x}"
    return Neighbour(
        box=boxed(relation.thing, called(relation.thing, language), x, y),
        direction=direction,
        relation=relation.property,
        label=shortened(property_name(relation.property, language), 22),
        label_x=label_x,
        path=path,
    )


def called(thing: Thing, language: Language) -> str:
    """Return the name of a thing, or its id where it has none."""
    return thing.label[language] or thing.id or thing.iri


def boxed(thing: Thing, name: str, x: int, y: int) -> Box:
    """Return the box of a thing, with its name in lines that fit."""
    lines = wrapped(name, 36, 3)
    top = y + (HEIGHT - LINE * len(lines)) // 2 + 14
    return Box(thing, x, y, [(top + LINE * place, line) for place, line in enumerate(lines)])
