"""The HTTP server: uvicorn, with bounds on what a connection may take before it is a request."""

import asyncio
import os
import socket
from contextlib import suppress
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.commands.terminal import err
from api.observe import log_as_json
from api.settings import Settings
from graph.errors import AftalegrafError
from graph.workers import Backend

MAX_ADDRESS: Final = 65_000
"""Bytes of an address; the parser of addresses reads no more. Longer queries are sent by POST."""

MAX_HEAD: Final = 2 * MAX_ADDRESS
"""Bytes of a request line with its headers."""

HEAD_TIME: Final = 10.0
"""Seconds until they must have arrived."""

AHEAD: Final = -10
"""How far the service goes before the processes that evaluate, where the system lets it (nice(2)):
it has deadlines to keep, and takes little of the processor."""

MAX_CONNECTIONS: Final = 1_000


class BoundedProtocol(HttpToolsProtocol):
    """Ends a connection whose request line and headers are too long or too slow.

    uvicorn bounds neither: a client that sends a header a minute, or one without end, would hold
    a connection, or the memory, for as long as it likes.
    """

    _head = 0
    _in_head = True
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head, and refuse one that is too long."""
        if self._in_head:
            self._head += len(data)
            if self._head > MAX_HEAD:
                self._refuse(b"431 Request Header Fields Too Large")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to count; the first bytes of a connection are counted already."""
        if not self._in_head:
            self._head, self._in_head = 0, True
            self._wait()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Refuse an address that is too long to be read."""
        super().on_url(url)
        if len(self.url) > MAX_ADDRESS:
            self._refuse(b"414 URI Too Long")

    def send_400_response(self, msg: str) -> None:
        """Tell that the request is no HTTP, unless it has been refused already."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def on_headers_complete(self) -> None:
        """Stop to count: what follows is a body, which has bounds of its own."""
        self._in_head = False
        self._stop()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(HEAD_TIME, self._refuse, b"408 Request Timeout")

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: bytes) -> None:
        if not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                head = b"HTTP/1.1 %s\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                self.transport.write(head % status)
            self.transport.close()


def run(
    app: ASGIApp, listening: socket.socket, pool: Backend, settings: Settings, public: bool
) -> None:
    """Serve until a signal ends it; what has begun by then is finished.

    Raises ReleaseError where the release cannot be loaded, and AftalegrafError where strangers
    will ask (`public`) and this system cannot take the network from the processes that evaluate.
    """
    proxies = [address.strip() for address in settings.trusted_proxies.split(",") if address]
    config = uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=settings.deadline_ms // 1000 + 1,
    )
    log_as_json()
    server = uvicorn.Server(config)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, AHEAD)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(server, listening, pool, public))


async def _serve(
    server: uvicorn.Server, listening: socket.socket, pool: Backend, public: bool
) -> None:
    await pool.start()
    try:
        if not pool.isolation:
            tell_no_isolation(public)
        host, port = listening.getsockname()[:2]
        listening.listen(server.config.backlog)
        err.print(f"Aftalegraf answers at http://{host}:{port}", highlight=False)
        await server.serve(sockets=[listening])
    finally:
        await pool.close()


def tell_no_isolation(public: bool) -> None:
    """Warn that queries could call from here; raise AftalegrafError where strangers will ask."""
    told = "this system lets a process give up its network neither by seccomp nor by a namespace"
    if public:
        raise AftalegrafError(
            f"{told}, so a query could reach other machines from here; not serving strangers. "
            "Serve on 127.0.0.1 without --public, or on Linux with seccomp"
        )
    err.print(f"Careful: {told}. For trusted users alone.", highlight=False)
