"""The service from its start to its end.

The release is loaded, in a process of its own, while the application is imported here: each takes
about as long. So nothing here that is imported before may be heavy.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from uvicorn.loops.auto import auto_loop_factory

from api.commands.terminal import err
from api.settings import Settings
from graph.errors import AftalegrafError
from graph.workers import Backend

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from api.server import Server

AHEAD: Final = -10
"""How far the service goes before the processes that evaluate, where the system lets it (nice(2)):
it has deadlines to keep, and takes little of the processor."""

TURN: Final = 0.0005
"""Seconds until a thread that works on, such as on a page, lets the loop of the service go on."""


def run(
    make: "Callable[[], ASGIApp]",
    listening: socket.socket,
    pool: Backend,
    settings: Settings,
    public: bool,
) -> None:
    """Serve what `make` returns until a signal ends it; what has begun by then is finished.

    Raises ReleaseError where the release cannot be loaded, and AftalegrafError where strangers
    will ask (`public`) and this system cannot take the network from the processes that evaluate.
    """
    sys.setswitchinterval(TURN)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, AHEAD)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(make, listening, pool, settings, public))


async def _serve(
    make: "Callable[[], ASGIApp]",
    listening: socket.socket,
    pool: Backend,
    settings: Settings,
    public: bool,
) -> None:
    try:
        _, server = await asyncio.gather(pool.start(), asyncio.to_thread(_server, make, settings))
        if not pool.isolation:
            tell_no_isolation(public)
        host, port = listening.getsockname()[:2]
        listening.listen(server.config.backlog)
        err.print(f"Aftalegraf answers at http://{host}:{port}", highlight=False)
        await server.serve(sockets=[listening])
    finally:
        await pool.close()


def _server(make: "Callable[[], ASGIApp]", settings: Settings) -> "Server":
    from api.observe import log_as_json
    from api.server import Server, configured

    log_as_json()
    return Server(configured(make(), settings))


def tell_no_isolation(public: bool) -> None:
    """Warn that queries could call from here; raise AftalegrafError where strangers will ask."""
    told = "this system lets a process give up its network neither by seccomp nor by a namespace"
    if public:
        raise AftalegrafError(
            f"{told}, so a query could reach other machines from here; not serving strangers. "
            "Serve on 127.0.0.1 without --public, or on Linux with seccomp"
        )
    err.print(f"Careful: {told}. For trusted users alone.", highlight=False)
