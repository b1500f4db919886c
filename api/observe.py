"""What the service tells of itself while it runs: a log line and figures for every request.

Neither holds what a client asked or who it is: no query text, no address, no parameter.
"""

import json
import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from secrets import token_hex
from typing import Final, TextIO

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.resources import vocabulary

REQUEST_ID: Final = "X-Request-ID"
_SAFE_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ROOTS: Final = frozenset(
    {"sparql", "store", "validate", "docs", "id", "concept", "ont", "problems", "metrics"}
)
_HEADER: Final = REQUEST_ID.lower().encode()
_OTHERS: Final = (
    "changes",
    "cite",
    "compare",
    "limits",
    "lineage",
    "network",
    "questions",
    "search",
    "series",
    "suggest",
)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"})

request_id: ContextVar[str] = ContextVar("request_id", default="")


class Figures:
    """The figures of one application, as Prometheus reads them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "aftalegraf_requests",
            "Requests answered.",
            ["area", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "aftalegraf_request_seconds",
            "Seconds from the arrival of a request to the end of its answer.",
            ["area"],
            registry=self.registry,
        )
        self.running = Gauge(
            "aftalegraf_requests_running", "Requests being answered.", registry=self.registry
        )
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def tell_release(self, release: str) -> None:
        """Tell from now on which data release answers."""
        named = Gauge(
            "aftalegraf_release", "The release that answers.", ["release"], registry=self.registry
        )
        named.labels(release).set(1)

    def tell_age(self, issued: date) -> None:
        """Tell from now on how old the data release is, which was issued on that day."""
        begun = datetime.combine(issued, datetime.min.time(), UTC).timestamp()
        age = Gauge(
            "aftalegraf_release_age_seconds",
            "Seconds since the day that the data release was issued.",
            registry=self.registry,
        )
        age.set_function(lambda: time.time() - begun)

    def count(self, area: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request; what is looked up once is kept, as every request pays."""
        key = (area, method, status)
        if key not in self._children:
            counter = self.requests.labels(area, method, str(status))
            self._children[key] = counter, self.seconds.labels(area)
        counter, histogram = self._children[key]
        counter.inc()
        histogram.observe(seconds)


class Observed:
    """Gives every request an id, and tells how it went."""

    def __init__(self, app: ASGIApp, figures: Figures, lines: TextIO | None) -> None:
        """Write a line for every request to `lines`, if there is somewhere to write.

        Not through `logging`, which takes longer over a line than the endpoint over a query.
        """
        self._app, self._figures, self._lines = app, figures, lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the id that a client gives is kept where it is a plain word."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        own = _given_id(scope) or token_hex(8)
        request_id.set(own)
        header = (_HEADER, own.encode())
        begun, status, size = time.perf_counter(), 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._figures.running.inc()
        try:
            await self._app(scope, receive, noted)
        finally:
            self._figures.running.dec()
            self._tell(scope, status, size, time.perf_counter() - begun)

    def _tell(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        area = area_of(scope["path"])
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._figures.count(area, method, status, seconds)
        if self._lines:
            told = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "area": area,
                "method": method,
                "status": status,
                "bytes": size,
                "ms": round(seconds * 1000, 1),
                "request_id": request_id.get(),
            }
            self._lines.write(json.dumps(told) + "\n")


def _given_id(scope: Scope) -> str:
    """Return the id that the client gives its request, where it is a plain word."""
    for name, text in scope["headers"]:
        if name == _HEADER:
            given = text.decode("latin-1")
            return given if _SAFE_ID.fullmatch(given) else ""
    return ""


def area_of(path: str) -> str:
    """Return the part of the service that a path is in: one of few, whatever is asked for."""
    first, *rest = path[1:].split("/", 3)
    if first in _ROOTS:
        return f"/{first}"
    if first == "api" and rest[:1] == ["v1"]:
        name = rest[1].partition(".")[0] if len(rest) > 1 else ""
        return f"/api/v1/{name}" if name in resource_names() else "/api/v1"
    return "other" if first else "/"


@cache
def resource_names() -> frozenset[str]:
    """Return the names that come next to `/api/v1/` in addresses."""
    return frozenset({*_OTHERS, *vocabulary().collections})


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
