"""What one query may cost, and how many are answered at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of the pool. Times are in milliseconds, sizes in bytes."""

    deadline: int = 10_000
    """From the arrival of a request; waiting in the queue counts."""

    memory: int = 512 * 2**20
    """What a worker may take beside the data, which all of them share."""

    result: int = 64 * 2**20
    """A result, serialised; beyond `SPOOL` it waits on disk until it is whole."""

    workers: int = 16
    """Queries evaluated at once. More than there are processors, so that a few that run on
    leave room for the short ones; the long ones are made to give way."""

    queue: int = 256
    """Queries that wait for a worker."""


SPOOL = 2**20
"""Bytes of a result that are kept in memory."""
