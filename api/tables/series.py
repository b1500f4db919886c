"""Series as a table: a row for each value, and one for an indicator without any."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Cell, Labels
from graph.names import Language
from graph.series import IndicatorSeries, SeriesList
from graph.series.points import Line, Point
from graph.series.targets import TargetCheck

COLUMNS: Final = (
    Column("indicator", Labels(da="indikator", en="indicator")),
    Column("indicator_id", Labels(da="indikatorens korte id", en="short id of the indicator")),
    Column("of", Labels(da="aftale eller program", en="agreement or programme"), several=True),
    Column("measures", Labels(da="det, den måler", en="what it measures"), several=True),
    Column("desired", Labels(da="ønsket retning", en="desired direction")),
    Column("kind", Labels(da="værdiens art", en="kind of value")),
    Column("value", Labels(da="tal", en="figure"), "decimal"),
    Column("unit", Labels(da="enhed (UCUM)", en="unit (UCUM)")),
    Column("unit_label", Labels(da="enhedens navn", en="name of the unit")),
    Column("scale_maximum", Labels(da="skalaens top", en="top of the scale"), "decimal"),
    Column("trend", Labels(da="udvikling", en="trend")),
    Column("assessment", Labels(da="vurdering", en="assessment")),
    Column("assessment_ground", Labels(da="vurderingens grundlag", en="its ground")),
    Column("time", Labels(da="tid med tekstens ord", en="time in the words of the text")),
    Column("not_before", Labels(da="tidens begyndelse", en="begin of the time"), "date"),
    Column("not_after", Labels(da="tidens slutning", en="end of the time"), "date"),
    Column("population", Labels(da="hvem tallet gælder", en="whom the figure is about")),
    Column("sources", Labels(da="datakilder", en="data sources"), several=True),
    Column("ground", Labels(da="grundlag", en="ground")),
    Column("outcome", Labels(da="om måltallet er nået", en="whether the target was met")),
    Column("reason", Labels(da="hvorfor", en="why")),
    Column(
        "measured", Labels(da="det målte tal, det hviler på", en="the measured value it rests on")
    ),
    Column(
        "target_finding", Labels(da="om dokumentet har et måltal", en="whether there is a target")
    ),
    Column(
        "difference",
        Labels(da="forskel, første til sidste", en="difference, first to last"),
        "decimal",
    ),
    Column("difference_unit", Labels(da="forskellens enhed", en="unit of the difference")),
    Column("record", Labels(da="værdiens IRI", en="IRI of the value")),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)


_NAMES: Final = [column.name for column in COLUMNS]
_NO_VALUE: Final = [""] * (_NAMES.index("target_finding") - _NAMES.index("kind"))
_NO_RECORD: Final = [""] * (len(_NAMES) - _NAMES.index("target_finding") - 1)


def series_table(found: SeriesList, language: Language) -> Table:
    """Return series as a table, the labels in `language`."""
    return Table(COLUMNS, _rows(found, language))


def _rows(found: SeriesList, language: Language) -> Iterator[Sequence[str]]:
    for series in found.items:
        checks = {check.target: check for check in series.targets}
        about = _about(series, language)
        if not series.lines:
            yield [*about, *_NO_VALUE, series.target_finding, *_NO_RECORD]
        for line in series.lines:
            for point in line.points:
                check = checks.get(point.record)
                yield [
                    *about,
                    *_value(point, language),
                    *_outcome(check, language),
                    series.target_finding,
                    *_change(line, point, language),
                    point.record,
                    *quote_fields(point.quotes),
                ]


def _about(series: IndicatorSeries, language: Language) -> list[str]:
    return [
        shown_cell(series.indicator, language),
        cell_id(series.indicator),
        joined(shown_cell(each, language) for each in series.of),
        joined(shown_cell(each, language) for each in series.measures),
        shown_cell(series.desired, language),
    ]


def _value(point: Point, language: Language) -> list[str]:
    def shown(cell: Cell) -> str:
        return shown_cell(cell, language)

    return [
        shown(point.kind),
        shown(point.value),
        point.unit.code if point.unit else "",
        point.unit.label[language] if point.unit else "",
        shown(point.scale_maximum),
        shown(point.trend),
        shown(point.assessment),
        shown(point.assessment_ground),
        shown(point.time),
        shown(point.not_before),
        shown(point.not_after),
        shown(point.population),
        joined(map(shown, point.sources)),
        shown(point.ground),
    ]


def _change(line: Line, point: Point, language: Language) -> list[str]:
    """Return the change of a line with its unit, beside the figure that it leads to."""
    change = line.change
    if change is None or change.last != point.record:
        return ["", ""]
    known = change.unit.label[language] or change.unit.code if change.unit else ""
    return [shown_cell(change.difference, language), known]


def _outcome(check: TargetCheck | None, language: Language) -> list[str]:
    return [check.outcome, check.reason[language], check.measured or ""] if check else [""] * 3
