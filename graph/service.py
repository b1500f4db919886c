"""What machines read before they ask: the service description, VoID, and the questions as data.

Both graphs belong to the release and are written by the build. What depends on where the service
runs (its address, its limits) is added when it answers.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, VOID, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph import names
from graph.catalogue import questions
from graph.formats import GRAPHS, SOLUTIONS
from graph.meta import LICENCE, TITLE
from graph.release import META
from graph.turtle import PREFIXES

SERVICE: Final = "service"
EXAMPLES: Final = "examples"

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
DATASET: Final = URIRef(names.graph(META))

_FORMATS: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
"""The names that the W3C gives the formats (Unique URIs for File Formats)."""


def describe_service(graphs: Mapping[str, Graph]) -> Graph:
    """Return the service description and the VoID statistics of a release's graphs.

    SPARQL 1.1 Service Description, sections 3 and 4; VoID, sections 4.5 and 4.6.
    """
    described, service = Graph(), URIRef(names.SERVICE)
    described.add((service, RDF.type, SD.Service))
    described.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    described.add((service, SD.feature, SD.UnionDefaultGraph))
    for media_type in (*SOLUTIONS, *GRAPHS):
        if media_type in _FORMATS:
            described.add((service, SD.resultFormat, FORMATS[_FORMATS[media_type]]))
    described.add((service, SD.defaultDataset, DATASET))
    described.add((DATASET, RDF.type, SD.Dataset))
    described.add((DATASET, RDF.type, VOID.Dataset))
    described.add((DATASET, DCTERMS.license, LICENCE))
    for title in TITLE:
        described.add((DATASET, DCTERMS.title, title))
    default = URIRef(f"{names.SERVICE}/default-graph")
    described.add((DATASET, SD.defaultGraph, default))
    whole = Graph()
    for name in (*graphs, SERVICE, EXAMPLES, META):
        _add_named(described, name)
    for graph in graphs.values():
        whole += graph
    described.add((default, RDF.type, SD.Graph))
    _add_statistics(described, whole)
    return described


def describe_questions() -> Graph:
    """Return the questions as SHACL executables (SHACL-SPARQL, section 5.3), with prefixes."""
    described, graph = Graph(), URIRef(names.graph(EXAMPLES))
    for prefix, namespace in PREFIXES.items():
        declaration = URIRef(f"{names.QUESTION}prefix/{prefix}")
        described.add((graph, SH.declare, declaration))
        described.add((declaration, SH.prefix, Literal(prefix)))
        described.add((declaration, SH.namespace, Literal(namespace)))
    described.add((graph, RDF.type, OWL.Ontology))
    for question in questions().values():
        node = URIRef(names.QUESTION + question.slug)
        described.add((node, RDF.type, SH.SPARQLExecutable))
        described.add((node, RDF.type, SH.SPARQLSelectExecutable))
        described.add((node, SH.prefixes, graph))
        described.add((node, SH.select, Literal(question.sparql)))
        described.add((node, DCTERMS.identifier, Literal(question.slug)))
        for language, title in question.title.items():
            described.add((node, RDFS.label, Literal(title, lang=language)))
            described.add((node, RDFS.comment, Literal(title, lang=language)))
    return described


def _add_named(described: Graph, name: str) -> None:
    graph = URIRef(names.graph(name))
    described.add((DATASET, SD.namedGraph, graph))
    described.add((graph, RDF.type, SD.NamedGraph))
    described.add((graph, SD.name, graph))


def _add_statistics(described: Graph, whole: Graph) -> None:
    """Add counts of what the release says of anything but itself: in all, by class and property.

    VoID, section 4.6. The graphs `service`, `examples` and `meta` are not counted.
    """
    classes = Counter(whole.objects(None, RDF.type))
    described.add((DATASET, VOID.triples, Literal(len(whole))))
    described.add((DATASET, VOID.classes, Literal(len(classes))))
    described.add((DATASET, VOID.distinctSubjects, Literal(len(set(whole.subjects())))))
    predicates = Counter(whole.predicates())
    described.add((DATASET, VOID.properties, Literal(len(predicates))))
    for kind, count in classes.items():
        part = _partition(described, DATASET, VOID.classPartition, "class", kind)
        described.add((part, VOID["class"], kind))
        described.add((part, VOID.entities, Literal(count)))
        _add_properties(described, part, _of_class(whole, kind))
    _add_properties(described, DATASET, predicates)


def _add_properties(described: Graph, subject: URIRef, counts: Mapping[Node, int]) -> None:
    for predicate, count in counts.items():
        part = _partition(described, subject, VOID.propertyPartition, "property", predicate)
        described.add((part, VOID.property, predicate))
        described.add((part, VOID.triples, Literal(count)))


def _of_class(whole: Graph, kind: Node) -> Mapping[Node, int]:
    return Counter(
        predicate
        for subject in whole.subjects(RDF.type, kind)
        for predicate in whole.predicates(subject)
    )


def _partition(described: Graph, subject: URIRef, link: URIRef, word: str, term: Node) -> URIRef:
    """Link a part of the data set, named after the class or property that it is about."""
    base = f"{names.SERVICE}/void" if subject == DATASET else str(subject)
    part = URIRef(f"{base}/{word}/{_local(str(term))}")
    described.add((subject, link, part))
    return part


def _local(iri: str) -> str:
    """Return the end of an IRI, and a mark of the rest where it is not ours."""
    return names.slug(iri.removeprefix(names.ONT).removeprefix("http://www.w3.org/"))
