"""What can be known of a query from its tokens, before an engine sees it.

pyoxigraph follows `SERVICE` to any address, the loopback network included, and a query with some
thousands of nested braces ends the whole process in its parser. Neither can be turned off there,
so both are refused here, on tokens: a word in a string, an IRI, a comment or a prefixed name is
data. From the same pass come the form of the query and the data set that it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from graph.errors import QueryRefused, QuerySyntaxError, QueryTooLong
from graph.iris import Prologue, clauses, word
from graph.lexer import Token, meant


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


MAX_LENGTH: Final = 100_000
"""Characters of a query."""

LONG: Final = 5_000
"""Characters from which on a query takes milliseconds to read, and room to be remembered."""

MAX_NESTING: Final = 100
"""Brackets of any kind open at once; the engine's parser failed between 2,000 and 5,000."""

_FORMS: Final = {
    "SELECT": Form.SOLUTIONS,
    "ASK": Form.SOLUTIONS,
    "CONSTRUCT": Form.GRAPH,
    "DESCRIBE": Form.GRAPH,
}
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
)
_CHANCE: Final = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
"""Functions whose value differs from one evaluation to the next (SPARQL 1.1 Query, 17.4)."""

_STEP: Final = {"opening": 1, "closing": -1}


@dataclass(frozen=True)
class Query:
    """A query that an engine may see.

    `dataset` is what its FROM and FROM NAMED clauses name; `fixed` says that it has the same
    result however often one release is asked.
    """

    text: str
    form: Form
    dataset: Dataset
    fixed: bool


def read_query(text: str) -> Query:
    """Return what the tokens of a query say of it.

    Raises QueryTooLong, QueryRefused if it asks for what this service does not do, and
    QuerySyntaxError if it has none of the four forms.
    """
    return _read(text) if len(text) > LONG else _read_again(text)


def _read(text: str) -> Query:
    if len(text) > MAX_LENGTH:
        raise QueryTooLong(
            f"the query has {len(text)} characters, {MAX_LENGTH} are the limit; "
            "ask for less at once, or load the data set into an engine of your own"
        )
    found = list(meant(text))
    _check_nesting(found)
    words = [each for token in found if (each := word(token))]
    _check_words(frozenset(words))
    form = next((_FORMS[each] for each in words if each in _FORMS), None)
    if form is None:
        raise QuerySyntaxError("this is no query: it needs SELECT, ASK, CONSTRUCT or DESCRIBE")
    dataset = _dataset(found) if "FROM" in words else Dataset()
    return Query(text, form, dataset, _CHANCE.isdisjoint(words))


_read_again = lru_cache(maxsize=1024)(_read)
"""The same, remembered: most queries are asked again and again, and short."""


def _check_words(found: frozenset[str]) -> None:
    if "SERVICE" in found:
        raise QueryRefused(
            "SERVICE is refused: this service never calls another one for a stranger; "
            "send this endpoint's part of the query here and join the results yourself"
        )
    for keyword in sorted(found & _UPDATES):
        raise QueryRefused(
            f"{keyword} is an update, and the data are read-only; use SELECT, ASK, CONSTRUCT "
            "or DESCRIBE"
        )


def _check_nesting(found: list[Token]) -> None:
    depth = 0
    for token in found:
        if token.kind not in _STEP:
            continue
        depth += _STEP[token.kind]
        if depth > MAX_NESTING:
            raise QueryRefused(
                f"more than {MAX_NESTING} brackets are open at character {token.start + 1}; "
                "write the query flatter"
            )


def _dataset(found: Sequence[Token]) -> Dataset:
    """Return what the dataset clauses name (SPARQL 1.1 Query, section 13.2)."""
    prologue = Prologue(found)
    default: list[str] = []
    named: list[str] = []
    for first, last in clauses(found):
        iri = prologue.iri(found[last])
        if iri is None:
            raise QuerySyntaxError(
                f"FROM wants a graph, not '{found[last].text}' at character "
                f"{found[last].start + 1}: write its IRI in angle brackets, or declare the prefix"
            )
        (default if last == first + 1 else named).append(iri)
    return Dataset(tuple(default), tuple(named))
