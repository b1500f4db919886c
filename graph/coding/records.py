"""Facts below their owner: statuses, milestones, decisions, values, tasks, seats and posts."""

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from graph.coding.faults import fault
from graph.coding.meaning import Coded, Datum, Link, Target, Text
from graph.coding.quotes import Grounded, Quotes, Relation, Strict, When, Words
from graph.coding.vocabulary import SKOS

Ordinal = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
Relations = list[Relation]

ACTORS = ("body", "organisation", "collective", "cluster")
FACTS = (
    "agreement",
    "status",
    "milestone",
    "decision",
    "value",
    "task",
    "seat",
    "post",
    "data-source",
)
ELEMENT_KINDS = (
    "vision",
    "focus-area",
    "goal",
    "principle",
    "commitment",
    "initiative",
    "indicator",
    "challenge",
    "follow-up",
    "wish",
)


class Labelled(Strict):
    """Whatever has a name: the Danish label, our English one, and the words that name it."""

    kind: ClassVar[str]
    label: Annotated[Words, Text(SKOS + "prefLabel", "da")]
    english: Annotated[Words, Text(SKOS + "prefLabel", "en")]
    slug: Words | None = None
    note: Annotated[Words | None, Text(SKOS + "editorialNote", "da")] = None
    quote: Quotes


class Record(Grounded):
    """A fact of its own, numbered below the thing that it is about."""

    kind: ClassVar[str]


class StatusRecord(Record):
    """How far an initiative had come, when, and where if not everywhere."""

    kind: ClassVar[str] = "status"
    status: Annotated[str, Coded("implementationStatus", "implementation")]
    when: When
    delay: Annotated[str | None, Coded("delayReason", "delay")] = None
    place: Annotated[str | None, Target("statusIn", ("cluster", "collective"))] = None


class Milestone(Record):
    """A date that was planned, expected or reached; one that `replaces` an earlier one moves it."""

    kind: ClassVar[str] = "milestone"
    what: Annotated[str, Coded("milestoneKind", "milestone-kind")]
    state: Annotated[str, Coded("milestoneState", "milestone-state")]
    when: When | None = None
    delay: Annotated[str | None, Coded("delayReason", "delay")] = None
    replaces: Ordinal | None = None


class Decision(Record):
    """Who decided, or has still to decide, on an initiative or an agreement."""

    kind: ClassVar[str] = "decision"
    outcome: Annotated[str, Coded("decisionOutcome", "decision-outcome")]
    by: Annotated[str | None, Target("decidedBy", ACTORS)] = None
    when: When | None = None


class IndicatorValue(Record):
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


class Task(Labelled, Record):
    """What a body, a party or a cluster has to do."""

    kind: ClassVar[str] = "task"
    concerns: Annotated[Relations, Link("concerns", ELEMENT_KINDS)] = []


class SeatAllocation(Labelled, Record):
    """How many members of a body one party fills."""

    kind: ClassVar[str] = "seat"
    of: Annotated[str, Target("filledBy", ("organisation", "collective", "body"))]
    count: Annotated[int, Datum("seatCount", "integer"), Field(ge=1)]


class Post(Labelled, Record):
    """An office in a body, such as its chair: the role, and whom its holder comes from.

    `holder` is the name of an official who signs; nobody else is named.
    """

    kind: ClassVar[str] = "post"
    held_by: Annotated[Relations, Link("heldBy", ACTORS)] = []
    holder: Annotated[Words | None, Datum("holderName")] = None


class Contradiction(Labelled, Record):
    """Two passages of one document that cannot both hold, and the facts that were coded of them."""

    kind: ClassVar[str] = "contradiction"
    between: Annotated[
        list[str],
        Target("conflictingFact", (*ELEMENT_KINDS, *ACTORS, *FACTS)),
        Field(min_length=1),
    ]

    @model_validator(mode="after")
    def _two_passages(self) -> Self:
        if len(self.quote) < 2:
            raise fault("a contradiction with a single quote", "quote both of the two passages")
        return self


RECORD_SECTIONS: dict[str, type[Record]] = {
    "statuses": StatusRecord,
    "milestones": Milestone,
    "decisions": Decision,
    "values": IndicatorValue,
    "tasks": Task,
    "seats": SeatAllocation,
    "posts": Post,
    "contradictions": Contradiction,
}
