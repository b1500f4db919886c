"""A line and the figures of every request, written some moments later, many at once.

One at a time takes longer than the endpoint takes over a short query. Not through `logging`, which
takes longer still. No line holds what a client asked or who it is: no query text, no address.
"""

import asyncio
from datetime import UTC, datetime
from typing import Final, NamedTuple, TextIO

from pydantic_core import to_json

from api.figures import Figures, area_of

DELAY: Final = 0.02
"""Seconds that lines are gathered."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"})


class Told(NamedTuple):
    """What is told of an answer, but for when and to which request."""

    path: str
    method: str
    status: int
    size: int


class Journal:
    """Tells of requests."""

    def __init__(self, figures: Figures, lines: TextIO | None) -> None:
        """Count in `figures`, and write to `lines` if there is somewhere to write."""
        self.figures = figures
        self._lines = lines
        self._noted: list[tuple[Told, datetime, float, str]] = []

    def note(self, told: Told, seconds: float, request_id: str) -> None:
        """Note an answer that took so long, to be told of soon."""
        if not self._noted:
            asyncio.get_running_loop().call_later(DELAY, self.tell)
        self._noted.append((told, datetime.now(UTC), seconds, request_id))

    def tell(self) -> None:
        """Tell of all that is noted."""
        noted, self._noted = self._noted, []
        lines = [self._line(*each) for each in noted]
        if self._lines:
            self._lines.write("".join(lines))

    def _line(self, told: Told, when: datetime, seconds: float, request_id: str) -> str:
        area = area_of(told.path)
        method = told.method if told.method in _METHODS else "other"
        self.figures.count(area, method, told.status, seconds)
        line = {
            "time": when,
            "area": area,
            "method": method,
            "status": told.status,
            "bytes": told.size,
            "ms": round(seconds * 1000, 1),
            "request_id": request_id,
        }
        return to_json(line).decode() + "\n"
