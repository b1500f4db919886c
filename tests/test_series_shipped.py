"""The shipped indicators over time, against direct SPARQL and over HTTP."""

from collections.abc import Callable, Mapping, Sequence
from csv import DictReader
from decimal import Decimal
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from graph import names
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError, ResultTooLarge
from graph.resources import Resources
from graph.series import read_series, tell_series
from graph.series.points import Point
from graph.series.units import unit


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
    assert changes[0].unit is not None
    assert changes[0].unit.label.en == "percentage points"


def test_the_page_of_indicators_tells_a_difference_of_shares_in_points(client: TestClient) -> None:
    for language, told in (("da", "procentpoint"), ("en", "percentage points")):
        page = client.get("/indicators", params={"lang": language}).text
        assert page.count(told) == 2
        assert ("46,8 procent" if language == "da" else "46.8 per cent") in page


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
