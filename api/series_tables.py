"""Series as a table: a line for each value."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Cell, Labels
from graph.names import Language
from graph.series import IndicatorSeries, SeriesList
from graph.series.points import Point
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
    Column("record", Labels(da="værdiens IRI", en="IRI of the value")),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)


def series_table(found: SeriesList, language: Language) -> Table:
    """Return series as a table, the labels in `language`."""
    return Table(COLUMNS, _rows(found, language))


def _rows(found: SeriesList, language: Language) -> Iterator[Sequence[str]]:
    for series in found.items:
        checks = {check.target: check for check in series.targets}
        for line in series.lines:
            for point in line.points:
                yield _row(series, point, checks.get(point.record), language)


def _row(
    series: IndicatorSeries, point: Point, check: TargetCheck | None, language: Language
) -> list[str]:
    def shown(cell: Cell) -> str:
        return shown_cell(cell, language)

    return [
        shown(series.indicator),
        cell_id(series.indicator),
        joined(map(shown, series.of)),
        joined(map(shown, series.measures)),
        shown(series.desired),
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
        check.outcome if check else "",
        check.reason[language] if check else "",
        point.record,
        *quote_fields(point.quotes),
    ]
