"""Danish compounds: `sundhedsklyngerne` is made of `sundhed` and `klyngerne`.

A part must be a word of the release itself, so that the splits are those of its own language.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from graph.search.function_words import AFFIXES, FUNCTION_WORDS

SHORTEST: Final = 4
# From so many letters on, a known ending is no accident.
_SURE: Final = 7
_LINKS: Final = ("", "s", "e")


class Compounds:
    """Splits words into the words of a vocabulary.

    A long word of the vocabulary is believed to be the last part also where the part before it is
    not in the vocabulary: `hjemmesygeplejersker`.
    """

    def __init__(self, words: Collection[str], stem: Callable[[str], str]) -> None:
        """Take the words that may be parts, as `letters` writes them, and the Danish stemmer."""
        self._words = {word for word in words if _may_be_part(word)}
        self._stems = {stem(word) for word in self._words}
        self._stem = stem

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound without its linking letters, or nothing if it is none.

        Of several ways to split it, that with the fewest parts is taken, then that whose shortest
        part is longest.
        """
        found = list(self._ways(word))
        return min(found, key=_preference) if found else self._by_ending(word)

    def _by_ending(self, word: str) -> tuple[str, ...]:
        for end in range(SHORTEST, len(word) - _SURE + 1):
            head, tail = word[:end], word[end:]
            if _may_be_part(head) and tail in self._words:
                return (head, tail)
        return ()

    def _ways(self, word: str) -> Iterator[tuple[str, ...]]:
        for end in range(SHORTEST, len(word) - SHORTEST + 1):
            part = self._first(word[:end])
            if not part:
                continue
            rest = word[end:]
            if self._is_last(rest):
                yield (part, rest)
            elif more := self.split(rest):
                yield (part, *more)

    def _first(self, head: str) -> str:
        """Return the word that a head is without its link, or '' where it is none.

        An s may stand for a lost e: `arbejdsgruppe` is made of `arbejde`.
        """
        for link in _LINKS:
            stripped = head.removesuffix(link)
            if head.endswith(link) and len(stripped) >= SHORTEST:
                for word in (stripped, f"{stripped}e" if link == "s" else stripped):
                    if word in self._words:
                        return word
        return ""

    def _is_last(self, tail: str) -> bool:
        stem = self._stem(tail)
        return tail in self._words or (
            _may_be_part(tail) and len(stem) >= SHORTEST and stem in self._stems
        )


def _may_be_part(word: str) -> bool:
    return (
        len(word) >= SHORTEST
        and word.isalpha()
        and word not in FUNCTION_WORDS
        and word not in AFFIXES
    )


def _preference(parts: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return len(parts), -min(map(len, parts)), parts
