"""The format of a coding sheet: which keys there are, and what each becomes in the graph.

`data/README.md` teaches the same to curators. The name of a model is the name of its class in
the ontology, and `kind` is how a reference names it (`goal/2`).
"""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from graph import names
from graph.coding import paths
from graph.coding.context import context
from graph.coding.correspondence import Comparison, Correspondence
from graph.coding.elements import (
    Challenge,
    Commitment,
    FocusArea,
    FollowUp,
    Goal,
    Indicator,
    Initiative,
    Principle,
    Vision,
    Wish,
)
from graph.coding.entities import (
    ENTITY_SECTIONS,
    Body,
    Cluster,
    Collective,
    DataSource,
    DocumentReference,
    Key,
    NationalProgramme,
    Organisation,
    Region,
)
from graph.coding.faults import fault
from graph.coding.meaning import Coded, Datum, Link, Records, Target
from graph.coding.quotes import Quotes, ReadSpan, Strict, When, Words
from graph.coding.records import Contradiction, Decision, Labelled, Ordinal, Relations
from graph.coding.vocabulary import labels, terms
from graph.errors import nearest


def _scope_iri(name: str) -> str:
    """Return the IRI of a class, property or concept that a document was read for."""
    for iri in (names.term(name), names.CONCEPT + name):
        if iri in terms() or (iri, "da") in labels():
            return iri
    known = (iri.removeprefix(names.ONT) for iri in terms())
    raise fault(f"'{name}' is no class, property or concept", nearest(name, known))


def _declared(reference: str, info: ValidationInfo) -> str:
    """Return the IRI of a thing that another sheet declares."""
    known = context(info)
    return (
        known.resolve(reference, tuple(entity.kind for entity in ENTITY_SECTIONS.values()))
        if known
        else reference
    )


def _retired(place: str, info: ValidationInfo) -> str:
    """Return the place of a thing taken out of use; raise a fault if nothing can stand there."""
    if known := context(info):
        paths.check(place, known.agreement)
    return place


def _replacement(place: str | None, info: ValidationInfo) -> str | None:
    """Return the IRI of what took the place of a retired thing, named by place or reference."""
    known = context(info)
    return known.resolve(paths.reference(place), paths.KINDS) if place and known else place


Retired = Annotated[Words, AfterValidator(_retired)]
Replacement = Annotated[
    Words | None,
    BeforeValidator(lambda written: None if written == "" else written),
    AfterValidator(_replacement),
]


class HealthAgreement(Labelled):
    """The agreement that a document is, reports on, supplements or proposes."""

    kind: ClassVar[str] = "agreement"
    key: Words
    normative: Annotated[str, Coded("normativeStatus", "normative")]
    region: Annotated[str, Target("coversRegion", ("region",))]
    when: When
    party: Annotated[Relations, Link("hasParty", ("organisation", "collective"))] = []
    replaces: Annotated[Relations, Link("succeeds", ("agreement",))] = []
    decisions: Annotated[dict[Ordinal, Decision], Records("decisionOn")] = {}


class SourceDocument(Labelled):
    """The document that is coded, and how its text is to be read."""

    kind: ClassVar[str] = "document"
    role: Annotated[str, Coded("documentRole", "document-role")]
    about: Words
    when: When
    file: Annotated[Words, Datum("fileName")]
    digest: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$"), Datum("digest")]
    headings: Words
    layout_hyphens: list[Words] = []
    read_for: list[Annotated[Words, AfterValidator(_scope_iri)]] = []
    contradictions: Annotated[dict[Ordinal, Contradiction], Records("contradictionIn")] = {}


class Acceptance(Strict):
    """A warning of a shape that a human has looked at and accepted."""

    shape: Words
    focus: Words
    date: Words
    reason: Words


class Sheet(Strict):
    """A whole sheet: of one document, or (without `document`) of what several documents share.

    A sheet of `correspondences` compares elements that other sheets declare; with `compares` it
    says what became of every element of one agreement in the next.
    """

    document: SourceDocument | None = None
    compares: Comparison | None = None
    agreement: HealthAgreement | None = None
    visions: dict[Ordinal, Vision] = {}
    focus_areas: dict[Ordinal, FocusArea] = {}
    goals: dict[Ordinal, Goal] = {}
    principles: dict[Ordinal, Principle] = {}
    commitments: dict[Ordinal, Commitment] = {}
    challenges: dict[Ordinal, Challenge] = {}
    initiatives: dict[Ordinal, Initiative] = {}
    indicators: dict[Ordinal, Indicator] = {}
    follow_ups: dict[Ordinal, FollowUp] = {}
    wishes: dict[Ordinal, Wish] = {}
    regions: dict[Key, Region] = {}
    organisations: dict[Key, Organisation] = {}
    clusters: dict[Key, Cluster] = {}
    collectives: dict[Key, Collective] = {}
    bodies: dict[Key, Body] = {}
    data_sources: dict[Key, DataSource] = {}
    references: dict[Key, DocumentReference] = {}
    programmes: dict[Key, NationalProgramme] = {}
    correspondences: dict[Key, Correspondence] = {}
    mentions: dict[Annotated[Words, AfterValidator(_declared)], Quotes] = {}
    read: list[ReadSpan] = []
    accepted: list[Acceptance] = []
    retired: dict[Retired, Replacement] = {}


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a sheet, for editors that complete while one types."""
    return Sheet.model_json_schema(by_alias=True, mode="validation")
