"""Names for correspondences: they have no words of their own, only those of their elements."""

from collections.abc import Collection, Mapping

from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph import names
from graph.coding import vocabulary

AFTALE = Namespace(names.ONT)


def label_correspondences(graphs: Collection[Graph]) -> None:
    """Label each correspondence by its type and the elements of either side: `A → B`."""
    known = {
        (thing, label.language): str(label)
        for graph in graphs
        for thing, label in graph.subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal)
    }
    for graph in graphs:
        for correspondence in set(graph.subjects(RDF.type, AFTALE.Correspondence)):
            for language in ("da", "en"):
                text = _label(graph, correspondence, known, language)
                graph.add((correspondence, SKOS.prefLabel, Literal(text, lang=language)))


def _label(
    graph: Graph, thing: Node, known: Mapping[tuple[Node, str | None], str], language: str
) -> str:
    kind = graph.value(thing, AFTALE.correspondenceType)
    assert isinstance(kind, URIRef), "the model demands a type"
    sides = (
        " + ".join(sorted(known[element, language] for element in graph.objects(thing, side)))
        for side in (AFTALE.fromElement, AFTALE.toElement)
    )
    elements = " → ".join(side or "∅" for side in sides)
    return f"{vocabulary.labels()[str(kind), language]}: {elements}"
