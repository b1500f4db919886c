"""From a text to its words: where each stands, how it is spelled for comparing, and its stem.

The index, the reading of a query and the highlighting all use these, so that they agree.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from graph.names import Language
from graph.passages.folding import fold

_WORD: Final = re.compile(r"[^\W_]+")
# What of the foldings bears on words: folding is slow, and few texts need it.
_FOLDED: Final = re.compile(r"[\u00ad\u0300-\u036f\ufb00-\ufb06<]|-\s*\n")
_DIGRAPHS: Final = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "đ": "d", "ð": "d"}
)
_BARE: Final = (("ae", "a"), ("oe", "o"), ("aa", "a"))
_SNOWBALL: Final[dict[Language, str]] = {"da": "danish", "en": "english"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and its bounds in the raw text."""

    word: str
    start: int
    end: int


def tokens(raw: str) -> tuple[Token, ...]:
    """Return the words of a text in order; a word that a line end breaks is one word."""
    folded = fold(raw) if _FOLDED.search(raw) else None
    matches = _WORD.finditer(folded.text if folded else raw)
    found = (
        Token(letters(match.group()), *(folded.bounds(*match.span()) if folded else match.span()))
        for match in matches
    )
    return tuple(token for token in found if token.word)


def letters(word: str) -> str:
    """Return a word in lower case with æ, ø and å as ae, oe and aa, and without other accents.

    The result has only letters and digits; it is empty where the word has none.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    spelled = unicodedata.normalize("NFC", word).lower().translate(_DIGRAPHS)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", spelled)))


def bare(word: str) -> str:
    """Return a word of `letters` as one writes it without any accent: `boern` → `born`."""
    for digraph, letter in _BARE:
        word = word.replace(digraph, letter)
    return word


class Stemmer:
    """The Snowball stemmer of a language, over words of `letters`.

    Danish stems are cut from words that have ae, oe and aa already: the endings that Snowball
    knows have none of these letters, and so both spellings of a word get the same stem.
    """

    def __init__(self, language: Language) -> None:
        self._analyzer = (
            TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer(_SNOWBALL[language])).build()
        )
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the stem of a word."""
        return self._known.get(word) or self._analyzer.analyze(word)[0]

    def learn(self, word: str) -> str:
        """Return the stem of a word, and keep it: for the words of a release, not of queries."""
        self._known[word] = stem = self(word)
        return stem
