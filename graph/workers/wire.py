"""The messages between the service, the parent of the workers, and the workers.

A request and a reply are a header and a body over a stream socket. A result that is too large
for a message is a file, and its descriptor goes with the header. Requests are marshalled, which
is the quickest there is: both sides are the same Python, and the worker trusts the service.
"""

import marshal
import socket
import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final

from graph.errors import (
    MemoryExceeded,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ResultTooLarge,
)
from graph.query import LONG, Dataset, Form, Query


class Status(IntEnum):
    """What a reply's body is."""

    READY = 0
    """The identity of the worker's thread: it has begun."""
    RESULT = 1
    FILE = 2
    """The size of the result, which is in the file that comes along."""
    SYNTAX = 3
    REFUSED = 4
    FAILED = 5
    TOO_LARGE = 6
    MEMORY = 7


ERRORS: Final[dict[Status, type[QueryError]]] = {
    Status.SYNTAX: QuerySyntaxError,
    Status.REFUSED: QueryRefused,
    Status.TOO_LARGE: ResultTooLarge,
    Status.MEMORY: MemoryExceeded,
    Status.FAILED: QueryError,
}
"""The exception that each failure is on the other side; the most special first."""

REPLY: Final = struct.Struct("!BBQ")
"""Status, whether the worker ends after this reply, length of the body."""

_LENGTH: Final = struct.Struct("!Q")
_CHUNK: Final = 2**16


@dataclass(frozen=True)
class Request:
    """One query for a worker."""

    query: Query
    media_type: str
    dataset: Dataset


def pack_request(request: Request) -> bytes:
    """Return the request as bytes to send."""
    query, dataset = request.query, request.dataset
    fields: list[Any] = [
        *(query.text, query.form.value, query.fixed, request.media_type),
        *(query.dataset.default, query.dataset.named, dataset.default, dataset.named),
    ]
    body = marshal.dumps(fields)
    return _LENGTH.pack(len(body)) + body


def receive_request(channel: socket.socket) -> Request | None:
    """Wait for a request; return None where the other side has closed the channel.

    The other side sends one, and the next when it has the answer: none can follow it too soon.
    """
    received = b""
    while len(received) < _LENGTH.size or len(received) < _whole(received):
        part = channel.recv(_CHUNK)
        if not part:
            return None
        received += part
    body = received[_LENGTH.size :]
    return _read(body) if len(body) > LONG else _read_again(body)


def _read(body: bytes) -> Request:
    """Return the request that a message has."""
    text, form, fixed, media_type, *graphs = marshal.loads(body)
    query = Query(text, Form(form), Dataset(*graphs[:2]), fixed)
    return Request(query, media_type, Dataset(*graphs[2:]))


_read_again = lru_cache(maxsize=256)(_read)
"""The same, remembered: most are asked again, and short. Long ones would fill each worker."""


def _whole(received: bytes) -> int:
    """Return how many bytes the message has whose header is received."""
    (length,) = _LENGTH.unpack_from(received)
    return _LENGTH.size + int(length)
