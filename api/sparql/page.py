"""/sparql in a browser: a form, and what a query found, in the page."""

import asyncio
import json
import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from starlette.requests import Request
from starlette.types import ASGIApp, Scope

from api.explorer.frame import Frame
from api.explorer.policy import POLICY, policy
from api.explorer.questions import groups
from api.negotiation import choose_language
from api.responses import Whole
from graph import names
from graph.query import Dataset, Form, Query
from graph.resources.terms import ontology_terms
from graph.workers import Backend

HTML: Final = "text/html"
MOST_ROWS: Final = 500
"""Rows that a page shows; the downloads have all."""

PREFIXES: Final = {
    "aftale": names.ONT,
    "concept": names.CONCEPT,
    "id": names.DATA,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What the release is written with; the editor completes them."""

START: Final = f"""PREFIX aftale: <{names.ONT}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?goal ?label WHERE {{
  ?goal a aftale:Goal ;
    skos:prefLabel ?label .
  FILTER(LANG(?label) = "da")
}}
LIMIT 20
"""
"""What the form holds before anything is asked."""

SHOWN: Final = {Form.SOLUTIONS: "application/sparql-results+json", Form.GRAPH: "text/turtle"}
DOWNLOADS: Final = {
    Form.SOLUTIONS: {"CSV": "text/csv", "JSON": "application/sparql-results+json"},
    Form.GRAPH: {"Turtle": "text/turtle", "JSON-LD": "application/ld+json"},
}


class Page:
    """Makes the page of the endpoint."""

    def __init__(self, pool: Backend) -> None:
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
        nonce = secrets.token_urlsafe(16)
        text = await asyncio.to_thread(
            _frame(scope, self._pool.release).render,
            "sparql.html",
            ("sparql.ts",),
            nonce,
            limits=self._pool.limits,
            groups=groups(),
            words=completions(),
            start=START,
            **content,
        )
        headers = {"Content-Type": f"{HTML}; charset=utf-8", "Cache-Control": "no-store"}
        return Whole(200, text.encode(), headers | {POLICY: policy(nonce)})


@cache
def completions() -> Sequence[Mapping[str, str]]:
    """Return what the editor completes: prefixes, and the terms of the ontology."""
    prefixes = [
        {"label": f"{name}:", "iri": iri, "kind": "namespace"} for name, iri in PREFIXES.items()
    ]
    terms = [
        {
            "label": f"aftale:{term.name}",
            "kind": "class" if term.kind == "Class" else "property",
            "da": term.label["da"],
            "en": term.label["en"],
        }
        for term in ontology_terms()
    ]
    return [*prefixes, *terms]


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
