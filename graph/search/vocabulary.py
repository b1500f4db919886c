"""The words of a release: their stems, their parts, and the words that a typing error meant."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Final

from graph.names import Language
from graph.search.analysis import Stemmer, bare
from graph.search.compounds import Compounds
from graph.search.texts import Text

LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")
_SHORTEST_MISSPELLED: Final = 4


class Vocabulary:
    """Knows the words of the texts it is made of. Only read once it is made."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """Learn the words of all texts."""
        self._words: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
        for text in texts:
            self._words[text.language].update(token.word for token in text.tokens)
        self._stemmers = {language: Stemmer(language) for language in LANGUAGES}
        self._stems = {
            language: {self._stemmers[language].learn(word) for word in words}
            for language, words in self._words.items()
        }
        compounds = Compounds(self._words["da"], self._stemmers["da"])
        self._compounds = compounds
        self._parts = {word: self._split(word) for word in self._words["da"]}
        self._part_stems = {stem for parts in self._parts.values() for stem in parts}
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        self._sorted = sorted(self._words["da"] | self._words["en"])
        for word in self._sorted:
            self._bare[bare(word)].append(word)
            if _may_be_misspelled(word):
                for short in {word, *_shorter(word)}:
                    self._shortened[short].append(word)

    def stem(self, word: str, language: Language) -> str:
        """Return the stem of any word in a language."""
        return self._stemmers[language](word)

    def parts(self, word: str) -> Sequence[str]:
        """Return the Danish stems of the parts of a compound; of another word, its own stem."""
        return self._parts.get(word) or self._split(word)

    def is_word_of(self, word: str, language: Language) -> bool:
        """Tell whether a text in the language has exactly this word."""
        return word in self._words[language]

    def knows(self, word: str) -> bool:
        """Tell whether some text has the word or a form of it, or it is part of a compound."""
        return self.stem(word, "da") in self._part_stems or any(
            word in self._words[language] or self.stem(word, language) in self._stems[language]
            for language in LANGUAGES
        )

    def completed(self, start: str) -> list[str]:
        """Return the longer words that begin with this one, the shortest first."""
        place = bisect_right(self._sorted, start)
        longer = takewhile(lambda word: word.startswith(start), islice(self._sorted, place, None))
        return sorted(longer, key=lambda word: (len(word), word))

    def unaccented(self, word: str) -> list[str]:
        """Return the other words that are this one where æ, ø and å are written a and o."""
        return [other for other in self._bare.get(word, ()) if other != word]

    def corrected(self, word: str) -> list[str]:
        """Return the words at one typing error from this one, which has four letters or more."""
        if not _may_be_misspelled(word):
            return []
        near = {
            other for short in (word, *_shorter(word)) for other in self._shortened.get(short, ())
        }
        return sorted(other for other in near if other != word and one_error(word, other))

    def _split(self, word: str) -> Sequence[str]:
        parts = self._compounds.split(word) or (word,)
        return tuple(self.stem(part, "da") for part in parts)


def one_error(word: str, other: str) -> bool:
    """Tell whether two unequal words differ by one letter more, less or other, or two swapped.

    That is a Damerau-Levenshtein distance of 1.
    """
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, rest_other = word[start:], other[start:]
    return (
        rest[1:] == rest_other[1:]
        or rest[1:] == rest_other
        or rest == rest_other[1:]
        or (rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:])
    )


def _may_be_misspelled(word: str) -> bool:
    return len(word) >= _SHORTEST_MISSPELLED and word.isalpha()


def _shorter(word: str) -> Iterator[str]:
    """Yield the word without each of its letters: words at one error share one of these."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
