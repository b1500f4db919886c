"""What the service tells of itself while it runs: an id for every request, and how it went."""

import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from random import getrandbits
from typing import Final

from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.journal import Journal, Told

REQUEST_ID: Final = "X-Request-ID"
REQUEST_ID_HEADER: Final = REQUEST_ID.lower().encode()
_SAFE_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")

request_id: ContextVar[str] = ContextVar("request_id", default="")


class Observed:
    """Gives every request an id, and has the journal tell of it."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self._app, self._journal = app, journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the id that a client gives is kept where it is a plain word."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            self._journal.tell()
            return
        own = given_id(scope) or _new_id()
        request_id.set(own)
        header = (REQUEST_ID_HEADER, own.encode())
        begun, status, size = time.perf_counter(), 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._journal.figures.running += 1
        try:
            await self._app(scope, receive, noted)
        finally:
            self._journal.figures.running -= 1
            told = Told(scope["path"], scope["method"], status, size)
            self._journal.note(told, time.perf_counter() - begun, own)

    def tell_again(self, told: Told, begun: float) -> bytes:
        """Tell of an answer that is given again since `begun`; return the id of the request."""
        own = _new_id()
        self._journal.note(told, time.perf_counter() - begun, own)
        return own.encode()


def _new_id() -> str:
    return f"{getrandbits(64):016x}"  # no secret: it only tells requests apart


def given_id(scope: Scope) -> str:
    """Return the id that the client gives its request, where it is a plain word."""
    for name, text in scope["headers"]:
        if name == REQUEST_ID_HEADER:
            given = text.decode("latin-1")
            return given if _SAFE_ID.fullmatch(given) else ""
    return ""


def log_as_json() -> None:
    """Write faults of ours to standard error, one JSON object a line, as requests are written."""
    handler = logging.StreamHandler()
    renamed = {"levelname": "level", "exc_info": "fault"}
    handler.setFormatter(JsonFormatter("%(levelname)s %(message)s", rename_fields=renamed))
    handler.addFilter(_with_id)
    ours = logging.getLogger("aftalegraf")
    ours.addHandler(handler)
    ours.propagate = False


def _with_id(record: logging.LogRecord) -> bool:
    record.time = datetime.now(UTC).isoformat(timespec="milliseconds")
    record.request_id = request_id.get()
    return True
