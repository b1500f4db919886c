"""What the service tells of itself while it runs: a log line and figures for every request.

Neither holds what a client asked or who it is: no query text, no address, no parameter.
"""

import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from random import getrandbits
from typing import Final, NamedTuple, Self, TextIO

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from pydantic_core import to_json
from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.resources import vocabulary

REQUEST_ID: Final = "X-Request-ID"
_SAFE_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ROOTS: Final = frozenset(
    {"sparql", "store", "validate", "docs", "id", "concept", "ont", "problems", "metrics"}
)
REQUEST_ID_HEADER: Final = REQUEST_ID.lower().encode()
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
        self.running = 0
        """Requests being answered."""
        running = Gauge(
            "aftalegraf_requests_running", "Requests being answered.", registry=self.registry
        )
        running.set_function(lambda: self.running)
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

    def count(self, told: "Told", seconds: float) -> None:
        """Count an answered request; what is looked up once is kept, as every request pays."""
        key = told[:3]
        if key not in self._children:
            counter = self.requests.labels(told.area, told.method, str(told.status))
            self._children[key] = counter, self.seconds.labels(told.area)
        counter, histogram = self._children[key]
        counter.inc()
        histogram.observe(seconds)


class Told(NamedTuple):
    """What is told of an answer, but for when and to which request."""

    area: str
    method: str
    status: int
    size: int

    @classmethod
    def of(cls, scope: Scope, status: int, size: int) -> Self:
        """Return what is told of the answer to a request: of its body, `size` bytes."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        return cls(area_of(scope["path"]), method, status, size)


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

        self._figures.running += 1
        try:
            await self._app(scope, receive, noted)
        finally:
            self._figures.running -= 1
            self._tell(Told.of(scope, status, size), begun, own)

    def tell_again(self, told: Told, begun: float) -> bytes:
        """Tell of an answer that is given again since `begun`; return the id of the request."""
        own = _new_id()
        self._tell(told, begun, own)
        return own.encode()

    def _tell(self, told: Told, begun: float, own: str) -> None:
        seconds = time.perf_counter() - begun
        self._figures.count(told, seconds)
        if self._lines:
            line = {
                "time": datetime.now(UTC),
                "area": told.area,
                "method": told.method,
                "status": told.status,
                "bytes": told.size,
                "ms": round(seconds * 1000, 1),
                "request_id": own,
            }
            self._lines.write(to_json(line).decode() + "\n")


def _new_id() -> str:
    return f"{getrandbits(64):016x}"  # no secret: it only tells requests apart


def given_id(scope: Scope) -> str:
    """Return the id that the client gives its request, where it is a plain word."""
    for name, text in scope["headers"]:
        if name == REQUEST_ID_HEADER:
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
