"""The door of the service: what every answer carries, and how often one client may come in.

Plain ASGI, since every request pays for it.
"""

from dataclasses import dataclass
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import RETRY, answer, problem
from api.settings import Settings
from graph.workers import Backend

LOOPBACK: Final = ("127.", "::1", "localhost")
FORGET: Final = 10_000
"""Clients remembered at most; those at rest are forgotten first."""


class ReleaseHeader:
    """Names the data release in every answer, and in the scope for all that is inside."""

    def __init__(self, app: ASGIApp, name: str, pool: Backend) -> None:
        """Take the pool, which knows its release once it has started."""
        self._app, self._name, self._pool = app, name.lower().encode(), pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put the header on what comes back."""
        release = self._pool.release

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                message["headers"] = [*message["headers"], (self._name, release.encode())]
            await send(message)

        scope["release"] = release
        await self._app(scope, receive, named if scope["type"] == "http" else send)


@dataclass
class _Client:
    tokens: float
    seen: float
    active: int = 0


class Gate:
    """Holds each client to a rate (a token bucket) and to so many requests at once.

    A client is an address; behind a trusted proxy it is the one that the proxy names. Clients on
    this machine go free unless the settings say otherwise.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._clients: dict[str, _Client] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429 with the time to wait."""
        name = (scope.get("client") or ("localhost",))[0]
        if scope["type"] != "http" or self._is_free(name):
            await self._app(scope, receive, send)
            return
        client = self._client(name)
        refusal = self._refusal(client)
        if refusal:
            told = answer(Request(scope), problem("too-many", refusal, RETRY))
            await told(scope, receive, send)
            return
        client.active += 1
        try:
            await self._app(scope, receive, send)
        finally:
            client.active -= 1

    def _is_free(self, name: str) -> bool:
        return name.startswith(LOOPBACK) and not self._settings.limit_loopback

    def _client(self, name: str) -> _Client:
        if len(self._clients) > FORGET:
            self._clients = {n: c for n, c in self._clients.items() if c.active}
        return self._clients.setdefault(name, _Client(self._settings.burst, monotonic()))

    def _refusal(self, client: _Client) -> str:
        """Take a token from the client; return why it may not come in, or nothing."""
        settings, now = self._settings, monotonic()
        filled = client.tokens + (now - client.seen) * settings.rate
        client.tokens, client.seen = min(filled, settings.burst), now
        if client.active >= settings.concurrency:
            return f"{client.active} requests of yours are being answered; wait for one of them"
        if client.tokens < 1:
            return f"more than {settings.rate} requests a second; wait a little, then send fewer"
        client.tokens -= 1
        return ""
