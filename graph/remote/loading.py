"""A release put on an engine: graph by graph, counted, and then named by one write."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from graph import names
from graph.engine import EmbeddedEngine
from graph.errors import ReleaseError
from graph.release import Release
from graph.remote.address import Address
from graph.remote.checking import difference
from graph.remote.client import Client
from graph.remote.placing import IDENTIFIER, PART, POINTER, WRITTEN, Placing

TOGETHER: Final = 500
"""Triples of one update: engines bound the length of one."""

WRONG: Final = (
    "the engine answers {} of {} questions otherwise than it should, so this release was not made "
    "the one that is answered from; take another engine, or another version of it:\n{}"
)

Told = Callable[[str, int, int], None]
"""Told the graph or question that is next, how many are done, and how many there are."""


async def load(address: Address, release: Release, asked: Mapping[str, str], told: Told) -> None:
    """Put a release on an engine and make it the one that is answered from.

    Graphs of other releases stay as they are, and so does a graph that has as many triples as it
    should: it is of this very release. Before another is replaced, the release's manifest goes, so
    that nobody answers from the half of it; when all have been counted it comes back, with another
    time in it. Then the engine must answer each SELECT query of `asked`, by name, as the embedded
    one does; and only then the pointer is written. Raises Busy where the engine is away, QueryError
    where it refuses an update, and ReleaseError where a count or an answer is wrong.
    """
    placing = Placing(release.id)
    graphs = {
        placing.out(names.graph(name)): _triples(name, turtle)
        for name, turtle in release.graphs.items()
    }
    union = dict.fromkeys(triple for triples in graphs.values() for triple in triples)
    steps = {**graphs, placing.union: [*union]}
    total = len(steps) + len(asked)
    client = Client(address, 1)
    try:
        for done, (graph, triples) in enumerate(steps.items()):
            told(graph, done, total)
            if await client.count(graph) != len(triples):
                await client.update(_cleared(placing.manifest))
                await _put(client, placing, graph, triples)
        if not await client.said(placing.manifest, WRITTEN):
            await client.update(_manifest(placing, [*graphs]))
        embedded, wrong = EmbeddedEngine(release), []
        for done, (name, query) in enumerate(asked.items(), len(steps)):
            told(name, done, total)
            wanted = embedded.select(query).rows
            if found := await difference(client, placing, [*graphs], query, wanted):
                wrong.append(f"{name}: {found}")
        if wrong:
            raise ReleaseError(WRONG.format(len(wrong), len(asked), "\n".join(wrong)))
        await client.update(_said(POINTER, {IDENTIFIER: [f'"{release.id}"']}))
    finally:
        await client.close()


def _triples(name: str, turtle: bytes) -> list[Triple]:
    """Return each triple of a graph once.

    Raises ReleaseError where it cannot be read, or has a blank node: the same node could not be
    told from one request to the next.
    """
    try:
        quads = parse(turtle, format=RdfFormat.TURTLE)
        triples = [*dict.fromkeys(quad.triple for quad in quads)]
    except SyntaxError as error:
        raise ReleaseError(f"the graph {name} cannot be read: {error}") from error
    if any(isinstance(each, BlankNode) for t in triples for each in (t.subject, t.object)):
        raise ReleaseError(f"the graph {name} has a blank node, which cannot be sent in parts")
    return triples


async def _put(client: Client, placing: Placing, graph: str, triples: Sequence[Triple]) -> None:
    await client.update(f"DROP SILENT GRAPH <{graph}>")
    for part in _parts(triples):
        data = placing.out("".join(f"{triple} .\n" for triple in part))
        await client.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}")
    found = await client.count(graph)
    if found != len(triples):
        raise ReleaseError(
            f"<{graph}> has {found} triples on the engine and should have {len(triples)}; the "
            "release that is answered from was left as it is"
        )


def _parts(triples: Sequence[Triple]) -> Iterator[Sequence[Triple]]:
    rest = iter(triples)
    while part := [*islice(rest, TOGETHER)]:
        yield part


def _manifest(placing: Placing, graphs: Sequence[str]) -> str:
    """Return the update that writes the manifest, unlike any that was there before."""
    values = {
        IDENTIFIER: [f'"{placing.release}"'],
        PART: [f"<{graph}>" for graph in graphs],
        WRITTEN: [f'"{datetime.now(UTC).isoformat()}"'],
    }
    return _said(placing.manifest, values)


def _cleared(graph: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def _said(graph: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the one update after which a graph says this of itself and nothing else."""
    said = "".join(
        f"<{graph}> <{predicate}> {each} .\n"
        for predicate, terms in values.items()
        for each in terms
    )
    return f"{_cleared(graph)} ;\nINSERT DATA {{ GRAPH <{graph}> {{\n{said}}} }}"
