"""A text cut around what matches in it, as parts, so that HTML can be made of it safely."""

from collections.abc import Collection, Iterator, Sequence

from graph.search.analysis import Token
from graph.search.results import Part
from graph.search.texts import Text

LENGTH = 200
_BEFORE = 40
_CUT = Part(text="…", matched=False)


def snippet(text: Text, matched: Sequence[Collection[int]]) -> list[Part]:
    """Return about 200 characters of a text, where most words of the query are.

    `matched` has for each word of the query the numbers of the tokens that match it.
    """
    marked = sorted({number for numbers in matched for number in numbers})
    start, end = _window(text, matched, marked)
    tokens = [text.tokens[number] for number in marked]
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    parts = list(_parts(text.raw, inside, start, end))
    return [
        *([_CUT] if start > 0 else []),
        *parts,
        *([_CUT] if end < len(text.raw) else []),
    ]


def _window(
    text: Text, matched: Sequence[Collection[int]], marked: Sequence[int]
) -> tuple[int, int]:
    """Return the bounds of what is shown; a cut is never inside a word."""
    if len(text.raw) <= LENGTH + _BEFORE:
        return 0, len(text.raw)
    tokens = text.tokens

    def shown(first: int) -> int:
        """Count the words of the query that match from this token on."""
        last = tokens[first].start + LENGTH - _BEFORE
        return sum(any(first <= n and tokens[n].end <= last for n in word) for word in matched)

    best = tokens[max(marked, key=shown, default=0)]
    starts = [token.start for token in tokens if best.start - _BEFORE <= token.start <= best.start]
    start = 0 if best.start <= _BEFORE else starts[0]
    ends = [token.end for token in tokens if token.end <= start + LENGTH]
    end = max(best.end, ends[-1] if ends else 0)
    return start, len(text.raw) if end == tokens[-1].end else end


def _parts(raw: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[Part]:
    place = start
    for token in tokens:
        if place < token.start:
            yield Part(text=raw[place : token.start], matched=False)
        yield Part(text=raw[token.start : token.end], matched=True)
        place = token.end
    if place < end:
        yield Part(text=raw[place:end], matched=False)
