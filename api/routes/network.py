"""The network: whole, around a thing, between two, its centre, its governance, its projections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeAlias

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.delivery import CSV, GEXF, GRAPHML, JSON, TABLE_FILES, TABLES, Wanted
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.links import formats
from api.network_parameters import (
    CENTRALITY,
    GOVERNANCE,
    NEIGHBOURHOOD,
    NETWORK,
    PATHS,
    PROJECTION,
    STEPS,
    TEXT,
)
from api.render import read_bom, table_response
from api.tables.network import (
    centrality_table,
    edges_table,
    governance_table,
    paths_table,
    projection_table,
)
from api.tables.table import Table
from graph.answers import Labels, Model
from graph.ask import Given
from graph.names import Language
from graph.network import (
    Centrality,
    Governance,
    Neighbourhood,
    Network,
    Paths,
    Projection,
    centrality,
    governance,
    neighbourhood,
    paths,
    projection,
    whole_network,
)
from graph.network.centrality import DEFINITIONS, Measure
from graph.network.files import Graph, network_graph, projection_graph, to_gexf, to_graphml
from graph.network.governance import read_governance
from graph.network.projection import read_projection
from graph.network.request import read_asked, read_classes, read_node
from graph.resources.parameters import read_choice, read_language

router = APIRouter(prefix="/api/v1/network", tags=["network"])

FORMATS: Final = {"json": JSON, "csv": CSV, "graphml": GRAPHML, "gexf": GEXF}
Responses: TypeAlias = dict[int | str, dict[str, Any]]


def _as_text(*kinds: str) -> Responses:
    """Return what an answer has beside JSON."""
    return {200: {"content": {kind: {"schema": TEXT} for kind in kinds}}}


TABLE: Final = _as_text(*TABLE_FILES)
FILES: Final = _as_text(*TABLE_FILES, GRAPHML, GEXF)


@dataclass(frozen=True)
class _Call:
    """A request: what is wanted of it, and what is given beside that."""

    request: Request
    wanted: Wanted
    rest: Given
    bom: bool
    language: Language


@router.get(
    "",
    response_model=Network,
    operation_id="network",
    summary="The network of an agreement, of a region, or of all",
    responses=FILES,
    openapi_extra={"parameters": NETWORK},
)
def whole(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell every edge of some kinds between things, in the node-link form of networkx.

    The answer is whole, or a 413 that says how to narrow.
    """
    call = _read(request, given, wanted)
    found = whole_network(read_asked(call.rest, (), resources), resources)
    return _network(call, found, Labels(da="netværk", en="network"))


@router.get(
    "/neighbourhood",
    response_model=Neighbourhood,
    operation_id="network-neighbourhood",
    summary="What is near a thing",
    responses=FILES,
    openapi_extra={"parameters": NEIGHBOURHOOD},
)
def near(request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep) -> Response:
    """Tell the things within some steps of a thing, and every edge between them."""
    call = _read(request, given, wanted)
    asked = read_asked(call.rest, ("of", "steps"), resources)
    of = read_node(call.rest, "of", resources)
    steps = int(read_choice(call.rest, "steps", STEPS, STEPS[0]))
    found = neighbourhood(of, steps, asked, resources)
    return _network(call, found, Labels(da="omegn", en="neighbourhood"))


@router.get(
    "/paths",
    response_model=Paths,
    operation_id="network-paths",
    summary="The shortest paths between two things",
    responses=TABLE,
    openapi_extra={"parameters": PATHS},
)
def between(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell every shortest path between two things, with what each step rests on."""
    call = _read(request, given, wanted)
    asked = read_asked(call.rest, ("from", "to", "directed"), resources)
    start, end = (read_node(call.rest, name, resources) for name in ("from", "to"))
    directed = read_choice(call.rest, "directed", ("0", "1"), "0") == "1"
    found = paths(start, end, directed, asked, resources)
    table = partial(paths_table, found, call.language)
    return _answer(call, found, found.release, Labels(da="veje", en="paths"), table)


@router.get(
    "/centrality",
    response_model=Centrality,
    operation_id="network-centrality",
    summary="What holds a network together",
    responses=TABLE,
    openapi_extra={"parameters": CENTRALITY},
)
def centre(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell the things of a network by how central they are, the most central first."""
    call = _read(request, given, wanted)
    asked = read_asked(call.rest, ("measure", "of"), resources)
    text = read_choice(call.rest, "measure", tuple(DEFINITIONS), "degree")
    measure: Measure = "betweenness" if text == "betweenness" else "degree"
    classes = read_classes(call.rest, "of", resources)
    found = centrality(measure, classes, asked, resources)
    table = partial(centrality_table, found, call.language)
    return _answer(call, found, found.release, Labels(da="centralitet", en="centrality"), table)


@router.get(
    "/governance",
    response_model=Governance,
    operation_id="network-governance",
    summary="Who sits where, reports to whom, and does what",
    responses=FILES,
    openapi_extra={"parameters": GOVERNANCE},
)
def governed(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell the governance of an agreement, of a region, or of all."""
    call = _read(request, given, wanted)
    asked = read_governance(call.rest, resources)
    found = governance(asked, resources)
    table = partial(governance_table, found, call.language)

    def graph() -> Graph:
        return network_graph(whole_network(asked, resources), call.language)

    title = Labels(da="styring", en="governance")
    return _answer(call, found, found.release, title, table, graph)


@router.get(
    "/projection",
    response_model=Projection,
    operation_id="network-projection",
    summary="Things that have others in common",
    responses=FILES,
    openapi_extra={"parameters": PROJECTION},
)
def projected(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Join things of one class where they have things of another class in common, and count."""
    call = _read(request, given, wanted)
    found = projection(read_projection(call.rest, resources), resources)
    table = partial(projection_table, found, call.language)
    graph = partial(projection_graph, found, call.language)
    title = Labels(da="projektion", en="projection")
    return _answer(call, found, found.release, title, table, graph)


def _read(request: Request, given: Given, wanted: Wanted) -> _Call:
    """Take what every answer knows from what is given; `format` stands above the extension."""
    bom, rest = read_bom(given)
    language = read_language(rest)
    if "format" in rest:
        chosen = read_choice(rest, "format", tuple(FORMATS), "json")
        wanted = replace(wanted, media_type=FORMATS[chosen])
        del rest["format"]
    return _Call(request, wanted, rest, bom, language)


def _network(call: _Call, found: Network, title: Labels) -> Response:
    table = partial(edges_table, found, call.language)
    graph = partial(network_graph, found, call.language)
    return _answer(call, found, found.release, title, table, graph)


def _answer(
    call: _Call,
    found: Model,
    release: str,
    title: Labels,
    table: Callable[[], Table],
    graph: Callable[[], Graph] | None = None,
) -> Response:
    """Return an answer in the format that is wanted; raise a 406 where it has none."""
    kinds: Sequence[str] = (JSON, *TABLE_FILES, GRAPHML, GEXF) if graph else (JSON, *TABLE_FILES)
    headers = {"Link": ", ".join(formats(call.wanted, call.request, kinds))}
    media_type = call.wanted.media_type
    if media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if media_type in TABLES:
        return table_response(
            table(), call.wanted, title, call.bom, call.language, release, headers
        )
    if graph:
        write = to_graphml if media_type == GRAPHML else to_gexf
        return Response(write(graph()), media_type=media_type, headers=headers)
    raise HTTPException(406, f"this is offered: {', '.join(kinds)}")
