"""The SPARQL endpoint: SPARQL 1.1 Protocol, query operation (section 2.1), read-only.

Plain Starlette routes: the protocol's rules on parameters and bodies are stricter than those
that FastAPI would check, and a query pays for no model.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.negotiation import choose
from graph.engine import Dataset, Engine
from graph.formats import offered

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
ALLOW: Final = "GET, HEAD, OPTIONS, POST"

Parameters = Mapping[str, Sequence[str]]


async def by_get(request: Request) -> Response:
    """Answer the query in the address (section 2.1.1)."""
    query = request.query_params
    return await _answer(request, {name: query.getlist(name) for name in query})


async def by_post(request: Request) -> Response:
    """Answer the query in the body: a form (section 2.1.2), or the query itself (2.1.3)."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        body = (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error
    if kind == FORM:
        return await _answer(request, parse_qs(body, keep_blank_values=True))
    if kind == QUERY:
        query = request.query_params
        return await _answer(request, {n: query.getlist(n) for n in query} | {"query": [body]})
    raise HTTPException(415, f"send {FORM} or {QUERY}")


async def options(_: Request) -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": ALLOW})


routes = [
    Route("/sparql", by_get, methods=["GET"]),
    Route("/sparql", by_post, methods=["POST"]),
    Route("/sparql", options, methods=["OPTIONS"]),
]


async def _answer(request: Request, given: Parameters) -> Response:
    engine: Engine = request.app.state.engine
    query = _query(given)
    media_type = choose(request.headers.get("accept"), offered(engine.form(query)))
    dataset = Dataset(given.get("default-graph-uri", ()), given.get("named-graph-uri", ()))
    body = await run_in_threadpool(engine.answer, query, media_type, dataset)
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


def _query(given: Parameters) -> str:
    if "update" in given:
        raise HTTPException(400, "updates are not taken here: the data are read-only")
    queries = given.get("query", ())
    if len(queries) != 1:
        raise HTTPException(400, f"exactly one parameter `query` is wanted, not {len(queries)}")
    return queries[0]
