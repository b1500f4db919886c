"""Workers of a release on disk: started fresh, since a child of one that has used RocksDB hangs."""

import json
import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from graph.engine import StoreEngine
from graph.errors import ReleaseError
from graph.ondisk import Copies, read_only
from graph.processes import command, environment
from graph.workers.limits import Limits
from graph.workers.parent import Parent
from graph.workers.worker import run

MODULE: Final = "graph.workers.fresh"
NOBODY: Final = 0
"""In place of the number of a process."""


class FreshParent(Parent):
    """Gives every worker a copy of the release to itself."""

    def __init__(
        self, control: socket.socket, release: str, copies: Copies, limits: Limits
    ) -> None:
        """Make a first copy, since none may be possible; raise ReleaseError then."""
        super().__init__(control)
        self._release, self._copies, self._limits = release, copies, limits
        self._taken = {copies.make(): NOBODY}
        """By the folder of a copy, the worker that had it last."""

    def begin(self, channel: int) -> int:
        """See `Parent.begin`; raise ReleaseError where a copy cannot be made."""
        copy = self._free()
        os.set_inheritable(channel, True)
        limits = json.dumps(asdict(self._limits))
        worker = command(MODULE, str(channel), self._release, str(copy), limits)
        self._taken[copy] = os.posix_spawn(worker[0], worker, environment())
        return self._taken[copy]

    def _free(self) -> Path:
        """Return a copy that no worker has any more, or a new one: few are made after the start."""
        free = (copy for copy, child in self._taken.items() if child not in self.children)
        return next(free, None) or self._copies.make()


def main() -> None:
    """Work as `FreshParent.begin` says in the arguments; never return."""
    channel, release, copy, limits = sys.argv[1:]
    try:
        engine = StoreEngine(release, read_only(Path(copy)))
    except ReleaseError as error:
        sys.exit(str(error))
    run(socket.socket(fileno=int(channel)), engine, Limits(**json.loads(limits)))


if __name__ == "__main__":
    main()
