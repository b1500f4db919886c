"""The names of units: UCUM codes say nothing to most readers."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from pydantic import Field

from graph.answers import Labels, Model
from graph.files import folder

NAMES: Final = "units.toml"


class Unit(Model):
    """What a figure counts."""

    code: str = Field(description="The UCUM code.")
    label: Labels = Field(description="Its name; empty for a code that has none yet.")


def unit(code: str) -> Unit:
    """Return the unit that a UCUM code stands for."""
    danish, english = _names().get(code, (None, None))
    return Unit(code=code, label=Labels(da=danish, en=english))


def unit_of_difference(known: Unit) -> Unit:
    """Return what the difference of two figures of a unit counts: of per cent no per cent."""
    return unit("{percentage points}") if known.code == "%" else known


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    names: Mapping[str, tuple[str, str]] = tomllib.loads(
        (folder("series") / NAMES).read_text(encoding="utf-8")
    )
    return names
