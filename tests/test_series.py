"""Indicators over time: made-up ones told by hand, the shipped ones against direct SPARQL."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from graph import names
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.release import Release
from graph.resources import Resources
from graph.series import IndicatorSeries, read_series, tell_series
from graph.series.units import unit

HEAD = f"""@base <{names.DATA}> . @prefix a: <{names.ONT}> . @prefix c: <{names.CONCEPT}> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <http://purl.org/dc/terms/> .
<https://w3id.org/sundhedsaftaler/graph/meta> d:issued "2026-01-01"^^x:date .
<dk99-2020> a a:HealthAgreement ; s:prefLabel 'aftale'@da .
<document/one> a a:SourceDocument ; a:aboutAgreement <dk99-2020> .
<passage/1> a a:Passage ; a:inDocument <document/one> ; a:exact 'ord i teksten'@da ;
    a:headingPath 'x' ; a:prefix 'a' ; a:suffix 'b' ; a:start 1 ; a:end 14 .
"""
INDICATOR = """<dk99-2020/indicator/1> a a:Indicator ; a:ofAgreement <dk99-2020> ; a:ordinal 1 ;
    s:prefLabel 'andel'@da ; a:evidence <passage/1> """
SCOPE = "".join(
    f"<scope/{term}> a:scopeDocument <document/one> ; a:scopeTerm a:{term} .\n"
    for term in ("Indicator", "IndicatorValue")
)


def record(number: int, kind: str, rest: str) -> str:
    return (
        f"<dk99-2020/indicator/1/value/{number}> a a:IndicatorValue ; "
        f"a:ofIndicator <dk99-2020/indicator/1> ; a:valueKind c:value-kind-{kind} ; "
        f"a:ground c:ground-stated ; a:evidence <passage/1> ; {rest} .\n"
    )


def year(first: int, last: int | None = None) -> str:
    last = last or first
    return f'a:notBefore "{first}-01-01"^^x:date ; a:notAfter "{last}-12-31"^^x:date'


def percent(figure: str, rest: str) -> str:
    return f"a:value {figure} ; a:unit '%' ; {rest}"


def series(*records: str, desired: str = "increase", more: str = "") -> IndicatorSeries:
    direction = f"; a:desiredDirection c:direction-{desired} ." if desired else "."
    text = HEAD + INDICATOR + direction + "\n" + "".join(records) + more
    resources = Resources(EmbeddedEngine(Release("made-up", {"t": text.encode()})))
    (found,) = tell_series(read_series({}, resources), resources).items
    return found


def outcome(*records: str, desired: str = "increase") -> tuple[str, str]:
    (check,) = series(*records, desired=desired).targets
    return check.outcome, check.code


TARGET = record(1, "target", percent("75.0", year(2022)))


@pytest.mark.parametrize(
    ("figure", "desired", "expected"),
    [
        ("75.0", "increase", ("met", "reached")),
        ("74.9", "increase", ("not-met", "missed")),
        ("75.0", "decrease", ("met", "reached")),
        ("75.1", "decrease", ("not-met", "missed")),
        ("80.0", "", ("undecidable", "no-direction")),
    ],
)
def test_a_target_is_met_by_the_figure_at_its_deadline(
    figure: str, desired: str, expected: tuple[str, str]
) -> None:
    assert outcome(TARGET, record(2, "actual", percent(figure, year(2022))), desired=desired) == (
        expected
    )


def test_the_first_figure_after_the_deadline_decides_and_later_ones_do_not() -> None:
    found = series(
        TARGET,
        record(2, "actual", percent("90.0", year(2021))),
        record(3, "actual", percent("70.0", year(2023))),
        record(4, "actual", percent("80.0", year(2024))),
    )
    (check,) = found.targets
    assert check.outcome == "not-met"
    assert check.measured == names.data("dk99-2020/indicator/1/value/3")
    assert check.reason.da


@pytest.mark.parametrize(
    ("target", "other", "code"),
    [
        ("a:trend c:trend-down ; " + year(2022), percent("1.0", year(2022)), "no-figure"),
        (percent("75.0", "a:timeText 'snart'@da"), percent("80.0", year(2022)), "no-deadline"),
        (percent("75.0", year(2022)), percent("80.0", year(2021)), "too-early"),
        (percent("75.0", year(2022)), f"a:value 80.0 ; a:unit '1' ; {year(2022)}", "no-measured"),
        (
            percent("75.0", year(2022)),
            percent("80.0", f"a:population 'mænd'@da ; {year(2022)}"),
            "no-measured",
        ),
        (percent("75.0", year(2022)), "a:trend c:trend-up ; " + year(2022), "no-measured"),
    ],
)
def test_a_target_that_cannot_be_decided_says_why(target: str, other: str, code: str) -> None:
    found = outcome(record(1, "target", target), record(2, "actual", other))
    assert found == ("undecidable", code)


def test_a_deadline_after_the_release_is_not_due() -> None:
    target = record(1, "target", percent("75.0", year(2030)))
    assert outcome(target, record(2, "actual", percent("80.0", year(2022)))) == (
        "not-yet-due",
        "due-later",
    )


def test_an_estimate_decides_nothing() -> None:
    assert outcome(TARGET, record(2, "estimate", percent("80.0", year(2022)))) == (
        "undecidable",
        "no-measured",
    )


def test_only_what_can_be_compared_is_on_one_line() -> None:
    found = series(
        record(1, "actual", percent("10.5", year(2021))),
        record(2, "actual", percent("9.0", year(2017))),
        record(3, "actual", percent("20.0", f"a:population 'mænd'@da ; {year(2021)}")),
        record(4, "actual", f"a:value 3 ; a:unit '1' ; {year(2021)}"),
        TARGET.replace("value/1>", "value/5>"),
    )
    shown = [
        (line.kind.iri.rpartition("-")[2], line.unit and line.unit.code, line.population)
        for line in found.lines
    ]
    assert shown == [
        ("actual", "%", None),
        ("actual", "%", "mænd"),
        ("actual", "1", None),
        ("target", "%", None),
    ]
    line = next(line for line in found.lines if len(line.points) == 2)
    assert [point.value for point in line.points] == [Decimal("9.0"), Decimal("10.5")]
    assert line.change is not None
    assert line.change.difference == Decimal("1.5")


def test_figures_of_one_time_have_no_change() -> None:
    found = series(
        record(1, "actual", percent("10.5", year(2021))),
        record(2, "actual", percent("9.0", year(2020, 2021))),
    )
    assert [line.change for line in found.lines] == [None]


def test_without_a_target_silence_is_told_from_what_is_not_coded() -> None:
    figure = record(2, "actual", percent("80.0", year(2022)))
    assert series(figure).target_finding == "not-coded"
    assert series(figure, more=SCOPE).target_finding == "silent"
    assert series(TARGET).target_finding == "stated"


def test_every_shipped_value_is_told_once(resources: Resources, engine: EmbeddedEngine) -> None:
    told = [
        point.record
        for item in tell_series(read_series({}, resources), resources).items
        for line in item.lines
        for point in line.points
    ]
    asked = "SELECT ?r { ?r <https://w3id.org/sundhedsaftaler/ont#ofIndicator> ?i }"
    assert sorted(told) == sorted(value(row["r"]) for row in engine.select(asked).rows)


def test_every_shipped_unit_has_a_name(engine: EmbeddedEngine) -> None:
    asked = "SELECT DISTINCT ?u { ?r <https://w3id.org/sundhedsaftaler/ont#unit> ?u }"
    codes = [value(row["u"]) for row in engine.select(asked).rows]
    assert codes
    assert [code for code in codes if not (unit(code).label.da and unit(code).label.en)] == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"indicatr": ["x"]}, "did you mean 'indicator'"),
        ({"kind": ["actul"]}, "actual"),
        ({"region": ["midtjyland"]}, "midtjylland"),
    ],
)
def test_a_wrong_parameter_is_told(
    given: dict[str, Sequence[str]], told: str, resources: Resources
) -> None:
    with pytest.raises(ParameterError, match=told):
        read_series(given, resources)


def test_the_api_tells_one_indicator_and_many(client: TestClient) -> None:
    one = client.get("/api/v1/indicators/dk82-2019.indicator.8/series").json()
    assert one["total"] == 1
    assert one["items"][0]["targets"][0]["code"] == "no-deadline"
    smoking = client.get("/api/v1/series", params={"theme": "tobacco", "kind": "actual"}).json()
    kinds = {line["kind"]["id"] for item in smoking["items"] for line in item["lines"]}
    assert kinds == {"concept.value-kind-actual"}
    table = client.get("/api/v1/series.csv", params={"goal": "dk82-2019.goal.1"})
    assert table.text.startswith("indicator,indicator_id,of,")
    assert "csv-metadata.json" in table.headers["link"]
    assert client.get("/api/v1/series.ttl").status_code == 406
    assert client.get("/api/v1/indicators/dk82-2019.goal.1/series").status_code == 404
    assert client.get("/api/v1/indicators/dk82-2019.indicator.8/series?goal=x").status_code == 422
