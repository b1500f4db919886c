"""How goals are stated as a table: a line for each criterion of each goal, or of each agreement."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Labels, Thing
from graph.comparison.evidence import Figure, Found
from graph.comparison.quality import FINDINGS, Met, Quality
from graph.names import Language

_AGREEMENT: Final = (
    Column("agreement", Labels(da="aftale", en="agreement")),
    Column("agreement_id", Labels(da="aftalens korte id", en="short id of the agreement")),
)
_CRITERION: Final = (
    Column("criterion", Labels(da="kriterium", en="criterion")),
    Column("criterion_id", Labels(da="kriteriets kode", en="code of the criterion")),
)
GOALS: Final = (
    Column("goal", Labels(da="mål", en="goal")),
    Column("goal_id", Labels(da="målets korte id", en="short id of the goal")),
    Column("standing", Labels(da="målets stilling", en="standing of the goal")),
    *_AGREEMENT,
    *_CRITERION,
    Column("finding", Labels(da="fund", en="finding")),
    Column("found", Labels(da="hvad målet har", en="what the goal has"), several=True),
    Column("found_ids", Labels(da="deres korte id", en="their short ids"), several=True),
    Column("paths", Labels(da="vejen dertil", en="the way there"), several=True),
    Column("figures", Labels(da="tal og tid", en="figures and times"), several=True),
    Column("grounds", Labels(da="grundlag", en="grounds"), several=True),
    Column("near", Labels(da="nær ved, tæller ikke", en="near, does not count"), several=True),
    Column("near_ids", Labels(da="deres korte id", en="their short ids"), several=True),
    Column("not_read_for", Labels(da="ikke læst for", en="not read for"), several=True),
    Column("quote", Labels(da="citat", en="quotation"), several=True),
    Column("quote_document", Labels(da="dokument", en="document"), several=True),
)
AGREEMENTS: Final = (
    *_AGREEMENT,
    Column("standing", Labels(da="aftalens stilling", en="standing of the agreement")),
    Column("finding", Labels(da="om aftalen har mål", en="whether it has goals")),
    Column("goals", Labels(da="antal mål", en="number of goals"), "integer"),
    *_CRITERION,
    Column("stated", Labels(da="mål, der har det", en="goals that have it"), "integer"),
    Column("declined", Labels(da="mål, hvor det er afvist", en="declined"), "integer"),
    Column("silent", Labels(da="mål uden", en="goals without"), "integer"),
    Column("not_coded", Labels(da="ikke kodet", en="not coded"), "integer"),
)


def quality_table(quality: Quality, language: Language) -> Table:
    """Return the goals as a table, or with `by=agreement` the agreements; labels in `language`."""
    if quality.by == "agreement":
        return Table(AGREEMENTS, _agreement_rows(quality, language))
    return Table(GOALS, _goal_rows(quality, language))


def _agreement_rows(quality: Quality, language: Language) -> Iterator[Sequence[str]]:
    for told in quality.agreements:
        for criterion in quality.criteria:
            counts = told.criteria[criterion.name]
            yield [
                *_named(told.column.agreement, language),
                shown_cell(told.column.standing, language),
                told.finding,
                str(told.goals),
                criterion.label[language],
                criterion.name,
                *(str(counts[finding]) for finding in FINDINGS),
            ]


def _goal_rows(quality: Quality, language: Language) -> Iterator[Sequence[str]]:
    for told in quality.goals:
        for criterion in quality.criteria:
            yield [
                *_named(told.goal, language),
                shown_cell(told.standing, language),
                *_named(told.agreement, language),
                criterion.label[language],
                criterion.name,
                *_met(told.criteria[criterion.name], language),
            ]


def _met(met: Met, language: Language) -> Iterator[str]:
    yield met.finding
    yield from _things(met.found, language)
    yield joined(found.path for found in met.found)
    yield joined(_figure(found.figure, language) for found in met.found if found.figure)
    grounds = {g.iri: shown_cell(g, language) for found in met.found for g in found.grounds}
    yield joined(grounds[iri] for iri in sorted(grounds))
    yield from _things(met.near, language)
    yield joined(shown_cell(term, language) for term in met.missing)
    yield from quote_fields([quote for found in met.found for quote in found.quotes])


def _things(found: Sequence[Found], language: Language) -> Sequence[str]:
    things = [each.thing for each in found]
    return [joined(shown_cell(t, language) for t in things), joined(map(cell_id, things))]


def _figure(figure: Figure, language: Language) -> str:
    told = (figure.value, figure.unit, figure.trend, figure.time or figure.not_after)
    return " ".join(filter(None, (shown_cell(each, language) for each in told)))


def _named(thing: Thing, language: Language) -> Sequence[str]:
    return [shown_cell(thing, language), cell_id(thing)]
