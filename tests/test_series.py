"""Indicators over time: made-up ones told by hand, the shipped ones against direct SPARQL."""

from collections.abc import Callable, Mapping, Sequence
from csv import DictReader
from decimal import Decimal
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from graph import names
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError, ResultTooLarge
from graph.release import Release
from graph.resources import Resources
from graph.series import IndicatorSeries, read_series, tell_series
from graph.series.points import Point
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


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2021, 2022, 2024), ("met", "reached", 3)),
        ((2020, 2021), ("undecidable", "too-early", 3)),
        ((2021, 2023, 2024), ("undecidable", "too-late", 3)),
    ],
)
def test_only_the_figure_at_the_deadline_decides(
    years: Sequence[int], expected: tuple[str, str, int]
) -> None:
    figures = [
        record(number, "actual", percent("80.0", year(when)))
        for number, when in enumerate(years, start=2)
    ]
    (check,) = series(TARGET, *figures).targets
    outcome, code, number = expected
    assert (check.outcome, check.code) == (outcome, code)
    assert check.measured == names.data(f"dk99-2020/indicator/1/value/{number}")
    assert check.reason.da
    assert check.reason.en


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("80.0", "75.0", ("met", "reached")),
        ("70.0", "60.0", ("not-met", "missed")),
        ("80.0", "70.0", ("undecidable", "conflicting")),
    ],
)
def test_figures_of_one_deadline_must_agree(
    first: str, second: str, expected: tuple[str, str]
) -> None:
    whole = record(2, "actual", percent(first, year(2022)))
    quarter = 'a:notBefore "2022-10-01"^^x:date ; a:notAfter "2022-12-31"^^x:date'
    assert outcome(TARGET, whole, record(3, "count", percent(second, quarter))) == expected


@pytest.mark.parametrize(
    "time",
    [
        year(2021, 2022),
        'a:notAfter "2022-12-31"^^x:date',
        'a:notBefore "2022-01-01"^^x:date',
        "a:timeText 'engang'@da",
    ],
)
def test_a_figure_that_may_be_of_another_time_decides_nothing(time: str) -> None:
    found = outcome(TARGET, record(2, "actual", percent("80.0", time)))
    assert found == ("undecidable", "other-period")


def test_a_target_by_a_day_is_decided_by_the_figure_whose_time_holds_the_day() -> None:
    target = record(1, "target", percent("75.0", 'a:notAfter "2022-06-30"^^x:date'))
    assert outcome(target, record(2, "actual", percent("80.0", year(2022)))) == ("met", "reached")


def test_a_direction_that_is_neither_up_nor_down_decides_nothing() -> None:
    figure = record(2, "actual", percent("75.0", year(2022)))
    assert outcome(TARGET, figure, desired="keep") == ("undecidable", "other-direction")


def test_another_scale_is_another_line_and_decides_nothing() -> None:
    figure = record(2, "actual", percent("80.0", f"a:scaleMaximum 90 ; {year(2022)}"))
    other = record(3, "actual", percent("70.0", year(2021)))
    found = series(TARGET, figure, other)
    assert [line.scale_maximum for line in found.lines] == [None, Decimal(90), None]
    assert found.targets[0].code == "too-early"


