"""Comparisons as a terminal shows them: short, where a file has every word and every quote."""

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Column, Table
from rich.text import Text

from api.tables.table import shown_cell
from graph.answers import Finding, Thing
from graph.comparison import Matrix
from graph.comparison.changes import Changes, Element, Fate
from graph.comparison.pairs import Pairs
from graph.comparison.quality import Quality
from graph.comparison.shared import Shared
from graph.names import Language


def matrix_view(matrix: Matrix, language: Language) -> Table:
    """Return a row for each topic, a column for each agreement."""
    heads = (shown_cell(column.agreement, language) for column in matrix.columns)
    return _table(
        [matrix.by, *heads],
        (
            [
                shown_cell(row.topic, language),
                *(f"{c.finding} ({c.count})" if c.count else c.finding for c in row.cells),
            ]
            for row in matrix.rows
        ),
    )


def shared_view(shared: Shared, language: Language) -> Table:
    """Return a row for each element; a cell has its counterparts, or what is known instead."""
    heads = (shown_cell(column.agreement, language) for column in shared.columns)
    rows = []
    for row in shared.rows:
        cells = []
        for place in row.places:
            named = [shown_cell(c.element, language) for c in place.counterparts if c.element]
            cells.append("; ".join(dict.fromkeys(named)) or place.state)
        rows.append([_name(row.element, language), row.sharing, *cells])
    return _table(["element", "sharing", *heads], rows)


def quality_view(quality: Quality, language: Language) -> Table:
    """Return a row for each goal, or agreement, and a column for each criterion."""
    heads = [criterion.label[language] for criterion in quality.criteria]
    if quality.by == "agreement":
        return _table(
            ["agreement", "goals", *heads],
            (
                [
                    shown_cell(told.column.agreement, language),
                    str(told.goals) if told.goals else told.finding,
                    *(_counts(told.criteria[c.name]) for c in quality.criteria),
                ]
                for told in quality.agreements
            ),
        )
    return _table(
        ["goal", *heads],
        (
            [
                _name(told.goal, language),
                *(told.criteria[c.name].finding for c in quality.criteria),
            ]
            for told in quality.goals
        ),
    )


def changes_view(changes: Changes, language: Language) -> Table:
    """Return a row for each change, and below them those that nobody has compared."""
    rows = [
        [shown_cell(change.kind, language), *(_names(s, language) for s in sides)]
        for group in changes.groups
        for change in group.changes
        for sides in [(change.earlier, change.later)]
    ]
    rows += [[_why(f), _name(f.element, language), ""] for f in _left(changes.earlier)]
    rows += [[_why(f), "", _name(f.element, language)] for f in _left(changes.later)]
    sides = (changes.pair.earlier, changes.pair.later)
    return _table(["change", *(shown_cell(s.agreement, language) for s in sides)], rows)


def pairs_view(pairs: Pairs, language: Language) -> Table:
    """Return a row for each pair that was compared."""
    return _table(
        ["from", "to", "correspondences"],
        (
            [
                *(_name(side.agreement, language) for side in (pair.earlier, pair.later)),
                str(pair.changes),
            ]
            for pair in pairs.pairs
        ),
    )


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table whose texts are shown as they are, without markup."""
    table = Table(*(Column(Text(head)) for head in heads))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _name(thing: Thing, language: Language) -> str:
    return f"{shown_cell(thing, language)} ({thing.id or thing.iri})"


def _names(elements: Sequence[Element], language: Language) -> str:
    return "; ".join(_name(element.element, language) for element in elements)


def _left(fates: Sequence[Fate]) -> list[Fate]:
    return [fate for fate in fates if not fate.changes]


def _why(fate: Fate) -> str:
    return "national programme" if fate.programme else "not compared"


def _counts(counts: Mapping[Finding, int]) -> str:
    """Return the findings that there are, each with its number."""
    return ", ".join(f"{finding} {count}" for finding, count in counts.items() if count)
