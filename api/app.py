"""The application, made of an engine and settings; importing this module starts nothing."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from api.errors import add_error_handlers
from api.routes import health, pages, questions, sparql
from graph.engine import Engine
from graph.things import Things

RELEASE_HEADER = "Aftalegraf-Release"
SCOPE_HEADERS = (questions.READ, questions.NOT_CODED)

DESCRIPTION = """
A knowledge graph of the Danish regional health agreements. Every statement rests on a quoted
passage and says on what ground it stands; every answer names the data release that it is from.
Beside the questions below there is a SPARQL endpoint at `/sparql`.
"""


def create_app(engine: Engine) -> FastAPI:
    """Return the application that answers from `engine`."""
    app = FastAPI(
        title="Aftalegraf", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None
    )
    app.state.engine = engine
    app.state.things = Things(engine)
    add_error_handlers(app)
    for module in (questions, health, pages):
        app.include_router(module.router)
    app.router.routes.extend(sparql.routes)
    if pages.SWAGGER.is_dir():
        app.mount("/static/swagger-ui", StaticFiles(directory=pages.SWAGGER))

    questions.describe(app)

    @app.middleware("http")
    async def name_the_release(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        response.headers[RELEASE_HEADER] = engine.release
        return response

    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Retry-After", RELEASE_HEADER, *SCOPE_HEADERS],
    )
    return app