@pytest.mark.parametrize(
    ("target", "other", "code"),
    [
        ("a:trend c:trend-down ; " + year(2022), percent("1.0", year(2022)), "no-figure"),
        (f"a:value 1 ; a:unit '1' ; {year(2022)}", percent("80.0", year(2022)), "no-measured"),
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


@pytest.mark.parametrize(
    ("what", "desired"),
    [
        (percent("75.0", year(2030)), "increase"),
        (percent("75.0", year(2030)), ""),
        ("a:trend c:trend-down ; " + year(2030), "decrease"),
        (percent("75.0", 'a:notBefore "2026-01-02"^^x:date'), "increase"),
        (percent("75.0", 'a:notAfter "2026-01-02"^^x:date'), "increase"),
    ],
)
def test_a_deadline_after_the_release_is_not_due_whatever_else_is_missing(
    what: str, desired: str
) -> None:
    figure = record(2, "actual", percent("80.0", year(2022)))
    assert outcome(record(1, "target", what), figure, desired=desired) == (
        "not-yet-due",
        "due-later",
    )


def test_a_deadline_on_the_day_of_the_release_is_due() -> None:
    target = record(1, "target", percent("75.0", 'a:notAfter "2026-01-01"^^x:date'))
    assert outcome(target, record(2, "actual", percent("80.0", year(2026)))) == ("met", "reached")


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


@pytest.mark.parametrize(
    "times",
    [
        [(2021, 2021), (2020, 2021)],
        [(2020, 2021), (2020, 2022)],
        [(2019, 2019), (2021, 2021), (2021, 2021)],
        [(2019, 2019), (2019, 2019), (2021, 2021)],
        [(2017, 2017), (2019, 2025), (2021, 2021)],
    ],
)
def test_without_one_first_and_one_last_figure_there_is_no_change(
    times: Sequence[tuple[int, int]],
) -> None:
    figures = [
        record(number, "actual", percent(f"{number}.5", year(*time)))
        for number, time in enumerate(times, start=1)
    ]
    assert [line.change for line in series(*figures).lines] == [None]


def test_neighbouring_seasons_have_a_change_that_says_they_overlap() -> None:
    figures = [
        record(2, "actual", percent("75.7", year(2020, 2021))),
        record(1, "actual", percent("53.9", year(2019, 2020))),
        record(3, "actual", percent("99.9", "a:timeText 'engang'@da")),
    ]
    (line,) = series(*figures).lines
    assert line.change is not None
    assert line.change.difference == Decimal("21.8")
    assert line.change.overlapping
    assert line.change.first.endswith("value/1")
    assert line.change.last.endswith("value/2")


def test_a_fall_is_a_difference_below_zero() -> None:
    figures = [
        record(1, "actual", percent("0.3", year(2019))),
        record(2, "actual", percent("0.1", year(2021))),
    ]
    (line,) = series(*figures, desired="decrease").lines
    assert line.change is not None
    assert line.change.difference == Decimal("-0.2")
    assert not line.change.overlapping


PROGRAMME = """<programme/dk-99> a a:NationalProgramme ; s:prefLabel 'program'@da .
<dk99-2020/goal/1> a a:Goal ; a:ofAgreement <dk99-2020> ; a:ordinal 1 ; s:prefLabel 'mål'@da .
<programme/dk-99/indicator/1> a a:Indicator ; a:ofProgramme <programme/dk-99> ; a:ordinal 1 ;
    s:prefLabel 'national andel'@da ; a:evidence <passage/1> ; a:measures <dk99-2020/goal/1> .
""" + record(9, "target", percent("90.0", year(2022))).replace("dk99-2020/", "programme/dk-99/")


def _first(more: str) -> IndicatorSeries:
    text = HEAD + INDICATOR + "; a:desiredDirection c:direction-increase .\n" + TARGET + more
    resources = Resources(EmbeddedEngine(Release("made-up", {"t": text.encode()})))
    asked = read_series({"indicator": ["dk99-2020.indicator.1"]}, resources)
    (found,) = tell_series(asked, resources).items
    return found


def test_a_national_target_stands_beside_only_where_both_measure_the_same() -> None:
    assert not _first(PROGRAMME).references
    tie = "<dk99-2020/indicator/1> a:measures <dk99-2020/goal/1> .\n"
    figure = record(2, "actual", percent("80.0", year(2022)))
    found = _first(PROGRAMME + tie + figure)
    (reference,) = found.references
    assert reference.programme.id == "programme.dk-99"
    assert reference.through.id == "dk99-2020.goal.1"
    assert [point.value for point in reference.targets] == [Decimal("90.0")]
    assert [check.outcome for check in found.targets] == ["met"]
    assert not _first(tie + figure).references


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


PROPERTIES: Mapping[str, Callable[[Point], object]] = {
    "valueKind": lambda point: point.kind.iri,
    "value": lambda point: point.value,
    "unit": lambda point: point.unit and point.unit.code,
    "scaleMaximum": lambda point: point.scale_maximum,
    "trend": lambda point: point.trend and point.trend.iri,
    "assessment": lambda point: point.assessment and point.assessment.iri,
    "assessmentGround": lambda point: point.assessment_ground and point.assessment_ground.iri,
    "timeText": lambda point: point.time,
    "notBefore": lambda point: point.not_before,
    "notAfter": lambda point: point.not_after,
    "population": lambda point: point.population,
    "ground": lambda point: point.ground.iri,
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_shipped_value_says_what_the_graph_says(
    name: str, resources: Resources, engine: EmbeddedEngine
) -> None:
    asked = f"PREFIX a: <{names.ONT}> SELECT ?r ?o {{ ?r a:ofIndicator ?i ; a:{name} ?o }}"
    stored = {value(row["r"]): value(row["o"]) for row in engine.select(asked).rows}
    told = {
        point.record: str(said)
        for item in tell_series(read_series({}, resources), resources).items
        for line in item.lines
        for point in line.points
        if (said := PROPERTIES[name](point)) is not None
    }
    assert stored
    assert told == stored


def test_the_shipped_lines_are_those_of_direct_sparql(
    resources: Resources, engine: EmbeddedEngine
) -> None:
    asked = f"""PREFIX a: <{names.ONT}> SELECT ?i ?k ?u ?p ?s (COUNT(?r) AS ?n) {{
        ?r a:ofIndicator ?i ; a:valueKind ?k . OPTIONAL {{ ?r a:unit ?u }}
        OPTIONAL {{ ?r a:population ?p }} OPTIONAL {{ ?r a:scaleMaximum ?s }}
    }} GROUP BY ?i ?k ?u ?p ?s"""
    counted = [
        tuple(value(row[name]) if name in row else "" for name in "ikupsn")
        for row in engine.select(asked).rows
    ]
    told = [
        (
            item.indicator.iri,
            line.kind.iri,
            line.unit.code if line.unit else "",
            line.population or "",
            str(line.scale_maximum or ""),
            str(len(line.points)),
        )
        for item in tell_series(read_series({}, resources), resources).items
        for line in item.lines
    ]
    assert sorted(told) == sorted(counted)


def test_every_shipped_target_has_its_outcome(resources: Resources) -> None:
    told = {
        names.short_id(check.target) or check.target: (check.outcome, check.code)
        for item in tell_series(read_series({}, resources), resources).items
        for check in item.targets
    }
    reform = "programme.dk-03.indicator.1.value"
    waits = ("undecidable", "no-direction")
    assert told == {
        "dk82-2019.indicator.8.value.4": ("undecidable", "no-deadline"),
        "dk82-2019.indicator.14.value.1": waits,
        "dk82-2019.indicator.15.value.1": waits,
        "dk82-2019.indicator.16.value.1": waits,
        **{f"{reform}.{number}": ("not-yet-due", "due-later") for number in (1, 2, 3)},
        "programme.dk-03.indicator.2.value.1": ("undecidable", "no-figure"),
        "programme.dk-03.indicator.3.value.1": ("undecidable", "no-figure"),
    }


def test_the_shipped_vaccinations_rose_between_two_seasons(resources: Resources) -> None:
    asked = read_series({"indicator": ["dk82-2019.indicator.8"]}, resources)
    (found,) = tell_series(asked, resources).items
    changes = [line.change for line in found.lines if line.change]
    assert [(change.difference, change.overlapping) for change in changes] == [
        (Decimal("21.8"), True)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"from": ["2021-01-01"]}, ["3"]),
        ({"to": ["2018-12-31"]}, ["1"]),
        ({"from": ["2019-01-01"], "to": ["2020-06-30"]}, ["2", "3"]),
        ({"kind": ["target"]}, ["4"]),
        ({"kind": ["target"], "from": ["2000-01-01"]}, []),
    ],
)
def test_values_are_filtered_by_kind_and_time(
    given: dict[str, Sequence[str]], expected: Sequence[str], resources: Resources
) -> None:
    asked = read_series({"indicator": ["dk82-2019.indicator.8"], **given}, resources)
    found = tell_series(asked, resources)
    points = [p for item in found.items for line in item.lines for p in line.points]
    assert sorted(point.record.rpartition("/")[2] for point in points) == expected
    assert found.total == bool(expected)


