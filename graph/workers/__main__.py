"""The parent of the workers as a process: `python -m graph.workers DESCRIPTOR`, by the pool."""

import pickle
import socket
import sys
from contextlib import ExitStack

from graph.engine import EmbeddedEngine, StoreEngine
from graph.errors import AftalegrafError, ReleaseError
from graph.ondisk import copies, load
from graph.release import Release
from graph.workers.forking import ForkingParent
from graph.workers.fresh import FreshParent
from graph.workers.isolation import isolate
from graph.workers.parent import Parent, Start, tell


def main() -> None:
    """Serve the control channel, whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    start: Start = pickle.load(sys.stdin.buffer)
    isolation = isolate()
    with ExitStack() as held:
        try:
            parent = _parent(control, start, held)
        except AftalegrafError as error:
            tell(control, failed=str(error))
            return
        try:
            tell(control, ready=sorted(isolation))
            parent.serve()
        except ConnectionError:
            pass  # the service has ended meanwhile
        except ReleaseError as error:
            sys.exit(str(error))


def _parent(control: socket.socket, start: Start, held: ExitStack) -> Parent:
    """Make ready what workers answer from; raise ReleaseError where that cannot be done."""
    release, limits = start.release, start.limits
    if isinstance(release, Release):
        return ForkingParent(control, EmbeddedEngine(release), limits)
    if release.in_memory:
        return ForkingParent(control, StoreEngine(release.id, load(release.folder)), limits)
    made = held.enter_context(copies(release.folder))
    return FreshParent(control, release.id, made, limits)


main()
