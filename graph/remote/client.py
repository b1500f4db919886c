"""One request to an engine: bounded in time and size, and whole or an error."""

from collections.abc import Mapping
from typing import Final

import httpx2

from graph.errors import Busy, QueryError, QuerySyntaxError, ResultTooLarge
from graph.query import Dataset, Form
from graph.remote.address import Address, Credentials
from graph.remote.results import ACCEPT, values

AWAY: Final = "the SPARQL engine cannot be reached ({}); send this again as soon as it is back"
CUT: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
"""Headers by which Virtuoso says that a result was cut, with status 200."""

_CONNECT: Final = 2.0
"""Seconds to reach the engine."""

_SMALL: Final = 2**20
"""Bytes of an answer to a question of ours about what the engine holds."""


class Client:
    """Speaks the SPARQL 1.1 Protocol with one engine over connections that are kept."""

    def __init__(self, address: Address, connections: int) -> None:
        self._address = address
        self._http = httpx2.AsyncClient(
            auth=Credentials(address.user, address.password) if address.user else None,
            follow_redirects=False,
            limits=httpx2.Limits(max_connections=connections),
            timeout=httpx2.Timeout(None, connect=_CONNECT),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def query(self, text: str, dataset: Dataset, accept: str, most: int) -> tuple[bytes, str]:
        """Return the whole result and its media type; `most` bytes are taken.

        Raises Busy where the engine is away, QuerySyntaxError where it cannot read the query,
        ResultTooLarge, and QueryError where it fails or sends less than all.
        """
        fields: dict[str, str | list[str]] = {
            "query": text,
            "default-graph-uri": list(dataset.default),
            "named-graph-uri": list(dataset.named),
        }
        return await self._post(self._address.query, fields, accept, most)

    async def said(self, graph: str, predicate: str) -> list[str]:
        """Return what a graph says of itself by one predicate; raise as `query` does."""
        found = f"SELECT ?value WHERE {{ <{graph}> <{predicate}> ?value }} ORDER BY ?value"
        return await self._values(found, graph)

    async def count(self, graph: str) -> int:
        """Return how many triples a graph has; raise as `query` does."""
        found = await self._values("SELECT (COUNT(*) AS ?value) WHERE { ?s ?p ?o }", graph)
        if len(found) != 1 or not found[0].isdecimal():
            raise QueryError(f"the engine does not say how many triples <{graph}> has: {found}")
        return int(found[0])

    async def update(self, text: str) -> None:
        """Carry out an update; raise Busy or QueryError where that does not succeed."""
        await self._post(self._address.updates, {"update": text}, "*/*", _SMALL)

    async def _values(self, text: str, graph: str) -> list[str]:
        body, _ = await self.query(text, Dataset([graph]), ACCEPT[Form.SOLUTIONS], _SMALL)
        return values(body)

    async def _post(
        self, url: str, fields: Mapping[str, str | list[str]], accept: str, most: int
    ) -> tuple[bytes, str]:
        try:
            async with self._http.stream(
                "POST", url, data=fields, headers={"Accept": accept}
            ) as response:
                body = await _read(response, most)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise Busy(AWAY.format(str(error) or type(error).__name__)) from error
        _check(response, body)
        return body, response.headers.get("content-type", "").partition(";")[0].strip()


async def _read(response: httpx2.Response, most: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most:
            raise ResultTooLarge.over(most)
    return bytes(body)


def _check(response: httpx2.Response, body: bytes) -> None:
    """Raise the error that a response stands for."""
    status = response.status_code
    said = body.decode(errors="replace").strip()[:500]
    if status == httpx2.codes.BAD_REQUEST:
        raise QuerySyntaxError(f"the engine cannot read the query: {said}")
    if status in (401, 403):
        raise Busy(AWAY.format(f"it refuses this service, status {status}: see its user"))
    if status in (404, 429, 502, 503, 504):
        raise Busy(AWAY.format(f"status {status}"))
    if not response.is_success:
        raise QueryError(f"the engine failed on the query, status {status}: {said}")
    for header in CUT:
        if header in response.headers:
            raise QueryError(f"the engine sent only a part of the result ({header}); ask for less")
