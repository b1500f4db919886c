"""From what a user types to the words that are looked for, and the ways in which each may match."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from graph.errors import ParameterError
from graph.names import Language
from graph.search.analysis import tokens
from graph.search.function_words import FUNCTION_WORDS
from graph.search.results import How
from graph.search.vocabulary import LANGUAGES, Vocabulary

LONGEST: Final = 200
_SHORTEST_PREFIX: Final = 3
_LIKELY: Final = 20

Form: TypeAlias = Literal["word", "stem", "part"]


@dataclass(frozen=True)
class Way:
    """One way in which a word of a query may match: texts that have all (or any) of these terms."""

    how: How
    weight: float
    form: Form
    terms: Sequence[str]
    languages: Sequence[Language]
    any_term: bool = False


@dataclass(frozen=True)
class QueryWord:
    """A word of a query, the ways in which it may match, and the words it may have meant."""

    text: str
    word: str
    ignored: bool
    ways: Sequence[Way]
    loose: Sequence[Way]
    """Ways that count only where no thing has all words: one part of a compound will do."""
    meant: Sequence[str]


def read_query(text: str, vocabulary: Vocabulary) -> list[QueryWord]:
    """Return the words of a query; raise ParameterError where it has none or is too long."""
    if len(text) > LONGEST:
        raise ParameterError(
            f"the query has {len(text)} characters, at most {LONGEST} are read; "
            "keep the words that matter most"
        )
    found = tokens(text)
    if not found:
        raise ParameterError(
            "the query has no word; type one or more Danish or English words, such as "
            "'sundhedsklynge' or 'mental health'"
        )
    only_function_words = all(token.word in FUNCTION_WORDS for token in found)
    # The last word may still be being typed, but not where something stands after it.
    unfinished = found[-1].end == len(text)
    return [
        _read(
            text[token.start : token.end],
            token.word,
            ignored=token.word in FUNCTION_WORDS and not only_function_words,
            unfinished=unfinished and token is found[-1],
            vocabulary=vocabulary,
        )
        for token in found
    ]


def _read(
    text: str, word: str, *, ignored: bool, unfinished: bool, vocabulary: Vocabulary
) -> QueryWord:
    ways = [*_ways(word, vocabulary)]
    longer: Sequence[str] = ()
    if unfinished and len(word) >= _SHORTEST_PREFIX:
        longer = vocabulary.completed(word)
        ways.extend(_completed(longer))
    meant = vocabulary.unaccented(word)
    # What the release has is no typing error.
    if not (meant or longer or vocabulary.knows(word)):
        meant = vocabulary.corrected(word)
    for other in meant:
        ways.extend(_spelled(other, vocabulary))
    parts = vocabulary.parts(word)
    loose = [Way(How.COMPOUND, 0.2, "part", (part,), ("da",)) for part in parts if len(parts) > 1]
    return QueryWord(text, word, ignored, ways, loose, meant)


def _ways(word: str, vocabulary: Vocabulary) -> Iterator[Way]:
    yield Way(How.EXACT, 1.0, "word", (word,), LANGUAGES)
    for language in LANGUAGES:
        yield Way(How.STEM, 0.85, "stem", (vocabulary.stem(word, language),), (language,))
    yield Way(How.COMPOUND, 0.6, "part", (vocabulary.stem(word, "da"),), ("da",))
    parts = vocabulary.parts(word)
    if len(parts) > 1:
        yield Way(How.COMPOUND, 0.4, "part", parts, ("da",))


def _completed(longer: Sequence[str]) -> Iterator[Way]:
    """Yield the ways of the longer words that a word begins, the shortest of them first.

    The shortest are each weighed by how rare they are; there may be hundreds of others.
    """
    for word in longer[:_LIKELY]:
        yield Way(How.PREFIX, 0.4, "word", (word,), LANGUAGES)
    if longer[_LIKELY:]:
        yield Way(How.PREFIX, 0.3, "word", longer[_LIKELY:], LANGUAGES, any_term=True)


def _spelled(word: str, vocabulary: Vocabulary) -> Iterator[Way]:
    """Yield the ways of a word that may have been meant: all that it has itself, but lower."""
    for language in LANGUAGES:
        if vocabulary.is_word_of(word, language):
            stem = vocabulary.stem(word, language)
            yield Way(How.SPELLING, 0.35, "word", (word,), (language,))
            yield Way(How.SPELLING, 0.3, "stem", (stem,), (language,))
            if language == "da":
                yield Way(How.SPELLING, 0.25, "part", (stem,), (language,))
