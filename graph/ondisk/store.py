"""A release written into a store, and opened to be served."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_SH
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from graph.engine import fill
from graph.errors import ReleaseError
from graph.ondisk import manifest
from graph.ondisk.manifest import BESIDE, MANIFEST, Manifest, absent, unreadable
from graph.ondisk.places import OURS, RELEASE, locked, made
from graph.release import Release

QUAD: Final = 350
"""Bytes that a quad takes in memory, with its terms and indexes: measured on our own data."""

SHARE: Final = 0.5
"""The part of the free memory that a release may take: queries, results and the service want the
rest, and a machine that is filled to the brim answers nobody."""

FAILURES: Final = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises where RocksDB fails."""


@dataclass(frozen=True)
class StoredRelease:
    """A release in a store: its name, the folder of its RocksDB, its number of quads."""

    id: str
    folder: Path
    quads: int
    in_memory: bool
    """Whether it is loaded into memory to be served, or answered from where it is."""

    @property
    def needed(self) -> int:
        """Return the bytes of memory that it takes when it is loaded."""
        return self.quads * QUAD


def prepare(store: Path) -> None:
    """Make the folder of a store, empty, or accept one that is there.

    Raises ReleaseError where something else is there, or no folder can be made.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        others = sorted(file.name for file in store.iterdir() if not _ours(file.name))
    except OSError as error:
        raise ReleaseError(f"cannot make a store in {store}: {error}") from error
    if others and not (store / MANIFEST).is_file():
        raise ReleaseError(
            f"{store} is no store and holds other things ({others[0]}); name a folder of its own"
        )


def write(store: Path, release: Release) -> None:
    """Write a release into a store that is prepared, in place of the one that it holds.

    It does so whole or not at all. Whoever answers from the release that was there has it for as
    long as he goes on. Raises ReleaseError where a graph is not Turtle or the store cannot be
    written.
    """
    try:
        with made(store, RELEASE) as folder:
            quads = _filled(folder, release)
            with locked(store, LOCK_EX):
                manifest.write(store, Manifest(release.id, quads, folder.name))
    except FAILURES as error:
        raise ReleaseError(f"cannot write the store {store}; nothing changed: {error}") from error


@contextmanager
def opened(store: Path, free: int) -> Iterator[StoredRelease]:
    """Yield the release that a store holds, and keep builds from removing it meanwhile.

    It is to be loaded into memory where that leaves enough of the `free` bytes. Raises
    ReleaseError where there is none, it is damaged, or of another format.
    """
    if not store.is_dir():
        raise absent(store)
    with ExitStack() as held:
        try:
            with locked(store, LOCK_SH):
                found = manifest.read(store)
                held.enter_context(locked(store / found.folder, LOCK_SH))
        except OSError as error:
            raise unreadable(store, error) from error
        fits = found.quads * QUAD <= free * SHARE
        yield StoredRelease(found.release, store / found.folder, found.quads, fits)


def read_only(folder: Path) -> Store:
    """Open the RocksDB of a release or of a copy; raise ReleaseError where it cannot be read."""
    try:
        return Store.read_only(str(folder))
    except FAILURES as error:
        raise unreadable(folder.parent, error) from error


def _filled(folder: Path, release: Release) -> int:
    """Put a release into a new RocksDB and close it; return its number of quads."""
    store = Store(str(folder))
    fill(store, release)
    store.optimize()
    store.flush()
    return len(store)


def _ours(name: str) -> bool:
    return name in (MANIFEST, BESIDE) or OURS.fullmatch(name) is not None
