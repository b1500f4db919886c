"""The engine in this process: a release loaded into memory by pyoxigraph."""

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from graph import names
from graph.engine.store import StoreEngine
from graph.errors import ReleaseError
from graph.release import Release


class EmbeddedEngine(StoreEngine):
    """Answers from memory; see `StoreEngine`."""

    def __init__(self, release: Release) -> None:
        """Load every graph of the release; raise ReleaseError where one is not Turtle."""
        super().__init__(release.id, Store())
        fill(self.store, release)


def fill(store: Store, release: Release) -> None:
    """Load the graphs of a release into an empty store; raise ReleaseError where one is not Turtle.

    Each is loaded under its name and into the default graph, which so is the union of all. The
    union that pyoxigraph makes while it answers is no set: a triple of two graphs counts twice.
    """
    for name, turtle in release.graphs.items():
        try:
            for graph in (NamedNode(names.graph(name)), DefaultGraph()):
                store.bulk_load(turtle, RdfFormat.TURTLE, to_graph=graph)
        except SyntaxError as error:
            raise ReleaseError(f"the graph {name} cannot be read: {error}") from error
