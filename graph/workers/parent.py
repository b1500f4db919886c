"""The parent of the workers: starts one for each channel that it is sent, and reaps them.

Started by the pool as a process of its own. It has no network, and evaluates nothing itself. It
ends when the control channel is closed, and its children with it.
"""

import json
import os
import selectors
import signal
import socket
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Final

from graph.ondisk import StoredRelease
from graph.release import Release
from graph.workers.limits import Limits

START: Final = b"start"
"""The message that asks for a worker; its channel comes along."""


@dataclass(frozen=True)
class Start:
    """What the parent is told at its start, pickled, on its standard input."""

    release: Release | StoredRelease
    limits: Limits


def tell(control: socket.socket, **message: object) -> None:
    """Tell the service something."""
    control.send(json.dumps(message).encode())


class Parent(ABC):
    """Starts a worker for each channel that it is sent, and tells when one is gone."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.children: set[int] = set()
        """The process numbers of the workers that have not been reaped."""

    @abstractmethod
    def begin(self, channel: int) -> int:
        """Start a worker for a channel, which stays open; return its process number."""

    def serve(self) -> None:
        """Start and reap until the control channel is closed; then end all workers."""
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
            self._end()

    def _loop(self, wake: socket.socket) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self.control, selectors.EVENT_READ, self._command)
            ready.register(wake, selectors.EVENT_READ, lambda: self._reap(wake))
            going = True
            while going:
                for key, _ in ready.select():
                    going = key.data() and going

    def _command(self) -> bool:
        """Do what the pool asks for; return False where it asks no more."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self.control, 64, 1)
        except ConnectionResetError:
            return False
        if message:
            self.do(message, descriptors[0])
        return bool(message)

    def do(self, message: bytes, descriptor: int) -> None:
        """Do what the service asks for, with the descriptor that comes along."""
        assert message == START
        self._start(descriptor)

    def _start(self, channel: int) -> None:
        child = self.begin(channel)
        os.close(channel)
        self.children.add(child)
        handle = os.pidfd_open(child)
        socket.send_fds(self.control, [json.dumps({"started": child}).encode()], [handle])
        os.close(handle)

    def _end(self) -> None:
        for child in self.children:
            os.kill(child, signal.SIGKILL)
        for child in self.children:
            os.waitpid(child, 0)

    def _reap(self, wake: socket.socket) -> bool:
        wake.recv(4096)
        for child in tuple(self.children):
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                self.children.discard(child)
                tell(self.control, gone=child, status=os.waitstatus_to_exitcode(status))
        return True
