"""Tokens of SPARQL, and what is refused on their strength."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryRefused
from graph.guard import MAX_LENGTH, MAX_NESTING, check_query
from graph.lexer import tokens, words


@given(st.text())
def test_the_tokens_of_any_text_are_the_text_again(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> {" }',
        "SELECT * { ?s ?p 'a \\' SERVICE ' }",
        'SELECT * { ?s ?p """one " two "" SERVICE {""" }',
        "SELECT * { ?s ?p '''SERVICE {\n'''@da }",
        "SELECT * { ?s <http://x/SERVICE> ?o }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {",
        "SELECT * { ?SERVICE ?p $INSERT }",
        "PREFIX service: <http://x/> SELECT * { ?s service:service service:load }",
        "PREFIX : <http://x/> SELECT * { ?s :SERVICE _:LOAD }",
        "SELECT * { ?s ?p ?o FILTER(?s<?p&&?o>?p) }",
    ],
)
def test_words_that_are_data_are_not_keywords(query: str) -> None:
    assert not {"SERVICE", "INSERT", "LOAD"} & set(words(query))
    check_query(query)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "never calls another"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "never calls another"),
        ("SELECT * { ?s ?p '#' . SERVICE<http://x/>{} }", "never calls another"),
        ("SELECT * { ?s ?p <http://x/#> . SERVICE <http://x/> {} }", "never calls another"),
        ("SELECT * #}\n{ SERVICE <http://x/> {} }", "never calls another"),
        ('SELECT * { ?s ?p "\\\\" . SERVICE <http://x/> {} }', "never calls another"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT is an update"),
        ("LOAD <http://127.0.0.1/>", "LOAD is an update"),
        ("SELECT * {} ; DROP ALL", "DROP is an update"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "brackets are open at character"),
        ("SELECT ((" * 200, "brackets are open at character"),
        ("SELECT * {}" + " " * MAX_LENGTH, f"{MAX_LENGTH} are the limit"),
    ],
)
def test_what_is_not_done_here_is_refused_with_advice(query: str, says: str) -> None:
    with pytest.raises(QueryRefused, match=says):
        check_query(query)


@given(st.sampled_from(["SERVICE", "sErViCe", "Service"]), st.sampled_from([" ", "\n", "#x\n", ""]))
def test_service_is_found_however_it_is_written(word: str, gap: str) -> None:
    with pytest.raises(QueryRefused):
        check_query(f"SELECT * {{ ?s ?p ?o .{gap}{word}{gap}<http://x/>{gap}{{ }} }}")


def test_nesting_at_the_limit_passes_and_one_more_does_not() -> None:
    check_query("SELECT * " + "{" * MAX_NESTING + "}" * MAX_NESTING)
    with pytest.raises(QueryRefused):
        check_query("SELECT * " + "{" * (MAX_NESTING + 1))
