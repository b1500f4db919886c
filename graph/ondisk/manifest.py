"""What a store says of itself, in one small file: until that is replaced, nothing has changed."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import ReleaseError

MANIFEST: Final = "aftalegraf.json"
BESIDE: Final = f"{MANIFEST}.new"
FORMAT: Final = 1
"""To be raised where an older version of this project would answer wrongly from the store."""


@dataclass(frozen=True)
class Manifest:
    """The release that a store holds, its number of quads, and the folder that they are in."""

    release: str
    quads: int
    folder: str


def read(store: Path) -> Manifest:
    """Return what a store holds; raise ReleaseError where it is none, damaged or of another format.

    Raises OSError where it cannot be read.
    """
    try:
        told = _parsed(store)
        if told["format"] != FORMAT:
            raise ReleaseError(
                f"the store {store} has format {told['format']}, and this version reads format "
                f"{FORMAT}; write it again: aftalegraf build --store {store}"
            )
        return Manifest(str(told["release"]), int(told["quads"]), str(told["folder"]))
    except FileNotFoundError as error:
        raise absent(store) from error
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(store, error) from error


def write(store: Path, manifest: Manifest) -> None:
    """Put the manifest in the place of the one before, in one move; raise OSError."""
    with (store / BESIDE).open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(manifest)}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(store / BESIDE, store / MANIFEST)


def named(store: Path) -> str:
    """Return the folder that the manifest names, of whatever format it is; else nothing."""
    try:
        return str(_parsed(store)["folder"])
    except (OSError, KeyError, TypeError, ValueError):
        return ""


def absent(store: Path) -> ReleaseError:
    """Return the error that says that there is no store, and what to do."""
    return ReleaseError(f"there is no store in {store}; make one: aftalegraf build --store {store}")


def unreadable(store: Path, reason: Exception) -> ReleaseError:
    """Return the error that says why a store is not read, by what the system or RocksDB raised."""
    if isinstance(reason, OSError) and not isinstance(reason, FileNotFoundError):
        return ReleaseError(f"cannot read the store {store}: {reason}")
    return damaged(store, reason)


def damaged(store: Path, reason: Exception) -> ReleaseError:
    """Return the error that says that a store is damaged, and what to do."""
    again = f"write it again: aftalegraf build --store {store}"
    return ReleaseError(f"the store {store} is damaged ({reason!r}); {again}")


def _parsed(store: Path) -> Any:
    return json.loads((store / MANIFEST).read_text(encoding="utf-8"))
