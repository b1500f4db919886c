"""Where the next page begins, told to the client as a token that it hands back as it is."""

import base64
import json
from hashlib import blake2b
from typing import Final

from graph.errors import ParameterError

FARTHEST: Final = 2**32
"""No list is as long; an engine refuses an offset that it cannot hold."""


def digest(*parts: object) -> str:
    """Return a short name of what decides which things are where in a list."""
    return blake2b(json.dumps(parts).encode(), digest_size=6).hexdigest()


def write_cursor(release: str, of_list: str, start: int) -> str:
    """Return the cursor of the page that begins with the thing `start` (from 0) of a list."""
    told = json.dumps([release, of_list, start]).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def read_cursor(text: str, release: str, of_list: str) -> int:
    """Return where the page begins.

    Raises ParameterError for a cursor of another release or another list, or for none at all.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        of_release, named, start = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError, RecursionError):
        raise ParameterError("cursor: take it from `next` as it is") from None
    if of_release != release:
        raise ParameterError(
            f"cursor: it is of release {of_release}, this is {release}; begin again without it"
        )
    if named != of_list or type(start) is not int or not 0 <= start < FARTHEST:
        raise ParameterError("cursor: it is of another list; keep all other parameters with it")
    return start
