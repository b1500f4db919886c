"""The engine in this process: a release loaded into memory by pyoxigraph."""

from typing import Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from graph import names
from graph.engine.door import Dataset, Form, Solutions
from graph.errors import QueryError, QueryRefused, QuerySyntaxError, ReleaseError
from graph.formats import GRAPHS, SOLUTIONS
from graph.guard import check_query
from graph.lexer import words
from graph.release import Release

_FORMS = {
    "SELECT": Form.SOLUTIONS,
    "ASK": Form.SOLUTIONS,
    "CONSTRUCT": Form.GRAPH,
    "DESCRIBE": Form.GRAPH,
}


class EmbeddedEngine:
    """Answers from memory. Safe for several threads: the store is only read after it is loaded.

    A result is evaluated and serialised on the thread that asked for it, because pyoxigraph's
    iterators belong to the thread that made them.
    """

    def __init__(self, release: Release) -> None:
        """Load every graph of the release; raise ReleaseError where one is not Turtle.

        Each is loaded under its name and into the default graph, which so is the union of all. The
        union that pyoxigraph makes while it answers is no set: a triple of two graphs counts twice.
        """
        self.release = release.id
        self._store = Store()
        for name, turtle in release.graphs.items():
            try:
                for graph in (NamedNode(names.graph(name)), DefaultGraph()):
                    self._store.bulk_load(turtle, RdfFormat.TURTLE, to_graph=graph)
            except SyntaxError as error:
                raise ReleaseError(f"the graph {name} cannot be read: {error}") from error

    def form(self, query: str) -> Form:
        """See `Engine.form`."""
        check_query(query)
        found = next((word for word in words(query) if word in _FORMS), None)
        if found is None:
            raise QuerySyntaxError("this is no query: it needs SELECT, ASK, CONSTRUCT or DESCRIBE")
        return _FORMS[found]

    def select(self, query: str) -> Solutions:
        """See `Engine.select`."""
        result = self._query(query, None)
        if not isinstance(result, QuerySolutions):
            raise QueryRefused("only a SELECT query has solutions")
        variables = [variable.value for variable in result.variables]
        rows = [
            {name: term for name in variables if (term := solution[name]) is not None}
            for solution in result
        ]
        return Solutions(variables, rows)

    def answer(self, query: str, media_type: str, dataset: Dataset | None = None) -> bytes:
        """See `Engine.answer`."""
        result = self._query(query, dataset)
        try:
            if isinstance(result, QueryTriples):
                return result.serialize(format=GRAPHS[media_type]) or b""
            return result.serialize(format=SOLUTIONS[media_type]) or b""
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed while it was evaluated: {error}") from error

    def _query(
        self, query: str, dataset: Dataset | None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        check_query(query)
        try:
            return self._store.query(query, **_scope(dataset))
        except SyntaxError as error:
            raise QuerySyntaxError(f"the query cannot be parsed: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error


def _scope(dataset: Dataset | None) -> dict[str, Any]:
    """Return the arguments that say what is asked about, where the protocol names a data set."""
    if not dataset:
        return {}
    return {
        "default_graph": [NamedNode(iri) for iri in dataset.default],
        "named_graphs": [NamedNode(iri) for iri in dataset.named],
    }
