"""The page that tells of each measure what it is, where it comes from, and what it does not say."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.delivery import JSON, Taken, Wanted
from api.deps import PageLanguageDep
from api.explorer.page import page
from api.methods import Example, ExampleError, fill, render, sections

router = APIRouter(include_in_schema=False)

KEPT: Final = ("type", "asgi", "http_version", "scheme", "server", "client", "root_path")
"""What a request for an example has of the request for the page."""


@router.get("/methods", response_class=HTMLResponse)
async def methods(request: Request, language: PageLanguageDep) -> HTMLResponse:
    """Explain how the data were coded and how each measure is computed, with worked examples.

    The figures are those of the answers that the release gives. Raises ExampleError where an
    example cannot be told of it.
    """
    shown = []
    for section in sections():
        filled = {name: await _fill(example, request) for name, example in section.examples.items()}
        shown.append((section.anchor, render(section, filled, language)))
    return await asyncio.to_thread(page, request, language, "methods.html", methods=shown)


async def _fill(example: Example, request: Request) -> SimpleNamespace:
    """Return an example with its figures: they are kept, for a release never changes."""
    known: dict[str, SimpleNamespace] = request.app.state.examples
    key = example.model_dump_json()
    if key not in known:
        answer = await _ask(example.address, request)
        known[key] = await asyncio.to_thread(fill, example, answer)
    return known[key]


async def _ask(address: str, request: Request) -> dict[str, Any]:
    """Return what the API answers to an address, asked within the process."""
    path, _, query = address.partition("?")
    scope = {
        **{name: request.scope[name] for name in KEPT if name in request.scope},
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
        "wanted": Wanted(JSON, "", path),
    }
    taken = Taken()
    await request.app(scope, request.receive, taken.take)
    if taken.status != 200:
        raise ExampleError(f"{address} is answered by {taken.status}: {taken.body.decode()}")
    found: dict[str, Any] = json.loads(taken.body)
    return found
