"""What stands beside the API: what an error means, and the documentation."""

from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from api.deps import PageLanguageDep
from api.explorer import assets
from api.explorer.page import page
from api.problems import PROBLEMS
from graph import names

router = APIRouter(include_in_schema=False)


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
    return page(request, language, "problem.html", kind=kind, problem=PROBLEMS[kind])


@router.get("/openapi.json")
def openapi() -> Response:
    """Send the description of the API, as it is stored beside the code."""
    return Response((files("api") / "openapi.json").read_bytes(), media_type="application/json")


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request, language: PageLanguageDep) -> HTMLResponse:
    """Show the OpenAPI description in a browser, with files served from here alone."""
    return page(request, language, "docs.html" if assets.SWAGGER.is_dir() else "no_docs.html")
