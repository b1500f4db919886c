"""What a request asks: SPARQL 1.1 Protocol, query operation (section 2.1)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope

from graph.query import Dataset

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
MAX_BODY: Final = 500_000
"""Bytes of a query in a form, percent-encoded: more than the longest query that is read takes."""

MAX_FIELDS: Final = 1_000

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A request as far as HTTP goes: its parameters, what it accepts, what it has already."""

    method: str
    parameters: Parameters
    accept: str | None
    known: str | None
    """If-None-Match."""

    @property
    def dataset(self) -> Dataset:
        """The data set that the request names (section 2.1.4)."""
        given = self.parameters
        return Dataset(given.get("default-graph-uri", ()), given.get("named-graph-uri", ()))

    def query(self) -> str | None:
        """Return the query, or None where a GET has none; raise a 400 where it is not one."""
        if "update" in self.parameters:
            raise HTTPException(400, "updates are not taken here: the data are read-only")
        queries = self.parameters.get("query", ())
        if not queries and self.method in ("GET", "HEAD"):
            return None
        if len(queries) != 1:
            raise HTTPException(400, f"exactly one parameter `query` is wanted, not {len(queries)}")
        return queries[0]

    def deadline(self, most: int) -> int:
        """Return the deadline in ms: `most`, or less where the request asks for less."""
        wanted = self.parameters.get("deadline_ms", ())
        if not wanted:
            return most
        if len(wanted) > 1 or not (wanted[0].isascii() and wanted[0].isdigit()):
            raise HTTPException(400, "deadline_ms wants one whole number of milliseconds")
        return max(1, min(most, int(wanted[0][:9])))


async def read_request(scope: Scope, receive: Receive, until: float) -> Asked:
    """Read the whole request; `until` is the time on the loop's clock that it has.

    Raises HTTPException: 400 for what is not UTF-8 or not form data, 405, 408, 413, 415.
    """
    headers = dict(scope["headers"])
    parameters = _address_fields(scope["query_string"])
    if scope["method"] == "POST":
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower().decode("latin-1")
        if kind not in (FORM, QUERY):
            raise HTTPException(415, f"send {FORM} or {QUERY}")
        body = await read_body(headers, receive, MAX_BODY, until)
        inside = fields(body) if kind == FORM else {"query": [_utf8(body)]}
        parameters = {
            name: [*parameters.get(name, ()), *inside.get(name, ())]
            for name in parameters.keys() | inside.keys()
        }
    # A link or a form cannot set the header, so a parameter may stand in its place.
    wanted = parameters.get("format", [_text(headers.get(b"accept"))])
    known = _text(headers.get(b"if-none-match"))
    return Asked(scope["method"], parameters, wanted[0], known)


async def read_body(
    headers: Mapping[bytes, bytes], receive: Receive, most: int, until: float
) -> bytes:
    """Return the body of a request; raise 413 beyond `most` bytes and 408 beyond `until`."""
    length = headers.get(b"content-length", b"0")
    received = bytearray()
    try:
        async with asyncio.timeout_at(until):
            while len(received) <= most and (not length.isdigit() or int(length) <= most):
                message = await receive()
                received += message.get("body", b"")
                if not message.get("more_body", False):
                    return bytes(received)
    except TimeoutError as error:
        raise HTTPException(408, "the body did not arrive in time") from error
    raise HTTPException(413, f"the body has more than {most} bytes", {"Connection": "close"})


def fields(text: bytes) -> Parameters:
    """Return form fields by name; the same way whether they stand in the address or the body.

    Raises HTTPException (400) where they are too many or not UTF-8.
    """
    if text.count(b"&") >= MAX_FIELDS:
        raise HTTPException(400, f"more than {MAX_FIELDS} parameters")
    try:
        return parse_qs(text.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not UTF-8") from error


_address_fields = lru_cache(maxsize=256)(fields)
"""The same, remembered: an address is short, and asked for again."""


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error


def _text(header: bytes | None) -> str | None:
    return None if header is None else header.decode("latin-1")
