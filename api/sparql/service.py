"""The service description: what the release says of itself, and what this service adds.

The build writes what does not depend on the service into the graph `service` of the release; its
address and its limits are added here, in the query that asks for the rest.
"""

from collections.abc import Mapping
from typing import Final

from starlette.types import Scope

from api.settings import Settings
from graph import names
from graph.query import MAX_LENGTH, MAX_NESTING
from graph.release import META
from graph.workers import Limits

_DESCRIPTION: Final = """
PREFIX aftale: <{ont}>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
    ?s ?p ?o .
    <{service}> sd:endpoint <{endpoint}> ; {limits} .
    <{dataset}> void:sparqlEndpoint <{endpoint}> .
}} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"""


def published(limits: Limits, settings: Settings) -> dict[str, int]:
    """Return every limit by the local name of the property that tells it."""
    return {
        "deadlineMilliseconds": limits.deadline,
        "memoryBytes": limits.memory,
        "resultBytes": limits.result,
        "queryCharacters": MAX_LENGTH,
        "queryNesting": MAX_NESTING,
        "requestsPerSecond": settings.rate,
        "concurrentRequests": settings.concurrency,
    }


def description(scope: Scope, limits: Mapping[str, int]) -> str:
    """Return the query whose result is the service description (SPARQL 1.1 SD, section 2)."""
    return _DESCRIPTION.format(
        ont=names.ONT,
        service=names.SERVICE,
        dataset=names.graph(META),
        graph=names.graph("service"),
        endpoint=address(scope, "/sparql"),
        limits=" ; ".join(f"aftale:{name} {number}" for name, number in limits.items()),
    )


def address(scope: Scope, path: str) -> str:
    """Return the address of a path of this service, as the client named the service.

    A client can name it as it likes, so what cannot stand in an IRI is left out.
    """
    host = dict(scope["headers"]).get(b"host", b"localhost").decode("latin-1")
    plain = "".join(c for c in host if c.isascii() and (c.isalnum() or c in ".:-[]"))
    return f"{scope['scheme']}://{plain}{path}"
