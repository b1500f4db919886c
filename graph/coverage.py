"""How much of a source's text lies in a passage or in a span that was read, by offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from graph import names
from graph.engine import Engine, value
from graph.errors import AftalegrafError

_SPANS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?file ?start ?end WHERE {{
    ?span aftale:inDocument ?document ; aftale:start ?start ; aftale:end ?end .
    ?document aftale:fileName ?file .
}} ORDER BY ?file ?start ?end"""

_SENTENCE_END: Final = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅ0-9•-])|\n\s*\n")
"""After a full stop before a capital, and at a blank line: where headings and cells end too."""


@dataclass(frozen=True)
class Uncovered:
    """A sentence, or a part of one, that no passage and no read span covers; `line` is from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Coverage:
    """What of a document is covered, counted in characters that are not white space."""

    document: str
    covered: int
    total: int
    uncovered: Sequence[Uncovered]

    @property
    def share(self) -> float:
        """The covered part of the running text, from 0 to 1; 1 for an empty text."""
        return self.covered / self.total if self.total else 1.0


def coverage(engine: Engine, sources: Path) -> list[Coverage]:
    """Return the coverage of every document of the release, in the order of the file names.

    Raises AftalegrafError where the text of a document is not in `sources`.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in engine.select(_SPANS).rows:
        file, start, end = (value(row[name]) for name in ("file", "start", "end"))
        spans.setdefault(file, []).append((int(start), int(end)))
    return [_coverage(sources / file, found) for file, found in spans.items()]


def _coverage(path: Path, spans: Sequence[tuple[int, int]]) -> Coverage:
    if not path.is_file():
        raise AftalegrafError(
            f"{path} is missing; set AFTALEGRAF_SOURCES to the folder that has it"
        )
    text = path.read_text(encoding="utf-8")
    open_ = [not character.isspace() for character in text]
    total = sum(open_)
    for start, end in spans:
        open_[start:end] = [False] * (end - start)
    uncovered = list(_sentences(text, open_))
    return Coverage(path.stem, total - sum(open_), total, uncovered)


def _sentences(text: str, open_: Sequence[bool]) -> Iterator[Uncovered]:
    """Yield the uncovered part of each sentence that has one, from its first open character."""
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(bounds):
        places = [place for place in range(start, end) if open_[place]]
        if places:
            words = " ".join(text[places[0] : places[-1] + 1].split())
            yield Uncovered(text.count("\n", 0, places[0]) + 1, words)
