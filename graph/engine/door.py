"""What every engine does, whether in this process or behind a SPARQL endpoint.

Terms are pyoxigraph's, whichever engine answered, so that equal terms are equal. Writing is not
on this door: building a release owns it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = Mapping[str, Term]
"""One solution: the bound variables by name; an unbound one is not a key."""


def value(term: Term) -> str:
    """Return the IRI of a named node or the lexical form of a literal: all that our data has."""
    assert isinstance(term, NamedNode | Literal)
    return term.value


@dataclass(frozen=True)
class Solutions:
    """The result of a SELECT query: its variables in order, and its rows."""

    variables: Sequence[str]
    rows: Sequence[Row]


class Form(Enum):
    """The two kinds of result that a query can have (SPARQL 1.1 Query, section 16)."""

    SOLUTIONS = "solutions"
    """SELECT and ASK."""

    GRAPH = "graph"
    """CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset that a request names (SPARQL 1.1 Protocol, section 2.1.4), as graph IRIs.

    Where it names none, the query's own FROM clauses hold, and without those the default graph
    is the union of all graphs of the release.
    """

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


class Engine(Protocol):
    """A read-only view of one data release."""

    @property
    def release(self) -> str:
        """The name of the release that answers."""

    def form(self, query: str) -> Form:
        """Return the kind of result that the query has; raise QueryError where it is refused."""

    def select(self, query: str) -> Solutions:
        """Return the whole result of a SELECT query; raise QueryError where there is none."""

    def answer(self, query: str, media_type: str, dataset: Dataset | None = None) -> bytes:
        """Return the whole result of any query in a format that `offered` lists for its form.

        Raises QueryRefused for what no engine of ours does, QuerySyntaxError for what is not
        SPARQL, QueryError for what failed while it was evaluated.
        """
