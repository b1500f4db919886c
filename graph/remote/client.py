"""One request to an engine: bounded in time and size, and whole or an error."""

from collections.abc import Mapping
from typing import Final

import httpx2

from graph.errors import Busy, QueryError, QuerySyntaxError, ResultTooLarge
from graph.query import Dataset
from graph.remote.address import Address

AWAY: Final = (
    "the SPARQL engine behind this service is away ({}); this service goes on and answers again "
    "as soon as it is back: send this again in a moment"
)
CUT: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
"""Headers by which Virtuoso says that a result was cut, with status 200."""

_CONNECT: Final = 2.0
"""Seconds to reach the engine."""


class Client:
    """Speaks the SPARQL 1.1 Protocol with one engine over connections that are kept."""

    def __init__(self, address: Address, connections: int) -> None:
        self._address = address
        self._http = httpx2.AsyncClient(
            auth=address.credentials,
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

    async def update(self, text: str) -> None:
        """Carry out an update; raise Busy or QueryError where that does not succeed."""
        await self._post(self._address.updates, {"update": text}, "*/*", 2**20)

    async def _post(
        self, url: str, fields: Mapping[str, str | list[str]], accept: str, most: int
    ) -> tuple[bytes, str]:
        try:
            async with self._http.stream(
                "POST", url, data=fields, headers={"Accept": accept}
            ) as response:
                body = await _read(response, most)
        except httpx2.HTTPError as error:
            raise Busy(AWAY.format(str(error) or type(error).__name__)) from error
        _check(response, body)
        return body, response.headers.get("content-type", "").partition(";")[0].strip()


async def _read(response: httpx2.Response, most: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most:
            raise ResultTooLarge(most)
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
