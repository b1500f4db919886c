"""The figures of the service, as Prometheus reads them, by area and not by address."""

import time
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from graph.resources import vocabulary

_ROOTS: Final = frozenset(
    {"sparql", "store", "validate", "docs", "id", "concept", "ont", "problems", "metrics"}
)
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

    def count(self, area: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request; what is looked up once is kept, as every request pays."""
        key = (area, method, status)
        if key not in self._children:
            counter = self.requests.labels(area, method, str(status))
            self._children[key] = counter, self.seconds.labels(area)
        counter, histogram = self._children[key]
        counter.inc()
        histogram.observe(seconds)


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
