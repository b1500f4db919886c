"""Whether a target was met: each outcome and each reason, told by hand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from series_graphs import TARGET, outcome, percent, record, series, year

from graph import names


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
