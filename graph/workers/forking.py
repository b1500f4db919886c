"""Workers of a release in memory: forked from a parent that holds it, whose pages they share."""

import gc
import os
import pickle
import signal
import socket
from typing import Final

from graph.engine import StoreEngine
from graph.engine.bare import apply
from graph.errors import RdfError
from graph.workers.limits import Limits
from graph.workers.parent import Parent, tell
from graph.workers.worker import run

CHANGE: Final = b"change"
"""The message that asks to change a graph; a file with the change comes along."""

REASON: Final = 10_000
"""Characters of a reason that fit into a message."""


class ForkingParent(Parent):
    """Holds a release; it must have one thread, and never have used RocksDB."""

    def __init__(self, control: socket.socket, engine: StoreEngine, limits: Limits) -> None:
        super().__init__(control)
        self._engine, self._limits = engine, limits
        gc.collect()
        gc.freeze()

    def begin(self, channel: int) -> int:
        """See `Parent.begin`."""
        child = os.fork()
        if child == 0:
            try:
                self._become(channel)
            finally:
                os._exit(1)
        return child

    def do(self, message: bytes, descriptor: int) -> None:
        """See `Parent.do`."""
        if message == CHANGE:
            self._change(descriptor)
        else:
            super().do(message, descriptor)

    def _become(self, channel: int) -> None:
        """Become a worker."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.control.close()
        run(socket.socket(fileno=channel), self._engine, self._limits)

    def _change(self, file: int) -> None:
        """Apply the change that a file holds, pickled by the pool."""
        with os.fdopen(file, "rb") as pickled:
            pickled.seek(0)
            change = pickle.load(pickled)
        try:
            tell(self.control, changed=apply(self._engine, change))
        except RdfError as error:
            tell(self.control, unchanged=str(error)[:REASON])
