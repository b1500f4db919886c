"""The HTTP server: uvicorn, told of a socket and of a pool."""

import asyncio
import gc
import os
import socket
import sys
from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from api.commands.terminal import err
from api.observe import log_as_json
from api.protocol import protocol
from api.settings import Settings
from graph.errors import AftalegrafError
from graph.workers import Backend

AHEAD: Final = -10
"""How far the service goes before the processes that evaluate, where the system lets it (nice(2)):
it has deadlines to keep, and takes little of the processor."""

TURN: Final = 0.0005
"""Seconds until a thread that works on, such as on a page, lets the loop of the service go on."""

MAX_CONNECTIONS: Final = 1_000


def configured(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves an application."""
    proxies = [address.strip() for address in settings.trusted_proxies.split(",") if address]
    return uvicorn.Config(
        app,
        http=protocol(app),
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=settings.deadline_ms // 1000 + 1,
    )


class Server(uvicorn.Server):
    """uvicorn, which keeps what is there once it has started."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start; what is in memory by then is no garbage, and to look through it takes long."""
        await super().startup(sockets)
        gc.freeze()


def run(
    app: ASGIApp, listening: socket.socket, pool: Backend, settings: Settings, public: bool
) -> None:
    """Serve until a signal ends it; what has begun by then is finished.

    Raises ReleaseError where the release cannot be loaded, and AftalegrafError where strangers
    will ask (`public`) and this system cannot take the network from the processes that evaluate.
    """
    config = configured(app, settings)
    log_as_json()
    server = Server(config)
    sys.setswitchinterval(TURN)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, AHEAD)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(server, listening, pool, public))


async def _serve(server: Server, listening: socket.socket, pool: Backend, public: bool) -> None:
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
