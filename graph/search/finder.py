"""Search: what is asked for by words rather than by name."""

from collections.abc import Sequence

from graph.engine import Engine
from graph.errors import ParameterError
from graph.search.index import ThingIndex
from graph.search.matching import Matcher, why
from graph.search.reading import LONGEST, QueryWord, read_query
from graph.search.results import Found, Hit, Match, Suggestion, Word
from graph.search.snippet import snippet
from graph.search.suggest import Labels
from graph.search.texts import is_echo, read_texts
from graph.search.vocabulary import Vocabulary


class Search:
    """Finds the things of a release by their labels, definitions and quotes.

    Safe for several threads: nothing changes once it is made.
    """

    def __init__(self, engine: Engine) -> None:
        """Read all texts from the engine; they hold for as long as the engine's release does."""
        self._texts = read_texts(engine)
        self._iris = list(self._texts)
        self._vocabulary = Vocabulary(text for texts in self._texts.values() for text in texts)
        echoes = {number for number, iri in enumerate(self._iris) if is_echo(iri, self._texts)}
        self._index = ThingIndex(list(self._texts.values()), echoes, self._vocabulary)
        self._labels = Labels((iri, text) for iri, texts in self._texts.items() for text in texts)

    def find(self, text: str) -> Found:
        """Return all things that match every word, or, where there is none, any word.

        Raises ParameterError for a text that has no word or more than 200 characters.
        """
        words = read_query(text, self._vocabulary)
        scores = self._index.having_all(words)
        all_words = bool(scores)
        if not all_words:
            scores = self._index.having_any(words)
        # Things are numbered in the natural order of their IRIs: the order of equal scores.
        numbers = sorted(scores, key=lambda number: (-scores[number], number))
        return Found(
            words=[self._word(word, found=all_words) for word in words],
            all_words=all_words,
            hits=[Hit(iri=self._iris[number], score=scores[number]) for number in numbers],
        )

    def explain(self, iri: str, text: str) -> Match:
        """Return where and why a thing matches; without a match its label stands, unmarked.

        Raises ParameterError as `find` does, and for an IRI of nothing that is searched.
        """
        words = read_query(text, self._vocabulary)
        texts = self._texts.get(iri)
        if texts is None:
            raise ParameterError(f"'{iri}' is nothing that is searched; use the IRI of a hit")
        counted = [word for word in words if not word.ignored]
        matchers = [Matcher(word, self._vocabulary) for word in counted]
        matched = [[matcher.match(text) for matcher in matchers] for text in texts]
        best = max(matched, key=lambda found: sum(word.worth for word in found))
        source = best[0].text
        return Match(
            iri=iri,
            source=source.source,
            language=source.language,
            passage=source.passage,
            snippet=snippet(source, [found.ways.keys() for found in best]),
            why=[why(*found) for found in zip(counted, zip(*matched, strict=True), strict=True)],
        )

    def suggest(self, prefix: str, limit: int = 10) -> Sequence[Suggestion]:
        """Return up to `limit` labels that complete what is typed; none where that has no word.

        Raises ParameterError where more than 200 characters are typed.
        """
        if len(prefix) > LONGEST:
            raise ParameterError(
                f"{len(prefix)} characters are typed, at most {LONGEST} are completed; type fewer"
            )
        return self._labels.completing(prefix, limit)

    def _word(self, word: QueryWord, *, found: bool) -> Word:
        return Word(
            text=word.text,
            ignored=word.ignored,
            found=word.ignored or found or bool(self._index.having_any([word])),
            read_as=word.meant,
        )
