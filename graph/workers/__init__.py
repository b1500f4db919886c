"""Queries of strangers, evaluated in processes that can be killed.

A parent process makes the release ready once, and starts workers that answer from it:

    isolation   no network, and a bound on memory, for the parent and its children
    parent      starts workers, tells when one is gone
    forking     … of a release in memory: they share its pages
    fresh       … of a release on disk: each opens a copy
    worker      one query at a time: evaluates, spools the result, sends it whole
    wire        the messages between them
    launcher    the service's side: the parent
    member      … a worker, its deadline and its death
    pool        … who asks whom, the queue, the spares
    backend     what the pool and an engine elsewhere have in common
    engine      either as an `Engine`, for threads
"""

from graph.workers.backend import Backend
from graph.workers.engine import PooledEngine
from graph.workers.limits import Limits
from graph.workers.member import Result
from graph.workers.pool import Pool

__all__ = ["Backend", "Limits", "Pool", "PooledEngine", "Result"]
