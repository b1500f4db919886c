"""The ontology: everything named and defined twice, within OWL 2 RL, and consistent."""

import re
from functools import cache
from pathlib import Path

import pyhermit
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from graph import names
from graph.catalogue import questions
from graph.coding import vocabulary
from graph.coding.correspondence import Correspondence
from graph.coding.elements import ELEMENT_SECTIONS, PlanElement
from graph.coding.entities import ENTITY_SECTIONS
from graph.coding.meaning import Coded, Datum, Link, Records, Target, Text
from graph.coding.records import RECORD_SECTIONS, Record
from graph.coding.sheet import HealthAgreement, SourceDocument
from graph.files import folder
from graph.inference import rules

ONTOLOGY = URIRef("https://w3id.org/sundhedsaftaler/ont")
MODELS = (
    *ELEMENT_SECTIONS.values(),
    *ENTITY_SECTIONS.values(),
    *RECORD_SECTIONS.values(),
    *(Correspondence, HealthAgreement, SourceDocument),
)

# OWL 2 Profiles, section 4.2: the axioms of OWL 2 RL, of which we need these alone. Class
# expressions are not used at all, so what may stand on which side of an axiom never matters.
TYPES = {OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
AXIOMS = {
    *(RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf),
}
OWN = {URIRef(names.term(name)) for name in ("collection", "groundRequired")}
ANNOTATIONS = {RDFS.label, SKOS.definition, *OWN}
# Section 4.1: the datatypes of OWL 2 RL that are used; xsd:date is not an OWL 2 datatype.
DATATYPES = {XSD.integer, XSD.decimal, XSD.string, XSD.boolean}


@cache
def turtle(name: str) -> Graph:
    return Graph().parse(data=(folder("ontology") / name).read_bytes(), format="turtle")


def own_terms() -> list[URIRef]:
    subjects = {s for s in turtle("aftale.ttl").subjects(RDF.type) if isinstance(s, URIRef)}
    return sorted(subject for subject in subjects if subject.startswith(names.ONT))


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(str(getattr(o, "language", "")) for o in graph.objects(subject, predicate))


@pytest.mark.parametrize("term", own_terms(), ids=lambda term: term.removeprefix(names.ONT))
def test_every_term_is_named_and_defined_in_danish_and_english(term: URIRef) -> None:
    assert languages(turtle("aftale.ttl"), term, RDFS.label) == ["da", "en"]
    assert languages(turtle("aftale.ttl"), term, SKOS.definition) == ["da", "en"]


def test_every_concept_and_scheme_is_named_and_defined_in_danish_and_english() -> None:
    graph = turtle("concepts.ttl")
    for concept in set(graph.subjects(RDF.type)):
        assert languages(graph, concept, SKOS.prefLabel) == ["da", "en"], concept
        assert languages(graph, concept, SKOS.definition) == ["da", "en"], concept


def test_every_theme_says_what_it_is_not_to_be_confused_with_or_what_it_includes() -> None:
    graph = turtle("concepts.ttl")
    for theme in graph.subjects(SKOS.inScheme, URIRef(f"{names.CONCEPT}theme")):
        assert languages(graph, theme, SKOS.scopeNote) == ["da", "en"], theme


def test_a_slug_names_one_concept_of_a_scheme_and_a_hierarchy_has_roots() -> None:
    graph = turtle("concepts.ttl")
    slug = URIRef(names.term("slug"))
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        members = list(graph.subjects(SKOS.inScheme, scheme))
        slugs = [str(graph.value(member, slug)) for member in members]
        assert len(set(slugs)) == len(slugs) > 0, scheme
        for member in members:
            assert (member, SKOS.topConceptOf, scheme) in graph or graph.value(member, SKOS.broader)


def test_the_header_is_complete() -> None:
    graph = turtle("aftale.ttl")
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert languages(graph, ONTOLOGY, predicate) == ["da", "en"]
    for predicate in (
        *(DCTERMS.creator, DCTERMS.license, DCTERMS.created, DCTERMS.modified),
        *(DCTERMS.bibliographicCitation, OWL.versionIRI, OWL.versionInfo),
    ):
        assert graph.value(ONTOLOGY, predicate), predicate
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "aftale"
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespaceUri)) == names.ONT


