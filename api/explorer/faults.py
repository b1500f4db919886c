"""An error as a page, for one who reads pages: what is wrong, and how to mend it."""

import json
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse

from api.explorer.details import in_danish
from api.explorer.page import page
from api.negotiation import choose, choose_language
from api.problems import PROBLEMS

HTML, JSON = "text/html", "application/json"
MACHINES: Final = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/context/")
"""Paths that programs ask; whatever their header Accept says, an error there is problem details."""


def wants_page(request: Request) -> bool:
    """Return whether whoever asks prefers pages, as a browser does, at an address that has one."""
    if request.scope["path"].startswith(MACHINES):  # `url` decodes the query, which may be no text
        return False
    offered = (JSON, HTML)
    return choose(f"{request.headers.get('accept', '*/*')},*/*;q=0.001", offered) == HTML


def error_page(request: Request, problem: JSONResponse) -> HTMLResponse:
    """Return the page that tells what a problem document does (RFC 9457)."""
    told = json.loads(bytes(problem.body))
    kind = told["type"].removeprefix("/problems/")
    spoken = request.query_params.get("lang") or request.headers.get("accept-language")
    language = choose_language(spoken)
    content = {"told": told, "problem": PROBLEMS[kind], "danish": in_danish(told["detail"])}
    answer = page(request, language, "error.html", status=problem.status_code, **content)
    for name, value in problem.headers.items():
        if name not in ("content-length", "content-type"):
            answer.headers[name] = value
    return answer
