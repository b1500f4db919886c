"""The format of a coding sheet: which keys there are, and what each becomes in the graph.

`data/README.md` teaches the same to curators. The name of a model is the name of its class in
the ontology, and `kind` is how a reference names it (`goal/2`).
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from graph.coding.faults import fault
from graph.coding.meaning import Coded, Datum, Link, Records, Target, Text
from graph.coding.quotes import Grounded, Quotes, ReadSpan, Relation, Strict, When, Words
from graph.coding.vocabulary import SKOS

Ordinal = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z]+[0-9]*(-[0-9]+)?$")]
Relations = list[Relation]

ACTORS = ("body", "organisation", "collective", "cluster")
PLACES = ("cluster", "collective", "region")


class Labelled(Strict):
    """Whatever has a name: the Danish label, our English one, and the words that name it."""

    kind: ClassVar[str]
    label: Annotated[Words, Text(SKOS + "prefLabel", "da")]
    english: Annotated[Words, Text(SKOS + "prefLabel", "en")]
    slug: Words | None = None
    note: Annotated[Words | None, Text(SKOS + "editorialNote", "da")] = None
    quote: Quotes


class StatusRecord(Grounded):
    """How far an initiative had come, when, and where if not everywhere."""

    kind: ClassVar[str] = "status"
    status: Annotated[str, Coded("implementationStatus", "implementation")]
    when: When
    delay: Annotated[str | None, Coded("delayReason", "delay")] = None
    place: Annotated[str | None, Target("statusIn", ("cluster", "collective"))] = None


class Milestone(Grounded):
    """A date that was planned, expected or reached; one that `replaces` an earlier one moves it."""

    kind: ClassVar[str] = "milestone"
    what: Annotated[str, Coded("milestoneKind", "milestone-kind")]
    state: Annotated[str, Coded("milestoneState", "milestone-state")]
    when: When | None = None
    delay: Annotated[str | None, Coded("delayReason", "delay")] = None
    replaces: Ordinal | None = None


class Decision(Grounded):
    """Who decided, or has still to decide, on an initiative."""

    kind: ClassVar[str] = "decision"
    outcome: Annotated[str, Coded("decisionOutcome", "decision-outcome")]
    by: Annotated[str | None, Target("decidedBy", ACTORS)] = None
    when: When | None = None


class IndicatorValue(Grounded):
    """One figure, or one trend, with the period that it is about."""

    kind: ClassVar[str] = "value"
    what: Annotated[str, Coded("valueKind", "value-kind")]
    value: Annotated[Decimal | None, Datum("value", "decimal")] = None
    unit: Annotated[Words | None, Datum("unit")] = None
    out_of: Annotated[Decimal | None, Datum("scaleMaximum", "decimal")] = None
    trend: Annotated[str | None, Coded("trend", "trend")] = None
    assessment: Annotated[str | None, Coded("assessment", "assessment")] = None
    assessment_ground: Annotated[str | None, Coded("assessmentGround", "ground")] = None
    population: Annotated[Words | None, Text("population", "da")] = None
    when: When | None = None
    data_source: Annotated[Relations, Link("dataSource", ("data-source",))] = []


class Task(Labelled, Grounded):
    """What a body, a party or a cluster has to do."""

    kind: ClassVar[str] = "task"
    concerns: Annotated[
        Relations, Link("concerns", ("initiative", "goal", "vision", "principle"))
    ] = []


class PlanElement(Labelled):
    """What an agreement is made of."""

    normative: Annotated[str | None, Coded("normativeStatus", "normative")] = None
    theme: Annotated[Relations, Link("theme", ("concept:theme",))] = []
    target_group: Annotated[Relations, Link("targetGroup", ("concept:target-group",))] = []
    supports: Annotated[Relations, Link("supports", ("vision",))] = []


class Vision(PlanElement):
    """What the parties want in the end."""

    kind: ClassVar[str] = "vision"
    overall: Annotated[bool | None, Datum("isOverall", "boolean")] = None


class FocusArea(PlanElement):
    """A field that the parties give special weight to."""

    kind: ClassVar[str] = "focus-area"


class Goal(PlanElement):
    """What is to be reached."""

    kind: ClassVar[str] = "goal"
    overall: Annotated[bool | None, Datum("isOverall", "boolean")] = None
    under: Annotated[Relations, Link("underFocusArea", ("focus-area",))] = []
    pursues: Annotated[Relations, Link("pursues", ("vision",))] = []


class Principle(PlanElement):
    """How the parties work together: everywhere, or within the initiative it is a principle `of`."""

    kind: ClassVar[str] = "principle"
    of: Annotated[Relations, Link("principleOf", ("initiative",))] = []


class Initiative(PlanElement):
    """What the parties do: an agreement, a project, a campaign …"""

    kind: ClassVar[str] = "initiative"
    type: Annotated[str, Coded("initiativeKind", "initiative-kind")]
    under: Annotated[Relations, Link("underFocusArea", ("focus-area",))] = []
    serves: Annotated[Relations, Link("serves", ("goal",))] = []
    part_of: Annotated[Relations, Link("partOfInitiative", ("initiative",))] = []
    replaces: Annotated[Relations, Link("succeeds", ("initiative",))] = []
    rolled_out_in: Annotated[Relations, Link("rolledOutIn", PLACES)] = []
    originates_in: Annotated[Relations, Link("originatesIn", PLACES)] = []
    statuses: Annotated[dict[Ordinal, StatusRecord], Records("statusOf")] = {}
    milestones: Annotated[dict[Ordinal, Milestone], Records("milestoneOf")] = {}
    decisions: Annotated[dict[Ordinal, Decision], Records("decisionOn")] = {}

    @model_validator(mode="after")
    def _replaced_milestones_exist(self) -> Self:
        for ordinal, milestone in self.milestones.items():
            replaced = milestone.replaces
            if replaced and (replaced not in self.milestones or replaced == ordinal):
                wrong = f"milestone {ordinal} replaces milestone {replaced}, which is not there"
                raise fault(wrong, f"this initiative has milestones {', '.join(self.milestones)}")
        return self


class Indicator(PlanElement):
    """What is counted or asked, and the values that the document gives."""

    kind: ClassVar[str] = "indicator"
    desired: Annotated[str | None, Coded("desiredDirection", "direction")] = None
    measures: Annotated[Relations, Link("measures", ("goal", "initiative"))] = []
    data_source: Annotated[Relations, Link("dataSource", ("data-source",))] = []
    values: Annotated[dict[Ordinal, IndicatorValue], Records("ofIndicator")] = {}


class Region(Labelled):
    """The area, not the authority that bears its name."""

    kind: ClassVar[str] = "region"
    nuts: Annotated[Words | None, Datum("nutsCode")] = None
    code: Annotated[Words | None, Datum("regionCode")] = None


class Actor(Labelled):
    """Who belongs to a region and has tasks."""

    region: Annotated[str | None, Target("inRegion", ("region",))] = None
    supports: Annotated[Relations, Link("supports", ("vision",))] = []
    responsible_for: Annotated[Relations, Link("responsibleFor", ("initiative", "indicator"))] = []
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
    member: Annotated[Relations, Link("hasMember", ("organisation", "cluster", "body"))] = []


class Body(Actor):
    """A committee, a steering group, a secretariat, a working group."""

    kind: ClassVar[str] = "body"
    level: Annotated[Relations, Link("bodyLevel", ("concept:body-level",))] = []
    reports_to: Annotated[Relations, Link("reportsTo", ("body",))] = []
    appointed_by: Annotated[Relations, Link("appointedBy", ACTORS)] = []


class DataSource(Labelled):
    """A survey, a register or an audit that figures come from."""

    kind: ClassVar[str] = "data-source"


class HealthAgreement(Labelled):
    """The agreement that a document is, reports on, supplements or proposes."""

    kind: ClassVar[str] = "agreement"
    key: Words
    normative: Annotated[str, Coded("normativeStatus", "normative")]
    region: Annotated[str, Target("coversRegion", ("region",))]
    when: When
    party: Annotated[Relations, Link("hasParty", ("organisation", "collective"))] = []


class SourceDocument(Labelled):
    """The document that is coded, and how its text is to be read."""

    kind: ClassVar[str] = "document"
    role: Annotated[str, Coded("documentRole", "document-role")]
    about: Words
    when: When
    file: Annotated[Words, Datum("fileName")]
    digest: Annotated[
        str, StringConstraints(pattern="^[0-9a-f]{64}$"), Datum("digest")
    ]
    headings: Words
    layout_hyphens: list[Words] = []
    read_for: list[Words] = []



class Acceptance(Strict):
    """A warning of a shape that a human has looked at and accepted."""

    shape: Words
    focus: Words
    date: Words
    reason: Words


class Sheet(Strict):
    """A whole sheet: of one document, or (without `document`) of what several documents share."""

    document: SourceDocument | None = None
    agreement: HealthAgreement | None = None
    visions: dict[Ordinal, Vision] = {}
    focus_areas: dict[Ordinal, FocusArea] = {}
    goals: dict[Ordinal, Goal] = {}
    principles: dict[Ordinal, Principle] = {}
    initiatives: dict[Ordinal, Initiative] = {}
    indicators: dict[Ordinal, Indicator] = {}
    regions: dict[Key, Region] = {}
    organisations: dict[Key, Organisation] = {}
    clusters: dict[Key, Cluster] = {}
    collectives: dict[Key, Collective] = {}
    bodies: dict[Key, Body] = {}
    data_sources: dict[Key, DataSource] = {}
    read: list[ReadSpan] = []
    accepted: list[Acceptance] = []
    retired: list[Words] = []


ELEMENT_SECTIONS: dict[str, type[PlanElement]] = {
    "visions": Vision,
    "focus-areas": FocusArea,
    "goals": Goal,
    "principles": Principle,
    "initiatives": Initiative,
    "indicators": Indicator,
}
ENTITY_SECTIONS: dict[str, type[Labelled]] = {
    "regions": Region,
    "organisations": Organisation,
    "clusters": Cluster,
    "collectives": Collective,
    "bodies": Body,
    "data-sources": DataSource,
}
