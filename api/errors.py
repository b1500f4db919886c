"""Every error as problem details (RFC 9457), from one table."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.explorer.faults import error_page, wants_page
from api.problems import PROBLEMS
from graph import names
from graph.errors import (
    AftalegrafError,
    Busy,
    DeadlineExceeded,
    MemoryExceeded,
    Merged,
    ParameterError,
    QueryCrashed,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTooLong,
    RdfError,
    ResultTooLarge,
    UnknownCollection,
    UnknownQuestion,
    UnknownThing,
    Withdrawn,
)

PROBLEM_JSON: Final = "application/problem+json"
RETRY: Final = {"Retry-After": "1"}
"""Seconds to wait where nothing tells a better time."""


_KINDS: Final[tuple[tuple[type[AftalegrafError], str], ...]] = (
    (UnknownQuestion, "unknown-question"),
    (UnknownCollection, "not-found"),
    (Withdrawn, "gone"),
    (UnknownThing, "unknown-thing"),
    (ParameterError, "parameter"),
    (QuerySyntaxError, "query-syntax"),
    (QueryRefused, "query-refused"),
    (QueryTooLong, "query-too-long"),
    (QueryCrashed, "query-crashed"),
    (DeadlineExceeded, "deadline"),
    (MemoryExceeded, "memory"),
    (ResultTooLarge, "result-too-large"),
    (Busy, "busy"),
    (QueryError, "query-failed"),
    (RdfError, "rdf"),
    (AftalegrafError, "internal"),
)
_STATUSES: Final = {
    404: "not-found",
    405: "method",
    406: "not-acceptable",
    408: "timeout",
    413: "too-large",
    415: "media-type",
}

log = logging.getLogger("aftalegraf")


def problem(
    kind: str, detail: str, headers: Mapping[str, str] | None = None, **members: object
) -> JSONResponse:
    """Return the response for a kind of `PROBLEMS`; `detail` is about this one occurrence.

    `members` are further facts about it (RFC 9457, section 3.2).
    """
    entry = PROBLEMS[kind]
    content = {
        "type": f"/problems/{kind}",
        "title": entry.title["en"],
        "status": entry.status,
        "detail": detail,
        "advice": entry.advice["en"],
        **members,
    }
    return JSONResponse(content, entry.status, headers, media_type=PROBLEM_JSON)


def to_problem(error: Exception) -> JSONResponse:
    """Return the response for anything that was raised; what is not on purpose is logged."""
    if isinstance(error, AftalegrafError):
        return _ours(error)
    if isinstance(error, HTTPException):
        return _http(error)
    if isinstance(error, RequestValidationError):
        return _validation(error)
    log.error("a fault of ours", exc_info=error)
    return problem("internal", "the service failed to answer")


def add_error_handlers(app: FastAPI) -> None:
    """Make every error that leaves a route a problem."""
    for kind in (AftalegrafError, HTTPException, Exception, RequestValidationError):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(Merged, _merged)


def _merged(request: Request, error: Exception) -> Response:
    """Send whoever asks for a thing that was merged to what it is part of now, for good."""
    assert isinstance(error, Merged)
    wanted = request.scope["wanted"]
    path = "/" + error.into.removeprefix(names.BASE)
    resources = request.app.state.resources
    if wanted.path.startswith("/api/v1/") and error.into in resources.index.numbers:
        (card,) = resources.cards.get([error.into])
        _, _, _, _, _, *below = wanted.path.split("/")  # /api/v1/goals/{id}/relations
        path = "/".join([card.url, *below])
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{path}{wanted.extension}{query}", 308)


def _ours(error: AftalegrafError) -> JSONResponse:
    kind = next(kind for type_, kind in _KINDS if isinstance(error, type_))
    if isinstance(error, DeadlineExceeded):
        deadline, elapsed = error.deadline, error.elapsed
        return problem(kind, str(error), deadline_ms=deadline, elapsed_ms=elapsed)
    return problem(kind, str(error), RETRY if isinstance(error, Busy) else None)


def _http(error: HTTPException) -> JSONResponse:
    kind = _STATUSES.get(error.status_code, "request")
    standard = HTTPStatus(error.status_code).phrase
    detail = PROBLEMS[kind].title["en"] if error.detail == standard else error.detail
    return problem(kind, detail, error.headers)


def answer(request: Request, told: JSONResponse) -> Response:
    """Return problem details, or a page that says the same to one who reads pages."""
    return error_page(request, told) if wants_page(request) else told


def _answer(request: Request, error: Exception) -> Response:
    return answer(request, to_problem(error))


def _validation(error: RequestValidationError) -> JSONResponse:
    wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return problem("parameter", wrong)
