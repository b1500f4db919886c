"""What every answer carries: the data release, who may read it, and what a page may load.

One layer of plain ASGI, since every request pays for it; so it decides on compression too.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.compression import compressing
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

_VARY: Final[_Raw] = ((b"vary", b"Accept-Encoding"),)
"""For what is not led through the compression, or passed by there, as a 304 is."""

_PREFLIGHT: Final = frozenset({b"origin", b"access-control-request-method"})

_PAGE: Final = {POLICY: policy(), "Referrer-Policy": "same-origin"}
"""For a page that does not bring its own."""


class Carried:
    """Puts on what every answer carries, and names the release to all that is inside."""

    def __init__(self, app: ASGIApp, pool: Backend) -> None:
        """Take the pool, which knows its release once it has started."""
        self._app, self._pool = app, pool
        self._compressing = compressing(app)
        self._preflight = CORSMiddleware(
            app, allow_origins=["*"], allow_headers=["*"], allow_methods=_METHODS
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the head of what comes back.

        One that takes no compression is not led through it: that takes a tenth of all that is done
        for a short query. Its answer says that others may get another (RFC 9110, section 12.5.5).
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _is_preflight(scope):
            await self._preflight(scope, receive, send)
            return
        release = scope["release"] = self._pool.release
        is_plain = all(name != b"accept-encoding" for name, _ in scope["headers"])

        async def carrying(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                named = (RELEASE_HEADER.lower().encode(), release.encode())
                vary = _VARY if is_plain or message["status"] == HTTPStatus.NOT_MODIFIED else ()
                message["headers"] = [*given, *_EVERY, named, *vary, *_of_page(given)]
            await send(message)

        await (self._app if is_plain else self._compressing)(scope, receive, carrying)


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
