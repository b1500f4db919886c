"""What routes are given: the engine, the names of things, the language."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from api.citing.cite import cite_address
from api.delivery import Wanted
from api.negotiation import choose_language
from graph.ask import Given
from graph.engine import Engine
from graph.names import Language
from graph.resources import Resources
from graph.search import Search
from graph.things import Things


def _engine(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


def _things(request: Request) -> Things:
    things: Things = request.app.state.resources.things
    return things


def _resources(request: Request) -> Resources:
    resources: Resources = request.app.state.resources
    return resources


async def _search(request: Request) -> Search:
    """Return the search, which is made while the first questions are answered already."""
    making: asyncio.Task[Search] = request.app.state.search
    return await asyncio.shield(making)


def _wanted(request: Request) -> Wanted:
    """Return what is wanted, and with it the citation of the answer, which a file names."""
    wanted: Wanted = request.scope["wanted"]
    query, base = request.query_params.multi_items(), str(request.base_url)
    resources: Resources = request.app.state.resources
    return replace(wanted, cite=partial(cite_address, wanted.path, query, base, resources))


def _given(request: Request) -> Given:
    query = request.query_params
    return {name: query.getlist(name) for name in query}


def _language(
    lang: Annotated[Language | None, Query(description="The language of labels and pages.")] = None,
) -> Language:
    return lang or "da"


def _page_language(
    lang: Annotated[Language | None, Query(description="The language of the page.")] = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> Language:
    return lang or choose_language(accept_language)


EngineDep = Annotated[Engine, Depends(_engine)]
ThingsDep = Annotated[Things, Depends(_things)]
LanguageDep = Annotated[Language, Depends(_language)]
ResourcesDep = Annotated[Resources, Depends(_resources)]
SearchDep = Annotated[Search, Depends(_search)]
WantedDep = Annotated[Wanted, Depends(_wanted)]
PageLanguageDep = Annotated[Language, Depends(_page_language)]
GivenDep = Annotated[Given, Depends(_given)]
