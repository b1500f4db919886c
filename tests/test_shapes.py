"""Every shape accepts one small world, refuses another, and is documented."""

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Literal, Node

from graph import check, names
from graph.files import folder
from graph.shapes import SHAPE

CASES = Path(__file__).parent / "cases" / "shapes"
README = Path(__file__).parent.parent / "shapes" / "README.md"
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@cache
def turtle(name: str) -> Graph:
    merged = Graph()
    for file in folder(name).iterdir():
        if file.name.endswith(".ttl"):
            merged.parse(data=file.read_bytes(), format="turtle")
    return merged


def shapes() -> list[str]:
    targeted = {shape for target in TARGETS for shape in turtle("shapes").subjects(target)}
    return sorted(str(shape).removeprefix(SHAPE) for shape in targeted)


def world(update: str) -> Graph:
    """The base world after a SPARQL update."""
    store = Store()
    store.bulk_load(path=CASES / "base.ttl", format=RdfFormat.TURTLE)
    store.update(update)
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert triples
    return Graph().parse(data=triples, format="nt")


@cache
def base() -> Graph:
    """The base world with the ontology and the concepts."""
    return check.load([CASES / "base.ttl"]) + turtle("ontology")


def of_shape(name: str, predicate: URIRef) -> list[URIRef | Literal]:
    values = list(turtle("shapes").objects(URIRef(SHAPE + name), predicate))
    return [value for value in values if isinstance(value, URIRef | Literal)]


def test_every_shape_accepts_the_base_world() -> None:
    assert check.findings(check.load([CASES / "base.ttl"])) == []


@pytest.mark.parametrize("name", shapes())
def test_a_mistake_is_refused_by_its_shape_alone(name: str) -> None:
    found = check.findings(world((CASES / f"{name}.ru").read_text(encoding="utf-8")))
    assert {finding.shape for finding in found} == {name}


def test_there_is_a_mistake_for_every_shape_and_no_other() -> None:
    assert sorted(case.stem for case in CASES.glob("*.ru")) == shapes()


@pytest.mark.parametrize("name", shapes())
def test_every_shape_has_something_to_look_at_in_the_base_world(name: str) -> None:
    found: set[Node] = set()
    for target in of_shape(name, SH.targetClass):
        for kind in base().transitive_subjects(RDFS.subClassOf, target):
            found.update(base().subjects(RDF.type, kind))
    for target in of_shape(name, SH.targetSubjectsOf):
        found.update(base().subjects(target))
    for target in of_shape(name, SH.targetObjectsOf):
        found.update(base().objects(None, target))
    assert found


@pytest.mark.parametrize("name", shapes())
def test_every_shape_has_a_severity_and_both_messages(name: str) -> None:
    messages = of_shape(name, SH.message)
    assert {text.language for text in messages if isinstance(text, Literal)} == {"da", "en"}
    assert len(messages) == 2
    assert len(of_shape(name, SH.severity)) == 1


def test_no_severity_stands_where_it_would_be_ignored() -> None:
    nested = set(turtle("shapes").objects(None, SH.sparql))
    assert not nested & set(turtle("shapes").subjects(SH.severity))


def test_the_shapes_are_valid_shacl() -> None:
    """The W3C's shapes for shapes (SHACL, appendix C) are part of pyshacl."""
    conforms, _, text = validate(Graph(), shacl_graph=turtle("shapes"), meta_shacl=True)
    assert conforms, text


def test_every_own_term_in_a_shape_is_declared() -> None:
    text = "".join(
        file.read_text(encoding="utf-8")
        for file in folder("shapes").iterdir()
        if file.name.endswith(".ttl")
    )
    declared = {str(term) for term in turtle("ontology").subjects(RDF.type)}
    used = {names.term(name) for name in re.findall(r"\baftale:(\w+)", text)}
    codes = {names.CONCEPT + code for code in re.findall(r"\bconcept:([\w-]+)", text)}
    assert sorted((used | codes) - declared) == []


def test_the_readme_lists_every_shape_with_its_severity() -> None:
    table = README.read_text(encoding="utf-8").partition("## All shapes")[2]
    rows = dict(re.findall(r"^\| (\w+) \| .+ \| (\w+) \|$", table, re.M))
    severities = {
        name: str(of_shape(name, SH.severity)[0]).removeprefix(str(SH)).lower() for name in shapes()
    }
    assert rows == {"shape": "severity", **severities}
