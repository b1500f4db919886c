"""A route of plain ASGI: what its methods are, what it raises, and a client that leaves."""

import asyncio
from abc import ABC, abstractmethod
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import to_problem
from api.responses import Whole

PATIENCE: Final = 0.25
"""Seconds after which it is watched whether the client still waits."""


class PlainRoute(ABC):
    """An ASGI application for one address, whatever it raises a problem (RFC 9457)."""

    allow: str
    """The methods that it takes, as the header Allow has them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A client that leaves takes the work on its answer along."""
        watch = Watch(receive)
        response: ASGIApp
        try:
            response = await self._taken(scope, receive, watch)
        except asyncio.CancelledError:
            if not watch.client_left:
                raise
            return
        except Exception as error:  # the outermost place: what was not foreseen is logged there
            response = to_problem(error)
        finally:
            watch.end()
        await response(scope, receive, send)

    @abstractmethod
    async def respond(self, scope: Scope, receive: Receive, watch: "Watch") -> ASGIApp:
        """Return the response to a request by one of the methods; `watch` begins after its body."""

    async def _taken(self, scope: Scope, receive: Receive, watch: "Watch") -> ASGIApp:
        allow = {"Allow": self.allow}
        if scope["method"] == "OPTIONS":
            return Whole(204, b"", allow)
        if scope["method"] not in self.allow.split(", "):
            raise HTTPException(405, f"'{scope['method']}' is not taken", allow)
        return await self.respond(scope, receive, watch)


class Watch:
    """Notices that the client has left while its answer is worked on, and cancels the work."""

    def __init__(self, receive: Receive) -> None:
        self.client_left = False
        self._receive = receive
        self._asker: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._listener: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Watch from a moment on: most answers are there by then, and pay for a timer alone.

        Not before the body of the request is read, since it takes what comes next.
        """
        self._asker = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._listen)

    def end(self) -> None:
        """Watch no longer."""
        if self._timer:
            self._timer.cancel()
        if self._listener:
            self._listener.cancel()

    def _listen(self) -> None:
        self._listener = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.client_left = True
        assert self._asker
        self._asker.cancel()
