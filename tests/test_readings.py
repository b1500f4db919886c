"""How far two readers agree: small cases by hand, and the shipped figures measured anew."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from graph.readings import (
    FIGURES,
    FIRST,
    SECOND,
    differences,
    from_csv,
    measure,
    read_readings,
    to_csv,
)
from graph.reliability import Coding, compare, figures

ROOT = Path(__file__).parent.parent
READINGS = ROOT / "data" / "readings"
DOCUMENTS = sorted(sheet.stem for sheet in (READINGS / SECOND).glob("*.yaml"))
SETTLED = sorted(listed.stem for listed in (READINGS / "settled").glob("*.csv"))


def reading(*codings: tuple[int, int, str]) -> list[Coding]:
    return [Coding(start, end, kind, f"{kind} {start}") for start, end, kind in codings]


FIRST_READING = reading(
    (0, 10, "Goal"), (20, 30, "Goal"), (40, 50, "Task"), (60, 70, "Goal"), (80, 90, "Vision")
)
SECOND_READING = reading(
    (0, 10, "Goal"), (24, 40, "Goal"), (40, 50, "Task"), (62, 68, "Task"), (88, 110, "Vision")
)


def test_passages_that_overlap_by_half_of_the_shorter_are_matched() -> None:
    found = compare(FIRST_READING, SECOND_READING)
    assert [(one.start, other.start) for one, other in found.matched] == [
        (0, 0),
        (20, 24),
        (40, 40),
        (60, 62),
    ]
    assert found.only_first == [FIRST_READING[4]]
    assert found.only_second == [SECOND_READING[4]]


def test_of_several_that_overlap_the_one_of_equal_class_is_matched() -> None:
    first = reading((0, 10, "Goal"), (0, 10, "Task"))
    second = reading((0, 10, "Task"), (2, 10, "Goal"))
    pairs = compare(first, second).matched
    assert sorted((one.kind, other.kind) for one, other in pairs) == [
        ("Goal", "Goal"),
        ("Task", "Task"),
    ]


def test_no_passage_is_matched_twice_and_as_many_as_can_be_are() -> None:
    first = reading((0, 100, "Goal"))
    second = reading((0, 60, "Goal"), (60, 100, "Goal"))
    found = compare(first, second)
    assert (len(found.matched), found.only_first, len(found.only_second)) == (1, [], 1)


def test_the_figures_are_those_worked_out_by_hand() -> None:
    """Of eight codes five are Goal and three Task, and one unit of four differs.

    So the observed disagreement is 2/8 and the expected one 2 * 5 * 3 / (8 * 7) (Krippendorff
    2011, section A): alpha is 1 - 0.25 / 0.5357 = 0.533.
    """
    found = {f.kind: f for f in figures("d", compare(FIRST_READING, SECOND_READING))}
    assert (found[None].matched, found[None].agreed, found[None].alpha) == (4, 3, Decimal("0.533"))
    assert (found["Goal"].matched, found["Goal"].agreed) == (3, 2)
    assert (found["Task"].matched, found["Task"].agreed) == (2, 1)
    vision = found["Vision"]
    assert (vision.matched, vision.only_first, vision.only_second) == (0, 1, 1)
    assert found["Goal"].share == pytest.approx(2 / 3)


def test_a_single_class_has_no_alpha() -> None:
    found = compare(FIRST_READING[:2], SECOND_READING[:2])
    assert figures("d", found)[0].alpha is None
    assert figures("d", compare([], []))[0].alpha is None


def test_the_differences_are_listed_in_the_order_of_the_text_for_whoever_settles_them() -> None:
    listed = differences(compare(FIRST_READING, SECOND_READING))
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert [(row["start"], row["first"], row["second"]) for row in rows] == [
        ("62", "Goal", "Task"),
        ("80", "Vision", ""),
        ("88", "", "Vision"),
    ]


def test_the_figures_survive_being_written() -> None:
    found = figures("d", compare(FIRST_READING, SECOND_READING))
    assert from_csv(to_csv(found)) == found


def test_every_second_reading_is_of_a_document_that_has_a_first() -> None:
    assert DOCUMENTS
    assert all((READINGS / FIRST / f"{document}.yaml").is_file() for document in DOCUMENTS)


def test_the_shipped_figures_are_those_of_the_shipped_readings(sources: Path) -> None:
    shipped = (READINGS / FIGURES).read_text(encoding="utf-8")
    assert to_csv(measure(READINGS, sources)) == shipped


@pytest.mark.parametrize("document", SETTLED)
def test_every_difference_that_is_listed_has_a_verdict_and_a_reason(
    document: str, sources: Path
) -> None:
    """Of several matchings that are equally good another one may be listed than is made now."""
    codings = {
        (str(coding.start), coding.kind)
        for part in (FIRST, SECOND)
        for coding in read_readings(READINGS / part, sources)[document]
    }
    text = (READINGS / "settled" / f"{document}.csv").read_text(encoding="utf-8")
    listed = list(csv.DictReader(io.StringIO(text)))
    assert len(listed) > 100
    for row in listed:
        assert (row["start"], row["second"] or row["first"]) in codings, row
        assert row["settled"] in {"first", "second", "both", "neither"}, row
        assert len(row["reason"]) > 10, row
