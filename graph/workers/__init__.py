"""Queries of strangers, evaluated in processes that can be killed.

A parent process loads the release once and forks workers that share its memory:

    isolation   no network, and a bound on memory, for the parent and its children
    parent      loads the data, forks workers, tells when one is gone
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
