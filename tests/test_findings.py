"""What each document says to a question: stated, declined, silent, not coded.

The made-up graph has four agreements. `a` adopts a goal on tobacco, `b` declines its one goal, `c`
was read in full and has none, `d` was not read for goals."""

import csv
import io
from collections.abc import Mapping

import pytest
from silences import Ask, csv_of, element, passage

from api.sentences import to_sentences
from graph.answers import Answer
from graph.ask import ask
from graph.catalogue import question, read_question
from graph.engine import EmbeddedEngine
from graph.names import BASE
from graph.things import Things


def told(answer: Answer) -> Mapping[str, tuple[str, int]]:
    return {entry.agreement.id or "": (entry.finding, entry.rows) for entry in answer.scope}


def test_the_four_findings(asked: Ask) -> None:
    found = asked("goals")
    assert told(found) == {
        "a": ("stated", 1),
        "b": ("declined", 1),
        "c": ("silent", 0),
        "d": ("not-coded", 0),
    }
    assert found.declined == [1]
    assert found.scope[2].terms == found.scope[3].missing == found.about
    assert found.scope[2].missing == found.scope[3].terms == []
    assert [entry.read for entry in found.scope] == [True, True, True, False]


def test_a_document_that_declines_one_thing_and_states_another_states(asked: Ask) -> None:
    found = asked("goals", element("Goal", "b", 2, "adopted"))
    assert told(found)["b"] == ("stated", 2)
    assert found.declined == [1]
    declined = asked("goals", element("Goal", "b", 2, "adopted"), normative="declined")
    assert told(declined)["b"] == ("declined", 1)


def decision(outcome: str, on: str) -> str:
    return (
        f"<{on}/decision/1> a aftale:Decision ; aftale:decisionOn <{on}> ;"
        f" aftale:decisionOutcome concept:decision-outcome-{outcome} ;"
        " aftale:ground concept:ground-stated ; aftale:evidence <passage/decision> ."
        f"\n{passage('decision', on[0])}"
    )


# A decision says itself what came of it, whatever became of what it is on.
def test_a_declined_decision_is_declined_and_an_approved_one_is_not(asked: Ask) -> None:
    assert told(asked("decisions", decision("declined", "a/goal/1")))["a"] == ("declined", 1)
    assert told(asked("decisions", decision("approved", "b/goal/1")))["b"] == ("stated", 1)
    assert told(asked("decisions"))["d"] == ("silent", 0)


def test_what_is_told_of_a_declined_thing_is_declined(asked: Ask) -> None:
    milestone = (
        "<b/initiative/1/milestone/1> aftale:milestoneOf <b/initiative/1> ;"
        " aftale:milestoneKind concept:milestone-kind-start ;"
        " aftale:milestoneState concept:milestone-state-open ;"
        " aftale:ground concept:ground-stated ; aftale:evidence <passage/milestone> ."
        + passage("milestone", "b")
    )
    initiative = element("Initiative", "b", 1, "declined")
    assert told(asked("milestones", initiative + milestone))["b"] == ("declined", 1)


def test_a_row_without_a_quote_rests_on_where_its_subject_is_quoted(asked: Ask) -> None:
    assert told(asked("goal-measurement")) == {
        "a": ("stated", 1),
        "b": ("declined", 1),
        "c": ("silent", 0),
        "d": ("not-coded", 0),
    }


@pytest.mark.parametrize(
    ("given", "agreements"),
    [
        ({"region": "nord"}, "ab"),
        ({"region": "syd"}, "cd"),
        ({"region": "uden"}, ""),
        ({"agreement": "c"}, "c"),
        ({"region": "nord", "agreement": "a"}, "a"),
        ({"region": "nord", "agreement": "c"}, ""),
        ({"vision": "a.vision.1"}, "a"),
    ],
)
def test_a_filter_by_what_a_document_is_of_asks_its_documents_alone(
    asked: Ask, given: dict[str, str], agreements: str
) -> None:
    assert "".join(told(asked("goals", **given))) == agreements


def test_a_cluster_and_a_document_ask_their_documents_alone(asked: Ask) -> None:
    assert told(asked("initiatives-serving-goal", cluster="cluster.n1")) == {
        "a": ("silent", 0),
        "b": ("silent", 0),
    }
    assert list(told(asked("contradictions", document="document.b"))) == ["b"]


