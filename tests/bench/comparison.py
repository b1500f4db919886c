"""What comparing agreements and walking their network cost, from 20 k quads to 2 M.

Each figure is a whole answer in types: what the API tells, but for writing it. `first` is the first
answer after the start, `later` the median of the next ones. Peers answer in the same run, and their
answers are checked against ours: rdflib counts the matrix and walks the neighbourhood in SPARQL, at
the smallest size; networkx walks the whole network, which it has in memory beforehand. Neither
tells quotes, grounds, or what was read.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from random import Random
from statistics import median
from typing import Final, TypeAlias

import networkx as nx
from bench.generator import release
from bench.results import Row, Tables
from pyoxigraph import DefaultGraph
from rdflib import Graph

from graph import names
from graph.comparison import compare, read_comparison
from graph.comparison.changes import compare_changes
from graph.comparison.pairs import Asked as Pair
from graph.comparison.quality import compare_quality, read_quality
from graph.comparison.shared import compare_shared, read_shared
from graph.engine import EmbeddedEngine, value
from graph.errors import ResultTooLarge
from graph.network import Neighbourhood, centrality, neighbourhood
from graph.network.kinds import read_kinds
from graph.network.request import read_asked
from graph.release import Release, read_ontology
from graph.resources import Resources
from graph.resources.index import members

SIZES: Final = (20_000, 60_000, 200_000, 600_000, 2_000_000)
COLUMNS: Final = 10
DRAWN: Final = 50
HUBS: Final = 10
TIMES: Final = 5
TOPICS: Final = "plan,measurement,governance,theme"
"""The kinds of edges that are meant where none is named, and those to themes, which are hubs."""

PEERS: Final = (
    ("load", "rdflib: load"),
    ("matrix, later", "rdflib: counts of the matrix"),
    ("two steps, median", "rdflib: two steps, median"),
    ("two steps, median", "networkx: two steps, median"),
)
"""What of ours stands beside what of a peer, at the smallest size."""

WANTED: Final = (
    ("matrix, first", 2_000),
    ("two steps, median", 200),
    ("two steps, worst", 200),
    ("two steps, worst of the largest hubs", 200),
)
"""Milliseconds that are wanted of ours at the largest size."""

PREFIXES: Final = (
    f"PREFIX a: <{names.ONT}> PREFIX c: <{names.CONCEPT}> "
    "PREFIX r: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
)
# What a national programme owns, and the document of an agreement reports, counts there too.
COUNTS: Final = """
SELECT ?theme ?agreement (COUNT(DISTINCT ?element) AS ?n) {{
    VALUES ?agreement {{ {agreements} }}
    {{ ?element a:ofAgreement ?agreement }} UNION {{
        ?element a:ofProgramme ?programme ; a:evidence/a:inDocument/a:aboutAgreement ?agreement
    }}
    ?element a:theme|a:underTheme ?narrow ; a ?class .
    ?class r:subClassOf* a:PlanElement .
    ?narrow s:broader* ?theme . ?theme s:inScheme c:theme .
}} GROUP BY ?theme ?agreement"""

Figures: TypeAlias = dict[str, float]
"""Milliseconds, by what was measured."""


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long one run took."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


@dataclass(frozen=True)
class Subject:
    """A corpus that is measured, and what is asked of it."""

    graphs: Mapping[str, bytes]
    resources: Resources

    @cached_property
    def agreements(self) -> list[str]:
        """The agreements, by their ids."""
        index = self.resources.index
        found = (index.things[number] for number in members(index.of_kind("HealthAgreement")))
        return sorted(found, key=names.natural)

    @cached_property
    def compared(self) -> dict[str, list[str]]:
        """The parameter that asks for as many agreements as are columns, or all there are."""
        return {"agreement": self.agreements[:COLUMNS]}

    @cached_property
    def drawn(self) -> list[str]:
        """Elements and bodies, drawn by lot."""
        index = self.resources.index
        numbers = [*members(index.of_kind("PlanElement") | index.of_kind("Body"))]
        return [index.things[number] for number in Random(0).sample(numbers, DRAWN)]

    def hubs(self, edges: str = "") -> list[str]:
        """Return the things with the most edges of some kinds, or of those that are meant."""
        kinds = " ".join(f"<{kind.iri}>" for kind in read_kinds(edges.split(",") if edges else ()))
        query = f"""
            SELECT ?hub (COUNT(*) AS ?edges) {{
                VALUES ?kind {{ {kinds} }} {{ ?hub ?kind ?other }} UNION {{ ?other ?kind ?hub }}
            }} GROUP BY ?hub ORDER BY DESC(?edges) ?hub LIMIT {HUBS}"""
        return [value(row["hub"]) for row in self.resources.engine.select(query).rows]

    def near(self, of: str, edges: str = "") -> Neighbourhood:
        """Return the neighbourhood of two steps; raise ResultTooLarge where it is too large."""
        asked = read_asked({"edges": [edges]} if edges else {}, (), self.resources)
        return neighbourhood(of, 2, asked, self.resources)


def compared(subject: Subject) -> Iterator[tuple[str, float]]:
    """Yield what comparisons cost: the first after the start, and the median of the next."""
    resources, asked = subject.resources, subject.compared
    pair = Pair(*subject.agreements[:2], [], {})
    runs: dict[str, Callable[[], object]] = {
        "matrix": lambda: compare(read_comparison(asked, resources), resources),
        "matrix, 20 elements a cell": lambda: compare(
            read_comparison(asked | {"elements": ["20"]}, resources), resources
        ),
        "shared": lambda: compare_shared(read_shared(asked, resources), resources),
        "quality": lambda: compare_quality(read_quality(asked, resources), resources),
        "changes of a pair": lambda: compare_changes(pair, resources),
    }
    for name, run in runs.items():
        yield f"{name}, first", milliseconds(run)
        yield f"{name}, later", median(milliseconds(run) for _ in range(TIMES))


def walked(subject: Subject) -> Iterator[tuple[str, float]]:
    """Yield what neighbourhoods cost, those that are refused beside those that are told.

    The first also reads the edges of its kinds.
    """
    for name, edges in (("two steps", ""), ("with themes", TOPICS)):
        hubs = subject.hubs(edges)
        yield f"{name}, first", _walk(subject, hubs[:1], edges)[0][0]
        walks = _walk(subject, subject.drawn, edges)
        told = [cost for cost, is_told in walks if is_told]
        refused = [cost for cost, is_told in walks if not is_told]
        if told:
            yield f"{name}, median", median(told)
            yield f"{name}, worst", max(told)
        yield f"{name}, number refused", len(refused)
        if refused:
            yield f"{name}, worst refusal", max(refused)
        yield f"{name}, worst of the largest hubs", max(_walk(subject, hubs, edges))[0]
    agreement = names.short_id(subject.agreements[0])
    asked = read_asked({"agreement": [str(agreement)]}, (), subject.resources)
    times = [
        milliseconds(lambda: centrality("betweenness", (), asked, subject.resources))
        for _ in range(TIMES)
    ]
    yield "centrality of an agreement", median(times)


def _walk(subject: Subject, starts: Sequence[str], edges: str) -> list[tuple[float, bool]]:
    """Return for each start what it costs, and whether it is told."""
    walks = []
    for of in starts:
        start, is_told = time.perf_counter(), True
        try:
            subject.near(of, edges)
        except ResultTooLarge:
            is_told = False
        walks.append(((time.perf_counter() - start) * 1000, is_told))
    return walks


def walked_by_networkx(subject: Subject) -> Iterator[tuple[str, float]]:
    """Yield what networkx takes; raise AssertionError where it reaches other things than ours."""
    engine = subject.resources.engine
    kinds = " ".join(f"<{kind.iri}>" for kind in read_kinds(()))
    query = f"SELECT ?a ?p ?b {{ VALUES ?p {{ {kinds} }} ?a ?p ?b }}"
    graph: nx.MultiGraph[str] = nx.MultiGraph()  # a directed one it would turn each time

    def read() -> None:
        for row in engine.select(query).rows:
            graph.add_edge(value(row["a"]), value(row["b"]), key=value(row["p"]))

    yield "networkx: the whole network into memory", milliseconds(read)
    times = []
    for of in subject.drawn:
        graph.add_node(of)
        start = time.perf_counter()
        found = nx.ego_graph(graph, of, radius=2)
        times.append((time.perf_counter() - start) * 1000)
        with suppress(ResultTooLarge):  # ours refuses what is around the largest hubs
            near = {node.iri for node in subject.near(of).nodes}
            assert set(found) == near
    yield "networkx: two steps, median", median(times)


def asked_of_rdflib(subject: Subject) -> Iterator[tuple[str, float]]:
    """Yield what rdflib takes; raise AssertionError where it counts or reaches other things."""
    graph = Graph()
    load = milliseconds(lambda: [graph.parse(data=turtle) for turtle in subject.graphs.values()])
    yield "rdflib: load", load
    agreements = " ".join(f"<{iri}>" for iri in subject.compared["agreement"])
    query = PREFIXES + COUNTS.format(agreements=agreements)
    start = time.perf_counter()
    counted = {(str(theme), str(of)): int(n) for theme, of, n in graph.query(query)}
    yield "rdflib: counts of the matrix", (time.perf_counter() - start) * 1000
    matrix = compare(read_comparison(subject.compared, subject.resources), subject.resources)
    assert counted == {
        (row.topic.iri, column.agreement.iri): cell.count
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.count
    }
    yield "rdflib: two steps, median", median(_near_by_rdflib(graph, subject))


def _near_by_rdflib(graph: Graph, subject: Subject) -> Iterator[float]:
    path = "|".join(f"<{kind.iri}>|^<{kind.iri}>" for kind in read_kinds(()))
    for of in subject.drawn:
        query = f"SELECT DISTINCT ?near {{ <{of}> ({path})/({path})? ?near }}"
        start = time.perf_counter()
        found = {str(near) for (near,) in graph.query(query)}
        yield (time.perf_counter() - start) * 1000
        assert found | {of} == {node.iri for node in subject.near(of).nodes}


def _of_size(quads: int, *, with_rdflib: bool) -> Figures:
    """Return all figures of one size."""
    graphs = release(quads) | read_ontology()
    start = time.perf_counter()
    engine = EmbeddedEngine(Release(f"bench-{quads}", graphs))
    loaded = time.perf_counter()
    subject = Subject(graphs, Resources(engine))
    started = time.perf_counter()
    return {
        "quads": sum(quad.graph_name != DefaultGraph() for quad in engine.store),
        "agreements": len(subject.agreements),
        "load": (loaded - start) * 1000,
        "start of Resources": (started - loaded) * 1000,
        **dict(compared(subject)),
        **dict(walked(subject)),
        **dict(walked_by_networkx(subject)),
        **(dict(asked_of_rdflib(subject)) if with_rdflib else {}),
    }


def measured() -> Tables:
    """Return how the costs grow, and how many times ours the peers take."""
    figures = [_of_size(size, with_rdflib=size == min(SIZES)) for size in SIZES]
    growth: list[Row] = [
        {"milliseconds": name, **{f"{f['quads']:,.0f} quads": f.get(name) for f in figures}}
        for name in dict.fromkeys(name for found in figures for name in found if name != "quads")
    ]
    peers: list[Row] = [
        {"peer": theirs, "ours": ours, "peer / ours": figures[0][theirs] / figures[0][ours]}
        for ours, theirs in PEERS
    ]
    wanted: list[Row] = [
        {"what": f"{name}, ms", "found": figures[-1].get(name), "wanted": f"less than {most}"}
        for name, most in WANTED
    ]
    return {"growth": growth, "peers": peers, "wanted": wanted}
