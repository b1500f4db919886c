"""One worker, as the service sees it: its channel, its handle, the answer that it owes."""

import asyncio
import os
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

from graph.errors import Busy, MemoryExceeded, QueryCrashed, QueryError
from graph.workers.wire import ERRORS, REPLY, Status

LOOK: Final = 0.05
"""Seconds between looks at a query that is not answered yet."""

TURN: Final = 0.03
"""Seconds of the processor after which it makes way for the short ones and for the service
(nice(2)). One that only waited for the processor does not: it would wait for ever."""

SLOW_NICE: Final = 19
POST_MORTEM: Final = 1.0
"""Seconds that the parent's word on how a worker ended is waited for."""

_CHUNK: Final = 2**16
"""Bytes read at once, into room that is kept: to get it anew would take longer than to read."""
_DESCRIPTOR: Final = struct.Struct("i")
_ALONG: Final = socket.CMSG_LEN(_DESCRIPTOR.size)
"""Of the one descriptor that may come along (cmsg(3))."""

_NO_MEMORY: Final = (
    "the query was stopped because it took more memory than a query may have; let it match less, "
    "and sort, group or join fewer rows"
)
_NO_STACK: Final = "the engine ended while it read this query: write it flatter and shorter"
_FROM_OUTSIDE: Final = "the process that evaluated the query was ended from outside; send it again"


@dataclass(frozen=True)
class Result:
    """A whole result: its bytes, or, where it is large, an open file that the taker closes."""

    body: bytes = b""
    file: IO[bytes] | None = None
    size: int = 0

    def read(self) -> bytes:
        """Return all bytes; a file is closed."""
        if self.file is None:
            return self.body
        with self.file:
            return self.file.read()


class Member:
    """A worker of the pool. `begun` is called when it is ready, `ended` when it is no more."""

    def __init__(
        self,
        channel: socket.socket,
        handle: int,
        generation: int,
        begun: Callable[["Member"], None],
        ended: Callable[["Member"], None],
    ) -> None:
        """Take the service's end of the channel, non-blocking, and the handle of the process.

        `generation` is that of the data which the worker sees.
        """
        self.alive = True
        self.slow = False
        """Whether it makes way; there is no way back from that, so it is not asked again."""
        self.generation = generation
        self._channel, self._handle = channel, handle
        self._begun, self._ended = begun, ended
        self._loop = asyncio.get_running_loop()
        self._thread = 0
        self._used = 0.0
        self._until = 0.0
        self._trusted = False
        self._look: asyncio.TimerHandle
        self._room = memoryview(bytearray(_CHUNK))
        self._buffer = bytearray()
        self._files: list[int] = []
        self._reply: asyncio.Future[Result] | None = None
        self._status: asyncio.Future[int] = self._loop.create_future()
        self._loop.add_reader(channel, self._readable)

    @property
    def begun(self) -> bool:
        """Return whether it has been ready."""
        return self._thread != 0

    async def ask(self, request: bytes, until: float, trusted: bool) -> Result:
        """Send a packed request and return the result; a trusted one never makes way.

        Raises TimeoutError when the loop's clock reads `until`: the worker has been killed then.
        It is killed too where the asker is cancelled. Raises QueryError where there is no result.
        """
        reply: asyncio.Future[Result] = self._loop.create_future()
        self._reply = reply
        self._used = 0.0
        self._until, self._trusted = until, trusted
        self._look_in(min(LOOK, until - self._loop.time()))
        try:
            sent = self._send(request)
            if sent < len(request):
                await self._loop.sock_sendall(self._channel, request[sent:])
            return await reply
        except (asyncio.CancelledError, OSError):
            self.kill()
            raise
        except _LostError:
            raise await self._cause() from None
        finally:
            self._look.cancel()
            self._reply = None

    def kill(self) -> None:
        """End the worker at once; what it was doing is lost."""
        if self.alive:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            self._leave()

    def died(self, status: int) -> None:
        """Take note of how the process ended: an exit status, or minus a signal."""
        if not self._status.done():
            self._status.set_result(status)

    def _send(self, request: bytes) -> int:
        try:
            return self._channel.send(request)
        except BlockingIOError:
            return 0
        except OSError:
            return len(request)  # it has ended; the reader finds out, and the asker how

    def _look_in(self, seconds: float) -> None:
        """Look at the query then; most are answered before."""
        self._look = self._loop.call_later(max(0.0, seconds), self._watch)

    def _watch(self) -> None:
        left = self._until - self._loop.time()
        if left <= 0:
            self._time_up()
        elif self._trusted or self.slow:
            self._look_in(left)
        else:
            self._make_way()
            self._look_in(min(LOOK, left))

    def _time_up(self) -> None:
        if self._reply and not self._reply.done():
            self._reply.set_exception(TimeoutError())
            self.kill()

    def _make_way(self) -> None:
        """Let the query go behind others, where it has had its turn of the processor."""
        used = _processor_time(self._thread)
        if self._used and used - self._used > TURN:
            self.slow = True
            with suppress(ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, self._thread, SLOW_NICE)
        self._used = self._used or used

    def _readable(self) -> None:
        try:
            size, along, _, _ = self._channel.recvmsg_into([self._room], _ALONG)
        except BlockingIOError:
            return
        except OSError:
            size, along = 0, []
        for _, _, file in along:
            self._files.append(*_DESCRIPTOR.unpack(file))
        self._buffer += self._room[:size]
        if not size:
            self._lose()
        elif len(self._buffer) >= REPLY.size:
            status, last, length = REPLY.unpack_from(self._buffer)
            if len(self._buffer) - REPLY.size >= length:
                body = bytes(memoryview(self._buffer)[REPLY.size :])
                self._buffer = bytearray()
                self._received(Status(status), bool(last), body)

    def _received(self, status: Status, last: bool, body: bytes) -> None:
        if status is Status.READY:
            self._thread = int(body)
            self._begun(self)
            return
        reply = self._reply
        if reply is None or reply.done():
            self.kill()  # an answer that nobody waits for
        elif status is Status.RESULT:
            reply.set_result(Result(body, size=len(body)))
        elif status is Status.FILE:  # taken before leaving, which closes what nobody took
            file = os.fdopen(self._files.pop(), "rb")
            reply.set_result(Result(file=file, size=int(body)))
        else:
            reply.set_exception(ERRORS[status](body.decode() or _NO_MEMORY))
        if last:
            self._leave()

    def _lose(self) -> None:
        """Note that the worker has ended by itself or by another's hand."""
        self._leave()
        if self._reply and not self._reply.done():
            self._reply.set_exception(_LostError())
        else:
            self._ended(self)

    def _leave(self) -> None:
        if self.alive:
            self.alive = False
            self._loop.remove_reader(self._channel)
            self._channel.close()
            os.close(self._handle)
            for file in self._files:
                os.close(file)
            self._files.clear()

    async def _cause(self) -> QueryError:
        """Return what ended the worker, by the word of the parent."""
        status = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(POST_MORTEM):
                status = await self._status
        if status == -signal.SIGABRT:
            return MemoryExceeded(_NO_MEMORY)
        if status == -signal.SIGSEGV:
            return QueryCrashed(_NO_STACK)
        return Busy(_FROM_OUTSIDE)


def _processor_time(thread: int) -> float:
    """Return the seconds that a thread has had the processor; 0 where it is no more."""
    try:
        with open(f"/proc/{thread}/schedstat", encoding="ascii") as statistics:
            return int(statistics.read().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0


class _LostError(Exception):
    """The worker ended before it replied."""
