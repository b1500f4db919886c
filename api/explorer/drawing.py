"""Text in drawings: SVG does not wrap it, so the server does."""

import textwrap
from collections.abc import Sequence


def wrapped(text: str, width: int, most: int) -> Sequence[str]:
    """Return a text in lines of at most `width` characters, the last cut with … after `most`."""
    lines = textwrap.wrap(text, width) or [""]
    if len(lines) <= most:
        return lines
    return [
        *lines[: most - 1],
        textwrap.shorten(" ".join(lines[most - 1 :]), width, placeholder="…"),
    ]


def shortened(text: str, width: int) -> str:
    """Return a text of at most `width` characters, cut with …."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
