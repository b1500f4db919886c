"""Answers given again to a request that comes again in the same bytes.

A dashboard, a script, or a page that is loaded once more sends the bytes that it sent before, and
a release never changes: what was sent then is sent again before the request is even parsed. That
skips nothing that is of the client or of the moment: the gate, the id, the date, the log line.
"""

from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Final, NamedTuple

from cachetools import LRUCache
from starlette.types import Message, Receive, Scope, Send

from api.cache import STAYS
from api.gate import Gate, client_of
from api.journal import Told
from api.observe import REQUEST_ID_HEADER, Observed, given_id
from graph.workers import Backend

REQUEST: Final = "request"
"""Where the scope has the `Request`, if it came at once and is short."""

_STATUSES: Final = (200, 304)


class Request(NamedTuple):
    """A request as it came."""

    peer: str
    """Who is connected, where it may be a proxy whose word on the client holds; else empty."""
    head: bytes


class Sent(NamedTuple):
    """An answer as it goes over the line, but for the last headers and the empty line."""

    head: bytes
    body: bytes


@dataclass(frozen=True)
class _Kept:
    sent: Sent
    release: str
    client: str
    told: Told
    size: int
    """Bytes of the request and of the answer."""


class Repeats:
    """The outermost layer of the application: it remembers what was sent."""

    def __init__(self, observed: Observed, gate: Gate, pool: Backend, size: int) -> None:
        """Keep up to `size` bytes that the application behind `observed` sends."""
        self._app, self._gate, self._pool = observed, gate, pool
        self._kept: LRUCache[Request, _Kept] = LRUCache(size, lambda kept: kept.size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and keep what comes back where it stays the same."""
        request = scope.get(REQUEST)
        if request is None or scope["method"] != "GET" or given_id(scope):
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []

        async def noting(message: Message) -> None:
            if len(messages) < 3:
                messages.append(message)
            await send(message)

        await self._app(scope, receive, noting)
        if scope.get(STAYS) and len(messages) == 2 and messages[0]["status"] in _STATUSES:
            self._keep(request, scope, *messages)

    def again(self, request: Request, client: str) -> Sent | None:
        """Return what was sent to the same bytes, and tell of it; None where nothing is kept.

        None as well where the client may not come in, which is told where requests are read.
        """
        began = perf_counter()
        kept = self._kept.get(request)
        if kept is None or kept.release != self._pool.release:
            return None
        if not self._gate.lets_in(kept.client if request.peer else client):
            return None
        own = self._app.tell_again(kept.told, began)
        return Sent(b"%s%s: %s\r\n" % (kept.sent.head, REQUEST_ID_HEADER, own), kept.sent.body)

    def _keep(self, request: Request, scope: Scope, start: Message, body: Message) -> None:
        """Keep an answer, unless it takes more than a tenth of the whole room."""
        content = body.get("body", b"")
        if len(content) * 10 >= self._kept.maxsize:
            return
        status = HTTPStatus(start["status"])
        headers = [(name, text) for name, text in start["headers"] if name != REQUEST_ID_HEADER]
        lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
        lines += [b"%s: %s" % header for header in headers]
        sent = Sent(b"".join(line + b"\r\n" for line in lines), content)
        self._kept[request] = _Kept(
            sent,
            scope["release"],
            client_of(scope),
            Told(scope["path"], scope["method"], status.value, len(content)),
            len(request.head) + len(sent.head) + len(content),
        )
