"""What processes that this project starts of its own need to find it."""

from collections.abc import Mapping
from pathlib import Path

import graph


def environment() -> Mapping[str, str]:
    """Return the variables that make a Python process import this very package."""
    return {"PYTHONPATH": str(Path(graph.__path__[0]).parent)}
