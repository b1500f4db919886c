"""The differences of two texts, word by word: found on the folded texts, shown on the raw ones."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from pydantic import Field

from graph.answers import Model
from graph.passages.folding import fold

_WORD: Final = re.compile(r"\S+")


class Piece(Model):
    """A stretch of the two texts. All pieces joined are the one text, or the other."""

    kind: Literal["same", "changed", "removed", "added"]
    earlier: str = Field(description="As it stands in the earlier text; empty where it is added.")
    later: str = Field(description="As it stands in the later text; empty where it is removed.")


def word_differences(earlier: str, later: str) -> list[Piece]:
    """Return how two raw texts differ.

    Words are the same where they are after folding (line ends, hyphens at them, quotation marks)
    and without regard to case. A piece begins with its first word, so what stands between two
    words belongs to the first of them.
    """
    before, after = _words(earlier), _words(later)
    if not before or not after:
        return _without_words(earlier, later)
    matcher = SequenceMatcher(None, [w for w, _ in before], [w for w, _ in after], autojunk=False)
    return list(_pieces(matcher, earlier, later, before, after))


def _without_words(earlier: str, later: str) -> list[Piece]:
    """Return the pieces of two texts of which one has no word: each whole, if there is any."""
    removed = [Piece(kind="removed", earlier=earlier, later="")] if earlier else []
    return [*removed, *([Piece(kind="added", earlier="", later=later)] if later else [])]


def _pieces(
    matcher: SequenceMatcher[str],
    earlier: str,
    later: str,
    before: Sequence[tuple[str, int]],
    after: Sequence[tuple[str, int]],
) -> Iterator[Piece]:
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        one = _slice(earlier, before, i, i_end)
        other = _slice(later, after, j, j_end)
        match tag:
            case "equal":
                yield Piece(kind="same", earlier=one, later=other)
            case "delete":
                yield Piece(kind="removed", earlier=one, later=other)
            case "insert":
                yield Piece(kind="added", earlier=one, later=other)
            case _:
                yield Piece(kind="changed", earlier=one, later=other)


def _slice(raw: str, words: Sequence[tuple[str, int]], start: int, end: int) -> str:
    """Return the raw text from one word up to another; the first takes what stands before it."""
    if start == end:
        return ""
    first = 0 if start == 0 else words[start][1]
    return raw[first : words[end][1] if end < len(words) else len(raw)]


def _words(raw: str) -> list[tuple[str, int]]:
    """Return the words of a text, folded, and where each begins in the raw text."""
    folded = fold(raw)
    found = _WORD.finditer(folded.text)
    return [(word[0].casefold(), folded.starts[word.start()]) for word in found]
