"""What one query and one client may take, as it is published: in JSON and in RDF."""

from pydantic import BaseModel, Field

from api.settings import Settings
from graph.query import MAX_LENGTH, MAX_NESTING
from graph.validation.validator import DEADLINE, MAX_RDF
from graph.workers import Backend


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
    validation_ms: int = Field(description="What a validation may take. Over it: 503.")
    validation_bytes: int = Field(description="RDF that is validated at once. Over it: 413.")
    isolation: list[str] = Field(
        description="By what the processes that evaluate have no network; `remote-engine` where "
        "an engine elsewhere evaluates, which is never sent SERVICE or LOAD."
    )


def published(pool: Backend, settings: Settings) -> PublishedLimits:
    """Return the limits that hold."""
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
        validation_ms=DEADLINE,
        validation_bytes=MAX_RDF,
        isolation=sorted(pool.isolation),
    )