def test_only_constructs_of_owl_2_rl_are_used() -> None:
    graph = turtle("aftale.ttl")
    for subject, predicate, value in graph:
        if subject == ONTOLOGY:
            continue
        assert isinstance(subject, URIRef), "a class expression"
        assert predicate in AXIOMS | ANNOTATIONS, predicate
        if predicate == RDF.type:
            assert value in TYPES
        if predicate == RDFS.range and (subject, RDF.type, OWL.DatatypeProperty) in graph:
            assert value in DATATYPES


def test_the_alignments_have_no_logical_force() -> None:
    graph = turtle("alignments.ttl")
    predicates = {predicate for _, predicate, _ in graph}
    assert predicates - {RDF.type, DCTERMS.title, DCTERMS.creator, DCTERMS.license} == {
        RDFS.seeAlso,
        OWL.versionInfo,
    }
    assert set(graph.objects(None, RDF.type)) == {OWL.Ontology}
    aligned = {term for term in graph.subjects(RDFS.seeAlso) if isinstance(term, URIRef)}
    assert aligned <= set(own_terms())


def logical(extra: str = "") -> Graph:
    """The axioms and the concepts as individuals; a reasoner needs no annotation and no date."""
    graph = Graph()
    graph += [t for t in turtle("aftale.ttl") if t[1] in AXIOMS and t[2] != OWL.AnnotationProperty]
    for concept in turtle("concepts.ttl").subjects(RDF.type, SKOS.Concept):
        graph.add((concept, RDF.type, OWL.NamedIndividual))
        graph.add((concept, RDF.type, SKOS.Concept))
    prefixes = f"@prefix aftale: <{names.ONT}> . @prefix owl: <{OWL}> . @prefix skos: <{SKOS}> ."
    return graph.parse(data=f"{prefixes} {extra}", format="turtle")


def consistent(graph: Graph, folder: Path) -> bool:
    file = folder / "ontology.ttl"
    graph.serialize(file, format="turtle")
    return bool(pyhermit.Reasoner(pyhermit.load_snapshot(file)).is_consistent())


def test_the_ontology_is_consistent(tmp_path: Path) -> None:
    assert consistent(logical(), tmp_path)


@pytest.mark.parametrize(
    "mistake",
    [
        "<urn:x:1> a owl:NamedIndividual , aftale:Initiative , aftale:Goal .",
        "<urn:x:1> a owl:NamedIndividual , aftale:Initiative , skos:Concept .",
        "<urn:x:1> a owl:NamedIndividual . <urn:x:2> a owl:NamedIndividual , aftale:Goal ; "
        "aftale:serves <urn:x:1> .",
    ],
)
def test_a_bad_copy_is_inconsistent(tmp_path: Path, mistake: str) -> None:
    """An initiative that is a goal, that is a concept, and a goal that serves as initiatives do."""
    assert not consistent(logical(mistake), tmp_path)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_the_sheets_become_is_declared(model: type[PlanElement | Record]) -> None:
    graph = turtle("aftale.ttl")
    assert URIRef(names.term(model.__name__)) in own_terms()
    for field in model.model_fields.values():
        for meaning in field.metadata:
            if isinstance(meaning, Text | Datum | Coded | Target | Link | Records):
                iri = meaning.property if ":" in meaning.property else names.term(meaning.property)
                assert URIRef(iri) in own_terms() or iri.startswith(str(SKOS))
            if isinstance(meaning, Coded):
                assert vocabulary.schemes()[meaning.scheme]
            if isinstance(meaning, Link):
                required = (URIRef(iri), URIRef(names.term("groundRequired")), None)
                assert required in graph, f"{iri} is written with an assertion, so one is required"


def test_what_questions_and_rules_use_is_declared() -> None:
    texts = [q.sparql for q in questions().values()] + [rule.sparql for rule in rules()]
    used = {names.term(name) for text in texts for name in re.findall(r"\baftale:(\w+)", text)}
    assert used <= {str(term) for term in own_terms()}


def test_every_scheme_is_in_the_readme() -> None:
    readme = (folder("ontology") / "README.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", readme, re.M))
    assert documented == set(vocabulary.schemes())
