"""Which words of a text match a query, how, and in which text they do so best."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.search.index import IMPORTANCE
from graph.search.reading import QueryWord, Way
from graph.search.results import How, Why
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

    def best(self) -> Iterator[tuple[How, str]]:
        """Yield how the surest of the tokens match, and each of these as it stands in the text."""
        surest = max(self.ways.values(), key=lambda way: way.weight)
        for number, way in self.ways.items():
            if way.how == surest.how:
                token = self.text.tokens[number]
                yield way.how, self.text.raw[token.start : token.end]


def match(word: QueryWord, text: Text, vocabulary: Vocabulary) -> Matched:
    """Return what matches a word in a text; a part of a compound does where nothing else does."""
    ways = _matching(word.ways, text, vocabulary) or _matching(word.loose, text, vocabulary)
    return Matched(text, ways)


def why(word: QueryWord, texts: Sequence[Text], vocabulary: Vocabulary) -> Why:
    """Return how a word matches best in the texts of a thing; of equal texts the first is told."""
    best = max((match(word, text, vocabulary) for text in texts), key=lambda found: found.worth)
    if not best.ways:
        return Why(word=word.text, how=None, source=None, language=None, matched=())
    found = list(best.best())
    return Why(
        word=word.text,
        how=found[0][0],
        source=best.text.source,
        language=best.text.language,
        matched=list(dict.fromkeys(raw for _, raw in found)),
    )


def _matching(ways: Sequence[Way], text: Text, vocabulary: Vocabulary) -> dict[int, Way]:
    found: dict[int, Way] = {}
    for way in sorted(ways, key=lambda way: -way.weight):
        if text.language not in way.languages:
            continue
        terms = {
            number: set(way.terms) & _terms(token.word, way, text, vocabulary)
            for number, token in enumerate(text.tokens)
        }
        if set(way.terms) == set().union(*terms.values()):
            for number, shared in terms.items():
                if shared:
                    found.setdefault(number, way)
    return dict(sorted(found.items()))


def _terms(word: str, way: Way, text: Text, vocabulary: Vocabulary) -> set[str]:
    """Return the terms of a word of a text that a way compares, as the index has them."""
    if way.how == How.PREFIX:
        return {term for term in way.terms if word.startswith(term)}
    match way.form:
        case "word":
            return {word}
        case "stem":
            return {vocabulary.stem(word, text.language)}
        case "part":
            return set(vocabulary.parts(word))
