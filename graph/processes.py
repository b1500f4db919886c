"""The processes that this project starts of its own: Python modules of this very package."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import graph


def command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module; the current folder is not searched."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> Mapping[str, str]:
    """Return our own environment, so that the module is found where this package is."""
    return os.environ | {"PYTHONPATH": str(Path(graph.__path__[0]).parent)}
