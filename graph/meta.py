"""What a release says of itself, in a graph of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, Namespace, URIRef

from graph import names
from graph.release import META
from graph.reliability import Figures

AFTALE: Final = Namespace(names.ONT)
LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
TITLE: Final = (
    Literal("Aftalegraf: en vidensgraf over de regionale sundhedsaftaler", lang="da"),
    Literal("Aftalegraf: a knowledge graph of the regional health agreements", lang="en"),
)


def describe(
    release: str, issued: date, graphs: Mapping[str, Graph], measured: Sequence[Figures]
) -> Graph:
    """Return what the release says of itself.

    That is its name, the day it was issued, its licence, its graphs and their sizes (DCAT 3; VoID,
    section 4), and how far the readers of the documents agree.
    """
    meta, subject = Graph(), URIRef(names.graph(META))
    meta.add((subject, RDF.type, DCAT.Dataset))
    meta.add((subject, RDF.type, VOID.Dataset))
    meta.add((subject, DCTERMS.identifier, Literal(release)))
    meta.add((subject, DCTERMS.issued, Literal(issued)))
    meta.add((subject, DCTERMS.license, LICENCE))
    for title in TITLE:
        meta.add((subject, DCTERMS.title, title))
    for name, graph in graphs.items():
        part = URIRef(names.graph(name))
        meta.add((subject, VOID.subset, part))
        meta.add((part, RDF.type, VOID.Dataset))
        meta.add((part, VOID.triples, Literal(len(graph))))
    for figure in measured:
        _add_agreement(meta, figure)
    return meta


def _add_agreement(meta: Graph, figure: Figures) -> None:
    kind = figure.kind or "all"
    node = URIRef(names.data(f"reading/{figure.document}/{names.slug(kind)}"))
    meta.add((node, RDF.type, AFTALE.ReaderAgreement))
    meta.add((node, AFTALE.readDocument, URIRef(names.data(f"document/{figure.document}"))))
    if figure.kind:
        meta.add((node, AFTALE.readClass, AFTALE[figure.kind]))
    if figure.alpha is not None:
        meta.add((node, AFTALE.krippendorffAlpha, Literal(figure.alpha)))
    for name, count in (
        ("matchedPassages", figure.matched),
        ("agreedPassages", figure.agreed),
        ("onlyFirst", figure.only_first),
        ("onlySecond", figure.only_second),
    ):
        meta.add((node, AFTALE[name], Literal(count)))
