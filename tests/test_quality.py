"""How goals are stated: each criterion by hand on made-up goals, and by SPARQL on the release."""

import csv
import io
from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from graph.comparison.criteria import CRITERIA
from graph.comparison.quality import FINDINGS, GoalQuality, Quality, compare_quality, read_quality
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.release import Release
from graph.resources import Resources

TERMS = ("Goal", "Indicator", "IndicatorValue", "DataSource", "measures", "dataSource")
HEAD = """
@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix c: <https://w3id.org/sundhedsaftaler/concept/> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <http://www.w3.org/2001/XMLSchema#> .
a:Goal r:subClassOf a:PlanElement . a:Indicator r:subClassOf a:PlanElement .
<p> a a:HealthAgreement ; a:notBefore "2019-01-01"^^x:date .
<document/p> a a:SourceDocument ; a:aboutAgreement <p> .
<passage/1> a a:Passage ; a:inDocument <document/p> ; a:exact "to the letter"@da ;
    a:headingPath "" ; a:prefix "" ; a:suffix "" ; a:start 0 ; a:end 13 .
<p/goal/1> a a:Goal ; a:ofAgreement <p> ; a:evidence <passage/1> .
"""
READ = "".join(
    f"<scope/{term}> a:scopeDocument <document/p> ; a:scopeTerm a:{term} . " for term in TERMS
)
INDICATOR = """
<p/indicator/1> a a:Indicator ; a:ofAgreement <p> ; a:measures <p/goal/1> .
<assertion/1> a:assertedSubject <p/indicator/1> ; a:assertedPredicate a:measures ;
    a:assertedObject <p/goal/1> ; a:ground c:ground-stated ; a:evidence <passage/1> .
"""


def record(kind: str, more: str) -> str:
    """Return the indicator with a value of a kind."""
    return (
        f"{INDICATOR} <p/indicator/1/value/1> a a:IndicatorValue ; a:ofIndicator <p/indicator/1> ; "
        f"a:valueKind c:value-kind-{kind} ; a:ground c:ground-stated ; a:evidence <passage/1> "
        f"{more} ."
    )


def asked(resources: Resources, **given: str) -> Quality:
    found = read_quality({name: [text] for name, text in given.items()}, resources)
    return compare_quality(found, resources)


def goal(turtle: str) -> GoalQuality:
    """Return what the made-up goal has, with some more Turtle."""
    graphs = {"t": (HEAD + turtle).encode()}
    (found,) = asked(Resources(EmbeddedEngine(Release("tiny", graphs)))).goals
    return found


def findings(found: GoalQuality) -> dict[str, str]:
    return {name: met.finding for name, met in found.criteria.items()}


NOTHING = {
    "indicator": "silent",
    "baseline": "silent",
    "target": "silent",
    "deadline": "silent",
    "owner": "not-coded",
    "data_source": "silent",
}
"""Of a goal without anything, in a document read for all but `responsibleFor`."""

BEFORE, AFTER = '"2018-12-31"^^x:date', '"2021-03-31"^^x:date'


@pytest.mark.parametrize(
    ("turtle", "stated"),
    [
        ("", []),
        (INDICATOR, ["indicator"]),
        (record("actual", f"; a:value 356.0 ; a:notAfter {BEFORE}"), ["indicator", "baseline"]),
        (
            record("count", '; a:value 3.0 ; a:notAfter "2019-01-01"^^x:date'),
            ["indicator", "baseline"],
        ),
        (record("actual", f"; a:value 356.0 ; a:notAfter {AFTER}"), ["indicator"]),
        (record("actual", "; a:value 356.0"), ["indicator"]),
        (record("actual", f"; a:trend c:trend-up ; a:notAfter {BEFORE}"), ["indicator"]),
        (record("estimate", f"; a:value 356.0 ; a:notAfter {BEFORE}"), ["indicator"]),
        (record("target", "; a:trend c:trend-down"), ["indicator", "target"]),
        (record("target", f"; a:notAfter {AFTER}"), ["indicator", "target", "deadline"]),
        (record("target", '; a:timeText "on the long view"'), ["indicator", "target"]),
        (f"<p/goal/1> a:notAfter {AFTER} .", ["deadline"]),
        ("<body/1> a a:Body ; a:responsibleFor <p/goal/1> .", ["owner"]),
        ("<p/goal/1> a:dataSource <data-source/1> .", ["data_source"]),
        (
            INDICATOR + "<p/indicator/1> a:dataSource <data-source/1> .",
            ["indicator", "data_source"],
        ),
        (
            record("projection", "; a:dataSource <data-source/1>"),
            ["indicator", "data_source"],
        ),
    ],
)
def test_each_criterion_is_as_it_is_defined(turtle: str, stated: list[str]) -> None:
    assert findings(goal(READ + turtle)) == NOTHING | dict.fromkeys(stated, "stated")


