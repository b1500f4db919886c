"""Under what names a release lies on an engine that may hold several at once.

The named graphs of a release have the same names in every release, so on an engine each has the
release in its name: `…/graph/meta` is `…/graph/{release}/meta` there, in the names of graphs and
wherever data or a query names one. A query is renamed on its way out, a result on its way back.
What the query makes of the letters of such a name, such as their number, it makes of the longer.

The union of all graphs, from which a query without FROM is answered, is one more graph. What no
engine agrees on (whether the default graph is the union, whether it can be written, whether a
triple of two graphs counts twice in it) so does not matter: every query names its data set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph import names
from graph.iris import renamed
from graph.query import Dataset

POINTER: Final = f"{names.BASE}release/current"
"""The graph, and its only subject, that says which release is answered from."""

IDENTIFIER: Final = "http://purl.org/dc/terms/identifier"
PART: Final = "http://purl.org/dc/terms/hasPart"
WRITTEN: Final = "http://purl.org/dc/terms/created"


@dataclass(frozen=True)
class Placing:
    """Where the graphs of one release are."""

    release: str

    @property
    def union(self) -> str:
        """Return the graph that holds the triples of all others, each once."""
        return f"{names.BASE}union/{self.release}"

    @property
    def manifest(self) -> str:
        """Return the graph, and its only subject, that is there while all of the release is.

        It names the release, lists its graphs, and says when it was written.
        """
        return f"{names.BASE}release/{self.release}"

    def out(self, text: str) -> str:
        """Return an IRI, or RDF with IRIs in full, with the names of graphs on the engine."""
        return text.replace(names.GRAPH, self._there)

    def query(self, text: str) -> str:
        """Return a query as the engine is to see it: the data set is told beside it.

        The protocol's data set goes before the query's (SPARQL 1.1 Protocol, section 2.1.4), but
        not every engine reads it so: the FROM clauses are left out.
        """
        return renamed(text, self.out, self.out)

    def back(self, result: bytes) -> bytes:
        """Return a result with the names that graphs have in the release."""
        return result.replace(self._there.encode(), names.GRAPH.encode())

    def dataset(self, asked: Dataset, named: Sequence[str]) -> Dataset:
        """Return the data set to name: what was asked for, or else the union and all `named`."""
        if asked:
            return Dataset([*map(self.out, asked.default)], [*map(self.out, asked.named)])
        return Dataset([self.union], named)

    @property
    def _there(self) -> str:
        return f"{names.GRAPH}{self.release}/"
