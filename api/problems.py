"""The kinds of error: what each is called, and what a caller can do about it.

A kind is the end of the `type` of its problem details (RFC 9457, section 3.1.1), which resolves
to a page in both languages. They are written in `problems.toml`.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from pydantic import TypeAdapter

from graph.answers import Model
from graph.catalogue import Wording


class Problem(Model):
    """A kind of error: its status, its title, and what a caller can do about it."""

    status: int
    title: Wording
    advice: Wording


PROBLEMS: Final[Mapping[str, Problem]] = TypeAdapter(dict[str, Problem]).validate_python(
    tomllib.loads((files("api") / "problems.toml").read_text("utf-8"))
)
