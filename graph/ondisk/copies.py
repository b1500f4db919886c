"""Copies of a store's release for workers: hard links, so each takes milliseconds and no room."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from pyoxigraph import Store

from graph.errors import ReleaseError
from graph.ondisk.places import WORKERS, made
from graph.ondisk.store import FAILURES, read_only


class Copies:
    """Makes copies of a release in a folder beside it."""

    def __init__(self, release: Store, folder: Path) -> None:
        self._release = release
        self._folders = (folder / str(number) for number in count())

    def make(self) -> Path:
        """Return the folder of a new copy; raise ReleaseError where it cannot be made."""
        folder = next(self._folders)
        try:
            self._release.backup(str(folder))
        except FAILURES as error:
            raise ReleaseError(
                f"cannot make a hard-linked copy of the release in {folder}; it has to be of the "
                f"user who serves it: {error}"
            ) from error
        return folder


@contextmanager
def copies(release: Path) -> Iterator[Copies]:
    """Open a release to be copied; in the end the copies are gone.

    The process must not fork afterwards: a child in which RocksDB is asked would hang. Raises
    ReleaseError where the release is damaged or nothing can be written beside it.
    """
    store = read_only(release)
    with ExitStack() as held:
        try:
            folder = held.enter_context(made(release.parent, WORKERS))
        except OSError as error:
            raise ReleaseError(f"cannot make copies in {release.parent}: {error}") from error
        yield Copies(store, folder)
