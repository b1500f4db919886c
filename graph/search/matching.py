"""Which words of a text match a query, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.names import Language
from graph.search.index import IMPORTANCE
from graph.search.reading import Form, QueryWord, Way
from graph.search.results import Why
from graph.search.texts import Text
from graph.search.vocabulary import Vocabulary


@dataclass(frozen=True)
class Matched:
    """The tokens (by their number) of a text that match one word of a query, and how each does."""

    text: Text
    ways: Mapping[int, Way]

    @property
    def worth(self) -> float:
        """How good the best match is; 0 where there is none."""
        best = max((way.weight for way in self.ways.values()), default=0.0)
        return best * IMPORTANCE[self.text.source]


class Matcher:
    """Finds in texts what matches one word of a query."""

    def __init__(self, word: QueryWord, vocabulary: Vocabulary) -> None:
        """Prepare the ways of the word; the vocabulary is that of the texts."""
        self._vocabulary = vocabulary
        self._ways = _by_term(way for way in word.ways if way.any_term or len(way.terms) == 1)
        self._compounds = [way for way in word.ways if not way.any_term and len(way.terms) > 1]
        self._loose = _by_term(word.loose)

    def match(self, text: Text) -> Matched:
        """Return what matches in a text; a part of a compound does where nothing else does."""
        keys = [list(self._keys(token.word, text.language)) for token in text.tokens]
        found = _looked_up(keys, self._ways)
        for way in self._compounds:
            parts = _looked_up(keys, _by_term([way]))
            present = {term for number in parts for _, _, term in keys[number]}
            if present.issuperset(way.terms):
                found = parts | found
        return Matched(text, found or _looked_up(keys, self._loose))

    def _keys(self, word: str, language: Language) -> Iterator["_Key"]:
        """Yield the terms that the index has for a word of a text."""
        yield "word", language, word
        yield "stem", language, self._vocabulary.stem(word, language)
        if language == "da":
            for part in self._vocabulary.parts(word):
                yield "part", language, part


def why(word: QueryWord, found: Sequence[Matched]) -> Why:
    """Return how a word matches best in the texts of a thing; of equal texts the first is told."""
    best = max(found, key=lambda matched: matched.worth)
    if not best.ways:
        return Why(word=word.text, how=None, source=None, language=None, matched=())
    how = max(best.ways.values(), key=lambda way: way.weight).how
    tokens = [best.text.tokens[number] for number, way in best.ways.items() if way.how == how]
    return Why(
        word=word.text,
        how=how,
        source=best.text.source,
        language=best.text.language,
        matched=list(dict.fromkeys(best.text.raw[token.start : token.end] for token in tokens)),
    )


_Key = tuple[Form, Language, str]


def _by_term(ways: Iterator[Way] | Sequence[Way]) -> dict[_Key, Way]:
    """Return the best way for each term that one of the ways looks for."""
    found: dict[_Key, Way] = {}
    for way in sorted(ways, key=lambda way: -way.weight):
        for term in way.terms:
            for language in way.languages:
                found.setdefault((way.form, language, term), way)
    return found


def _looked_up(keys: Sequence[Sequence[_Key]], ways: Mapping[_Key, Way]) -> dict[int, Way]:
    """Return the best way of each token that has one."""
    return {
        number: max((ways[key] for key in of_token if key in ways), key=lambda way: way.weight)
        for number, of_token in enumerate(keys)
        if any(key in ways for key in of_token)
    }
