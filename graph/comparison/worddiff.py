"""Which words of two texts are the same: found on the folded texts, told with the raw ones.

Two texts have the same words where a reader sees none of the difference: a line end, a hyphen at
one, the form of a quotation mark or dash (graph/foldings.md). Every character of the raw texts is
in one part, so the parts restore both. The folding 8, which needs a list of each document, is not
made: a hyphen that the layout left inside a word counts as a difference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph.answers import Model
from graph.passages.folding import fold

Fate: TypeAlias = Literal["equal", "removed", "added"]
Block: TypeAlias = tuple[bool, int, int, int, int]
"""Whether the words are the same, and their bounds among the earlier and the later ones."""

_WORD: Final = re.compile(r"\w[\w\u0300-\u036f]*|[^\w\s][\u0300-\u036f]*")


class Part(Model):
    """A run of words that is in both texts, or in one of them alone.

    The `earlier` of all parts of one earlier text, joined, are that text to the letter; so are the
    `later` of a later one. No part goes beyond the end of a text.
    """

    fate: Fate
    plain: str = Field(description="The words as they read after folding, a space before them.")
    earlier: str = Field(description="The raw words in the earlier text; empty where added.")
    later: str = Field(
        description="The raw words in the later text; empty where removed. Of equal words the two "
        "may differ in what the folding overlooks, such as a line end."
    )
    earlier_text: int | None = Field(description="Which of the earlier texts, from 0.")
    later_text: int | None = Field(description="Which of the later texts, from 0.")


@dataclass(frozen=True)
class _Token:
    """A word or a mark, with the raw characters from the end of the one before it."""

    text: int
    folded: str
    is_spaced: bool
    raw: str

    @property
    def plain(self) -> str:
        """The word as it reads, after a space where there is one."""
        return f" {self.folded}" if self.is_spaced else self.folded

    @property
    def key(self) -> tuple[str, bool]:
        """What makes two tokens the same: the word, and whether a space is before it."""
        return self.folded, self.is_spaced


def compare_words(earlier: Sequence[str], later: Sequence[str]) -> list[Part]:
    """Return the parts of some earlier and later texts, in the order of both.

    The blocks are those of Ratcliff and Obershelp (`difflib`): the longest run of the same words
    first, then what is before it and behind it. A mark alone between two differences, such as a
    comma, is no common part but belongs to the difference. Each text is folded for itself. All
    parts are equal if and only if both sides read the same after folding.
    """
    before, after = _tokens(earlier), _tokens(later)
    parts: list[Part] = []
    for is_equal, i, j, m, n in _blocks(before, after):
        if is_equal:
            parts += _equal(before[i:j], after[m:n])
        else:
            parts += map(_removed, _by_text(before[i:j]))
            parts += map(_added, _by_text(after[m:n]))
    return parts


def _tokens(texts: Sequence[str]) -> list[_Token]:
    return [token for number, raw in enumerate(texts) for token in _tokens_of(number, raw)]


def _tokens_of(number: int, raw: str) -> Iterator[_Token]:
    folded = fold(raw)
    words = list(_WORD.finditer(folded.text))
    if not words and raw:
        yield _Token(number, "", is_spaced=True, raw=raw)
    place = 0
    for word in words:
        end = len(raw) if word is words[-1] else folded.ends[word.end() - 1]
        spaced = word.start() == 0 or folded.text[word.start() - 1] == " "
        yield _Token(number, word.group(), spaced, raw[place:end])
        place = end


def _blocks(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[Block]:
    """Yield what is the same and what is not, by turns."""
    keys = [token.key for token in before], [token.key for token in after]
    found = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    blocks = [(tag == "equal", *bounds) for tag, *bounds in found]
    last = len(blocks) - 1
    told = [
        (is_equal and (place in (0, last) or _has_word(before[i:j])), i, j, m, n)
        for place, (is_equal, i, j, m, n) in enumerate(blocks)
    ]
    for is_equal, group in groupby(told, key=lambda block: block[0]):
        run = list(group)
        yield is_equal, run[0][1], run[-1][2], run[0][3], run[-1][4]


def _has_word(tokens: Sequence[_Token]) -> bool:
    return any(token.folded[:1].isalnum() for token in tokens)


def _equal(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[Part]:
    pairs = zip(before, after, strict=True)
    for (first, second), group in groupby(pairs, key=lambda pair: (pair[0].text, pair[1].text)):
        same = list(group)
        yield Part(
            fate="equal",
            plain="".join(token.plain for token, _ in same),
            earlier="".join(token.raw for token, _ in same),
            later="".join(token.raw for _, token in same),
            earlier_text=first,
            later_text=second,
        )


def _by_text(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    for _, group in groupby(tokens, key=lambda token: token.text):
        yield list(group)


def _removed(tokens: Sequence[_Token]) -> Part:
    return Part(
        fate="removed",
        plain="".join(token.plain for token in tokens),
        earlier="".join(token.raw for token in tokens),
        later="",
        earlier_text=tokens[0].text,
        later_text=None,
    )


def _added(tokens: Sequence[_Token]) -> Part:
    return Part(
        fate="added",
        plain="".join(token.plain for token in tokens),
        earlier="",
        later="".join(token.raw for token in tokens),
        earlier_text=None,
        later_text=tokens[0].text,
    )
