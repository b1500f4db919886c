"""Answers kept for the next who asks: whole, and bounded in bytes."""

import re
from collections.abc import Hashable
from hashlib import blake2b
from typing import Final, TypeAlias

from cachetools import LRUCache

from api.responses import Whole

Key: TypeAlias = tuple[Hashable, ...]
"""All that an answer depends on: the release, what is asked, and the representation."""

STAYS: Final = "stays"
"""Where a route says in the scope that an answer depends on nothing but the bytes of the request
and the release."""


def etag(key: Key) -> str:
    """Return the entity tag of an answer (RFC 9110, section 8.8.3), whether it is kept or not.

    It is weak, since rows that a query does not order may come in another order after a restart.
    A release never changes, so the tag does not depend on the answer.
    """
    return f'W/"{blake2b(repr(key).encode(), digest_size=12).hexdigest()}"'


def is_known(tag: str, known: str | None) -> bool:
    """Return whether the header If-None-Match has a tag, compared weakly (RFC 9110, 13.1.2)."""
    bare = tag.removeprefix("W/")
    return known is not None and (known.strip() == "*" or bare in _TAG.findall(known))


_TAG: Final = re.compile(r'(?:^|[\s,])(?:W/)?("[^"]*")')


class Cache:
    """The answers that were asked for last."""

    def __init__(self, size: int) -> None:
        """Keep up to `size` bytes of bodies."""
        self._kept: LRUCache[Key, Whole] = LRUCache(size, getsizeof=lambda kept: len(kept.body))

    def get(self, key: Key) -> Whole | None:
        """Return an answer that is kept, or None."""
        return self._kept.get(key)

    def keep(self, key: Key, answer: Whole) -> None:
        """Keep an answer, unless it takes more than a tenth of the whole room."""
        if len(answer.body) * 10 <= self._kept.maxsize:
            self._kept[key] = answer
