"""An agreement as its readers know it: what it wants, what it does, who works together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import Field

from graph import names
from graph.answers import Finding, Model, Quote, Thing
from graph.names import natural
from graph.resources.cards import Card
from graph.resources.edges import Edge, edges
from graph.resources.index import members
from graph.resources.resources import Resources

PROPOSED: Final = names.concept("normative", "proposed")

TIES: Final = (
    "pursues",
    "measures",
    "underFocusArea",
    "partOfFocusArea",
    "partOfInitiative",
    "serves",
    "supports",
    "rolledOutIn",
)
BODY_TIES: Final = ("bodyLevel", "reportsTo", "appointedBy", "bodyOfCluster")
TREES: Final = ("Vision", "Goal", "Indicator", "FocusArea", "Initiative")
"""Classes that the plan tells as trees; every other class of elements is a list."""


class Branch(Model):
    """An element, why it stands where it does, and what is below it."""

    thing: Thing
    proposed: bool
    programme: Thing | None = Field(description="The national programme that owns it, if one does.")
    via: Edge | None = Field(description="What ties it to what it is below; nothing at the top.")
    below: Sequence["Branch"] = ()


class Status(Model):
    """How far an initiative had come at a time."""

    record: Thing
    status: Thing
    time: str
    ground: Thing | None
    quotes: Sequence[Quote]


class Doing(Model):
    """An initiative: what it is part of, what it serves, where it is, how far it has come."""

    thing: Thing
    proposed: bool
    via: Edge | None = Field(description="What puts it under its focus area.")
    part_of: Sequence[Edge]
    serves: Sequence[Edge]
    places: Sequence[Edge]
    statuses: Sequence[Status]
    status_finding: Finding = Field(description="`silent` or `not-coded` where it has no status.")
    serves_finding: Finding = Field(description="The same of what it serves.")
    places_finding: Finding = Field(description="The same of where it is.")


class Area(Model):
    """A focus area with what is under it; without one, what is under none."""

    focus_area: Branch | None
    part_of: Edge | None
    goals: Sequence[Branch]
    doings: Sequence[Doing]


class Organ(Model):
    """A body: its levels, and to whom it reports or owes its being."""

    body: Thing
    levels: Sequence[Edge]
    reports_to: Sequence[Edge]
    appointed_by: Sequence[Edge]
    cluster: Sequence[Edge]


class Listed(Model):
    """The elements of one class."""

    type: Thing
    branches: Sequence[Branch]


class Plan(Model):
    """Everything that an agreement has, each element at least once."""

    visions: Sequence[Branch] = Field(description="Visions, below each its goals and indicators.")
    goals: Sequence[Branch] = Field(description="Goals that pursue no vision.")
    indicators: Sequence[Branch] = Field(description="Indicators that measure no goal.")
    fields: Sequence[Area]
    organs: Sequence[Organ]
    reporting: Finding = Field(description="Whether it is told to whom the bodies report.")
    others: Sequence[Listed] = Field(description="All other elements, by class.")


def plan(agreement: str, resources: Resources) -> Plan:
    """Return the plan of an agreement (IRI); empty for one that has no elements."""
    own = _Own(agreement, resources)
    organs = _organs(own)
    visions = [own.branch(iri, "pursues", "measures") for iri in own.of("Vision")]
    inside = {b.thing.iri for vision in visions for b in _all(vision)}
    goals = [own.branch(iri, "measures") for iri in own.of("Goal") if iri not in inside]
    inside |= {b.thing.iri for goal in goals for b in _all(goal)}
    return Plan(
        visions=visions,
        goals=goals,
        indicators=[own.branch(iri) for iri in own.of("Indicator") if iri not in inside],
        fields=[*_fields(own), *_fieldless(own)],
        organs=organs,
        reporting=own.finding("reportsTo", [tie for organ in organs for tie in organ.reports_to]),
        others=own.others(),
    )


class _Own:
    """What an agreement has, read once."""

    def __init__(self, agreement: str, resources: Resources) -> None:
        self.resources = resources
        self.bits = resources.index.under("agreement", [agreement])
        elements = self.of("PlanElement")
        self.named = resources.things.named(elements)
        self.proposed = resources.index.under("normative", [PROPOSED])
        self.programmes = self._programmes(elements)
        self.ties = edges(elements, TIES, resources)
        self.into: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        self.from_: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for tie in self.ties:
            name = tie.property.iri.removeprefix(names.ONT)
            self.into[name, tie.object.iri].append(tie)
            self.from_[name, tie.subject.iri].append(tie)
        self.readings = [each for each in resources.readings if each.agreement == agreement]

    def finding(self, term: str, found: Sequence[object]) -> Finding:
        """Return what the documents say where this was found, by the name of a term."""
        if found:
            return "stated"
        is_read = all(names.term(term) in reading.terms for reading in self.readings)
        return "silent" if is_read and self.readings else "not-coded"

    def of(self, kind: str) -> list[str]:
        """Return the IRIs of a class, in the order of their ids."""
        index = self.resources.index
        found = [index.things[number] for number in members(index.of_kind(kind) & self.bits)]
        return sorted(found, key=natural)

    def _programmes(self, elements: Sequence[str]) -> Mapping[str, Thing]:
        index = self.resources.index
        owners = {iri: index.facets_of(index.numbers[iri])["programme"] for iri in elements}
        named = self.resources.things.named(owner for found in owners.values() for owner in found)
        return {iri: named[found[0]] for iri, found in owners.items() if found}

    def branch(self, iri: str, *ties: str, via: Edge | None = None) -> Branch:
        """Return an element with what points at it by the first tie, and so on."""
        pointing = self.into[ties[0], iri] if ties else ()
        number = self.resources.index.numbers[iri]
        return Branch(
            thing=self.named[iri],
            proposed=bool(self.proposed >> number & 1),
            programme=self.programmes.get(iri),
            via=via,
            below=[self.branch(tie.subject.iri, *ties[1:], via=tie) for tie in pointing],
        )

    def others(self) -> list[Listed]:
        """Return the elements of the classes that are in no tree."""
        index, grouped = self.resources.index, defaultdict[str, list[Branch]](list)
        trees = {names.term(kind) for kind in TREES}
        for iri in self.of("PlanElement"):
            if index.types[iri] not in trees:
                grouped[index.types[iri]].append(self.branch(iri))
        kinds = self.resources.things.named(grouped)
        return [Listed(type=kinds[kind], branches=grouped[kind]) for kind in sorted(grouped)]


def _all(branch: Branch) -> Iterable[Branch]:
    yield branch
    for below in branch.below:
        yield from _all(below)


def _fields(own: _Own) -> list[Area]:
    return [_field(own, iri) for iri in own.of("FocusArea")]


def _field(own: _Own, area: str) -> Area:
    inside = own.into["underFocusArea", area]
    goals, doings = set(own.of("Goal")), set(own.of("Initiative"))
    statuses = _statuses(own, [tie.subject.iri for tie in inside if tie.subject.iri in doings])
    return Area(
        focus_area=own.branch(area),
        part_of=next(iter(own.from_["partOfFocusArea", area]), None),
        goals=[own.branch(t.subject.iri, via=t) for t in inside if t.subject.iri in goals],
        doings=[_doing(own, t.subject.iri, t, statuses) for t in inside if t.subject.iri in doings],
    )


def _fieldless(own: _Own) -> list[Area]:
    alone = [iri for iri in own.of("Initiative") if not own.from_["underFocusArea", iri]]
    statuses = _statuses(own, alone)
    doings = [_doing(own, iri, None, statuses) for iri in alone]
    return [Area(focus_area=None, part_of=None, goals=(), doings=doings)] if doings else []


def _doing(
    own: _Own, iri: str, via: Edge | None, statuses: Mapping[str, Sequence[Status]]
) -> Doing:
    return Doing(
        thing=own.named[iri],
        proposed=own.branch(iri).proposed,
        via=via,
        part_of=own.from_["partOfInitiative", iri],
        serves=own.from_["serves", iri],
        places=own.from_["rolledOutIn", iri],
        statuses=statuses.get(iri, ()),
        status_finding=own.finding("StatusRecord", statuses.get(iri, ())),
        serves_finding=own.finding("serves", own.from_["serves", iri]),
        places_finding=own.finding("rolledOutIn", own.from_["rolledOutIn", iri]),
    )


def _statuses(own: _Own, initiatives: Sequence[str]) -> Mapping[str, list[Status]]:
    resources = own.resources
    related = resources.related("statuses", initiatives)
    cards = resources.cards.get(sorted({iri for found in related.values() for iri in found}))
    quotes = resources.quotes(cards)
    told = {card.iri: _status(card, quotes[card.iri]) for card in cards}
    return {iri: [told[record] for record in found] for iri, found in related.items()}


def _status(card: Card, quotes: Sequence[Quote]) -> Status:
    grounds = [each for each in card.facets.get("ground", ()) if isinstance(each, Thing)]
    status = card.facets["status"][0]
    assert isinstance(status, Thing)
    return Status(
        record=Thing(iri=card.iri, id=card.id, label=card.label),
        status=status,
        time=str(next(iter(card.properties.get("timeText", ())), "")),
        ground=grounds[0] if grounds else None,
        quotes=quotes,
    )


def _organs(own: _Own) -> list[Organ]:
    bodies = own.of("Body")
    named = own.resources.things.named(bodies)
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for tie in edges(bodies, BODY_TIES, own.resources):
        found[tie.subject.iri, tie.property.iri.removeprefix(names.ONT)].append(tie)
    return [
        Organ(
            body=named[iri],
            levels=found[iri, "bodyLevel"],
            reports_to=found[iri, "reportsTo"],
            appointed_by=found[iri, "appointedBy"],
            cluster=found[iri, "bodyOfCluster"],
        )
        for iri in bodies
    ]
