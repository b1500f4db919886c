"""What goals have of each criterion, with ground and quotes: a few queries for all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Model, Number, Quote, Thing
from graph.comparison.criteria import Path
from graph.comparison.grounds import asserted
from graph.engine import Row, value
from graph.findings import DECLINED
from graph.names import natural
from graph.resources import Resources
from graph.resources.index import members
from graph.things import select_batches

_REACHED: Final = """
PREFIX aftale: <{ont}>
PREFIX concept: <{concept}>
SELECT DISTINCT ?goal ?thing ?indicator {ends} WHERE {{
    VALUES ?goal {{ UNDEF }}
    {pattern}
}}"""

_RECORDS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?property ?value WHERE {{
    VALUES ?thing {{ UNDEF }}
    VALUES ?property {{
        aftale:valueKind aftale:milestoneKind aftale:value aftale:unit aftale:trend
        aftale:timeText aftale:notBefore aftale:notAfter aftale:ground aftale:evidence
    }}
    ?thing ?property ?value .
}}"""


class Figure(Model):
    """What a record says: a figure or a direction, and its time."""

    kind: Thing | None
    value: Number | None = Field(description="In `unit`; null for a direction alone.")
    unit: str | None = Field(description="As a UCUM code.")
    trend: Thing | None
    time: str | None = Field(description="In the words of the text.")
    not_before: date | None
    not_after: date | None


class Found(Model):
    """Something that a goal has, or that comes near."""

    thing: Thing
    path: str = Field(description="The way from the goal to it, as a property path of SPARQL.")
    figure: Figure | None = Field(
        description="Of a value or a milestone, or the time of the goal itself."
    )
    declined: bool = Field(description="It, or the indicator it belongs to, is declined.")
    grounds: Sequence[Thing]
    quotes: Sequence[Quote]


@dataclass
class _Reached:
    """What a path leads to from one goal, before it is told."""

    relations: set[tuple[str, str]] = field(default_factory=set)
    """The subjects and objects of the triples that it rests on; none for a record."""
    is_declined: bool = True
    grounds: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)


Reached: TypeAlias = Mapping[tuple[str, str], _Reached]
"""By goal and thing."""

Said: TypeAlias = Mapping[str, Sequence[str]]
"""The values of a record, by the name of the property."""


def evidence_of(
    path: Path, goals: Sequence[str], resources: Resources
) -> Mapping[str, Sequence[Found]]:
    """Return what each goal (an IRI) has by a path, in the order of the ids; some queries for all.

    What is declined is told too; who asks decides what it counts for.
    """
    reached = _follow(path, goals, resources)
    records = {} if path.relation else _records([thing for _, thing in reached], resources)
    _ground(path, reached, records, resources)
    quoted = resources.things.quoted(p for found in reached.values() for p in found.passages)
    named = resources.things.named(_mentioned(reached, records))
    told: dict[str, list[Found]] = defaultdict(list)
    for goal, thing in sorted(reached, key=lambda pair: [natural(iri) for iri in pair]):
        found = reached[goal, thing]
        quotes = [quoted[passage] for passage in found.passages if passage in quoted]
        told[goal].append(
            Found(
                thing=named[thing],
                path=path.name,
                figure=_figure(records[thing], named) if thing in records else None,
                declined=found.is_declined,
                grounds=[named[iri] for iri in sorted(found.grounds)],
                quotes=sorted(quotes, key=lambda quote: (quote.document.iri, quote.start)),
            )
        )
    return told


def _follow(path: Path, goals: Sequence[str], resources: Resources) -> Reached:
    ends = "({0} AS ?subject) ({2} AS ?object)".format(*path.relation) if path.relation else ""
    given = {"ont": names.ONT, "concept": names.CONCEPT, "ends": ends, "pattern": path.pattern}
    index = resources.index
    declined = {index.things[n] for n in members(index.under("normative", DECLINED))}
    reached: dict[tuple[str, str], _Reached] = defaultdict(_Reached)
    for row in select_batches(resources.engine, _REACHED.format(**given), goals):
        found = reached[value(row["goal"]), value(row["thing"])]
        found.is_declined &= not declined.isdisjoint(_through(row))
        if "subject" in row:
            found.relations.add((value(row["subject"]), value(row["object"])))
    return reached


def _through(row: Row) -> set[str]:
    """Return what a row leads through and to: if one of it is declined, all behind it is."""
    return {value(row[name]) for name in ("thing", "indicator") if name in row}


def _ground(
    path: Path, reached: Reached, records: Mapping[str, Said], resources: Resources
) -> None:
    """Fill in what each thing that was reached rests on."""
    if not path.relation:
        for (_, thing), found in reached.items():
            found.grounds.update(records[thing].get("ground", ()))
            found.passages.update(records[thing].get("evidence", ()))
        return
    subjects = sorted({subject for found in reached.values() for subject, _ in found.relations})
    resting = asserted(path.relation[1], subjects, resources)
    for found in reached.values():
        for pair in found.relations:
            for ground, passages in resting.get(pair, {}).items():
                found.grounds.add(ground)
                found.passages.update(passages)


def _records(things: Sequence[str], resources: Resources) -> Mapping[str, Said]:
    said: dict[str, dict[str, list[str]]] = {iri: defaultdict(list) for iri in things}
    for row in select_batches(resources.engine, _RECORDS, sorted(said)):
        name = value(row["property"]).removeprefix(names.ONT)
        said[value(row["thing"])][name].append(value(row["value"]))
    return said


def _mentioned(reached: Reached, records: Mapping[str, Said]) -> set[str]:
    told = {ground for found in reached.values() for ground in found.grounds}
    coded = ("valueKind", "milestoneKind", "trend")
    concepts = {iri for said in records.values() for name in coded for iri in said.get(name, ())}
    return {thing for _, thing in reached} | told | concepts


def _figure(said: Said, named: Mapping[str, Thing]) -> Figure:
    def one(*properties: str) -> str | None:
        return next((iri for name in properties for iri in said.get(name, ())), None)

    kind, trend, figure = one("valueKind", "milestoneKind"), one("trend"), one("value")
    first, last = one("notBefore"), one("notAfter")
    return Figure(
        kind=named[kind] if kind else None,
        value=Decimal(figure) if figure else None,
        unit=one("unit"),
        trend=named[trend] if trend else None,
        time=one("timeText"),
        not_before=date.fromisoformat(first) if first else None,
        not_after=date.fromisoformat(last) if last else None,
    )
