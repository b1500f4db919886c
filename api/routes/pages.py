"""The pages: where a visitor starts, what an error means, the documentation of the API."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from api.deps import EngineDep, LanguageDep, PageLanguageDep
from api.problems import PROBLEMS
from api.templates import TEMPLATES
from graph import names
from graph.catalogue import questions

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(env=TEMPLATES)

SWAGGER: Final = Path(str(files("api"))).parent / "node_modules" / "swagger-ui-dist"
"""The files of the API documentation page, put there by npm."""


@router.get("/", response_class=HTMLResponse)
def start(request: Request, engine: EngineDep, language: LanguageDep) -> HTMLResponse:
    """Say what this is, and link the first questions."""
    content = {"release": engine.release, "questions": questions().values(), "lang": language}
    return templates.TemplateResponse(request, "start.html", content)


@router.get("/favicon.ico", status_code=204)
def favicon() -> None:
    """Tell browsers, which ask for it beside every JSON answer, that there is no icon."""


@router.get("/.well-known/void", status_code=303)
def void() -> RedirectResponse:
    """Send whoever looks for a VoID description to the graph that has it (VoID, section 7.2)."""
    return RedirectResponse(f"/store?graph={names.graph('service')}", 303)


@router.get("/problems/{kind}", response_class=HTMLResponse)
def problem_page(request: Request, kind: str, language: PageLanguageDep) -> HTMLResponse:
    """Explain a kind of error: the `type` of a problem resolves to this page."""
    if kind not in PROBLEMS:
        raise HTTPException(404, f"there is no problem '{kind}'")
    content = {"kind": kind, "problem": PROBLEMS[kind], "lang": language}
    return templates.TemplateResponse(request, "problem.html", content)


@router.get("/openapi.json")
def openapi() -> Response:
    """Send the description of the API, as it is stored beside the code."""
    return Response((files("api") / "openapi.json").read_bytes(), media_type="application/json")


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """Show the OpenAPI description in a browser, with files served from here alone."""
    if not SWAGGER.is_dir():
        return templates.TemplateResponse(request, "no_docs.html", {"lang": "en"})
    return get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="Aftalegraf: API",
        swagger_js_url="/static/swagger-ui/swagger-ui-bundle.js",
        swagger_css_url="/static/swagger-ui/swagger-ui.css",
        swagger_favicon_url="/static/swagger-ui/favicon-32x32.png",
        swagger_ui_parameters={"docExpansion": "none"},  # 140 requests at once say nothing
    )
