"""Every error as problem details (RFC 9457), from one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph.errors import (
    AftalegrafError,
    ParameterError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    UnknownQuestion,
)


@dataclass(frozen=True)
class Problem:
    """A kind of error: its status, its title, and what a caller can do about it."""

    status: int
    title: str
    advice: str


PROBLEMS: Final[Mapping[str, Problem]] = {
    "unknown-question": Problem(404, "No such question", "See /api/v1/questions for all of them."),
    "parameter": Problem(
        422, "A parameter or its value is not known", "The detail names the nearest right ones."
    ),
    "query-syntax": Problem(
        400, "The query is not SPARQL 1.1", "The detail says where the engine stopped reading."
    ),
    "query-refused": Problem(
        400, "The query asks for what is not done here", "The detail says what to write instead."
    ),
    "query-failed": Problem(
        500, "The query failed while it was evaluated", "Simplify it, or report it to us."
    ),
    "not-found": Problem(404, "Nothing is at this address", "See / and /docs for what there is."),
    "method": Problem(405, "Not by this method", "The header Allow names those that work."),
    "not-acceptable": Problem(
        406, "In none of the accepted formats", "The detail lists the formats on offer."
    ),
    "media-type": Problem(
        415, "The request body is in an unknown format", "The detail lists what is read."
    ),
    "request": Problem(400, "The request is not well formed", "The detail says what is wrong."),
    "internal": Problem(500, "A fault of ours", "Try again, and report it with the address."),
}

_KINDS: Final[tuple[tuple[type[AftalegrafError], str], ...]] = (
    (UnknownQuestion, "unknown-question"),
    (ParameterError, "parameter"),
    (QuerySyntaxError, "query-syntax"),
    (QueryRefused, "query-refused"),
    (QueryError, "query-failed"),
    (AftalegrafError, "internal"),
)
_STATUSES: Final = {404: "not-found", 405: "method", 406: "not-acceptable", 415: "media-type"}


def problem(kind: str, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the response for a kind of `PROBLEMS`; `detail` is about this one occurrence."""
    entry = PROBLEMS[kind]
    content = {
        "type": f"/problems/{kind}",
        "title": entry.title,
        "status": entry.status,
        "detail": detail,
        "advice": entry.advice,
    }
    return JSONResponse(content, entry.status, headers, media_type="application/problem+json")


def add_error_handlers(app: FastAPI) -> None:
    """Make every error that leaves a route a problem."""
    app.add_exception_handler(AftalegrafError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _internal)


def _ours(_: Request, error: Exception) -> JSONResponse:
    kind = next(kind for type_, kind in _KINDS if isinstance(error, type_))
    return problem(kind, str(error))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = _STATUSES.get(error.status_code, "request")
    standard = HTTPStatus(error.status_code).phrase
    detail = PROBLEMS[kind].title if error.detail == standard else error.detail
    return problem(kind, detail, error.headers)


def _validation(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return problem("parameter", wrong)


def _internal(_: Request, __: Exception) -> JSONResponse:
    """Say nothing of what went wrong inside; the log has it."""
    return problem("internal", "the service failed to answer")
