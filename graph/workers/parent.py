"""The parent of the workers: loads a release, forks a worker for each channel that it is sent.

Started by the pool as a process of its own. It has one thread and no network, and evaluates
nothing itself. It ends when the control channel is closed, and its children with it.
"""

import gc
import json
import os
import pickle
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from graph.engine import EmbeddedEngine
from graph.engine.bare import apply
from graph.errors import AftalegrafError, RdfError
from graph.release import Release
from graph.workers.isolation import isolate
from graph.workers.limits import Limits
from graph.workers.worker import run

REASON: Final = 10_000
"""Characters of a reason that fit into a message."""


@dataclass(frozen=True)
class Start:
    """What the parent is told at its start, pickled, on its standard input."""

    release: Release
    limits: Limits


def main() -> None:
    """Serve the control channel, whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    start: Start = pickle.load(sys.stdin.buffer)
    isolation = isolate()
    try:
        engine = EmbeddedEngine(start.release)
    except AftalegrafError as error:
        _tell(control, failed=str(error))
        return
    gc.collect()
    gc.freeze()
    _tell(control, ready=sorted(isolation))
    with suppress(ConnectionError):  # the service has ended while it was told something
        _Parent(control, engine, start.limits).serve()


def _tell(control: socket.socket, **message: object) -> None:
    control.send(json.dumps(message).encode())


class _Parent:
    def __init__(self, control: socket.socket, engine: EmbeddedEngine, limits: Limits) -> None:
        self._control, self._engine, self._limits = control, engine, limits
        self._children: set[int] = set()

    def serve(self) -> None:
        """Fork and reap until the control channel is closed."""
        wake, woken = socket.socketpair()  # made before a child can end
        for end in (wake, woken):
            end.setblocking(False)
        signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # the service decides when to end
        try:
            self._loop(wake)
        finally:
            signal.set_wakeup_fd(-1)  # before the sockets are gone

    def _loop(self, wake: socket.socket) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._control, selectors.EVENT_READ, self._command)
            ready.register(wake, selectors.EVENT_READ, lambda: self._reap(wake))
            going = True
            while going:
                for key, _ in ready.select():
                    going = key.data() and going

    def _command(self) -> bool:
        """Do what the pool asks for; return False where it asks no more."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        except ConnectionResetError:
            return False
        match message:
            case b"fork":
                self._fork(descriptors[0])
            case b"change":
                self._change(descriptors[0])
        return bool(message)

    def _change(self, file: int) -> None:
        """Apply the change that a file holds, pickled by the pool."""
        with os.fdopen(file, "rb") as pickled:
            pickled.seek(0)
            change = pickle.load(pickled)
        try:
            _tell(self._control, changed=apply(self._engine, change))
        except RdfError as error:
            _tell(self._control, unchanged=str(error)[:REASON])

    def _fork(self, channel: int) -> None:
        """Fork a worker for a channel."""
        child = os.fork()
        if child == 0:
            try:
                self._begin(channel)
            finally:
                os._exit(1)
        os.close(channel)
        self._children.add(child)
        handle = os.pidfd_open(child)
        socket.send_fds(self._control, [json.dumps({"forked": child}).encode()], [handle])
        os.close(handle)

    def _begin(self, channel: int) -> None:
        """Become a worker."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._control.close()
        run(socket.socket(fileno=channel), self._engine, self._limits)

    def _reap(self, wake: socket.socket) -> bool:
        wake.recv(4096)
        for child in tuple(self._children):
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                self._children.discard(child)
                _tell(self._control, gone=child, status=os.waitstatus_to_exitcode(status))
        return True
