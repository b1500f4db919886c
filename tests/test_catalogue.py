"""The questions as files: valid SPARQL, declared in full, filled in without surprises."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, Store

from graph.ask import fill
from graph.catalogue import questions, read_question
from graph.errors import UnknownQuestion
from graph.lexer import tokens

KINDS = {"Thing", "Quote", "text", "date", "integer", "decimal", "boolean"}
SAMPLE = read_question(
    "sample",
    """# Hvad? / What?
# ?region Region: en region / a region
# $day date: en dag / a day
# > thing Thing: tingen / the thing
# VALUES ?region { UNDEF } and $day in a comment stay
SELECT ?thing WHERE {
    VALUES ?region { UNDEF } # the region
    VALUES ?other { UNDEF }
    ?thing ?p ?region ; ?q "$day VALUES ?region { UNDEF }" ; ?r <https://x.example/$day>
    FILTER(?now > $day && ?day = $days)
}""",
)
REGION = NamedNode("https://x.example/r")
DAY = Literal("2021-06-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))


@pytest.mark.parametrize("slug", questions())
def test_a_question_is_valid_sparql_as_it_stands_and_declares_its_columns(slug: str) -> None:
    question = questions()[slug]
    found = Store().query(question.sparql)
    assert [variable.value for variable in found.variables] == list(question.columns)
    assert {column.kind for column in question.columns.values()} <= KINDS
    assert re.search(r"\nORDER BY ", question.sparql), "an answer has an order of its own"


@pytest.mark.parametrize("slug", questions())
def test_every_parameter_is_declared_and_used(slug: str) -> None:
    question = questions()[slug]
    code = "".join(t.text for t in tokens(question.sparql) if t.kind != "comment")
    several = re.findall(r"VALUES \?(\w+) \{ UNDEF \}", code)
    single = [t.text[1:] for t in tokens(question.sparql) if t.text.startswith("$")]
    declared = {p.name: p.several for p in question.parameters.values()}
    assert declared == dict.fromkeys(several, True) | dict.fromkeys(single, False)
    assert slug == re.sub(r"[^a-z0-9-]", "", slug)
    assert question.title["da"].endswith("?")
    assert question.title["en"].endswith("?")


def test_a_filled_question_has_its_values_and_nothing_else_is_touched() -> None:
    filled = fill(SAMPLE, {"region": [REGION, REGION], "day": [DAY]})
    assert "VALUES ?region { <https://x.example/r> <https://x.example/r> } # the region" in filled
    assert "VALUES ?other { UNDEF }" in filled
    assert '"$day VALUES ?region { UNDEF }" ; ?r <https://x.example/$day>' in filled
    assert f"FILTER(?now > {DAY} && ?day = $days)" in filled
    assert "# VALUES ?region { UNDEF } and $day in a comment stay" in filled


def test_a_question_without_values_is_the_file_itself() -> None:
    assert fill(SAMPLE, {}) == SAMPLE.sparql


def test_a_value_cannot_break_out_of_its_place() -> None:
    evil = Literal('" } ; DROP ALL #')
    filled = fill(SAMPLE, {"day": [evil]})
    strings = [token.text for token in tokens(filled) if token.kind == "string"]
    assert str(evil) in strings
    assert "DROP" not in [token.text for token in tokens(filled) if token.kind == "word"]


def test_an_unknown_question_names_the_nearest() -> None:
    from graph.catalogue import question

    with pytest.raises(UnknownQuestion, match="did you mean 'status-at-date'"):
        question("status-at-dato")
