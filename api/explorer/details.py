"""The details of errors in Danish, by the parts that they are made of: see `details.toml`.

Where an error is raised nobody knows who reads it, so a detail is written once, in English. A page
looks its parts up here as a message catalogue does.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

LONGEST: Final = 1_000
"""Characters of a detail that is translated: a long value of a stranger could fit in many ways."""


def in_danish(detail: str) -> str | None:
    """Return the Danish of an English detail; None where a part is not known, or it is too long."""
    if len(detail) > LONGEST:
        return None
    told = [_translated(part) for part in detail.split("; ")]
    whole = "; ".join(part for part in told if part)
    return re.sub("'([^']*)'", r"»\1«", whole) if all(told) else None


@cache
def catalogue() -> Mapping[str, str]:
    """Return the parts, English to Danish, with `{name}` where any text may stand."""
    text = (files("api") / "explorer" / "details.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)
    return found


def _translated(part: str) -> str | None:
    for pattern, danish in _patterns():
        if fits := pattern.fullmatch(part):
            return danish.format(**fits.groupdict())
    return None


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    return [(_pattern(english), danish) for english, danish in catalogue().items()]


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)  # texts and, between them, names
    return re.compile(
        "".join(
            f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )
