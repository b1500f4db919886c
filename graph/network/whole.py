"""The network of an agreement, of a region, or of all."""

from typing import Final

from graph.errors import ResultTooLarge
from graph.network.bases import Triple
from graph.network.model import MAX_EDGES, Network, tell_network
from graph.network.reader import Reader, in_order
from graph.network.request import Asked
from graph.resources import Resources
from graph.resources.index import members
from graph.things import BATCH

NARROW: Final = "name fewer kinds by `edges`, or an agreement, a region or a type"
MAX_NODES: Final = 5_000
"""Things that an answer has at most."""


def whole_network(asked: Asked, resources: Resources) -> Network:
    """Return every edge of the kinds asked for whose ends all filters let through.

    Where a type is asked for, the things of it without an edge are there too. Raises
    ResultTooLarge where there are more than MAX_EDGES edges or MAX_NODES things.
    """
    reader = Reader(asked, resources, MAX_EDGES, NARROW)
    triples = read_all(reader)
    isolated = _things(reader) if "type" in asked.filters else []
    if len(isolated) > MAX_NODES:
        raise ResultTooLarge(f"{len(isolated)} things, {MAX_NODES} at most: {NARROW}")
    return tell_network(triples, isolated, reader, reader.sieve.asks)


def read_all(reader: Reader) -> list[Triple]:
    """Return all edges, read a batch of things at a time, so that too many end it early."""
    things = _things(reader)
    triples: list[Triple] = []
    for start in range(0, len(things), BATCH):
        triples += in_order(reader.around(things[start : start + BATCH], ["out"]))
        reader.check(triples)
    return triples


def _things(reader: Reader) -> list[str]:
    """Return the things that pass the filters, in the order of their ids."""
    index = reader.resources.index
    return [index.things[number] for number in members(reader.sieve.things)]
