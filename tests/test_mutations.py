"""Realistic mistakes in the shipped graph, one at a time: all are caught, each by its shape.

`tests/cases/mutations.yaml` is the list. A mistake is looked for only where it can show: in the
nodes whose triples it changes, and around them; there, nothing may be wrong without it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import SH, Graph, URIRef

from graph import names
from graph.check import SHAPE, findings, shapes

ROOT = Path(__file__).parent.parent
MUTATIONS = yaml.safe_load((ROOT / "tests/cases/mutations.yaml").read_text(encoding="utf-8"))
PREFIXES = {
    "aftale": names.ONT,
    "concept": names.CONCEPT,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
HUB = 60
"""What more nodes than these point at is context: a concept, an agreement, a document."""
DERIVED = {"meta", "inferred"}


@cache
def original() -> frozenset[Quad]:
    """The asserted triples of the shipped release."""
    store = Store()
    for file in sorted((ROOT / "data" / "graphs").glob("*.ttl")):
        if file.stem not in DERIVED:
            store.bulk_load(path=file, format=RdfFormat.TURTLE)
    return frozenset(store)


def around(store: Store, changed: frozenset[Quad]) -> Graph:
    """The triples of changed nodes, of what points at them or says the same, and of what all those
    point at, twice over."""
    nodes = {n for quad in changed for n in (quad.subject, quad.object) if isinstance(n, NamedNode)}
    near = set(nodes)
    for quad in changed:
        if isinstance(quad.object, Literal):
            alike = {q.subject for q in store.quads_for_pattern(None, quad.predicate, quad.object)}
            near |= alike if len(alike) <= HUB else set()
    for node in nodes:
        pointing = {quad.subject for quad in store.quads_for_pattern(None, None, node)}
        near |= pointing if len(pointing) <= HUB else set()
    for _ in range(2):
        near |= {
            quad.object
            for node in near
            for quad in store.quads_for_pattern(node, None, None)
            if isinstance(quad.object, NamedNode)
        }
    quads = (quad for node in near for quad in store.quads_for_pattern(node, None, None))
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=triples, format="nt")


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


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["mistake"])
def test_a_mistake_is_caught_by_its_shape(mutation: dict[str, Any]) -> None:
    store = Store()
    store.extend(original())
    store.update(mutation["update"], base_iri=names.DATA, prefixes=PREFIXES)
    changed = frozenset(store) ^ original()
    assert changed, "the mistake changes nothing"
    only = rules(mutation["shape"])
    found = set(findings(around(store, changed), only))
    store = Store()
    store.extend(original())
    new = found - set(findings(around(store, changed), only))
    assert mutation["shape"] in {finding.shape for finding in new}


def test_there_are_enough_mistakes_and_no_two_alike() -> None:
    assert len(MUTATIONS) >= 40
    assert len({mutation["mistake"] for mutation in MUTATIONS}) == len(MUTATIONS)
