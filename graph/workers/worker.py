"""A worker: one query at a time, evaluated and spooled to its end before a byte of it is sent."""

import os
import resource
import signal
import socket
import threading
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Final

from graph.engine import StoreEngine
from graph.errors import QueryError, ResultTooLarge
from graph.workers.isolation import bound_memory, die_with_parent
from graph.workers.limits import SPOOL, Limits
from graph.workers.wire import ERRORS, REPLY, Request, Status, receive_request

GROWTH: Final = 64 * 1024
"""Kilobytes: a worker that has grown by more ends after its answer, which gives the memory back."""


def run(channel: socket.socket, engine: StoreEngine, limits: Limits) -> None:
    """Answer from the channel until it is closed, in a fresh child process; never return.

    The work is done in a new thread: it allocates from an arena of its own, and so does not copy
    the pages of the data, which all workers share. It never takes the processor from the service
    at the moment that it is asked (sched(7), SCHED_BATCH).
    """
    die_with_parent(signal.SIGKILL)
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    os.setpriority(os.PRIO_PROCESS, 0, 0)  # the service may go before others, but not its queries
    bound_memory(limits.memory)
    # The engine writes a line when memory is refused; the service tells it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    worker = threading.Thread(target=_work, args=(channel, engine, limits))
    worker.start()
    _reply(channel, Status.READY, str(worker.native_id).encode(), last=False)
    worker.join()
    os._exit(0)


def _work(channel: socket.socket, engine: StoreEngine, limits: Limits) -> None:
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while request := receive_request(channel):
        last = not _answer(channel, engine, request, limits.result, begun)
        if last:
            return


def _answer(
    channel: socket.socket, engine: StoreEngine, request: Request, bound: int, begun: int
) -> bool:
    """Answer a request; return whether the worker is as good for the next one."""
    with _Spool(bound) as spool:
        status, body = _evaluate(engine, request, spool)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun
        last = grown > GROWTH or status is Status.MEMORY
        if status is not Status.RESULT:
            _reply(channel, status, body, last)
        elif spool.file:
            _send_file(channel, spool.file, spool.size, last)
        else:
            _reply(channel, status, spool.getvalue(), last)
    return not last


def _evaluate(engine: StoreEngine, request: Request, spool: IO[bytes]) -> tuple[Status, bytes]:
    try:
        engine.write(request.query, request.media_type, request.dataset, spool)
    except MemoryError:
        return Status.MEMORY, b""
    except QueryError as error:
        kind = next(status for status, type_ in ERRORS.items() if isinstance(error, type_))
        return kind, str(error).encode()
    return Status.RESULT, b""


def _reply(channel: socket.socket, status: Status, body: bytes, last: bool) -> None:
    channel.sendall(REPLY.pack(status, last, len(body)) + body)


def _send_file(channel: socket.socket, file: IO[bytes], length: int, last: bool) -> None:
    file.seek(0)  # the descriptor shares its place with the taker's
    size = str(length).encode()
    header = REPLY.pack(Status.FILE, last, len(size)) + size
    socket.send_fds(channel, [header], [file.fileno()])


class _Spool(BytesIO):
    """A result on its way: in memory, then on disk, and never more than its bound."""

    def __init__(self, bound: int) -> None:
        super().__init__()
        self.size = 0
        self.file: IO[bytes] | None = None
        """What has it all, where it is more than is kept in memory."""
        self._bound = bound

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take a piece; raise ResultTooLarge where that is more than the bound."""
        self.size += len(data)
        if self.size > self._bound:
            raise ResultTooLarge.over(self._bound)
        if self.size > SPOOL:
            return self._on_disk().write(data)
        return super().write(data)

    def close(self) -> None:
        """Give back what is held."""
        if self.file:
            self.file.close()
        super().close()

    def _on_disk(self) -> IO[bytes]:
        if self.file is None:
            self.file = TemporaryFile()  # noqa: SIM115 - closed with the spool
            self.file.write(self.getbuffer())
        return self.file
