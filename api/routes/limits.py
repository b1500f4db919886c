"""What one query may cost, as published."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from graph.query import MAX_LENGTH, MAX_NESTING
from graph.workers import Pool

router = APIRouter(prefix="/api/v1", tags=["limits"])


class PublishedLimits(BaseModel):
    """The bounds of a query and of a client; over them a request is refused, never cut short."""

    release: str
    deadline_ms: int = Field(
        description="From the arrival of the request; `deadline_ms=` asks for less. Over it: 503."
    )
    memory_bytes: int = Field(description="What a query may take beside the data. Over it: 503.")
    result_bytes: int = Field(description="What a result may have. Over it: 413.")
    query_characters: int = Field(description="Over it: 413.")
    query_nesting: int = Field(description="Brackets open at once. Over it: 400.")
    evaluated_at_once: int = Field(description="Queries of all clients together; others wait.")
    waiting: int = Field(description="Queries that may wait. Over it: 503 with Retry-After.")
    requests_per_second: int = Field(description="Of one client, in the long run. Over it: 429.")
    burst: int = Field(description="Requests that a client may send at once after a pause.")
    concurrency: int = Field(description="Requests of one client answered at once. Over it: 429.")
    loopback_limited: bool = Field(description="Whether rate and concurrency hold on this machine.")
    isolation: list[str] = Field(description="By what the processes that evaluate have no network.")


@router.get("/limits")
async def limits(request: Request) -> PublishedLimits:
    """Say what a query and a client may take."""
    pool: Pool = request.app.state.pool
    settings = request.app.state.settings
    return PublishedLimits(
        release=pool.release,
        deadline_ms=pool.limits.deadline,
        memory_bytes=pool.limits.memory,
        result_bytes=pool.limits.result,
        query_characters=MAX_LENGTH,
        query_nesting=MAX_NESTING,
        evaluated_at_once=pool.limits.workers,
        waiting=pool.limits.queue,
        requests_per_second=settings.rate,
        burst=settings.burst,
        concurrency=settings.concurrency,
        loopback_limited=settings.limit_loopback,
        isolation=sorted(pool.isolation),
    )
