"""What every answer carries: the data release, who may read it, and what a page may load.

One layer of plain ASGI, since every request pays for it.
"""

from collections.abc import Sequence
from typing import Final

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.explorer.policy import POLICY, policy
from api.observe import REQUEST_ID
from api.render import NOT_CODED, SILENT
from graph.workers import Backend

RELEASE_HEADER: Final = "Aftalegraf-Release"

_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")
_EXPOSED: Final = (
    *("ETag", "Link", "Retry-After", REQUEST_ID, RELEASE_HEADER),
    *(SILENT, NOT_CODED),
)

_Raw = Sequence[tuple[bytes, bytes]]

_EVERY: Final[_Raw] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_EXPOSED).encode()),
    (b"x-content-type-options", b"nosniff"),
)
"""Whoever asks: an answer that did not depend on the header Origin can be kept for everybody
(Fetch, section 3.3.5: CORS protocol and HTTP caches)."""

_PREFLIGHT: Final = frozenset({b"origin", b"access-control-request-method"})

_PAGE: Final = {POLICY: policy(), "Referrer-Policy": "same-origin"}
"""For a page that does not bring its own."""


class Carried:
    """Puts on what every answer carries, and names the release to all that is inside."""

    def __init__(self, app: ASGIApp, pool: Backend) -> None:
        """Take the pool, which knows its release once it has started."""
        self._app, self._pool = app, pool
        self._preflight = CORSMiddleware(
            app, allow_origins=["*"], allow_headers=["*"], allow_methods=_METHODS
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the head of what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _is_preflight(scope):
            await self._preflight(scope, receive, send)
            return
        release = scope["release"] = self._pool.release

        async def carrying(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                named = (RELEASE_HEADER.lower().encode(), release.encode())
                message["headers"] = [*given, *_EVERY, named, *_of_page(given)]
            await send(message)

        await self._app(scope, receive, carrying)


def _is_preflight(scope: Scope) -> bool:
    """Return whether a browser asks if it may ask (Fetch, 3.3.2: CORS-preflight request)."""
    return scope["method"] == "OPTIONS" and {name for name, _ in scope["headers"]} >= _PREFLIGHT


def _of_page(given: _Raw) -> _Raw:
    """Return what a page lacks of its headers; nothing for what is no page."""
    kind = next((text for name, text in given if name == b"content-type"), b"")
    if not kind.startswith(b"text/html"):
        return ()
    has = Headers(raw=list(given))
    return [(n.lower().encode(), text.encode()) for n, text in _PAGE.items() if n not in has]
