"""Results kept for the next who asks: whole, and bounded in bytes."""

from hashlib import blake2b
from typing import TypeAlias

from cachetools import LRUCache

from graph.query import Dataset

Key: TypeAlias = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""Release, query, media type, and the graphs of the data set that the request names."""


def key_of(release: str, query: str, media_type: str, dataset: Dataset) -> Key:
    """Return all that a result depends on."""
    return release, query, media_type, tuple(dataset.default), tuple(dataset.named)


def etag(key: Key) -> str:
    """Return the entity tag of a result (RFC 9110, section 8.8.3), whether it is kept or not.

    It is weak, since rows that a query does not order may come in another order after a restart.
    A release never changes, so the tag does not depend on the result.
    """
    return f'W/"{blake2b(repr(key).encode(), digest_size=12).hexdigest()}"'


class Cache:
    """The results that were asked for last."""

    def __init__(self, size: int) -> None:
        """Keep up to `size` bytes."""
        self._kept: LRUCache[Key, bytes] = LRUCache(size, getsizeof=len)

    def get(self, key: Key) -> bytes | None:
        """Return a result that is kept, or None."""
        return self._kept.get(key)

    def keep(self, key: Key, body: bytes) -> None:
        """Keep a result, unless it takes more than a tenth of the whole room."""
        if len(body) * 10 <= self._kept.maxsize:
            self._kept[key] = body
