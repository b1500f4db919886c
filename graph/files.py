"""Where the Turtle, YAML and query files are: beside the package in a wheel, or in the checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(name: str) -> Traversable:
    """Return the folder `name` (`ontology`, `shapes`, `data`, `queries`).

    A wheel carries them inside `graph/`; a checkout has them beside it.
    """
    packaged = files("graph") / name
    return packaged if packaged.is_dir() else Path(str(files("graph"))).parent / name
