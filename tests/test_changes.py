"""What became of the elements of an agreement: against SPARQL, word by word, and as it is asked."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph.comparison.changes import Changes, changes, pairs
from graph.comparison.words import Piece, word_differences
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.names import data
from graph.resources import Resources

ASKED = "/api/v1/changes"


@pytest.fixture(scope="module")
def hovedstaden(resources: Resources) -> Changes:
    return changes(data("dk84-2019"), data("dk84-2024"), resources)


def kinds(pieces: list[Piece]) -> list[tuple[str, str, str]]:
    return [(piece.kind, piece.earlier, piece.later) for piece in pieces]


TEXTS = st.text(st.sampled_from("abæø -\n.„”\u00ad"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_restore_both_texts(earlier: str, later: str) -> None:
    pieces = word_differences(earlier, later)
    assert "".join(piece.earlier for piece in pieces) == earlier
    assert "".join(piece.later for piece in pieces) == later


def test_differences_are_found_on_folded_words_and_shown_on_raw_ones() -> None:
    pieces = word_differences("Vi styrker sam-\narbejdet om ældre", "Vi udvikler samarbejdet nu")
    assert kinds(pieces) == [
        ("same", "Vi ", "Vi "),
        ("changed", "styrker ", "udvikler "),
        ("same", "sam-\narbejdet ", "samarbejdet "),
        ("changed", "om ældre", "nu"),
    ]


def test_the_same_text_is_one_piece() -> None:
    assert kinds(word_differences("a b", "a  b")) == [("same", "a b", "a  b")]


def test_every_correspondence_of_the_two_is_a_change_once(
    hovedstaden: Changes, engine: EmbeddedEngine
) -> None:
    query = (
        "PREFIX a: <https://w3id.org/sundhedsaftaler/ont#> SELECT ?c { ?c a:fromAgreement "
        f"<{data('dk84-2019')}> ; a:toAgreement <{data('dk84-2024')}> }}"
    )
    wanted = {value(row["c"]) for row in engine.select(query).rows}
    assert {change.change.iri for change in hovedstaden.changes} == wanted
    assert hovedstaden.total == len(wanted) == sum(entry.count for entry in hovedstaden.sums)


def test_each_side_quotes_its_own_agreement(hovedstaden: Changes) -> None:
    for change in hovedstaden.changes:
        for side, document in (
            (change.earlier, "hovedstaden-2019-2023"),
            (change.later, "hovedstaden-2024-2027"),
        ):
            if side:
                found = {quote.document.iri for quote in side.quotes}
                assert found <= {data(f"document/{document}")}


def test_words_restore_what_is_quoted_and_are_there_for_two_sides(hovedstaden: Changes) -> None:
    both = [change for change in hovedstaden.changes if change.earlier and change.later]
    assert both
    for change in hovedstaden.changes:
        assert bool(change.words) == (change in both)
    for change in both:
        assert change.earlier
        text = "\n".join(quote.text for quote in change.earlier.quotes)
        assert "".join(piece.earlier for piece in change.words) == text


def test_the_one_goal_that_was_reworded_is_told_with_its_words(hovedstaden: Changes) -> None:
    reworded = [
        change
        for change in hovedstaden.changes
        if change.type.iri.endswith("-reworded")
        and change.earlier
        and change.earlier.type.iri.endswith("#Goal")
    ]
    assert len(reworded) == 1
    assert any(piece.kind != "same" for piece in reworded[0].words)
    assert reworded[0].same_wording is False


def test_what_nobody_compared_is_named(hovedstaden: Changes) -> None:
    compared = {thing.label.en for thing in hovedstaden.compared}
    left_out = {thing.label.en for thing in hovedstaden.not_compared}
    assert {"vision", "goal", "principle", "body"} <= compared
    assert {"commitment", "challenge", "initiative"} <= left_out
    assert not compared & left_out


def test_two_that_were_not_compared_are_told_which_were(resources: Resources) -> None:
    with pytest.raises(ParameterError, match=re.escape("from=dk84-2019&to=dk84-2024")):
        changes(data("dk84-2024"), data("dk84-2019"), resources)


def test_the_pairs_are_listed(client: TestClient, resources: Resources) -> None:
    told = client.get(ASKED).json()
    found = [(pair["earlier"]["id"], pair["later"]["id"]) for pair in told["pairs"]]
    assert found == [("dk82-2019", "dk82-2024"), ("dk84-2019", "dk84-2024")]
    assert len(pairs(resources).pairs) == 2


def test_the_table_has_a_line_for_each_change(client: TestClient, hovedstaden: Changes) -> None:
    address = f"{ASKED}.csv?from=dk84-2019&to=dk84-2024&lang=en"
    rows = list(csv.DictReader(io.StringIO(client.get(address).text)))
    assert len(rows) == hovedstaden.total
    assert {row["class"] for row in rows} >= {"vision", "goal", "body"}
    dropped = [row for row in rows if row["type_id"] == "dropped"]
    assert dropped
    assert all(row["earlier"] and not row["later"] for row in dropped)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("?from=dk84-2019", "agreement: ''"),
        ("?from=dk84-2019&to=dk84-2025", "did you mean"),
        ("?form=dk84-2019", "did you mean 'from'"),
        ("?from=dk84-2019&to=dk83-2024", "not compared"),
    ],
)
def test_a_wrong_request_is_told(client: TestClient, asked: str, told: str) -> None:
    answer = client.get(f"{ASKED}{asked}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
