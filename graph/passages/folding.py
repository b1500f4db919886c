"""The foldings: what is overlooked when a quote is compared with a text, and nothing else.

A folded text remembers for each of its characters where the raw one stood, so that a match always
points into the raw text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FOLDINGS: Final = {
    1: "Unicode NFC: å as one or as two code points",
    2: "a soft hyphen (U+00AD) is passed over",
    3: "a hyphen at a line end is joined with the next line's word",
    4: "any run of white space, line ends included, is one space",
    5: "a ligature stands for its letters",
    6: "typographic quotation marks and dashes stand for their plain forms",
    7: "Markdown and HTML marks, and bullets, are passed over, never joining two words",
    8: "a hyphen that the layout left inside a word, from the list of the document, is passed over",
}

_PLAIN: Final = {
    **dict.fromkeys("“”„‟»«″", '"'),
    **dict.fromkeys("‘’‚‛›‹′´`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_CONJUNCTIONS: Final = r"(?:og|eller|samt|and|or)\b"

# A run of characters that no folding touches is one piece: most of any text, and much faster so.
_PIECE: Final = re.compile(
    r"""
    (?P<run>[a-zA-Z0-9æøåÆØÅéÉ.,:;()/%]+(?:[ ][a-zA-Z0-9æøåÆØÅéÉ.,:;()/%]+)*(?![\u0300-\u036f]))
  | (?P<soft>\u00ad)
  | (?P<mark>\*{1,3}|(?<!\S)\#{1,6}(?=\s)|</?[a-z][a-z0-9]*\s?/?>|[•■▪●])
  | (?P<bullet>(?:\A|\s*\n)[^\S\n]*-(?=[^\S\n]))
  | (?P<hyphen>(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])(?!"""
    + _CONJUNCTIONS
    + r"""))
  | (?P<space>\s+)
  | (?P<cluster>.[\u0300-\u036f]*)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Folded:
    """A text after the foldings, and for each character its raw bounds."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    used: frozenset[int]

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the folded characters from `start` up to `end`."""
        return self.starts[start], self.ends[end - 1]


def fold(raw: str, layout_hyphens: Sequence[str] = (), without: int | None = None) -> Folded:
    """Return the raw text after all foldings but `without`.

    `layout_hyphens` are words as they stand in the text, such as `koordinati- on`.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    used: set[int] = set()
    passed_over = False
    for number, text, start, end in _pieces(raw, layout_hyphens, without):
        if number:
            used.add(number)
        if not text:
            passed_over = passed_over or number == 7
            continue
        before = pieces[-1][-1] if pieces else " "
        if text == " " and before == " ":
            continue
        if passed_over and before.isalnum() and text[0].isalnum():
            pieces.append(" ")
            starts.append(start)
            ends.append(start)
        passed_over = False
        pieces.append(text)
        is_run = number is None
        starts.extend(range(start, end) if is_run else [start] * len(text))
        ends.extend(range(start + 1, end + 1) if is_run else [end] * len(text))
    return Folded("".join(pieces), starts, ends, frozenset(used))


def _pieces(
    raw: str, layout_hyphens: Sequence[str], without: int | None
) -> Iterator[tuple[int | None, str, int, int]]:
    """Yield folding, folded text, and raw bounds of every piece of the text.

    The folding is 0 where none was used, and None for a run: each character stands for itself.
    """
    hyphens = {} if without == 8 else _layout(raw, layout_hyphens)
    place = 0
    while place < len(raw):
        if place in hyphens:
            yield 8, "", place, hyphens[place]
            place = hyphens[place]
            continue
        match = _PIECE.match(raw, place)
        assert match is not None
        number, text = _folded(match)
        if number is not None and number == without:
            number, text = 0, match.group()
        yield number, text, place, match.end()
        place = match.end()


def _layout(raw: str, layout_hyphens: Sequence[str]) -> dict[int, int]:
    """Return where each hyphen (with the space after it) of the listed words begins and ends."""
    found = {}
    for word in layout_hyphens:
        offset = word.index("-")
        rest = word[offset + 1 :]
        width = 1 + len(rest) - len(rest.lstrip())
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", raw):
            found[match.start() + offset] = match.start() + offset + width
    return found


def _folded(match: re.Match[str]) -> tuple[int | None, str]:
    piece = match.group()
    match match.lastgroup:
        case "run":
            return None, piece
        case "soft":
            return 2, ""
        case "mark":
            return 7, ""
        case "bullet":
            return 7, " "
        case "hyphen":
            following = match.string[match.end()]
            return 3, "" if following.islower() else "-"
        case "space":
            return (0 if piece == " " else 4), " "
        case _:
            return _character(piece)


def _character(piece: str) -> tuple[int, str]:
    if piece in _PLAIN:
        return 6, _PLAIN[piece]
    composed = unicodedata.normalize("NFC", piece)
    if "\ufb00" <= composed <= "\ufb06":
        return 5, unicodedata.normalize("NFKC", composed)
    return (1 if composed != piece else 0), composed
