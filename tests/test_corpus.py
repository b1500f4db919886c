"""The corpus of the benchmarks: the same each time, whole, and in the shape of the release."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from bench.generator import release
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import Graph

from graph import names
from graph.check import findings_of, results_of
from graph.comparison import compare, read_comparison
from graph.comparison.pairs import list_pairs
from graph.engine import EmbeddedEngine, value
from graph.inference import INFERRED
from graph.release import Release, read_ontology
from graph.resources import Resources

QUADS: Final = 20_000
SHAPES: Final = Path(__file__).parent.parent / "shapes"
CHEAP: Final = ("prefixes", "correspondence", "document", "passage", "relation", "scope")
"""Files of shapes that are soon looked through; it conforms to the others too."""

COUNTED: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX concept: <{names.CONCEPT}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?theme ?agreement (COUNT(DISTINCT ?element) AS ?count) WHERE {{
    {{ ?element aftale:ofAgreement ?agreement }} UNION {{
        ?element aftale:ofProgramme ?programme ;
            aftale:evidence/aftale:inDocument/aftale:aboutAgreement ?agreement
    }}
    ?element aftale:theme|aftale:underTheme ?narrow ; a/rdfs:subClassOf* aftale:PlanElement .
    ?narrow skos:broader* ?theme . ?theme skos:inScheme concept:theme .
}} GROUP BY ?theme ?agreement"""

KINDS: Final = f"""
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
    ?thing a ?kind FILTER(STRSTARTS(STR(?kind), "{names.ONT}"))
}} GROUP BY ?kind"""


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, bytes]:
    return release(QUADS)


@pytest.fixture(scope="module")
def corpus(graphs: Mapping[str, bytes]) -> Resources:
    return Resources(EmbeddedEngine(Release("corpus", {**graphs, **read_ontology()})))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(
    graphs: Mapping[str, bytes],
) -> None:
    assert release(QUADS) == graphs
    assert release(QUADS, seed=1) != graphs


def test_a_larger_corpus_begins_with_the_smaller(graphs: Mapping[str, bytes]) -> None:
    larger = release(6 * QUADS)
    assert [name for name in larger if name.startswith("r1-") and "-to-" not in name] == [
        f"r1-{year}" for year in (2019, 2024, 2029, 2034, 2039)
    ]
    assert all(larger[name] == graphs[name] for name in ("r1-2019", "r1-2024"))
    assert {"r2-2019", "r1-2019-to-r1-2024", "r1-2019-to-r2-2019"} <= larger.keys()


def test_it_is_as_large_as_was_asked() -> None:
    quads = sum(1 for turtle in release(10 * QUADS).values() for _ in _quads(turtle))
    assert quads == pytest.approx(10 * QUADS, rel=0.1)


def test_a_matrix_has_the_counts_of_sparql(corpus: Resources) -> None:
    counted = {
        (value(row["theme"]), value(row["agreement"])): int(value(row["count"]))
        for row in corpus.engine.select(COUNTED).rows
    }
    matrix = compare(read_comparison({}, corpus), corpus)
    assert {
        (row.topic.iri, column.agreement.iri): cell.count
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.count
    } == counted
    assert sum(counted.values()) > 300


def test_successive_agreements_correspond(corpus: Resources) -> None:
    pairs = list_pairs(corpus).pairs
    assert [(p.earlier.agreement.id, p.later.agreement.id) for p in pairs] == [
        ("r1-2019", "r1-2024")
    ]
    assert pairs[0].changes > 40


def test_every_class_of_element_is_there_and_relations_keep_their_shares(
    corpus: Resources, resources: Resources
) -> None:
    kinds, shipped = _kinds(corpus), _kinds(resources)
    for name in ("Goal", "Vision", "FocusArea", "Initiative", "Indicator", "Body", "DataSource"):
        assert kinds[names.term(name)] > 0
    for name in ("Assertion", "Passage"):  # of each thing that a document states, so many
        share = kinds[names.term(name)] / kinds.total()
        assert share == pytest.approx(shipped[names.term(name)] / shipped.total(), abs=0.1)


def _kinds(resources: Resources) -> Counter[str]:
    rows = resources.engine.select(KINDS).rows
    return Counter({value(row["kind"]): int(value(row["count"])) for row in rows})


def test_it_conforms(graphs: Mapping[str, bytes]) -> None:
    rules = Graph()
    for name in CHEAP:
        rules.parse(SHAPES / f"{name}.ttl")
    asserted = (turtle for name, turtle in graphs.items() if name != INFERRED)
    triples = {quad.triple for turtle in asserted for quad in _quads(turtle)}
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written
    assert not findings_of(results_of(written, rules))


def _quads(turtle: bytes) -> Iterator[Quad]:
    return parse(turtle, format=RdfFormat.TURTLE)
