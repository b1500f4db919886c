"""What routes are given: the engine, the names of things, the language."""

from typing import Annotated

from fastapi import Depends, Query, Request

from graph.engine import Engine
from graph.names import Language
from graph.things import Things


def _engine(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


def _things(request: Request) -> Things:
    things: Things = request.app.state.things
    return things


def _language(
    lang: Annotated[Language | None, Query(description="The language of labels and pages.")] = None,
) -> Language:
    return lang or "da"


EngineDep = Annotated[Engine, Depends(_engine)]
ThingsDep = Annotated[Things, Depends(_things)]
LanguageDep = Annotated[Language, Depends(_language)]
