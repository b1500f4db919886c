"""What an agreement or a national programme is made of."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from graph.coding.faults import fault
from graph.coding.meaning import Coded, Datum, Link, Records
from graph.coding.quotes import When
from graph.coding.records import (
    ACTORS,
    Decision,
    IndicatorValue,
    Labelled,
    Milestone,
    Ordinal,
    Relations,
    StatusRecord,
)

PLACES = ("cluster", "collective", "region")


class PlanElement(Labelled):
    """What every element has; without `normative` it stands as its agreement does."""

    normative: Annotated[str | None, Coded("normativeStatus", "normative")] = None
    theme: Annotated[Relations, Link("theme", ("concept:theme",))] = []
    target_group: Annotated[Relations, Link("targetGroup", ("concept:target-group",))] = []
    supports: Annotated[Relations, Link("supports", ("vision",))] = []
    addresses: Annotated[Relations, Link("addresses", ("challenge",))] = []
    decisions: Annotated[dict[Ordinal, Decision], Records("decisionOn")] = {}


class Vision(PlanElement):
    """What the parties want in the end."""

    kind: ClassVar[str] = "vision"
    overall: Annotated[bool | None, Datum("isOverall", "boolean")] = None


class FocusArea(PlanElement):
    """A field that the parties give special weight to, or a part of one."""

    kind: ClassVar[str] = "focus-area"
    part_of: Annotated[Relations, Link("partOfFocusArea", ("focus-area",))] = []


class Goal(PlanElement):
    """What is to be reached."""

    kind: ClassVar[str] = "goal"
    overall: Annotated[bool | None, Datum("isOverall", "boolean")] = None
    under: Annotated[Relations, Link("underFocusArea", ("focus-area",))] = []
    pursues: Annotated[Relations, Link("pursues", ("vision",))] = []
    data_source: Annotated[Relations, Link("dataSource", ("data-source",))] = []


class Principle(PlanElement):
    """How the parties work together: everywhere, or within the initiative that it is `of`."""

    kind: ClassVar[str] = "principle"
    of: Annotated[Relations, Link("principleOf", ("initiative",))] = []


class Commitment(PlanElement):
    """What the parties bind themselves to ("vi vil …", "skal …"), where it is no goal in itself."""

    kind: ClassVar[str] = "commitment"
    under: Annotated[
        Relations, Link("commitsTo", ("vision", "principle", "focus-area", "goal"))
    ] = []
    binds: Annotated[Relations, Link("binds", ACTORS)] = []
    involves: Annotated[Relations, Link("involves", ACTORS)] = []


class Challenge(PlanElement):
    """A problem that the text says has to be dealt with."""

    kind: ClassVar[str] = "challenge"


class Wish(PlanElement):
    """What the parties want of somebody else, such as a national law."""

    kind: ClassVar[str] = "wish"
    addressed_to: Annotated[Relations, Link("addressedTo", (*ACTORS, "programme"))] = []


class Initiative(PlanElement):
    """What the parties do: an agreement, a project, a campaign …"""

    kind: ClassVar[str] = "initiative"
    type: Annotated[str, Coded("initiativeKind", "initiative-kind")]
    track: Annotated[str | None, Coded("revisionTrack", "revision-track")] = None
    under: Annotated[Relations, Link("underFocusArea", ("focus-area",))] = []
    serves: Annotated[Relations, Link("serves", ("goal",))] = []
    part_of: Annotated[Relations, Link("partOfInitiative", ("initiative",))] = []
    replaces: Annotated[Relations, Link("succeeds", ("initiative",))] = []
    rolled_out_in: Annotated[Relations, Link("rolledOutIn", PLACES)] = []
    originates_in: Annotated[Relations, Link("originatesIn", PLACES)] = []
    statuses: Annotated[dict[Ordinal, StatusRecord], Records("statusOf")] = {}
    milestones: Annotated[dict[Ordinal, Milestone], Records("milestoneOf")] = {}

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
    measures: Annotated[Relations, Link("measures", ("goal", "initiative", "challenge"))] = []
    data_source: Annotated[Relations, Link("dataSource", ("data-source",))] = []
    values: Annotated[dict[Ordinal, IndicatorValue], Records("ofIndicator")] = {}


class FollowUp(PlanElement):
    """How the parties look back: a status, a report, a question put once a year …"""

    kind: ClassVar[str] = "follow-up"
    cadence: Annotated[str | None, Coded("cadence", "cadence")] = None
    when: When | None = None
    follows: Annotated[
        Relations, Link("followsUpOn", ("agreement", "vision", "goal", "focus-area", "initiative"))
    ] = []
    data_source: Annotated[Relations, Link("dataSource", ("data-source",))] = []
    prepared_by: Annotated[Relations, Link("preparedBy", ACTORS)] = []
    collected_by: Annotated[Relations, Link("collectedBy", ACTORS)] = []
    received_by: Annotated[Relations, Link("receivedBy", ACTORS)] = []


ELEMENT_SECTIONS: dict[str, type[PlanElement]] = {
    "visions": Vision,
    "focus-areas": FocusArea,
    "goals": Goal,
    "principles": Principle,
    "commitments": Commitment,
    "challenges": Challenge,
    "initiatives": Initiative,
    "indicators": Indicator,
    "follow-ups": FollowUp,
    "wishes": Wish,
}
