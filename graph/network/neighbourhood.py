"""The neighbourhood of a thing: what lies within some steps of it, and what holds between that."""

from collections.abc import Iterable
from typing import Final

from pydantic import Field

from graph.network.bases import Triple
from graph.network.model import Network, node_id, tell_network
from graph.network.reader import Reader
from graph.network.request import Asked
from graph.resources import Resources

MAX_STEPS: Final = 3
MAX_NEAR: Final = 2_000
"""Edges that a neighbourhood has at most."""

NARROW: Final = "take fewer `steps`, fewer kinds by `edges`, or an agreement, a region or a type"


class Neighbourhood(Network):
    """A thing and what is near it."""

    of: str = Field(description="The id of the thing in the middle.")
    steps: int
    distances: dict[str, int] = Field(
        description="The steps from the thing to each node, edges taken either way."
    )


def neighbourhood(of: str, steps: int, asked: Asked, resources: Resources) -> Neighbourhood:
    """Return the things within some steps of a thing, and all edges between them.

    Each step takes the edges from and to what the last one reached, whichever way they go. What
    the filters do not let through is not passed either; the thing itself always is. Raises
    ResultTooLarge where there are more edges than MAX_NEAR.
    """
    reader = Reader(asked, resources, MAX_NEAR, NARROW)
    reader.sieve.always.add(of)
    distances = {of: 0}
    triples: dict[Triple, None] = {}
    reached = [of]
    for step in range(1, steps + 1):
        found = reader.around(reached)
        triples |= dict.fromkeys(found)
        reader.check(triples)
        reached = [iri for iri in _ends(found) if iri not in distances]
        distances |= dict.fromkeys(reached, step)
    last = reader.around(reached, ["out"])
    triples |= {triple: None for triple in last if triple[2] in distances}
    reader.check(triples)
    documents = _documents(of, resources)
    network = tell_network(
        triples, [of], reader, lambda iri: iri in documents and reader.sieve.asks(iri)
    )
    return Neighbourhood(
        **dict(network),
        of=node_id(of),
        steps=steps,
        distances={node.id: distances[node.iri] for node in network.nodes},
    )


def _ends(triples: Iterable[Triple]) -> list[str]:
    """Return the things at the ends of edges, each once, sorted."""
    return sorted({end for subject, _, object_ in triples for end in (subject, object_)})


def _documents(iri: str, resources: Resources) -> frozenset[str]:
    """Return the documents of the agreements that a thing is of: those that could tell of it."""
    index = resources.index
    number = index.numbers.get(iri)
    agreements = index.values_of(number, "agreement") if number is not None else []
    return frozenset(r.document for r in resources.readings if r.agreement in agreements)
