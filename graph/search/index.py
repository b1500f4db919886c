"""The inverted index: which things match the words of a query, and how well."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from tantivy import Document, Index, Occur, Query, Schema, SchemaBuilder

from graph.names import Language
from graph.search.reading import Form, QueryWord, Way
from graph.search.results import Source
from graph.search.texts import Text
from graph.search.vocabulary import Vocabulary

IMPORTANCE: Final[Mapping[Source, float]] = {"label": 3.0, "definition": 1.5, "quote": 1.0}
_FORMS: Final[Mapping[Language, Sequence[Form]]] = {
    "da": ("word", "stem", "part"),
    "en": ("word", "stem"),
}
_PHRASE: Final = 0.5
_WHOLE_LABEL: Final = 10.0
# A word that matches a thing in several texts or ways counts little more than in the best one.
_TIE_BREAKER: Final = 0.1
_ECHO: Final = 0.7
_NUMBER: Final = "number"
_HEAP_BYTES: Final = 15_000_000
# Beyond this, scores differ by the order in which the index added them up.
_DIGITS: Final = 3


class ThingIndex:
    """Says which things match; a thing is its place in the sequence that the index is made of."""

    def __init__(
        self, things: Sequence[Sequence[Text]], echoes: Collection[int], vocabulary: Vocabulary
    ) -> None:
        """Index the texts of each thing, in memory.

        `echoes` are the things whose label repeats that of another: they come after it.
        """
        self._echoes = echoes
        self._vocabulary = vocabulary
        self._size = len(things)
        self._schema = _schema()
        index = Index(self._schema)
        # One thread makes one segment, so that the same release always has the same scores.
        writer = index.writer(_HEAP_BYTES, num_threads=1)
        for number, texts in enumerate(things):
            writer.add_document(self._document(number, texts))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def having_all(self, words: Sequence[QueryWord]) -> dict[int, float]:
        """Return the score of every thing that matches each word that is not ignored."""
        required = [(Occur.Must, self._any(word.ways)) for word in words if not word.ignored]
        better = [(Occur.Should, query) for query in self._together(words)]
        return self._search(Query.boolean_query(required + better))

    def having_any(self, words: Sequence[QueryWord]) -> dict[int, float]:
        """Return the score of every thing that matches some word, loosely too."""
        return self._search(
            Query.boolean_query(
                [
                    (Occur.Should, self._any((*word.ways, *word.loose)))
                    for word in words
                    if not word.ignored
                ]
            )
        )

    def _search(self, query: Query) -> dict[int, float]:
        if not self._size:
            return {}
        hits = self._searcher.search(query, limit=self._size, count=False).hits
        numbers = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        return {
            int(number): round(score * (_ECHO if number in self._echoes else 1), _DIGITS)
            for number, (score, _) in zip(numbers, hits, strict=True)
            if number is not None
        }

    def _document(self, number: int, texts: Sequence[Text]) -> Document:
        document = Document()
        document.add_unsigned(_NUMBER, number)
        for text in texts:
            words = [token.word for token in text.tokens]
            for form in _FORMS[text.language]:
                terms = self._terms(words, text.language, form)
                document.add_text(_field(text.source, text.language, form), " ".join(terms))
            if text.source == "label":
                document.add_text(_whole(text.language), self._joined(words, text.language))
        return document

    def _terms(self, words: Sequence[str], language: Language, form: Form) -> Iterable[str]:
        match form:
            case "word":
                return words
            case "stem":
                return [self._vocabulary.stem(word, language) for word in words]
            case "part":
                return chain.from_iterable(map(self._vocabulary.parts, words))

    def _joined(self, words: Sequence[str], language: Language) -> str:
        return "_".join(self._vocabulary.stem(word, language) for word in words)

    def _any(self, ways: Sequence[Way]) -> Query:
        """Return the query of the ways of one word: the best of them and of the texts counts."""
        queries = [
            Query.boost_query(self._way(way, source, language), way.weight * importance)
            for way in ways
            for source, importance in IMPORTANCE.items()
            for language in way.languages
            if _has(source, language)
        ]
        return Query.disjunction_max_query(queries, _TIE_BREAKER)

    def _way(self, way: Way, source: Source, language: Language) -> Query:
        field = _field(source, language, way.form)
        if way.any_term:
            return Query.term_set_query(self._schema, field, way.terms)
        terms = [Query.term_query(self._schema, field, term) for term in way.terms]
        return Query.boolean_query([(Occur.Must, term) for term in terms])

    def _together(self, words: Sequence[QueryWord]) -> Iterator[Query]:
        """Yield what speaks for a thing further: a whole label, or the words side by side."""
        typed = [word.word for word in words]
        for language in _FORMS:
            whole = Query.term_query(self._schema, _whole(language), self._joined(typed, language))
            yield Query.boost_query(Query.const_score_query(whole, 1.0), _WHOLE_LABEL)
            if len(typed) > 1:
                stems: list[str | tuple[int, str]] = [
                    self._vocabulary.stem(word, language) for word in typed
                ]
                for source, importance in IMPORTANCE.items():
                    if _has(source, language):
                        phrase = Query.phrase_query(
                            self._schema, _field(source, language, "stem"), stems
                        )
                        yield Query.boost_query(phrase, _PHRASE * importance)


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, fast=True)
    for language, forms in _FORMS.items():
        builder.add_text_field(_whole(language), tokenizer_name="whitespace", index_option="basic")
        for source in IMPORTANCE:
            for form in forms:
                if _has(source, language):
                    builder.add_text_field(
                        _field(source, language, form), tokenizer_name="whitespace"
                    )
    return builder.build()


def _has(source: Source, language: Language) -> bool:
    """Tell whether there are such texts at all: the documents that are quoted are Danish."""
    return source != "quote" or language == "da"


def _field(source: Source, language: Language, form: Form) -> str:
    return f"{source}_{language}_{form}"


def _whole(language: Language) -> str:
    return f"label_{language}_whole"
