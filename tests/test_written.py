"""How pages write plain values, and the charts that they make of figures."""

from datetime import date
from decimal import Decimal

import pytest

from api.explorer.charts import Figure, chart
from api.explorer.written import written
from graph import names
from graph.answers import Labels, Thing


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Decimal("46.8"), "46,8", "46.8"),
        (Decimal("282000"), "282.000", "282,000"),
        (Decimal("0.8825"), "0,8825", "0.8825"),
        (1521, "1.521", "1,521"),
        (True, "ja", "yes"),
        (date(2026, 11, 26), "26. november 2026", "26 November 2026"),
        ("1. kvartal 2021", "1. kvartal 2021", "1. kvartal 2021"),
        ("1082", "1082", "1082"),
    ],
)
def test_a_value_is_written_as_in_its_language(value: object, danish: str, english: str) -> None:
    assert written(value, "da") == danish
    assert written(value, "en") == english


def figure(kind: str, value: int, unit: str = "%", year: int | None = None) -> Figure:
    iri = f"{names.CONCEPT}value-kind-{kind}"
    day = date(year, 1, 1) if year else None
    return Figure(Thing(iri=iri, id=None, label=Labels()), Decimal(value), unit, day, day, "")


def test_a_chart_has_measured_figures_at_their_time_and_targets_at_their_height() -> None:
    drawn = chart([figure("actual", 10, year=2019), figure("target", 20)])
    assert drawn
    assert drawn.unit == "%"
    assert [(f["value"], f["target"], f["measured"]) for f in drawn.figures] == [
        (10.0, False, True),
        (20.0, True, False),
    ]
    assert drawn.figures[0]["from"] == "2019-01-01"


@pytest.mark.parametrize(
    "figures",
    [
        [figure("actual", 10, year=2019)],
        [figure("actual", 10, year=2019), figure("actual", 11)],
        [figure("actual", 10, year=2019), figure("actual", 11, "d", 2020)],
        [figure("projection", 10, year=2029), figure("target", 20)],
    ],
)
def test_figures_that_cannot_be_seen_together_have_no_chart(figures: list[Figure]) -> None:
    assert chart(figures) is None
