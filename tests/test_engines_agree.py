"""The two SHACL engines find the same in every mistake that the shapes are tested with."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store
from rdflib import RDF, SH, Graph, URIRef

from graph import names
from graph.check import findings, load, results_of
from graph.check.reference import confirm
from graph.errors import EnginesDisagree
from graph.inference import INFERRED
from graph.release import META
from graph.service import EXAMPLES, SERVICE

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "shapes"
WORLDS = 16
"""Mistakes can undo each other; in so many worlds together each still shows."""
SHARED = "ConceptDefinition"
"""But for this: the definition that one world lacks, another has of the same concept."""


def spoilt(number: int) -> str:
    """A world with every sixteenth mistake, its data under names of its own, as N-Triples."""
    store = Store()
    store.bulk_load(path=CASES / "base.ttl", format=RdfFormat.TURTLE)
    for case in sorted(CASES.glob("*.ru"))[number::WORLDS]:
        store.update(case.read_text(encoding="utf-8"))
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert triples
    return triples.decode().replace(names.DATA, f"{names.DATA}w{number}-")


@pytest.fixture(scope="module")
def worlds() -> Graph:
    return Graph().parse(data="".join(map(spoilt, range(WORLDS))), format="nt")


def test_both_find_the_same_whatever_is_wrong(worlds: Graph) -> None:
    found = findings(worlds)
    shown = {finding.shape for finding in found}
    assert shown | {SHARED} == {case.stem for case in CASES.glob("*.ru")}
    confirm(worlds, found)


def test_what_only_one_of_them_finds_is_told() -> None:
    strange = Graph().parse(data=f"<{names.DATA}region/x> a <{names.ONT}Nope> .")
    with pytest.raises(EnginesDisagree, match=f"UndeclaredTerm of {names.DATA}region/x"):
        confirm(Graph(), findings(strange))


def test_a_shape_without_a_name_is_reported_too() -> None:
    """The quick engine is told which shapes to report, and no name can tell of this one."""
    rules = Graph().parse(
        data=f"""@prefix sh: <{SH}> .
            [] a sh:NodeShape ; sh:targetClass <x:A> ;
                sh:property [ sh:path <x:p> ; sh:minCount 1 ] .""",
        format="turtle",
    )
    results = results_of(f"<x:a> <{RDF.type}> <x:A> .\n".encode(), rules)
    assert list(results.objects(None, SH.focusNode)) == [URIRef("x:a")]


@pytest.mark.trial
def test_both_find_the_same_in_the_shipped_release() -> None:
    """A build asks both only before it writes: after a change of the shapes alone, this does."""
    asserted = load(
        file
        for file in sorted((ROOT / "data" / "graphs").glob("*.ttl"))
        if file.stem not in (META, INFERRED, SERVICE, EXAMPLES)
    )
    found = findings(asserted)
    assert found, "there are notes, so a comparison of nothing with nothing would be seen"
    confirm(asserted, found)
