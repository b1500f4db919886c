"""The search: words, compounds, letters, typing errors, snippets, suggestions and quality."""

import string
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from bench.search import judged, qualities
from hypothesis import example, given, settings
from hypothesis import strategies as st
from searching import explained, how, ids, labelled, marked, of

from graph import names
from graph.engine import EmbeddedEngine
from graph.errors import ParameterError
from graph.search import How, Search
from graph.search.analysis import Token, tokens


def test_all_words_must_match_where_some_thing_has_them_all(search: Search) -> None:
    found = search.find("mental health young")
    assert found.all_words
    for short_id in ids(found):
        assert None not in how(search, short_id, "mental health young")


def test_any_word_will_do_where_no_thing_has_all(search: Search) -> None:
    found = search.find("overvægt xyzzy")
    assert not found.all_words
    assert ids(found)[0] == "concept.theme-overweight"
    assert [(word.text, word.found) for word in found.words] == [
        ("overvægt", True),
        ("xyzzy", False),
    ]
    assert how(search, "concept.theme-overweight", "overvægt xyzzy") == [How.EXACT, None]
    assert not search.find("xyzzy").hits


def test_function_words_need_not_match_unless_there_are_no_others(search: Search) -> None:
    assert [word.ignored for word in search.find("trivsel hos børn").words] == [False, True, False]
    found = search.find("hvad er")
    assert found.hits
    assert not any(word.ignored for word in found.words)


def test_a_label_comes_before_a_definition_before_a_quote() -> None:
    search = of("""
        d:g1 skos:prefLabel "et"@da ; a:evidence d:p . d:p a:exact "overvægt"@da .
        d:g2 skos:prefLabel "to"@da ; skos:definition "overvægt"@da .
        d:g3 skos:prefLabel "overvægt"@da .
        c:theme-x skos:prefLabel "overvægt hos de mange mennesker"@da .
    """)
    assert ids(search.find("overvægt")) == ["g3", "concept.theme-x", "g2", "g1"]
    sources = [explained(search, short_id, "overvægt").source for short_id in ("g1", "g2", "g3")]
    assert sources == ["quote", "definition", "label"]
    assert explained(search, "g1", "overvægt").passage == names.data("p")


def test_a_label_that_matches_wholly_comes_first(search: Search) -> None:
    assert ids(search.find("overvægt"))[0] == "concept.theme-overweight"
    assert ids(search.find("psychiatry"))[0] == "concept.sector-psychiatry"
    assert ids(search.find("børn og unge"))[0] == "concept.target-group-children-young"


def test_a_record_comes_after_what_it_is_of(search: Search) -> None:
    found = ids(search.find("kræftrehabilitering"))
    assert found.index("dk82-2019.initiative.18") < found.index(
        "dk82-2019.initiative.18.decision.1"
    )


def test_equal_hits_come_in_natural_order() -> None:
    search = labelled(**{f"g{number}": "overvægt" for number in (10, 9, 1, 2)})
    assert ids(search.find("overvægt")) == ["g1", "g2", "g9", "g10"]


def test_passages_assertions_and_the_like_are_no_things() -> None:
    search = of("""
        d:g1 a a:Goal ; skos:prefLabel "overvægt"@da .
        d:c1 a a:Correspondence ; skos:prefLabel "overvægt"@da .
        d:p1 a a:Passage ; skos:prefLabel "overvægt"@da .
        c:theme a skos:ConceptScheme ; skos:prefLabel "overvægt"@da .
        a:Goal skos:prefLabel "overvægt"@da .
        d:g2 a a:Goal ; skos:prefLabel "overvægt"@de .
    """)
    assert ids(search.find("overvægt")) == ["g1"]


def test_a_snippet_is_the_raw_text_around_what_matches(search: Search) -> None:
    match = explained(search, "concept.theme-mental-health", "mental health")
    assert [(part.text, part.matched) for part in match.snippet] == [
        ("mental", True),
        (" ", False),
        ("health", True),
        (" and illness", False),
    ]


def test_a_long_text_is_cut_between_words() -> None:
    quote = "ord " * 100 + "børn og <b>over-\\nvægt</b> " + "ord " * 100
    search = of(f'd:g1 skos:prefLabel "x"@da ; a:evidence d:p . d:p a:exact "{quote}"@da .')
    match = explained(search, "g1", "børn overvægt")
    text = "".join(part.text for part in match.snippet)
    assert marked(match) == ["børn", "over-\nvægt"]
    assert text.startswith("…ord ")
    assert text.endswith("ord…")
    assert 150 < len(text) < 210


