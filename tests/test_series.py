"""Indicators over time: lines, changes, national targets and silence, told by hand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from series_graphs import HEAD, INDICATOR, SCOPE, TARGET, percent, record, series, year

from graph.engine import EmbeddedEngine
from graph.release import Release
from graph.resources import Resources
from graph.series import IndicatorSeries, read_series, tell_series


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
