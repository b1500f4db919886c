"""A release put on an engine: graph by graph, counted, and then named by one write."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from graph import names
from graph.engine import value
from graph.errors import ReleaseError
from graph.query import Dataset, Form
from graph.release import Release
from graph.remote.address import Address
from graph.remote.client import Client
from graph.remote.placing import IDENTIFIER, PART, POINTER, Placing
from graph.remote.results import ACCEPT, read_solutions

TOGETHER: Final = 500
"""Triples of one update: engines bound the length of one."""

_SMALL: Final = 2**20

Told = Callable[[str, int, int], None]
"""Told the name of the graph that is put there, how many are, and how many there are."""


async def load(address: Address, release: Release, told: Told) -> None:
    """Put a release on an engine and make it the one that is answered from.

    Graphs of other releases stay as they are. Until all are there and have the number of triples
    that they should, the engine's pointer is not touched. Raises Busy where the engine is away,
    QueryError where it refuses an update, and ReleaseError where a count is wrong.
    """
    client = Client(address, 1)
    placing = Placing(release.id)
    graphs = {
        placing.out(names.graph(name)): _triples(turtle) for name, turtle in release.graphs.items()
    }
    union = dict.fromkeys(triple for triples in graphs.values() for triple in triples)
    try:
        steps = {**graphs, placing.union: [*union]}
        for done, (graph, triples) in enumerate(steps.items()):
            told(graph, done, len(steps))
            await _put(client, placing, graph, triples)
        await client.update(_pointer(release.id, list(graphs)))
    finally:
        await client.close()


def _triples(turtle: bytes) -> list[Triple]:
    """Return each triple once; raise ReleaseError where one has a blank node.

    The same node could not be told from one request to the next.
    """
    triples = [*dict.fromkeys(quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))]
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise ReleaseError(f"a blank node cannot be put on an engine in parts: {triple}")
    return triples


async def _put(client: Client, placing: Placing, graph: str, triples: Sequence[Triple]) -> None:
    await client.update(f"DROP SILENT GRAPH <{graph}>")
    for part in _parts(triples):
        data = placing.out("".join(f"{triple} .\n" for triple in part))
        await client.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}")
    found = await _count(client, graph)
    if found != len(triples):
        raise ReleaseError(
            f"<{graph}> has {found} triples on the engine and should have {len(triples)}; the "
            "release that is answered from was left as it is"
        )


def _parts(triples: Sequence[Triple]) -> Iterator[Sequence[Triple]]:
    rest = iter(triples)
    while part := [*islice(rest, TOGETHER)]:
        yield part


async def _count(client: Client, graph: str) -> int:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    body, _ = await client.query(query, Dataset([graph]), ACCEPT[Form.SOLUTIONS], _SMALL)
    return int(value(read_solutions(body).rows[0]["n"]))


def _pointer(release: str, graphs: Sequence[str]) -> str:
    """Return the one update that makes a release the one that is answered from."""
    parts = "".join(f"<{POINTER}> <{PART}> <{graph}> .\n" for graph in graphs)
    return (
        f"DELETE WHERE {{ GRAPH <{POINTER}> {{ ?s ?p ?o }} }} ;\n"
        f"INSERT DATA {{ GRAPH <{POINTER}> {{\n"
        f'<{POINTER}> <{IDENTIFIER}> "{release}" .\n{parts}}} }}'
    )
