"""What every engine does, whether in this process or behind a SPARQL endpoint.

Terms are pyoxigraph's, whichever engine answered, so that equal terms are equal. Writing is not
on this door: building a release owns it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from graph.errors import QueryRefused

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = Mapping[str, Term]
"""One solution: the bound variables by name; an unbound one is not a key."""

_VALUED: Final = (NamedNode, Literal)
"""Made once: `value` is called for every term of every answer."""


def value(term: Term) -> str:
    """Return the IRI of a named node or the lexical form of a literal: all that our data has."""
    assert isinstance(term, _VALUED)
    return term.value


@dataclass(frozen=True)
class Solutions:
    """The result of a SELECT query: its variables in order, and its rows."""

    variables: Sequence[str]
    rows: Sequence[Row]


def solutions(result: QuerySolutions | QueryBoolean | QueryTriples) -> Solutions:
    """Return a result of pyoxigraph's as ours; raise QueryRefused where it is of another form."""
    if not isinstance(result, QuerySolutions):
        raise QueryRefused("only a SELECT query has solutions")
    variables = [variable.value for variable in result.variables]
    rows = [
        {name: term for name, term in zip(variables, solution, strict=True) if term is not None}
        for solution in result
    ]
    return Solutions(variables, rows)


class Engine(Protocol):
    """A read-only view of one data release."""

    @property
    def release(self) -> str:
        """The name of the release that answers."""

    def select(self, query: str) -> Solutions:
        """Return the whole result of a SELECT query; raise QueryError where there is none."""
