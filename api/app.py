"""The application, made of a pool of workers and settings; importing this module starts nothing."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TextIO

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cache import Cache
from api.carried import Carried
from api.delivery import Delivery
from api.errors import add_error_handlers
from api.explorer import assets, data, indicators, start
from api.explorer import changes as change_pages
from api.explorer import compare as compare_pages
from api.explorer import network as network_pages
from api.explorer import quality as quality_pages
from api.explorer import questions as question_pages
from api.explorer import search as search_page
from api.explorer import shared as shared_pages
from api.figures import Figures
from api.gate import Gate
from api.journal import Journal
from api.observe import Observed
from api.repeats import Repeats
from api.routes import (
    changes,
    cite,
    compare,
    dereference,
    health,
    limits,
    lineage,
    methods,
    network,
    pages,
    questions,
    resources,
    search,
    series,
    unknown,
)
from api.settings import Settings
from api.sparql.endpoint import Endpoint
from api.sparql.page import Page
from api.sparql.store import Store
from api.validation import Validation
from graph.resources import Resources
from graph.search import Search
from graph.workers import Backend, PooledEngine


def create_app(pool: Backend, settings: Settings, lines: TextIO | None = None) -> ASGIApp:
    """Return the application that answers from `pool`, which it starts and ends.

    It writes a line for every request to `lines`.
    """
    room = settings.cache_mb * 2**20 // 2
    cache = Cache(room)
    bare: dict[str, ASGIApp] = {
        "/sparql": Endpoint(pool, cache, Page(pool), settings),
        "/store": Store(pool),
        "/validate": Validation(),
    }
    journal = Journal(Figures(), lines)
    rest = Delivery(create_api(pool, settings, journal), cache, pool)
    gate = Gate(_Dispatch(bare, rest), settings)
    observed = Observed(Carried(gate, pool), journal)
    return Repeats(observed, gate, pool, room) if room else observed


ROUTES = (
    questions,
    resources,
    search,
    compare,
    changes,
    lineage,
    network,
    series,
    cite,
    dereference,
    limits,
    health,
    pages,
    start,
    question_pages,
    search_page,
    data,
    indicators,
    methods,
    compare_pages,
    change_pages,
    shared_pages,
    quality_pages,
    network_pages,
    unknown,  # the last: it takes whatever is left below /api/v1
)


def create_api(pool: Backend, settings: Settings, journal: Journal) -> FastAPI:
    """Return the part of the application that FastAPI serves: the JSON API and the pages."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await pool.start()
        engine = PooledEngine(pool, asyncio.get_running_loop())
        app.state.engine = engine
        resources = app.state.resources = await asyncio.to_thread(Resources, engine)
        journal.figures.tell_release(pool.release)
        if resources.issued:
            journal.figures.tell_age(resources.issued)
        app.state.search = asyncio.create_task(_make_search(engine, pool.limits.deadline))
        yield
        await asyncio.wait([app.state.search])
        await pool.close()

    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.pool, app.state.settings, app.state.journal = pool, settings, journal
    app.state.examples = {}
    add_error_handlers(app)
    for module in ROUTES:
        app.include_router(module.router)
    for path, folder in assets.served():
        app.mount(path, StaticFiles(directory=folder))
    return app


async def _make_search(engine: PooledEngine, deadline: int) -> Search:
    """Make the search, the last that the service does before all of it is up."""
    made = await asyncio.to_thread(Search, engine)
    engine.deadline = deadline
    return made


class _Dispatch:
    """Sends the bare routes past FastAPI, whose own cost is several times that of a query."""

    def __init__(self, bare: Mapping[str, ASGIApp], rest: ASGIApp) -> None:
        self._bare, self._rest = bare, rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request to the route that its path names."""
        app = self._bare.get(scope.get("path", ""), self._rest)
        await app(scope, receive, send)
