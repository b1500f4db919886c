"""How words of a query and of a text meet: stems, compounds, letters, prefixes, slips."""

import pytest
from searching import explained, how, ids, labelled, marked

from graph.search import How, Search
from graph.search.analysis import letters
from graph.search.vocabulary import one_error


def test_both_languages_are_stemmed_each_by_its_own_rules(search: Search) -> None:
    assert ids(search.find("klyngernes"))[0] == "concept.body-level-cluster"
    assert how(search, "concept.body-level-cluster", "klyngernes") == [How.STEM]
    assert how(search, "concept.theme-palliative-care", "palliations")[0] is not None
    assert "dk82-2019.indicator.6" in ids(search.find("readmission"))[:5]
    assert how(search, "dk82-2019.indicator.6", "readmission") == [How.STEM]


@pytest.mark.parametrize(
    ("query", "short_id", "word"),
    [
        ("klynge", "cluster.dk83-1", "Sundhedsklynge"),
        ("psykiatri", "organisation.dk83-07", "Psykiatrisygehuset"),
        ("sygeplejerske", "collective.dk82-21", "Hjemmesygeplejersker"),
    ],
)
def test_a_word_finds_compounds_that_have_it(
    search: Search, query: str, short_id: str, word: str
) -> None:
    assert short_id in ids(search.find(query))
    match = explained(search, short_id, query)
    assert [why.how for why in match.why] == [How.COMPOUND]
    assert marked(match) == [word]


def test_a_compound_finds_texts_with_its_parts_after_those_that_have_it() -> None:
    search = labelled(
        g1="psykiatri i den enkelte klynge", g2="psykiatriklynge", g3="klynge", g4="psykiatri"
    )
    assert ids(search.find("psykiatriklynge")) == ["g2", "g1"]
    assert how(search, "g1", "psykiatriklynge") == [How.COMPOUND]
    assert marked(explained(search, "g1", "psykiatriklynge")) == ["psykiatri", "klynge"]


def test_one_part_of_a_compound_will_do_where_nothing_has_all() -> None:
    search = labelled(g1="psykiatri", g2="klynge", g3="tandpleje")
    found = search.find("psykiatriklynge")
    assert not found.all_words
    assert sorted(ids(found)) == ["g1", "g2"]
    assert how(search, "g1", "psykiatriklynge") == [How.COMPOUND]


@pytest.mark.parametrize("word", ["forældre", "medarbejder", "deltager", "indlæggelse", "sundhed"])
def test_what_only_looks_like_a_compound_is_not_split(word: str) -> None:
    search = labelled(
        g1=word, g2="for ældre", g3="arbejder", g4="delt ager", g5="læggelse i sund hed"
    )
    assert len(search._vocabulary.parts(letters(word))) == 1


def test_letters_may_be_written_in_ascii(search: Search) -> None:
    for one, other in [("ældre", "aeldre"), ("børn", "boern"), ("pårørende", "PAAROERENDE")]:
        assert search.find(one).hits == search.find(other).hits
        decomposed = one.replace("å", "a\u030a")
        assert search.find(one).hits == search.find(decomposed).hits


def test_letters_without_accents_match_more_weakly() -> None:
    search = labelled(g1="børn", g2="smaborn")
    found = search.find("born")
    assert ids(found) == ["g1"]
    assert list(found.words[0].read_as) == ["boern"]
    assert how(search, "g1", "born") == [How.SPELLING]
    assert found.hits[0].score < search.find("børn").hits[0].score


def test_a_word_with_its_accents_is_not_taken_for_another_without(search: Search) -> None:
    assert not search.find("ældre").words[0].read_as
    assert list(search.find("aldre").words[0].read_as) == ["aeldre"]


def test_a_mended_word_finds_compounds_too(search: Search) -> None:
    assert "cluster.dk83-1" in ids(search.find("klnge"))


def test_the_last_word_is_found_while_it_is_typed(search: Search) -> None:
    assert "body.dk82-01" in ids(search.find("sundhedsk"))
    assert how(search, "body.dk82-01", "sundhedsk") == [How.PREFIX]
    assert ids(search.find("tværsektoriel koord"))
    assert search.find("koord tværsektoriel").all_words is False
    assert not labelled(g1="koordination").find("koord ").hits


def test_a_whole_word_comes_before_one_that_it_begins() -> None:
    assert ids(labelled(g1="forløbsplan", g2="forløb").find("forløb")) == ["g2", "g1"]


@pytest.mark.parametrize(
    "typed", ["sundhedsklnge", "sundhedsklynnge", "sundhedsklunge", "sundhedsklygne"]
)
def test_one_typing_error_is_forgiven(search: Search, typed: str) -> None:
    found = search.find(typed)
    assert "sundhedsklynge" in found.words[0].read_as
    assert ids(found)[0].startswith("cluster.dk83-")
    assert how(search, ids(found)[0], typed) == [How.SPELLING]
    assert found.hits[0].score < search.find("sundhedsklynge").hits[0].score


def test_short_words_numbers_and_known_words_are_no_typing_errors() -> None:
    search = labelled(g1="mål", g2="2023", g3="klinik", g4="klinikker")
    for query in ("mol", "2024", "klinik"):
        assert not search.find(query).words[0].read_as


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [("ab", "ba", True), ("abc", "ab", True), ("a", "ab", True), ("abcd", "axcd", True),
     ("abcd", "bacd", True), ("abcd", "abdc", True), ("abcd", "badc", False),
     ("abc", "abcde", False), ("abcd", "axxd", False), ("abc", "cba", False)],
)  # fmt: skip
def test_distance(word: str, other: str, near: bool) -> None:
    assert one_error(word, other) is near
    assert one_error(other, word) is near
