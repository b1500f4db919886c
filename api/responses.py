"""Answers of the bare routes: whole bytes, or a whole result that waits in a file."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import IO, Final

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.workers import Result

CHUNK: Final = 2**18
PATIENCE: Final = 30.0
"""Seconds that a client may take to read a chunk."""


class Whole:
    """Bytes, in one message. Cheaper than a Starlette response by half."""

    def __init__(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.status, self.body = status, body
        self._headers = _encoded(*headers.items())

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        """Send it; of a HEAD request the server leaves the body out."""
        headers = [*self._headers]
        if self.status not in (204, 304):
            headers.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


class Spooled:
    """A file of known size, in chunks; closed when it is sent or the client is gone."""

    def __init__(self, file: IO[bytes], size: int, headers: Mapping[str, str]) -> None:
        self._file, self._size = file, size
        self._headers = _encoded(*headers.items())

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        """Send it. Raises TimeoutError where the client does not read; that ends the connection."""
        with self._file:
            headers = [*self._headers, (b"content-length", str(self._size).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            while chunk := self._file.read(CHUNK):
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def send_result(result: Result, headers: Mapping[str, str]) -> ASGIApp:
    """Return the response that sends a result of the pool."""
    if result.file:
        return Spooled(result.file, result.size, headers)
    return Whole(200, result.body, headers)


def content_headers(media_type: str) -> dict[str, str]:
    """Return the headers of a result in that format, which the Accept header chose."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return {"Content-Type": media_type + charset, "Vary": "Accept"}


@lru_cache(maxsize=256)
def _encoded(*headers: tuple[str, str]) -> Sequence[tuple[bytes, bytes]]:
    """Return headers as they are sent; most answers have the same again and again."""
    return [(name.lower().encode(), text.encode("latin-1")) for name, text in headers]
