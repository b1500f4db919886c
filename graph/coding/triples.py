"""From a proved sheet to RDF: what the annotations of the models say, written as triples."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from pydantic import BaseModel
from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from graph import names
from graph.coding import paths, vocabulary
from graph.coding.correspondence import Correspondence
from graph.coding.elements import ELEMENT_SECTIONS, PlanElement
from graph.coding.entities import ENTITY_SECTIONS
from graph.coding.lines import Document, Loc
from graph.coding.meaning import Coded, Datum, Link, Records, Target, Text
from graph.coding.quotes import Grounded, QuoteEntry, ReadSpan, Relation, When
from graph.coding.records import Labelled, Milestone, Record
from graph.coding.sheet import HealthAgreement, Sheet, SourceDocument
from graph.coding.sheets import CodedSheet
from graph.passages import Passage

AFTALE = Namespace(names.ONT)


def compile_sheet(coded: CodedSheet) -> tuple[Graph, dict[str, str]]:
    """Return the triples of a sheet, and `file:line` of every node by its IRI."""
    writer = SheetWriter(coded.sheet, coded.source, coded.agreement)
    return writer.write(), writer.origins


class SheetWriter:
    """Writes one sheet into `graph`, and notes in `origins` which line each node comes from."""

    def __init__(self, sheet: Sheet, source: Document, agreement: str) -> None:
        self.sheet = sheet
        self.source = source
        self.agreement = agreement
        self.graph = Graph()
        self.origins: dict[str, str] = {}
        for prefix, namespace in (("aftale", AFTALE), ("skos", SKOS), ("xsd", XSD)):
            self.graph.bind(prefix, namespace)

    def write(self) -> Graph:
        """Write everything that the sheet says and return the graph."""
        if self.sheet.document:
            self._document(self.sheet.document)
        if self.sheet.agreement:
            self._agreement(self.sheet.agreement)
        self._elements()
        self._entities()
        for key, correspondence in self.sheet.correspondences.items():
            self._correspondence(correspondence, key)
        for iri, quotes in self.sheet.mentions.items():
            self._evidence(URIRef(iri), quotes)
        for place, replacement in self.sheet.retired.items():
            self._retired(place, replacement)
        return self.graph

    def _elements(self) -> None:
        for section in ELEMENT_SECTIONS:
            for ordinal, element in self._section(section):
                iri = self._iri(f"{section}/{ordinal}")
                self._element(element, iri, int(ordinal), (section, ordinal))

    def _entities(self) -> None:
        for section in ENTITY_SECTIONS:
            for key, entity in self._section(section):
                self._thing(entity, self._iri(f"{section}/{key}"), (section, key))

    def _section(self, name: str) -> Iterator[tuple[str, Labelled]]:
        section: dict[str, Labelled] = getattr(self.sheet, name.replace("-", "_"))
        yield from section.items()

    def _document(self, document: SourceDocument) -> None:
        iri = URIRef(names.data(f"document/{self._key}"))
        self._thing(document, iri, ("document",))
        self._add(iri, "aboutAgreement", URIRef(names.data(document.about)))
        for number, term in enumerate(document.read_for):
            self._scope(iri, URIRef(term), ("document", "read-for", number))
        for number, span in enumerate(self.sheet.read):
            self._span(iri, document.digest, span, ("read", number))

    def _scope(self, document: URIRef, term: URIRef, loc: Loc) -> None:
        name = term.removeprefix(names.ONT).removeprefix(names.CONCEPT)
        kind = "property-" if name[0].islower() and term.startswith(names.ONT) else ""
        scope = URIRef(names.data(f"scope/{self._key}/{kind}{names.slug(name)}"))
        self._note(scope, loc)
        self.graph.add((scope, RDF.type, AFTALE.CodingScope))
        self._add(scope, "scopeDocument", document)
        self._add(scope, "scopeTerm", term)

    def _span(self, document: URIRef, digest: str, read: ReadSpan, loc: Loc) -> None:
        start, end = read.bounds
        span = URIRef(names.data(f"span/{self._key}/{digest[:12]}/{start}-{end}"))
        self._note(span, loc)
        self.graph.add((span, RDF.type, AFTALE.ReadSpan))
        self._add(span, "inDocument", document)
        self._add(span, "start", Literal(start))
        self._add(span, "end", Literal(end))
        self._add(span, "justification", Literal(read.why, lang="da"))

    def _agreement(self, agreement: HealthAgreement) -> None:
        self._thing(agreement, URIRef(names.data(agreement.key)), ("agreement",))

    def _correspondence(self, correspondence: Correspondence, key: str) -> None:
        iri = self._iri(f"correspondences/{key}")
        self._thing(correspondence, iri, ("correspondences", key))
        if correspondence.earlier and correspondence.later:
            self._add(iri, "sameWording", Literal(correspondence.same_wording))
        if self.sheet.compares:
            self._fields(iri, self.sheet.compares, ("compares",))

    def _retired(self, place: str, replacement: str | None) -> None:
        """Say that a number was taken out of use, and what took its place; nothing else."""
        iri = self._iri(place)
        self._note(iri, ("retired", place))
        self.graph.add((iri, OWL.deprecated, Literal(True)))
        if replacement:
            self.graph.add((iri, DCTERMS.isReplacedBy, URIRef(replacement)))

    def _element(self, element: Labelled, iri: URIRef, ordinal: int, loc: Loc) -> None:
        assert isinstance(element, PlanElement)
        self._add(iri, "ofAgreement", URIRef(names.data(self.agreement)))
        self._add(iri, "ordinal", Literal(ordinal))
        if element.normative is None and self.sheet.agreement:
            standing = names.concept("normative", self.sheet.agreement.normative)
            self._add(iri, "normativeStatus", URIRef(standing))
        self._thing(element, iri, loc)

    def _thing(self, model: BaseModel, iri: URIRef, loc: Loc) -> None:
        """Write `model` as the node `iri`, its relations and the records below it."""
        self._note(iri, loc)
        self.graph.add((iri, RDF.type, AFTALE[type(model).__name__]))
        if isinstance(model, Labelled):
            self._add(iri, "slug", Literal(model.slug or names.slug(model.label)))
            self._add(iri, "translatedLanguage", Literal("en"))
        self._time(iri, getattr(model, "when", None))
        self._evidence(iri, getattr(model, "quote", ()))
        if isinstance(model, Grounded):
            self._ground(iri, model)
        self._fields(iri, model, loc)

    def _fields(self, iri: URIRef, model: BaseModel, loc: Loc) -> None:
        """Write what the annotations of the model's fields say, about the node `iri`."""
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            if value is not None:
                for meaning in field.metadata:
                    self._field(iri, meaning, value, (*loc, field.alias or name))

    def _field(self, iri: URIRef, meaning: object, value: Any, loc: Loc) -> None:
        match meaning:
            case Text(property, language):
                self._add(iri, property, Literal(value, lang=language))
            case Datum(property, datatype):
                self._add(iri, property, Literal(_lexical(value), datatype=XSD[datatype]))
            case Coded(property, scheme):
                self._add(iri, property, URIRef(names.concept(scheme, value)))
            case Target(property):
                self._targets(iri, property, value)
            case Link(property):
                for number, relation in enumerate(value):
                    self._relation(iri, property, relation, (*loc, number))
            case Records(property):
                self._records(iri, property, value, loc)

    def _targets(self, iri: URIRef, name: str, targets: str | list[str]) -> None:
        for target in targets if isinstance(targets, list) else [targets]:
            self._add(iri, name, URIRef(target))

    def _relation(self, subject: URIRef, name: str, relation: Relation, loc: Loc) -> None:
        """Write the triple, and the Assertion that says on what it stands."""
        predicate, target = AFTALE[name], URIRef(relation.to)
        self.graph.add((subject, predicate, target))
        digest = sha256(f"{subject} {predicate} {target} {self._key}".encode()).hexdigest()
        assertion = URIRef(names.data(f"assertion/{digest[:16]}"))
        self._note(assertion, loc)
        self.graph.add((assertion, RDF.type, AFTALE.Assertion))
        self._add(assertion, "assertedSubject", subject)
        self._add(assertion, "assertedPredicate", predicate)
        self._add(assertion, "assertedObject", target)
        self._time(assertion, relation.when)
        self._ground(assertion, relation)
        self._evidence(assertion, relation.quote)

    def _records(
        self, owner: URIRef, name: str, records: Mapping[str, Record | PlanElement], loc: Loc
    ) -> None:
        for ordinal, record in records.items():
            self._record(owner, name, ordinal, record, (*loc, ordinal))

    def _record(
        self, owner: URIRef, name: str, ordinal: str, record: Record | PlanElement, loc: Loc
    ) -> None:
        iri = URIRef(f"{owner}/{record.kind}/{ordinal}")
        self._add(iri, name, owner)
        self._thing(record, iri, loc)
        if isinstance(record, PlanElement):
            self._add(iri, "ordinal", Literal(int(ordinal)))
        elif not isinstance(record, Labelled):
            self._record_label(iri, owner, record)
        if isinstance(record, Milestone) and record.replaces:
            replaced = URIRef(f"{owner}/{record.kind}/{record.replaces}")
            self._add(iri, "replacesMilestone", replaced)

    def _record_label(self, iri: URIRef, owner: URIRef, record: Record) -> None:
        """Name a record by its code, its time and its owner: it has no words of its own."""
        code = next(_codes(record))
        when = getattr(record, "when", None)
        for label in self.graph.objects(owner, SKOS.prefLabel):
            assert isinstance(label, Literal)
            language = label.language or "da"
            parts = [vocabulary.labels()[code, language], when.words if when else None]
            text = f"{label}: " + ", ".join(part for part in parts if part)
            self.graph.add((iri, SKOS.prefLabel, Literal(text, lang=language)))

    def _time(self, iri: URIRef, when: When | None) -> None:
        if when:
            self._add(iri, "timeText", Literal(when.words, lang="da"))
            for name, day in (("notBefore", when.not_before), ("notAfter", when.not_after)):
                if day:
                    self._add(iri, name, Literal(day))

    def _ground(self, iri: URIRef, grounded: Grounded) -> None:
        self._add(iri, "ground", URIRef(names.concept("ground", grounded.ground)))
        if grounded.reason:
            self._add(iri, "justification", Literal(grounded.reason, lang="da"))

    def _evidence(self, iri: URIRef, quotes: Sequence[QuoteEntry]) -> None:
        for quote in quotes:
            self._add(iri, "evidence", self._passage(quote.passage))

    def _passage(self, passage: Passage) -> URIRef:
        iri = URIRef(names.data(f"passage/{passage.key}"))
        self.graph.add((iri, RDF.type, AFTALE.Passage))
        self._add(iri, "inDocument", URIRef(names.data(f"document/{passage.document}")))
        self._add(iri, "exact", Literal(passage.exact, lang="da"))
        self._add(iri, "prefix", Literal(passage.prefix, lang="da"))
        self._add(iri, "suffix", Literal(passage.suffix, lang="da"))
        self._add(iri, "headingPath", Literal(" › ".join(passage.headings), lang="da"))
        self._add(iri, "start", Literal(passage.start))
        self._add(iri, "end", Literal(passage.end))
        for number in passage.foldings:
            self._add(iri, "folding", Literal(number))
        return iri

    def _add(self, subject: URIRef, name: str, value: URIRef | Literal) -> None:
        predicate = URIRef(name) if ":" in name else AFTALE[name]
        self.graph.add((subject, predicate, value))

    def _note(self, iri: URIRef, loc: Loc) -> None:
        self.origins[str(iri)] = f"{self.source.file}:{self.source.line(loc)}"

    def _iri(self, place: str) -> URIRef:
        return URIRef(names.data(paths.path(place, self.agreement)))

    @property
    def _key(self) -> str:
        return self.source.name


def _lexical(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _codes(model: BaseModel) -> Iterator[str]:
    """Yield the concepts that a record's own fields name, in the order of the model."""
    for name, field in type(model).model_fields.items():
        for meaning in field.metadata:
            value = getattr(model, name)
            if isinstance(meaning, Coded) and value is not None:
                yield names.concept(meaning.scheme, value)
