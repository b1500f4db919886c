"""The engine over a store of pyoxigraph's, in memory or on disk."""

from io import BytesIO
from typing import IO, Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from graph.engine.door import Solutions, solutions
from graph.errors import QueryError, QuerySyntaxError
from graph.formats import GRAPHS, SOLUTIONS
from graph.query import Dataset, Query, read_query

_FAILURES = (OSError, RuntimeError, ValueError)


class StoreEngine:
    """Answers from a store, for callers that trust their queries: nothing stops one that runs on.

    Safe for several threads: the store is only read. A result is evaluated and serialised on the
    thread that asked for it, because pyoxigraph's iterators belong to the thread that made them.
    """

    def __init__(self, release: str, store: Store) -> None:
        """Take the name of the release, and the store that `fill` has put it into."""
        self.release, self.store = release, store

    def select(self, query: str) -> Solutions:
        """See `Engine.select`."""
        return solutions(self._query(read_query(query), Dataset()))

    def answer(self, query: Query, media_type: str, dataset: Dataset | None = None) -> bytes:
        """See `Engine.answer`."""
        out = BytesIO()
        self.write(query, media_type, dataset or Dataset(), out)
        return out.getvalue()

    def write(self, query: Query, media_type: str, dataset: Dataset, out: IO[bytes]) -> None:
        """Write the result to a file; what the file raises goes through. See `Engine.answer`."""
        result = self._query(query, dataset)
        try:
            if isinstance(result, QueryTriples):
                result.serialize(out, format=GRAPHS[media_type])
            else:
                result.serialize(out, format=SOLUTIONS[media_type])
        except _FAILURES as error:
            raise QueryError(f"the query failed while it was evaluated: {error}") from error

    def _query(
        self, query: Query, dataset: Dataset
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        asked = dataset or query.dataset
        try:
            if len(asked.default) > 1:
                return self._merged(asked).query(query.text, **_of_merged(asked))
            return self.store.query(query.text, **_scope(dataset))
        except SyntaxError as error:
            raise QuerySyntaxError(f"the query cannot be parsed: {error}") from error
        except _FAILURES as error:
            raise QueryError(f"the query failed: {error}") from error

    def _merged(self, dataset: Dataset) -> Store:
        """Return a store whose default graph is the RDF merge of those that the data set names.

        pyoxigraph reads several default graphs one after the other: a triple of two of them would
        be found twice (SPARQL 1.1 Query, section 13.2.1, wants the merge).
        """
        merged = Store()
        for iri in dataset.default:
            quads = self.store.quads_for_pattern(None, None, None, NamedNode(iri))
            merged.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        for iri in dataset.named:
            merged.bulk_extend(self.store.quads_for_pattern(None, None, None, NamedNode(iri)))
        return merged


def _scope(dataset: Dataset) -> dict[str, Any]:
    """Return the arguments that say what is asked about, where the protocol names a data set."""
    if not dataset:
        return {}
    return {
        "default_graph": [NamedNode(iri) for iri in dataset.default],
        "named_graphs": [NamedNode(iri) for iri in dataset.named],
    }


def _of_merged(dataset: Dataset) -> dict[str, Any]:
    """Return the arguments that put the default graph of `_merged` before the query's clauses."""
    return {
        "default_graph": DefaultGraph(),
        "named_graphs": [NamedNode(iri) for iri in dataset.named],
    }