@pytest.mark.parametrize(
    ("term", "unknown"),
    [
        ("Goal", ["deadline"]),
        ("Indicator", ["indicator", "baseline", "target", "deadline", "data_source"]),
        ("IndicatorValue", ["baseline", "target", "deadline", "data_source"]),
        ("measures", ["indicator", "baseline", "target", "deadline", "data_source"]),
        ("DataSource", ["data_source"]),
        ("dataSource", ["data_source"]),
    ],
)
def test_silence_needs_that_each_term_was_read_for(term: str, unknown: list[str]) -> None:
    read = READ.replace(f"a:scopeTerm a:{term} .", "a:scopeTerm a:Vision .")
    found = goal(read)
    assert findings(found) == NOTHING | dict.fromkeys(unknown, "not-coded")
    for name in unknown:
        missing = [thing.iri.rsplit("#")[-1] for thing in found.criteria[name].missing]  # type: ignore[index]
        assert missing == [term]


def test_every_document_of_an_agreement_must_have_been_read() -> None:
    other = "<document/q> a a:SourceDocument ; a:aboutAgreement <p> ."
    assert set(findings(goal(READ + other)).values()) == {"not-coded"}


def test_what_is_declined_is_not_stated() -> None:
    declined = "<p/indicator/1> a:normativeStatus c:normative-declined ."
    told = goal(READ + record("target", "") + declined)
    assert findings(told) == NOTHING | {"indicator": "declined", "target": "declined"}
    sourced = goal(READ + INDICATOR + declined + "<p/indicator/1> a:dataSource <data-source/1> .")
    assert findings(sourced) == NOTHING | {"indicator": "declined", "data_source": "declined"}


def test_what_comes_near_is_told_and_does_not_count() -> None:
    told = goal(
        READ
        + record("actual", f"; a:value 356.0 ; a:notAfter {AFTER}")
        + "<body/1> a a:Body . <body/1/task/1> a:concerns <p/goal/1> ; a:taskOf <body/1> . "
        "<p/follow-up/1> a:followsUpOn <p/goal/1> . <body/1> a:responsibleFor <p/follow-up/1> . "
        "<p/initiative/1> a:serves <p/goal/1> . "
        "<p/initiative/1/milestone/1> a:milestoneOf <p/initiative/1> ."
    )
    near = {name: [found.path for found in met.near] for name, met in told.criteria.items()}
    assert near == {
        "indicator": [],
        "baseline": ["^measures/^ofIndicator"],
        "target": [],
        "deadline": ["^serves/^milestoneOf"],
        "owner": ["^followsUpOn/^responsibleFor", "^concerns/taskOf"],
        "data_source": [],
    }
    assert findings(told) == NOTHING | {"indicator": "stated"}


def test_what_a_goal_has_shows_ground_words_and_figure() -> None:
    told = goal(READ + record("actual", f'; a:value 16.9 ; a:unit "%" ; a:notAfter {BEFORE}'))
    (indicator,) = told.criteria["indicator"].found
    assert (indicator.thing.id, indicator.path) == ("p.indicator.1", "^measures")
    assert indicator.figure is None
    (baseline,) = told.criteria["baseline"].found
    assert baseline.figure
    assert (float(baseline.figure.value or 0), baseline.figure.unit) == (16.9, "%")
    for found in (indicator, baseline):
        assert [ground.id for ground in found.grounds] == ["concept.ground-stated"]
        assert [quote.plain for quote in found.quotes] == ["to the letter"]


