"""/sparql in a browser: a form, and what a query found, in the page."""

import asyncio
import json
from typing import Any, Final

from starlette.requests import Request
from starlette.types import ASGIApp, Scope

from api.explorer.frame import Frame
from api.negotiation import choose_language
from api.responses import Whole
from graph.catalogue import questions
from graph.query import Dataset, Form, Query
from graph.workers import Pool

HTML: Final = "text/html"
MOST_ROWS: Final = 500
"""Rows that a page shows; the downloads have all."""

SHOWN: Final = {Form.SOLUTIONS: "application/sparql-results+json", Form.GRAPH: "text/turtle"}
DOWNLOADS: Final = {
    Form.SOLUTIONS: {"CSV": "text/csv", "JSON": "application/sparql-results+json"},
    Form.GRAPH: {"Turtle": "text/turtle", "JSON-LD": "application/ld+json"},
}


class Page:
    """Makes the page of the endpoint."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def form(self, scope: Scope) -> ASGIApp:
        """Return the form, with the examples."""
        return await self._page(scope, query="")

    async def results(
        self, scope: Scope, query: Query, dataset: Dataset, arrived: float, deadline: int
    ) -> ASGIApp:
        """Return the form with the query and what it found; raise QueryError like the endpoint."""
        kind = SHOWN[query.form]
        result = await self._pool.answer(query, kind, dataset, arrived, deadline)
        downloads = DOWNLOADS[query.form]
        if result.file:
            result.file.close()
            return await self._page(scope, query=query.text, downloads=downloads, size=result.size)
        text = result.body.decode()
        found = {"turtle": text} if query.form is Form.GRAPH else _table(json.loads(text))
        return await self._page(scope, query=query.text, downloads=downloads, **found)

    async def _page(self, scope: Scope, **content: Any) -> ASGIApp:
        """Return the page. It is made on a thread: a long table would hold up everyone else."""
        text = await asyncio.to_thread(
            _frame(scope, self._pool.release).render,
            "sparql.html",
            limits=self._pool.limits,
            examples=questions().values(),
            **content,
        )
        return Whole(200, text.encode(), {"Content-Type": f"{HTML}; charset=utf-8"})


def _frame(scope: Scope, release: str) -> Frame:
    request = Request(scope)
    asked = request.query_params.get("lang")
    language = choose_language(asked or request.headers.get("accept-language"))
    return Frame(request.url.path, request.query_params.multi_items(), language, release)


def _table(result: dict[str, Any]) -> dict[str, Any]:
    if "boolean" in result:
        return {"answer": str(result["boolean"]).lower()}
    names, rows = result["head"]["vars"], result["results"]["bindings"]
    return {
        "names": names,
        "total": len(rows),
        "rows": [[row.get(name) for name in names] for row in rows[:MOST_ROWS]],
    }
