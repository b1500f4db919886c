"""The service description: what the release says of itself, and what this service adds.

The build writes what does not depend on the service into the graph `service` of the release; its
address and its limits are added here, in the query that asks for the rest.
"""

from typing import Final

from starlette.types import Scope

from api.limits import PublishedLimits
from graph import names
from graph.release import META

_DESCRIPTION: Final = """
PREFIX aftale: <{ont}>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
    ?s ?p ?o .
    <{service}> sd:endpoint <{endpoint}> ; {limits} .
    <{dataset}> void:sparqlEndpoint <{endpoint}> .
}} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"""


_PROPERTIES: Final = {
    "deadlineMilliseconds": "deadline_ms",
    "memoryBytes": "memory_bytes",
    "resultBytes": "result_bytes",
    "queryCharacters": "query_characters",
    "queryNesting": "query_nesting",
    "requestsPerSecond": "requests_per_second",
    "concurrentRequests": "concurrency",
}
"""The properties of ours that tell limits, and which of them each tells."""


def description(scope: Scope, limits: PublishedLimits) -> str:
    """Return the query whose result is the service description (SPARQL 1.1 SD, section 2)."""
    return _DESCRIPTION.format(
        ont=names.ONT,
        service=names.SERVICE,
        dataset=names.graph(META),
        graph=names.graph("service"),
        endpoint=address(scope, "/sparql"),
        limits=" ; ".join(f"aftale:{p} {getattr(limits, name)}" for p, name in _PROPERTIES.items()),
    )


def address(scope: Scope, path: str) -> str:
    """Return the address of a path of this service, as the client named the service.

    A client can name it as it likes, so what cannot stand in an IRI is left out.
    """
    host = dict(scope["headers"]).get(b"host", b"localhost").decode("latin-1")
    plain = "".join(c for c in host if c.isascii() and (c.isalnum() or c in ".:-[]"))
    return f"{scope['scheme']}://{plain}{path}"
