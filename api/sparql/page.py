"""/sparql in a browser: a plain form, and what a query found, in the page."""

import asyncio
import json
from typing import Any, Final

from jinja2 import Environment
from starlette.types import ASGIApp

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

    def __init__(self, pool: Pool, templates: Environment) -> None:
        self._pool, self._templates = pool, templates

    async def form(self) -> ASGIApp:
        """Return the form, with the examples."""
        return await self._page(query="")

    async def results(
        self, query: Query, dataset: Dataset, arrived: float, deadline: int
    ) -> ASGIApp:
        """Return the form with the query and what it found; raise QueryError like the endpoint."""
        kind = SHOWN[query.form]
        result = await self._pool.answer(query, kind, dataset, arrived, deadline)
        downloads = DOWNLOADS[query.form]
        if result.file:
            result.file.close()
            return await self._page(query=query.text, downloads=downloads, size=result.size)
        text = result.body.decode()
        found = {"turtle": text} if query.form is Form.GRAPH else _table(json.loads(text))
        return await self._page(query=query.text, downloads=downloads, **found)

    async def _page(self, **content: Any) -> ASGIApp:
        """Return the page. It is made on a thread: a long table would hold up everyone else."""
        text = await asyncio.to_thread(
            self._templates.get_template("sparql.html").render,
            release=self._pool.release,
            limits=self._pool.limits,
            examples=questions().values(),
            lang="da",
            **content,
        )
        return Whole(200, text.encode(), {"Content-Type": f"{HTML}; charset=utf-8"})


def _table(result: dict[str, Any]) -> dict[str, Any]:
    if "boolean" in result:
        return {"answer": str(result["boolean"]).lower()}
    names, rows = result["head"]["vars"], result["results"]["bindings"]
    return {
        "names": names,
        "total": len(rows),
        "rows": [[row.get(name) for name in names] for row in rows[:MOST_ROWS]],
    }
