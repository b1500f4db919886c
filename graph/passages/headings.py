"""The outline of a document, and the headings that a place stands under."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import AftalegrafError
from graph.passages.folding import Folded, fold


class HeadingError(AftalegrafError):
    """A heading of the outline is not in the text; `number` is its line in the outline, from 0."""

    def __init__(self, number: int, heading: str) -> None:
        super().__init__(f"the heading '{heading}' stands on no line of its own here")
        self.number = number


@dataclass(frozen=True)
class Outline:
    """The headings of a text in order: where each begins, how deep it is, what it says."""

    starts: Sequence[int]
    depths: Sequence[int]
    titles: Sequence[str]

    def path(self, place: int) -> tuple[str, ...]:
        """Return the headings that are open at a place, the outermost first."""
        path: list[tuple[int, str]] = []
        for number in range(bisect_right(self.starts, place)):
            depth = self.depths[number]
            path = [*(entry for entry in path if entry[0] < depth), (depth, self.titles[number])]
        return tuple(title for _, title in path)


def outline(raw: str, folded: Folded, headings: str) -> Outline:
    """Find an outline (a heading a line, `#` for depth) in the text.

    A heading stands on lines of its own, so the entries of a table of contents, which page
    numbers follow, are no headings. Raises HeadingError for one that is not there, or not after
    the one before it.
    """
    starts: list[int] = []
    depths: list[int] = []
    titles: list[str] = []
    place = 0
    for number, line in enumerate(line for line in headings.splitlines() if line.strip()):
        marks, _, title = line.strip().partition(" ")
        found = _next(raw, folded, title, place)
        if found is None:
            raise HeadingError(number, title)
        place = found + 1
        starts.append(folded.starts[found])
        depths.append(len(marks))
        titles.append(title)
    return Outline(starts, depths, titles)


def _next(raw: str, folded: Folded, title: str, place: int) -> int | None:
    wanted = fold(title).text.strip()
    while (place := folded.text.find(wanted, place)) >= 0:
        if _alone(raw, *folded.bounds(place, place + len(wanted))):
            return place
        place += 1
    return None


def _alone(raw: str, start: int, end: int) -> bool:
    """Whether nothing but marks and white space stands beside a stretch, on its lines."""
    before = raw[raw.rfind("\n", 0, start) + 1 : start]
    after = raw[end : raw.find("\n", end) if "\n" in raw[end:] else len(raw)]
    return not any(character.isalnum() for character in before + after)
