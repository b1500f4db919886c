"""POST /validate: RDF in, the SHACL report out."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope

from api.negotiation import choose, choose_language
from api.responses import Whole, content_headers
from api.sparql.request import fields, read_body
from api.sparql.route import PlainRoute, Watch
from graph.formats import GRAPHS
from graph.names import Language
from graph.validation import Validator
from graph.validation.validator import DEADLINE, JSON, MAX_RDF


class Validation(PlainRoute):
    """The validation as an ASGI application."""

    allow = "OPTIONS, POST"

    def __init__(self) -> None:
        self._validator = Validator()

    async def respond(self, scope: Scope, receive: Receive, watch: Watch) -> ASGIApp:
        """See `PlainRoute.respond`."""
        arrived = asyncio.get_running_loop().time()
        raw = dict(scope["headers"])
        headers = {name: text.decode("latin-1") for name, text in raw.items()}
        syntax = headers.get(b"content-type", "").split(";")[0].strip().lower()
        if syntax not in GRAPHS:
            raise HTTPException(415, f"send one of {', '.join(GRAPHS)}")
        report = choose(headers.get(b"accept"), (JSON, *GRAPHS))
        language = _language(scope, headers.get(b"accept-language", ""))
        rdf = await read_body(raw, receive, MAX_RDF, arrived + DEADLINE / 1000)
        watch.begin()
        body = await self._validator.validate(rdf, syntax, report, language, arrived)
        return Whole(200, body, content_headers(report) | {"Vary": "Accept, Accept-Language"})


def _language(scope: Scope, accepted: str) -> Language:
    """Return the language of messages: `lang=`, or what the client likes better of the two."""
    wanted = fields(scope["query_string"]).get("lang", ())
    if wanted and wanted[-1] not in ("da", "en"):
        raise HTTPException(400, f"lang is da or en, not '{wanted[-1]}'")
    if wanted:
        return "en" if wanted[-1] == "en" else "da"
    return choose_language(accepted)
