"""The HTTP server: uvicorn, with the protocol and the bounds of this service."""

import gc
import socket
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from api.protocol import protocol
from api.settings import Settings

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
    """uvicorn, which keeps what is made at its start."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start; what is in memory by then is no garbage, and to look for some takes long."""
        gc.disable()
        await super().startup(sockets)
        gc.freeze()
        gc.enable()
