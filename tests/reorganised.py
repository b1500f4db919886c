"""What the tests of a made-up reorganisation share: its release, as the shipped one is built."""

from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, serialize

from graph.inference import INFERRED, infer
from graph.release import Release, read_ontology

REORGANISATION: Final = Path(__file__).parent / "cases" / "reorganisation.ttl"


def made_up_release(more: str = "") -> Release:
    """Return the ontology, the made-up graph with more Turtle added, and what follows of it."""
    graphs = read_ontology() | {"reorganisation": REORGANISATION.read_bytes() + more.encode()}
    store = Store()
    for turtle in graphs.values():
        store.load(turtle, RdfFormat.TURTLE)
    inferred = serialize(infer(store), format=RdfFormat.N_TRIPLES)
    assert inferred is not None
    return Release("made-up", {**graphs, INFERRED: inferred})