def test_too_many_values_are_an_error_and_not_a_part(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.series.tell.MAX_VALUES", 78)
    with pytest.raises(ResultTooLarge, match="79 values are more than 78"):
        tell_series(read_series({}, resources), resources)


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
        ({"from": ["2021"]}, "write it as 2021-12-31"),
        ({"from": ["2021-01-01", "2022-01-01"]}, "one value is wanted"),
        ({"from": ["2022-01-01"], "to": ["2021-01-01"]}, "later than to"),
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
    table = client.get("/api/v1/series.csv", params={"goal": "dk82-2019.goal.2"})
    assert table.text.startswith("indicator,indicator_id,of,")
    rows = list(DictReader(StringIO(table.text)))
    assert {row["indicator_id"] for row in rows} == {
        f"dk82-2019.indicator.{number}" for number in (2, 3, 4)
    }
    assert {row["target_finding"] for row in rows} == {"silent"}
    whole = list(DictReader(StringIO(client.get("/api/v1/series.csv").text)))
    empty = [row for row in whole if not row["record"]]
    assert len(whole) - len(empty) == 79
    assert "dk83-2024.indicator.1" in {row["indicator_id"] for row in empty}
    assert [row["difference"] for row in whole if row["difference"]] == ["21.8", "2"]
    assert "csv-metadata.json" in table.headers["link"]
    assert client.get("/api/v1/series.ttl").status_code == 406
    assert client.get("/api/v1/indicators/dk82-2019.goal.1/series").status_code == 404
    assert client.get("/api/v1/indicators/dk82-2019.indicator.8/series?goal=x").status_code == 422
