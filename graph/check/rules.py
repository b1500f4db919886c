"""The shapes graph, and what is validated together with any data."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from rdflib import SH, Graph
from rdflib.term import Literal

from graph.files import folder

VOCABULARY: Final = ("aftale.ttl", "concepts.ttl")


@cache
def shapes() -> Graph:
    """Return the shapes graph: all files of the folder `shapes`."""
    merged = Graph()
    for file in folder("shapes").iterdir():
        if file.name.endswith(".ttl"):
            merged.parse(data=file.read_bytes(), format="turtle")
    return merged


@cache
def vocabulary() -> bytes:
    """Return the ontology and its concepts as N-Triples."""
    merged = Graph()
    for name in VOCABULARY:
        merged.parse(data=(folder("ontology") / name).read_bytes(), format="turtle")
    return merged.serialize(format="nt", encoding="utf-8")


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """Return the messages by the IRI of the shape and by language."""
    found: dict[str, dict[str, str]] = {}
    for shape, text in shapes().subject_objects(SH.message):
        assert isinstance(text, Literal)
        found.setdefault(str(shape), {})[str(text.language)] = str(text)
    return found
