"""The door of the service: how often one client may come in.

Plain ASGI, since every request pays for it.
"""

from dataclasses import dataclass
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import RETRY, answer, problem
from api.settings import Settings

LOOPBACK: Final = ("127.", "::1", "localhost")
FORGET: Final = 10_000
"""Clients remembered at most; those at rest are forgotten first."""


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
        name = client_of(scope)
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

    def lets_in(self, name: str) -> bool:
        """Return whether a client may come in, for an answer that takes no time; count it."""
        return self._is_free(name) or not self._refusal(self._client(name))

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


def client_of(scope: Scope) -> str:
    """Return the address of the client, by the word of a trusted proxy where there is one."""
    host: str = (scope.get("client") or ("localhost",))[0]
    return host
