"""Who and where, and what figures and national goals come from."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from graph.coding.elements import Goal, Indicator
from graph.coding.meaning import Coded, Datum, Link, Records, Target, Text
from graph.coding.quotes import When, Words
from graph.coding.records import (
    ACTORS,
    ELEMENT_KINDS,
    Labelled,
    Ordinal,
    Post,
    Relations,
    SeatAllocation,
    Task,
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z]+[0-9]*(-[0-9]+)?$")]


class Region(Labelled):
    """The area, not the authority that bears its name."""

    kind: ClassVar[str] = "region"
    nuts: Annotated[Words | None, Datum("nutsCode")] = None
    code: Annotated[Words | None, Datum("regionCode")] = None


class Actor(Labelled):
    """Who belongs to a region and has tasks."""

    region: Annotated[str | None, Target("inRegion", ("region",))] = None
    supports: Annotated[Relations, Link("supports", ("vision",))] = []
    responsible_for: Annotated[Relations, Link("responsibleFor", ELEMENT_KINDS)] = []
    tasks: Annotated[dict[Ordinal, Task], Records("taskOf")] = {}


class Organisation(Actor):
    """A party, an authority, a municipality, a hospital."""

    kind: ClassVar[str] = "organisation"
    sector: Annotated[str, Coded("sector", "sector")]
    acts_for: Annotated[str | None, Target("actsFor", ("region",))] = None


class Cluster(Actor):
    """A hospital with the municipalities and practices around it."""

    kind: ClassVar[str] = "cluster"
    member: Annotated[Relations, Link("clusterMember", ("organisation",))] = []


class Collective(Actor):
    """Several named as one ("de 19 kommuner"), with the number that the text gives."""

    kind: ClassVar[str] = "collective"
    count: Annotated[int | None, Datum("statedCount", "integer")] = Field(None, ge=1)
    member: Annotated[
        Relations, Link("hasMember", ("organisation", "cluster", "body", "collective"))
    ] = []


class Body(Actor):
    """A committee, a steering group, a secretariat, a working group.

    `seats` say how many members a party fills; `composed-of` says who sits there where the text
    gives no number.
    """

    kind: ClassVar[str] = "body"
    level: Annotated[Relations, Link("bodyLevel", ("concept:body-level",))] = []
    of_cluster: Annotated[Relations, Link("bodyOfCluster", ("cluster", "collective"))] = []
    reports_to: Annotated[Relations, Link("reportsTo", ("body",))] = []
    appointed_by: Annotated[Relations, Link("appointedBy", ACTORS)] = []
    composed_of: Annotated[Relations, Link("composedOf", ACTORS)] = []
    meets: Annotated[Words | None, Text("meetingFrequency", "da")] = None
    seats: Annotated[dict[Ordinal, SeatAllocation], Records("seatIn")] = {}
    posts: Annotated[dict[Ordinal, Post], Records("postIn")] = {}


class DataSource(Labelled):
    """A survey, a register or an audit that figures come from."""

    kind: ClassVar[str] = "data-source"


class DocumentReference(Labelled):
    """Another document that the text refers to: an annex, an act, a plan, a survey …"""

    kind: ClassVar[str] = "reference"
    type: Annotated[str, Coded("referenceKind", "reference-kind")]
    available: Annotated[str | None, Coded("availability", "availability")] = None
    when: When | None = None
    cited_by: Annotated[
        Relations,
        Link("citedBy", (*ELEMENT_KINDS, *ACTORS, "task", "agreement", "programme", "data-source")),
    ] = []


class NationalProgramme(Labelled):
    """A national plan or reform, with the goals and figures that regional texts quote from it."""

    kind: ClassVar[str] = "programme"
    goals: Annotated[dict[Ordinal, Goal], Records("ofProgramme")] = {}
    indicators: Annotated[dict[Ordinal, Indicator], Records("ofProgramme")] = {}


ENTITY_SECTIONS: dict[str, type[Labelled]] = {
    "regions": Region,
    "organisations": Organisation,
    "clusters": Cluster,
    "collectives": Collective,
    "bodies": Body,
    "data-sources": DataSource,
    "references": DocumentReference,
    "programmes": NationalProgramme,
}