COUNTED = {
    "indicator": "?any a:measures ?goal",
    "target": "?any a:ofIndicator/a:measures ?goal ; a:valueKind c:value-kind-target",
    "owner": "?any a:responsibleFor ?goal",
    "data_source": "{ ?goal a:dataSource ?any } UNION { ?i a:measures ?goal ; a:dataSource ?any }",
}


@pytest.mark.parametrize(("name", "pattern"), COUNTED.items())
def test_the_release_is_counted_as_sparql_counts(
    resources: Resources, engine: EmbeddedEngine, name: str, pattern: str
) -> None:
    query = (
        "PREFIX a: <https://w3id.org/sundhedsaftaler/ont#> "
        "PREFIX c: <https://w3id.org/sundhedsaftaler/concept/> "
        "SELECT ?agreement (COUNT(DISTINCT ?goal) AS ?n) "
        f"{{ ?goal a a:Goal ; a:ofAgreement ?agreement . {pattern} }} GROUP BY ?agreement"
    )
    rows = engine.select(query).rows
    counted = {value(row["agreement"]): int(value(row["n"])) for row in rows}
    for told in asked(resources).agreements:
        sums: Mapping[str, Mapping[str, int]] = told.criteria
        assert sums[name]["stated"] == counted.get(told.column.agreement.iri, 0)


def test_findings_of_an_agreement_add_up_to_its_goals(resources: Resources) -> None:
    found = asked(resources)
    assert found.total == sum(told.goals for told in found.agreements) == 25
    for told in found.agreements:
        assert {sum(counts.values()) for counts in told.criteria.values()} == {told.goals}
    proposal = next(t for t in found.agreements if t.column.agreement.id == "dk82-2024")
    assert (proposal.goals, proposal.finding) == (0, "silent")


def test_whatever_a_goal_of_the_release_has_is_quoted(resources: Resources) -> None:
    for told in asked(resources).goals:
        for met in told.criteria.values():
            assert all(found.quotes and found.grounds for found in met.found)
            assert bool(met.missing) == (met.finding == "not-coded")


def test_agreements_alone_are_the_same_sums_without_goals(resources: Resources) -> None:
    short = asked(resources, by="agreement")
    assert short.goals == []
    assert short.agreements == asked(resources).agreements


def test_filters_leave_goals_out_and_silence_nobody(resources: Resources) -> None:
    found = asked(resources, agreement="dk84-2019", normative="proposed")
    assert [(told.goals, told.finding) for told in found.agreements] == [(0, "stated")]
    with pytest.raises(ParameterError, match="did you mean 'agreement'"):
        asked(resources, agreements="dk84-2019")


def test_the_tables_have_a_line_for_each_criterion(client: TestClient) -> None:
    for by in ("goal", "agreement"):
        address = f"/api/v1/compare/quality{{}}?by={by}&lang=en"
        found = client.get(address.format("")).json()
        answer = client.get(address.format(".csv"))
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert len(rows) == len(found[f"{by}s"]) * len(CRITERIA)
        if by == "agreement":
            told = found["agreements"][0]["criteria"]["indicator"]
            assert [int(rows[0][name.replace("-", "_")]) for name in FINDINGS] == list(
                told.values()
            )
        else:
            goals = (met for told in found["goals"] for met in told["criteria"].values())
            assert [row["finding"] for row in rows] == [met["finding"] for met in goals]
        columns = client.get(address.format(".csv-metadata.json")).json()["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == list(rows[0])
        assert client.get(address.format(".jsonld")).status_code == 406


def test_without_a_first_day_of_the_agreement_nothing_is_a_baseline() -> None:
    value_ = record("actual", f"; a:value 356.0 ; a:notAfter {BEFORE}")
    graphs = {"t": (HEAD.replace("a:notBefore", "a:validFrom") + READ + value_).encode()}
    (found,) = asked(Resources(EmbeddedEngine(Release("tiny", graphs)))).goals
    assert found.criteria["baseline"].finding == "silent"
    assert len(found.criteria["baseline"].near) == 1
