"""The things that the rows of an answer join, drawn in two columns with a line for each pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from api.explorer.drawing import shortened
from api.explorer.neighbours import BOX, HEIGHT, MOST, PAD, STEP, WIDTH, Box, boxed, called
from graph.answers import Answer, Cell, Thing
from graph.names import Language

Row: TypeAlias = Mapping[str, Cell]
Pairs: TypeAlias = Mapping[tuple[str, str], tuple[tuple[Thing, Thing], Sequence[Thing]]]
"""What is joined, by IRI, each pair with the words of all that joins it."""

RIGHT: Final = WIDTH - BOX
LEVEL: Final = 420
"""Pixels that a line runs level before its right end: there its words stand."""

LETTERS: Final = 62
"""Of the words on a line; the table has all of them."""


@dataclass(frozen=True)
class Ends:
    """The columns of a question that a drawing takes its things from."""

    left: str
    right: str
    words: str = ""
    """The column that says on a line what joins its ends; nothing where the question says it."""


@dataclass(frozen=True)
class Line:
    """A line from a box on the left to one on the right."""

    path: str
    words: str
    x: int
    y: int


@dataclass(frozen=True)
class Joined:
    """The whole drawing."""

    ends: Ends
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]
    rows: int
    """Rows of the answer that are drawn."""
    width: int = WIDTH


def joined(answer: Answer, ends: Ends, language: Language) -> Joined | None:
    """Return the drawing of an answer; None where it joins nothing, or more than can be read.

    A row that is declined joins nothing, nor does one with an end alone.
    """
    declined = set(answer.declined)
    rows = [row for number, row in enumerate(answer.rows) if number not in declined]
    pairs = _pairs(rows, ends)
    if not 0 < len(pairs) <= MOST:
        return None
    columns = [{pair[side].iri: pair[side] for pair, _ in pairs.values()} for side in (0, 1)]
    height = STEP * max(map(len, columns)) + 2 * PAD
    left, right = (
        _column(things.values(), x, height, language)
        for things, x in zip(columns, (0, RIGHT), strict=True)
    )
    return Joined(
        ends=ends,
        height=height,
        boxes=[*left.values(), *right.values()],
        lines=_lines(pairs, left, right, language),
        rows=sum(_things(row, ends) is not None for row in rows),
    )


def _pairs(rows: Iterable[Row], ends: Ends) -> Pairs:
    found: dict[tuple[str, str], tuple[tuple[Thing, Thing], list[Thing]]] = {}
    for row in rows:
        if pair := _things(row, ends):
            _, words = found.setdefault((pair[0].iri, pair[1].iri), (pair, []))
            word = row[ends.words] if ends.words else None
            if isinstance(word, Thing) and word not in words:
                words.append(word)
    return found


def _things(row: Row, ends: Ends) -> tuple[Thing, Thing] | None:
    left, right = row[ends.left], row[ends.right]
    return (left, right) if isinstance(left, Thing) and isinstance(right, Thing) else None


def _column(things: Iterable[Thing], x: int, height: int, language: Language) -> dict[str, Box]:
    placed = list(things)
    top = (height - STEP * len(placed)) // 2 + (STEP - HEIGHT) // 2
    return {
        thing.iri: boxed(thing, called(thing, language), x, top + STEP * place)
        for place, thing in enumerate(placed)
    }


def _lines(
    pairs: Pairs, left: Mapping[str, Box], right: Mapping[str, Box], language: Language
) -> list[Line]:
    """Return the lines: those that say the same of a box on the right meet, others lie apart."""
    said = {
        pair: shortened(", ".join(called(word, language) for word in words), LETTERS)
        for pair, (_, words) in pairs.items()
    }
    meeting: dict[str, list[str]] = {}
    for (_, end), words in said.items():
        if words not in meeting.setdefault(end, []):
            meeting[end].append(words)
    lines = []
    for (start, end), words in said.items():
        place = (2 * meeting[end].index(words) + 1) * HEIGHT // (2 * len(meeting[end]))
        from_y, to_y = left[start].y + HEIGHT // 2, right[end].y + place
        path = f"M {BOX} {from_y} L {RIGHT - LEVEL} {to_y} H {RIGHT}"
        lines.append(Line(path, words, RIGHT - LEVEL + 6, to_y - 4))
    return lines
