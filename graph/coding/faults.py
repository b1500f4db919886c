"""How a validator says what is wrong in a sheet, and what would be right."""

import difflib
from collections.abc import Iterable

from pydantic_core import PydanticCustomError


def fault(wrong: str, right: str) -> PydanticCustomError:
    """Return the error to raise in a validator; `sheets.py` adds the file and the line."""
    return PydanticCustomError("fault", "{wrong}", {"wrong": wrong, "right": right})


def nearest(word: str, known: Iterable[str]) -> str:
    """Return advice that names the known words nearest to `word`, or all where none is near."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f"'{name}'" for name in close) + "?"
    return "known are " + ", ".join(names) if names else "there is none to choose from"
