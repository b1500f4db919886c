"""How well goals are stated: which of six things each has, and for agreements how many do.

The six are defined in criteria.py. For each goal a criterion is `stated` (with what, on what ground
and in which words), `declined` (all there is is declined), `silent` (nothing, and every document of
the agreement was read in full for it), or `not-coded`. What a national programme owns is no
agreement's goal and is left out. Nothing is added up to a mark: the criteria are not alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph.answers import Finding, Labels, Model, Thing
from graph.ask import Given
from graph.comparison.criteria import CRITERIA, Criterion, CriterionName
from graph.comparison.evidence import Found, evidence_of
from graph.comparison.matrix import Column, tell_column
from graph.comparison.request import REGIONS, check_names, read_agreements, read_filters
from graph.findings import DECLINED
from graph.resources import Resources
from graph.resources.index import members
from graph.resources.parameters import read_choice
from graph.resources.silence import SUBJECT, finding_of, needed_terms

By: TypeAlias = Literal["goal", "agreement"]

FILTERS: Final = ("theme", "target_group", "normative")
BY: Final = ("goal", "agreement")
FINDINGS: Final[Sequence[Finding]] = ("stated", "declined", "silent", "not-coded")


class Told(Model):
    """A criterion, and what a document must have been read for before it can be silent of it."""

    name: CriterionName
    label: Labels
    paths: Sequence[str] = Field(description="The ways from a goal that count.")
    near: Sequence[str] = Field(description="The ways that come near and do not count.")
    terms: Sequence[Thing]


class Met(Model):
    """What a goal has of a criterion."""

    finding: Finding
    found: Sequence[Found]
    near: Sequence[Found] = Field(description="What comes near and does not count.")
    missing: Sequence[Thing] = Field(
        description="Of one that is not coded: the terms that a document was not read for."
    )


class GoalQuality(Model):
    """A goal, and what it has of each criterion."""

    goal: Thing
    agreement: Thing
    standing: Thing | None = Field(description="Whether it is adopted or only proposed.")
    criteria: Mapping[CriterionName, Met]


class AgreementQuality(Model):
    """An agreement, and how many of its goals have each criterion."""

    column: Column
    finding: Finding = Field(description="Whether it has goals at all, or none are coded.")
    goals: int
    criteria: Mapping[CriterionName, Mapping[Finding, int]] = Field(
        description="For each criterion how many goals have each finding; they add up to `goals`."
    )


class Quality(Model):
    """How well the goals of some agreements are stated."""

    release: str = Field(description="The data release that answered; cite it.")
    by: By
    criteria: Sequence[Told]
    agreements: Sequence[AgreementQuality]
    total: int = Field(description="The number of goals.")
    goals: Sequence[GoalQuality] = Field(description="Empty with `by=agreement`.")


@dataclass(frozen=True)
class AskedQuality:
    """Which agreements are asked (IRIs), and which of their goals."""

    agreements: Sequence[str]
    by: By
    filters: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Owner:
    """An agreement: its goals, whether it has any, and what its documents were read for."""

    iri: str
    goals: Sequence[str]
    finding: Finding
    terms: Sequence[frozenset[str]]

    def missing(self, terms: Sequence[str]) -> list[str]:
        """Return the terms that one of its documents was not read for; all, if it has none."""
        return [iri for iri in terms if not self.terms or any(iri not in t for t in self.terms)]


def read_quality(given: Given, resources: Resources) -> AskedQuality:
    """Return what the parameters ask: `agreement` (all where none is given), `by`, filters.

    Raises ParameterError for an unknown name or value; it names the nearest right ones.
    """
    check_names(given, ("agreement", *REGIONS, "by", *FILTERS))
    by = read_choice(given, "by", BY, "goal")
    return AskedQuality(
        agreements=read_agreements(given, resources),
        by="agreement" if by == "agreement" else "goal",
        filters=read_filters(given, FILTERS, resources),
    )


def compare_quality(asked: AskedQuality, resources: Resources) -> Quality:
    """Return what the goals have of each criterion, by agreement and number."""
    owners = [_owner(iri, asked, resources) for iri in asked.agreements]
    goals = [goal for owner in owners for goal in owner.goals]
    terms = {iri for criterion in CRITERIA for iri in criterion.terms}
    named = resources.things.named({*asked.agreements, *goals, *terms})
    met: dict[str, dict[CriterionName, Met]] = {goal: {} for goal in goals}
    for criterion in CRITERIA:
        for goal, told in _met(criterion, owners, named, resources).items():
            met[goal][criterion.name] = told
    return Quality(
        release=resources.release,
        by=asked.by,
        criteria=[_told(criterion, named) for criterion in CRITERIA],
        agreements=[_agreement(owner, met, named, resources) for owner in owners],
        total=len(goals),
        goals=_goals(owners, met, named, resources) if asked.by == "goal" else [],
    )


def _owner(iri: str, asked: AskedQuality, resources: Resources) -> _Owner:
    index = resources.index
    wide = index.of_kind("Goal") & index.under("agreement", [iri])
    wide &= ~index.under("programme", index.values["programme"])
    for name in SUBJECT:
        if name in asked.filters:
            wide &= index.under(name, asked.filters[name])
    normative = asked.filters.get("normative")
    narrow = wide & index.under("normative", normative) if normative else wide
    owner = _Owner(
        iri=iri,
        goals=[index.things[number] for number in members(narrow)],
        finding="not-coded",
        terms=[reading.terms for reading in resources.readings if reading.agreement == iri],
    )
    is_read = not owner.missing(needed_terms("Goal", asked.filters, resources))
    finding = finding_of(narrow or wide, index.under("normative", DECLINED), is_read)
    return replace(owner, finding=finding)


def _met(
    criterion: Criterion,
    owners: Sequence[_Owner],
    named: Mapping[str, Thing],
    resources: Resources,
) -> dict[str, Met]:
    goals = [goal for owner in owners for goal in owner.goals]
    ways = [(path, evidence_of(path, goals, resources)) for path in criterion.paths]
    met: dict[str, Met] = {}
    for owner in owners:
        missing = owner.missing(criterion.terms)
        for goal in owner.goals:
            found = [thing for path, told in ways if path.counts for thing in told.get(goal, ())]
            finding = _finding(found, is_read=not missing)
            met[goal] = Met(
                finding=finding,
                found=found,
                near=[t for path, told in ways if not path.counts for t in told.get(goal, ())],
                missing=[named[iri] for iri in missing] if finding == "not-coded" else [],
            )
    return met


def _finding(found: Sequence[Found], *, is_read: bool) -> Finding:
    if found:
        return "declined" if all(thing.declined for thing in found) else "stated"
    return "silent" if is_read else "not-coded"


def _told(criterion: Criterion, named: Mapping[str, Thing]) -> Told:
    return Told(
        name=criterion.name,
        label=criterion.label,
        paths=[path.name for path in criterion.paths if path.counts],
        near=[path.name for path in criterion.paths if not path.counts],
        terms=[named[iri] for iri in criterion.terms],
    )


def _agreement(
    owner: _Owner,
    met: Mapping[str, Mapping[CriterionName, Met]],
    named: Mapping[str, Thing],
    resources: Resources,
) -> AgreementQuality:
    return AgreementQuality(
        column=tell_column(owner.iri, named[owner.iri], resources),
        finding=owner.finding,
        goals=len(owner.goals),
        criteria={
            criterion.name: {
                finding: sum(met[goal][criterion.name].finding == finding for goal in owner.goals)
                for finding in FINDINGS
            }
            for criterion in CRITERIA
        },
    )


def _goals(
    owners: Sequence[_Owner],
    met: Mapping[str, Mapping[CriterionName, Met]],
    named: Mapping[str, Thing],
    resources: Resources,
) -> list[GoalQuality]:
    index = resources.index
    standing = {
        goal: next(iter(index.values_of(index.numbers[goal], "normative")), None) for goal in met
    }
    standings = resources.things.named(iri for iri in standing.values() if iri)
    return [
        GoalQuality(
            goal=named[goal],
            agreement=named[owner.iri],
            standing=standings.get(standing[goal] or ""),
            criteria=met[goal],
        )
        for owner in owners
        for goal in owner.goals
    ]
