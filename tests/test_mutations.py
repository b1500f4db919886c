"""Realistic mistakes in the shipped graph, one at a time: all are caught, each by its shape.

`tests/cases/mutations.yaml` is the list.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import DefaultGraph, RdfFormat, Store
from rdflib import SH, Graph, URIRef

from graph import names
from graph.check import Finding, findings_of, results_of, shapes
from graph.shapes import SHAPE

ROOT = Path(__file__).parent.parent
MUTATIONS = yaml.safe_load((ROOT / "tests/cases/mutations.yaml").read_text(encoding="utf-8"))
PREFIXES = {
    "aftale": names.ONT,
    "concept": names.CONCEPT,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
APART = {"meta", "inferred", "service", "examples"}
"""Graphs that say nothing of what an agreement holds."""


@cache
def original() -> bytes:
    """The asserted quads of the shipped release."""
    store = Store()
    for file in sorted((ROOT / "data" / "graphs").glob("*.ttl")):
        if file.stem not in APART:
            store.bulk_load(path=file, format=RdfFormat.TURTLE)
    return triples(store)


def spoilt(update: str) -> bytes:
    store = Store()
    store.bulk_load(original(), format=RdfFormat.N_TRIPLES)
    store.update(update, base_iri=names.DATA, prefixes=PREFIXES)
    return triples(store)


def triples(store: Store) -> bytes:
    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""


@cache
def rules(name: str) -> Graph:
    """The shapes graph in which only what leads to one shape still has targets."""
    graph = shapes()
    above = set(graph.transitive_subjects(None, URIRef(SHAPE + name)))
    targets = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
    kept = Graph()
    for triple in graph:
        if triple[0] in above or triple[1] not in targets:
            kept.add(triple)
    return kept


@cache
def found_before() -> frozenset[Finding]:
    return frozenset(findings_of(results_of(original())))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["mistake"])
def test_a_mistake_is_caught_by_its_shape(mutation: dict[str, Any]) -> None:
    shape = mutation["shape"]
    found = findings_of(results_of(spoilt(mutation["update"]), rules(shape)))
    assert shape in {finding.shape for finding in {*found} - found_before()}


def test_there_are_enough_mistakes_and_no_two_alike() -> None:
    assert len(MUTATIONS) >= 40
    assert len({mutation["mistake"] for mutation in MUTATIONS}) == len(MUTATIONS)
