"""Which initiatives of the earlier agreement were not finished, and which the later takes up.

The latest statuses of an initiative are those of the question `status-at-date` without a date;
several where places differ. It is finished if all of them are `implemented` or `ended`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Model, Quote, Thing
from graph.ask import ask
from graph.catalogue import question
from graph.comparison.covered import covered_classes
from graph.comparison.judgements import Judgement, by_element
from graph.engine import value
from graph.resources import Resources
from graph.resources.index import members
from graph.things import select_batches

FINISHED: Final = tuple(names.concept("implementation", code) for code in ("implemented", "ended"))

TakenUp: TypeAlias = Literal["taken-up", "dropped", "not-compared"]

_SUCCEEDED: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?initiative ?later WHERE {{
    VALUES ?initiative {{ UNDEF }}
    ?later aftale:succeeds ?initiative .
}} ORDER BY ?later"""


class Status(Model):
    """How far an initiative had come, as last told."""

    status: Thing
    place: Thing | None = Field(description="Where, if not everywhere.")
    time: str | None = Field(description="The time in the words of the text.")
    not_before: date | None
    not_after: date | None
    ground: Thing
    quotes: Sequence[Quote]


class Unfinished(Model):
    """An initiative whose latest status is not that it is done."""

    initiative: Thing
    statuses: Sequence[Status]
    taken_up: TakenUp = Field(
        description="`taken-up`: a correspondence leads to something of the later agreement, or "
        "something there succeeds it. `dropped`: the correspondences lead to nothing. "
        "`not-compared`: there is none; whether the later agreement takes it up is not known."
    )
    later: Sequence[Thing] = Field(description="What takes it up.")
    changes: Sequence[Thing] = Field(description="The correspondences.")


class Initiatives(Model):
    """The initiatives of the earlier agreement, by whether they were finished."""

    covered: bool = Field(
        description="Whether the comparison of the pair covers initiatives; if not, it says of "
        "none whether it was taken up."
    )
    finished: int
    unfinished: Sequence[Unfinished]
    without_status: Sequence[Thing] = Field(
        description="Of these no status is told: whether they were finished is not known."
    )


def initiatives(
    every: Sequence[Judgement], sides: tuple[str, str], among: int, resources: Resources
) -> Initiatives:
    """Return the initiatives of the earlier agreement that are among a set."""
    index = resources.index
    all_ = index.of_kind("Initiative")
    own = all_ & index.under("agreement", [sides[0]]) & among
    iris = [index.things[number] for number in members(own)]
    latest = _latest(iris, resources)
    unfinished = [iri for iri in iris if any(s.status.iri not in FINISHED for s in latest[iri])]
    found, later = by_element(every, later=False), _later(unfinished, every, sides[1], resources)
    without = [iri for iri in iris if not latest[iri]]
    changes = [judgement.iri for iri in unfinished for judgement in found.get(iri, ())]
    taken = [iri for iri_s in later.values() for iri in iri_s]
    named = resources.things.named([*iris, *changes, *taken])
    return Initiatives(
        covered=names.term("Initiative") in covered_classes(every, resources),
        finished=len(iris) - len(unfinished) - len(without),
        unfinished=[
            Unfinished(
                initiative=named[iri],
                statuses=latest[iri],
                taken_up=_taken_up(bool(later[iri]), iri in found),
                later=[named[i] for i in later[iri]],
                changes=[named[judgement.iri] for judgement in found.get(iri, ())],
            )
            for iri in unfinished
        ],
        without_status=[named[iri] for iri in without],
    )


def _taken_up(has_later: bool, is_compared: bool) -> TakenUp:
    if has_later:
        return "taken-up"
    return "dropped" if is_compared else "not-compared"


def _later(
    iris: Sequence[str], every: Sequence[Judgement], agreement: str, resources: Resources
) -> Mapping[str, list[str]]:
    """Return what of the later agreement each initiative led to, each thing once."""
    index = resources.index
    own = index.under("agreement", [agreement])
    found = by_element(every, later=False)
    later = {iri: [i for j in found.get(iri, ()) for i in j.later] for iri in iris}
    for row in select_batches(resources.engine, _SUCCEEDED, iris):
        heir = value(row["later"])
        if own >> index.numbers[heir] & 1:
            later[value(row["initiative"])].append(heir)
    return {iri: list(dict.fromkeys(heirs)) for iri, heirs in later.items()}


def _latest(iris: Sequence[str], resources: Resources) -> Mapping[str, list[Status]]:
    latest: dict[str, list[Status]] = defaultdict(list)
    if not iris:
        return latest
    asked = question("status-at-date")
    for row in ask(resources.engine, resources.things, asked, {"initiative": iris}).rows:
        initiative = row["initiative"]
        assert isinstance(initiative, Thing)
        told = {"quotes": row["quote"], **row}
        latest[initiative.iri].append(
            Status.model_validate({name: told[name] for name in Status.model_fields})
        )
    return latest