def test_two_agreements_of_one_question_are_two_sides(asked: Ask) -> None:
    found = told(asked("changes", from_agreement="a", to_agreement="c"))
    assert found == {"a": ("not-coded", 0), "c": ("not-coded", 0)}


def test_a_document_that_a_row_quotes_is_told_of_though_it_was_not_asked(asked: Ask) -> None:
    more = "<a/goal/1> aftale:evidence <passage/in-c> ." + passage("in-c", "c")
    assert told(asked("goals", more, agreement="a")) == {"a": ("stated", 1), "c": ("stated", 1)}


def test_silence_about_a_theme_needs_that_it_was_read_for_with_the_narrower_ones(
    asked: Ask,
) -> None:
    tobacco = asked("goals", theme="tobacco")
    assert told(tobacco) == told(asked("goals"))
    assert [thing.iri.rpartition("/")[2] for thing in tobacco.about] == [
        "ont#Goal",
        "theme-tobacco",
    ]
    assert told(asked("goals", theme="prevention"))["c"] == ("silent", 0)
    assert {finding for finding, _ in told(asked("goals", theme="water")).values()} == {"not-coded"}
    partly = (
        "<scope/c/x> aftale:scopeDocument <document/c> ; aftale:scopeTerm concept:theme-water ."
    )
    narrower = "concept:theme-ice skos:inScheme concept:theme ; skos:broader concept:theme-water ."
    assert told(asked("goals", partly, theme="water"))["c"] == ("silent", 0)
    assert told(asked("goals", partly + narrower, theme="water"))["c"] == ("not-coded", 0)


# `b` has a goal, on tobacco: on alcohol it has none, and it was read for that too.
def test_a_document_is_silent_on_one_theme_and_not_on_another(asked: Ask) -> None:
    assert told(asked("goals", theme="alcohol"))["b"] == ("silent", 0)


def test_silence_about_a_target_group_needs_that_target_groups_were_read_for(asked: Ask) -> None:
    found = asked("goals", target_group="young")
    assert told(found) == {
        "a": ("stated", 1),
        "b": ("silent", 0),
        "c": ("silent", 0),
        "d": ("not-coded", 0),
    }
    assert {thing.iri for thing in found.scope[3].missing} == {
        f"{BASE}ont#Goal",
        f"{BASE}ont#targetGroup",
    }


def test_what_only_a_filter_leaves_out_is_no_silence(asked: Ask) -> None:
    found = asked("goals", normative="proposed")
    assert found.total == 0
    assert told(found) == {
        "a": ("stated", 0),
        "b": ("declined", 0),
        "c": ("silent", 0),
        "d": ("not-coded", 0),
    }
    assert told(asked("goals", vision="a.vision.1", theme="tobacco"))["a"] == ("stated", 0)
    assert told(asked("goals", vision="a.vision.1", theme="alcohol"))["a"] == ("silent", 0)


def test_a_date_is_no_reason_to_call_a_document_silent(
    engine: EmbeddedEngine, things: Things
) -> None:
    given = {"date": ["1999-12-31"], "region": ["midtjylland"]}
    found = ask(engine, things, question("status-at-date"), given)
    assert found.total == 0
    assert [(e.document.id, e.finding, e.rows) for e in found.scope] == [
        ("document.midtjylland-2019-2023", "stated", 0),
        ("document.midtjylland-2024-2027", "silent", 0),
    ]


def test_where_nothing_is_named_to_read_for_no_document_is_silent(asked: Ask) -> None:
    nothing = read_question(
        "x", "# Hvad? / What?\n# > quote Quote: stedet / the passage\nSELECT ?quote WHERE {}"
    )
    found = asked(nothing)
    assert {finding for finding, _ in told(found).values()} == {"not-coded"}
    assert not any(entry.read for entry in found.scope)


@pytest.mark.parametrize("slug", ["themes-by-document", "reader-agreement"])
def test_questions_about_the_coding_have_no_findings(
    engine: EmbeddedEngine, things: Things, slug: str
) -> None:
    found = ask(engine, things, question(slug), {})
    assert found.total
    assert found.scope == []
    lines = list(csv.DictReader(io.StringIO(csv_of(found, question(slug), "da"))))
    assert {line["finding"] for line in lines} == {""}
    assert not list(to_sentences(found))
