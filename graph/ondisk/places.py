"""The folders of a store, and who uses them.

Whoever uses one holds a lock on it (flock(2)), which ends with the process however that ends. So
what a killed build or service leaves behind is known by having no lock. The lock on the store
itself is held for the moments in which folders are made, named in the manifest or removed.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from secrets import token_hex
from typing import Final

from graph.ondisk.manifest import named

RELEASE: Final = "release"
WORKERS: Final = "workers"

OURS: Final = re.compile(rf"(?:{RELEASE}|{WORKERS})-[0-9a-f]{{16}}")
"""The name of a folder of a store."""


@contextmanager
def locked(folder: Path, kind: int) -> Iterator[None]:
    """Hold a lock on a folder; raise OSError where it is not there or, with LOCK_NB, is held."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        flock(handle, kind)
        yield
    finally:
        os.close(handle)


@contextmanager
def made(store: Path, kind: str) -> Iterator[Path]:
    """Make a folder in a store and hold it; sweep the store before and after.

    So at the end it is gone, unless the manifest names it by then. Raises OSError.
    """
    sweep(store)
    with ExitStack() as held:
        with locked(store, LOCK_EX):
            folder = store / f"{kind}-{token_hex(8)}"
            folder.mkdir()
            held.enter_context(locked(folder, LOCK_EX))
        try:
            yield folder
        finally:
            held.close()
            sweep(store)


def sweep(store: Path) -> None:
    """Remove the folders that nobody holds and the manifest does not name; raise OSError."""
    with locked(store, LOCK_EX):
        current = named(store)
        for folder in store.iterdir():
            if OURS.fullmatch(folder.name) and folder.name != current:
                with suppress(BlockingIOError), locked(folder, LOCK_EX | LOCK_NB):
                    shutil.rmtree(folder)
