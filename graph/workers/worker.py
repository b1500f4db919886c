"""A worker: one query at a time, evaluated and spooled to its end before a byte of it is sent."""

import os
import resource
import signal
import socket
import threading
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final

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
    the pages of the data, which all workers share.
    """
    die_with_parent(signal.SIGKILL)
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
        elif spool.size > SPOOL:
            _send_file(channel, spool, last)
        else:
            spool.seek(0)
            _reply(channel, status, spool.read(), last)
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


def _send_file(channel: socket.socket, spool: "_Spool", last: bool) -> None:
    spool.seek(0)  # the descriptor shares its place with the taker's
    size = str(spool.size).encode()
    header = REPLY.pack(Status.FILE, last, len(size)) + size
    socket.send_fds(channel, [header], [spool.fileno()])


if TYPE_CHECKING:
    _Base = SpooledTemporaryFile[bytes]
else:
    _Base = SpooledTemporaryFile


class _Spool(_Base):
    """A result on its way: in memory, then on disk, and never more than its bound."""

    def __init__(self, bound: int) -> None:
        super().__init__(max_size=SPOOL)
        self._bound = bound
        self.size = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.size += len(data)
        if self.size > self._bound:
            raise ResultTooLarge.over(self._bound)
        return super().write(data)
