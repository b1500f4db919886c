"""What each document says to a question: stated, declined, silent, not coded.

The made-up graph has four agreements. `a` adopts a goal on tobacco, `b` declines its one goal, `c`
was read in full and has none, `d` was not read for goals.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pytest

from api.answer_tables import answer_table
from api.sentences import to_sentences
from api.tables import to_csv
from graph.answers import Answer, Labels, Thing
from graph.ask import ask
from graph.catalogue import Question, question, read_question
from graph.engine import EmbeddedEngine
from graph.names import BASE, Language
from graph.release import Release
from graph.things import Things

PREFIXES: Final = f"""
@base <{BASE}id/> .
@prefix aftale: <{BASE}ont#> .
@prefix concept: <{BASE}concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

COMMON: Final = """
<region/n> a aftale:Region ; aftale:slug "nord" .
<region/s> a aftale:Region ; aftale:slug "syd" .
<region/empty> a aftale:Region ; aftale:slug "uden" .
<cluster/n1> a aftale:Cluster ; aftale:inRegion <region/n> .
concept:theme-prevention skos:inScheme concept:theme .
concept:theme-tobacco skos:inScheme concept:theme ; skos:broader concept:theme-prevention .
concept:theme-alcohol skos:inScheme concept:theme ; skos:broader concept:theme-prevention .
concept:theme-water skos:inScheme concept:theme .
concept:target-group-young skos:inScheme concept:target-group .
concept:normative-adopted skos:inScheme concept:normative ; skos:prefLabel "vedtaget"@da .
concept:normative-declined skos:inScheme concept:normative .
concept:normative-proposed skos:inScheme concept:normative .
concept:decision-outcome-declined skos:inScheme concept:decision-outcome .
aftale:Goal rdfs:label "mål"@da , "goal"@en .
"""

EVERYTHING: Final = (
    *("aftale:Goal", "aftale:Decision", "aftale:Indicator", "aftale:IndicatorValue"),
    *("aftale:DataSource", "aftale:Milestone", "aftale:targetGroup", "aftale:Initiative"),
    *("concept:theme-prevention", "concept:theme-tobacco", "concept:theme-alcohol"),
)


def csv_of(answer: Answer, asked: Question, language: Language) -> str:
    return to_csv(answer_table(answer, asked, language), bom=False).decode()


def document(name: str, region: str, read_for: Sequence[str]) -> str:
    scopes = (
        f"<scope/{name}/{number}> aftale:scopeDocument <document/{name}> ;"
        f" aftale:scopeTerm {term} ."
        for number, term in enumerate(read_for)
    )
    about = f"<document/{name}> a aftale:SourceDocument ; aftale:aboutAgreement <{name}> ;"
    return "\n".join(
        (
            f'{about} skos:prefLabel "Dokument {name}"@da .',
            f"<{name}> a aftale:HealthAgreement ; aftale:coversRegion <region/{region}> ;",
            "    aftale:normativeStatus concept:normative-adopted .",
            *scopes,
        )
    )


def passage(path: str, name: str) -> str:
    return (
        f"<passage/{path}> aftale:inDocument <document/{name}> ; aftale:exact 'ord' ;"
        " aftale:headingPath '' ; aftale:prefix '' ; aftale:suffix '' ;"
        " aftale:start 0 ; aftale:end 3 ."
    )


def element(kind: str, name: str, number: int, standing: str, theme: str = "tobacco") -> str:
    path = f"{name}/{kind.lower()}/{number}"
    return (
        f"<{path}> a aftale:{kind} ; aftale:ofAgreement <{name}> ; aftale:ordinal {number} ;"
        f" skos:prefLabel 'Nr. {number}'@da ; aftale:slug '{name}-{number}' ;"
        f" aftale:theme concept:theme-{theme} ;"
        f" aftale:normativeStatus concept:normative-{standing} ;"
        f" aftale:evidence <passage/{path}> .\n{passage(path, name)}"
    )


GRAPH: Final = "\n".join(
    (
        *(PREFIXES, COMMON),
        document("a", "n", EVERYTHING),
        document("b", "n", EVERYTHING),
        document("c", "s", EVERYTHING),
        document("d", "s", ["aftale:Decision", "concept:theme-tobacco"]),
        element("Goal", "a", 1, "adopted"),
        element("Goal", "b", 1, "declined"),
        element("Vision", "a", 1, "adopted"),
        "<a/goal/1> aftale:targetGroup concept:target-group-young .",
    )
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def asked() -> Ask:
    """Ask a question of the made-up graph, to which more Turtle may be added."""

    def run(asked: str | Question, more: str = "", **given: str) -> Answer:
        small = EmbeddedEngine(Release("made-up", {"all": (GRAPH + more).encode()}))
        found = question(asked) if isinstance(asked, str) else asked
        return ask(small, Things(small), found, {name: [text] for name, text in given.items()})

    return run


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


def test_csv_has_a_finding_in_each_row_and_a_line_for_who_has_none(asked: Ask) -> None:
    text = csv_of(asked("goals"), question("goals"), "en")
    header, *lines = csv.reader(io.StringIO(text))
    assert header[-3:] == ["finding", "finding_document", "finding_scope"]
    assert [line[-3:] for line in lines] == [
        ["stated", "", ""],
        ["declined", "", ""],
        ["silent", "document.c", "goal"],
        ["not-coded", "document.d", "goal"],
    ]
    assert {cell for line in lines[2:] for cell in line[:-3]} == {""}
    tobacco = csv_of(asked("goals", theme="tobacco"), question("goals"), "en")
    assert tobacco.splitlines()[-2].endswith("silent,document.c,goal | concept.theme-tobacco")


def test_the_findings_in_words(asked: Ask) -> None:
    assert list(to_sentences(asked("goals"))) == [
        "Stated: Dokument a.",
        "Declined: Dokument b.",
        "The text does not say: Dokument c (read in full for: goal).",
        "Not coded yet: Dokument d (not read in full for: goal).",
    ]
    assert list(to_sentences(asked("goals", normative="proposed", region="nord"))) == [
        "Stated: Dokument a (nothing that the filters let through).",
        "Declined: Dokument b (nothing that the filters let through).",
    ]
    assert list(to_sentences(asked("goals", region="uden"))) == [
        "Not coded yet: there is no document of what was asked for."
    ]


def test_a_label_in_the_other_language_is_marked(asked: Ask) -> None:
    assert Labels(da="Sundhedsprofilen").marked("en") == "Sundhedsprofilen [da]"
    assert Labels(da="mål", en="goal").marked("en") == "goal"
    assert Labels(en="goal").marked("da") == "goal [en]"
    assert Labels().marked("da") == ""
    text = csv_of(asked("goals"), question("goals"), "en")
    header, first, *_ = csv.reader(io.StringIO(text))
    assert dict(zip(header, first, strict=True))["standing"] == "vedtaget [da]"


def test_a_translation_of_ours_is_marked(engine: EmbeddedEngine, things: Things) -> None:
    (row,) = ask(engine, things, question("element-evidence"), {}).rows[:1]
    named, quotes = row["element"], row["quote"]
    assert isinstance(named, Thing)
    assert isinstance(quotes, list)
    assert named.label.translated == "en"
    assert {quote.language for quote in quotes} == {"da"}
    assert things.named([f"{BASE}ont#Goal"])[f"{BASE}ont#Goal"].label.translated is None