def test_every_snippet_stands_in_a_text_of_its_thing(search: Search) -> None:
    for query in ("sundhedsaftalen", "patienter", "health care"):
        for hit in search.find(query).hits[:100]:
            match = search.explain(hit.iri, query)
            text = "".join(part.text for part in match.snippet).strip("…")
            assert any(text in candidate.raw for candidate in search._texts[hit.iri])
            assert marked(match)
            assert len(text) <= 241


def test_suggestions_complete_what_is_typed(search: Search) -> None:
    labels = [suggestion.label for suggestion in search.suggest("sundhedsk")]
    assert labels
    assert len(labels) == len(set(labels)) <= 10
    assert all("sundhedsk" in label.lower() for label in labels)
    assert labels[0].lower().startswith("sundhedsk")
    assert search.suggest("mental he", 2)[0].label == "mental health and illness"
    assert search.suggest("boern og")[0].label == "børn og unge"
    assert not search.suggest("sundhedsk ")
    assert not search.suggest("")
    assert len(search.suggest("s", 3)) == 3


@pytest.mark.parametrize("query", ["", "   ", '"*', "🙂", "\x00", "a" * 201])
def test_a_query_without_words_or_too_long_is_refused_with_advice(
    search: Search, query: str
) -> None:
    with pytest.raises(ParameterError, match=r"type one or more|keep the words"):
        search.find(query)
    with pytest.raises(ParameterError):
        search.explain(names.concept("theme", "overweight"), query)


def test_only_what_is_searched_is_explained(search: Search) -> None:
    with pytest.raises(ParameterError, match="use the IRI of a hit"):
        search.explain(names.data("no/such"), "klynge")


def test_a_thing_that_does_not_match_is_explained_by_its_label(search: Search) -> None:
    match = explained(search, "concept.theme-overweight", "xyzzy")
    assert match.source == "label"
    assert not marked(match)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=210)
    | st.lists(
        st.sampled_from(
            ['"', "klynge", "AND", "*", "sundheds*", "(", "label:", "~2", "^", "[a TO z]", "\x00",
             "\ud800", ".*", "\\", "æ", "ÆLDRE", "ﷺ", "½", "a\u030a", "og", "é", "İ", "ﬁ"]
        ),
        max_size=12,
    ).map(" ".join)
)  # fmt: skip
@example("ﷺ")
@example("+++ -klynge NOT (")
def test_rubbish_raises_nothing_but_parameter_errors(search: Search, query: str) -> None:
    with suppress(ParameterError):
        for hit in search.find(query).hits[:3]:
            assert search.explain(hit.iri, query).iri == hit.iri
        assert all(suggestion.label for suggestion in search.suggest(query))


@given(st.text(alphabet=string.printable + "æøåÆØÅé\u00ad\u0301ﬁ-\n<b>"))
def test_tokens_point_into_the_raw_text(raw: str) -> None:
    place = 0
    for token in tokens(raw):
        assert place <= token.start < token.end <= len(raw)
        assert token.word.isalnum()
        place = token.end


def test_a_word_broken_by_the_layout_is_one_word() -> None:
    assert tokens("sam-\narbejde") == (Token("samarbejde", 0, 12),)
    assert tokens("Æl\u00addre") == (Token("aeldre", 0, 6),)


def test_several_threads_may_search_at_once(search: Search) -> None:
    queries = ["klynge", "sundhedsklnge", "mental health", "boern", "rehabil"] * 10
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(search.find, queries))
    assert found == [search.find(query) for query in queries]


def test_the_same_release_gives_the_same_answers(search: Search, engine: EmbeddedEngine) -> None:
    again = Search(engine)
    for query in ("klynge", "sundhed for børn", "health"):
        assert again.find(query) == search.find(query)


def test_an_empty_release_is_searched_too() -> None:
    assert not of("").find("klynge").hits


def test_the_search_finds_what_was_judged_relevant(search: Search) -> None:
    quality = qualities(search, judged())["all"]
    assert quality.success >= 0.98
    assert quality.recall >= 0.65
    assert quality.reciprocal_rank >= 0.9
