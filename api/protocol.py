"""HTTP on one connection: uvicorn's, bounded, and with answers that are given again."""

import asyncio
from typing import Any, Final, cast

from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.repeats import REQUEST, Repeats, Request

MAX_ADDRESS: Final = 65_000
"""Bytes of an address; the parser of addresses reads no more. Longer queries are sent by POST."""

MAX_HEAD: Final = 2 * MAX_ADDRESS
"""Bytes of a request line with its headers."""

HEAD_TIME: Final = 10.0
"""Seconds until they must have arrived."""

CONTINUE: Final = b"HTTP/1.1 100 "
"""Begins what is no answer yet: the client waits for it with the body of its request."""

MAX_REPEATED: Final = 8_000
"""Bytes of a request whose answer is given again."""


class Joining:
    """A transport that sends the head of an answer with the first of its body.

    uvicorn writes them apart, and each write would wake the client.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        """Take the transport of a connection, which does all but write."""
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send a piece, or keep it if it is the head of an answer."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data))
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(CONTINUE):
            self._head = data
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Send a head that has no body."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Send what is kept, then close."""
        self.flush()
        self._transport.close()


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
        self._joining = Joining(transport)
        super().connection_made(cast(asyncio.Transport, self._joining))
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
        if self._in_head and not self._timer:
            self._wait()

    def on_message_begin(self) -> None:
        """Begin to count; the first bytes of a connection are counted already."""
        if not self._in_head:
            self._head, self._in_head = 0, True
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Refuse an address that is too long to be read."""
        super().on_url(url)
        if len(self.url) > MAX_ADDRESS:
            self._refuse(b"414 URI Too Long")

    def on_response_complete(self) -> None:
        """Send an answer that has a head alone."""
        self._joining.flush()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Tell that the request is no HTTP, unless it has been refused already."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def on_headers_complete(self) -> None:
        """Stop to count: what follows is a body, which has bounds of its own."""
        self._end_head()
        super().on_headers_complete()

    def _end_head(self) -> None:
        self._in_head = False
        self._stop()

    def _wait(self) -> None:
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


class RepeatingProtocol(BoundedProtocol):
    """Sends again what an application has kept; see `Repeats`."""

    repeats: Repeats
    _reading = False
    """Whether a part of a request is there already."""
    _read = 0
    """Requests that came to their end with the bytes that came last."""

    def data_received(self, data: bytes) -> None:
        """Send what is kept for these bytes, where they are a whole request, or have them read."""
        if self._reading or self.flow.write_paused or not self._is_answered():
            super().data_received(data)
            return
        request = Request(self._peer(), data)
        if not self._send_again(request):
            self._read = 0
            super().data_received(data)
            is_one = self._read == 1 and not self._reading and self.cycle.keep_alive
            if is_one and len(data) <= MAX_REPEATED:
                self.scope[REQUEST] = request  # type: ignore[typeddict-unknown-key]

    def on_message_begin(self) -> None:
        """Note that a request begins."""
        self._reading = True
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that a request is whole."""
        self._reading = False
        self._read += 1
        super().on_message_complete()

    def _is_answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _peer(self) -> str:
        return self.client[0] if self.config.proxy_headers and self.client else ""

    def _send_again(self, request: Request) -> bool:
        sent = self.repeats.again(request, self.client[0] if self.client else "")
        if sent is None:
            return False
        self._end_head()
        dates = [b"%s: %s\r\n" % header for header in self.server_state.default_headers]
        self.transport.write(b"".join([sent.head, *dates, b"\r\n"]))
        self.transport.write(sent.body)
        self.on_response_complete()
        return True


def protocol(app: ASGIApp) -> type[BoundedProtocol]:
    """Return what a connection to an application speaks."""
    if isinstance(app, Repeats):
        return type("Protocol", (RepeatingProtocol,), {"repeats": app})
    return BoundedProtocol
