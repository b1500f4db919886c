"""What is refused before the engine sees a query: calls to other machines, updates, deep nesting.

pyoxigraph follows `SERVICE` to any address, the loopback network included, and a query with some
thousands of nested braces ends the whole process in its parser. Neither can be turned off there,
so it is done here, on tokens: a word in a string, an IRI, a comment or a prefixed name is data.
"""

from typing import Final

from graph.errors import QueryRefused
from graph.lexer import Token, tokens, words

MAX_LENGTH: Final = 100_000
"""Characters of a query."""

MAX_NESTING: Final = 100
"""Brackets of any kind open at once; the engine's parser failed between 2,000 and 5,000."""

_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
)


def check_query(query: str) -> None:
    """Raise QueryRefused if the query asks for what this service does not do."""
    if len(query) > MAX_LENGTH:
        raise QueryRefused(
            f"the query has {len(query)} characters, {MAX_LENGTH} are the limit; "
            "ask for less at once, or load the data set into an engine of your own"
        )
    found = frozenset(words(query))
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
    _check_nesting(query)


def _check_nesting(query: str) -> None:
    depth = 0
    for token in tokens(query):
        depth += _step(token)
        if depth > MAX_NESTING:
            raise QueryRefused(
                f"more than {MAX_NESTING} brackets are open at character {token.start + 1}; "
                "write the query flatter"
            )


def _step(token: Token) -> int:
    return {"opening": 1, "closing": -1}.get(token.kind, 0)
