"""Tokens of SPARQL, and what is refused on their strength."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryRefused, QuerySyntaxError, QueryTooLong
from graph.lexer import tokens
from graph.query import MAX_LENGTH, MAX_NESTING, Dataset, read_query


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
    words = {token.text.upper() for token in tokens(query) if token.kind == "word"}
    assert not {"SERVICE", "INSERT", "LOAD"} & words
    read_query(query)


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
    ],
)
def test_what_is_not_done_here_is_refused_with_advice(query: str, says: str) -> None:
    with pytest.raises(QueryRefused, match=says):
        read_query(query)


def test_a_query_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(QueryTooLong, match=f"{MAX_LENGTH} are the limit"):
        read_query("SELECT * {}" + " " * MAX_LENGTH)


@pytest.mark.parametrize(
    ("clauses", "dataset"),
    [
        ("FROM <http://x/a>", Dataset(("http://x/a",))),
        ("FROM <http://x/a> FROM NAMED <http://x/b>", Dataset(("http://x/a",), ("http://x/b",))),
        ("FROM x:a\\-b FROM NAMED :c", Dataset(("http://x/a-b",), ("http://y/c",))),
        ("from <../a> From named <http://x/\\u0061>", Dataset(("http://z/a",), ("http://x/a",))),
        ("", Dataset()),
    ],
)
def test_the_clauses_of_a_query_name_its_data_set(clauses: str, dataset: Dataset) -> None:
    head = "BASE <http://z/y/> PREFIX x: <http://x/> PREFIX : <http://y/> SELECT *"
    assert read_query(f"{head} {clauses} {{}}").dataset == dataset


@pytest.mark.parametrize("clause", ["FROM x:a", "FROM ?x", "FROM <http://x/\\UFFFFFFFF>"])
def test_a_clause_that_names_no_graph_is_a_syntax_error(clause: str) -> None:
    with pytest.raises(QuerySyntaxError):
        read_query(f"SELECT * {clause} {{}}")


@pytest.mark.parametrize("text", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}"])
def test_a_query_that_asks_for_chance_is_not_fixed(text: str) -> None:
    assert not read_query(text).fixed
    assert read_query("SELECT ?rand { ?now <x:NOW> 'RAND' }").fixed


@given(st.sampled_from(["SERVICE", "sErViCe", "Service"]), st.sampled_from([" ", "\n", "#x\n", ""]))
def test_service_is_found_however_it_is_written(word: str, gap: str) -> None:
    with pytest.raises(QueryRefused):
        read_query(f"SELECT * {{ ?s ?p ?o .{gap}{word}{gap}<http://x/>{gap}{{ }} }}")


def test_nesting_at_the_limit_passes_and_one_more_does_not() -> None:
    read_query("SELECT * " + "{" * MAX_NESTING + "}" * MAX_NESTING)
    with pytest.raises(QueryRefused):
        read_query("SELECT * " + "{" * (MAX_NESTING + 1))
