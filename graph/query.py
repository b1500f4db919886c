"""What can be known of a query from its tokens, before an engine sees it.

pyoxigraph follows `SERVICE` to any address, the loopback network included, and a query with some
thousands of nested braces ends the whole process in its parser. Neither can be turned off there,
so both are refused here, on tokens: a word in a string, an IRI, a comment or a prefixed name is
data. From the same pass come the form of the query and the data set that it names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

from graph.errors import QueryRefused, QuerySyntaxError, QueryTooLong
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
    words = [token.text.upper() for token in found if token.kind == "word"]
    _check_words(frozenset(words))
    form = next((_FORMS[word] for word in words if word in _FORMS), None)
    if form is None:
        raise QuerySyntaxError("this is no query: it needs SELECT, ASK, CONSTRUCT or DESCRIBE")
    dataset = _clauses(found) if "FROM" in words else Dataset()
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


def _clauses(solid: list[Token]) -> Dataset:
    """Return what the dataset clauses name (SPARQL 1.1 Query, section 13.2)."""
    base, prefixes = "", dict[str, str]()
    default: list[str] = []
    named: list[str] = []
    words = [token.text.upper() if token.kind == "word" else "" for token in solid]
    for word, first, second in zip(words, solid[1:], solid[2:], strict=False):
        if word == "BASE" and first.kind == "iri":
            base = _iri(first, base, prefixes)
        elif word == "PREFIX" and second.kind == "iri":
            prefixes[first.text.removesuffix(":")] = _iri(second, base, prefixes)
        elif word == "FROM" and first.text.upper() == "NAMED":
            named.append(_iri(second, base, prefixes))
        elif word == "FROM":
            default.append(_iri(first, base, prefixes))
    return Dataset(tuple(default), tuple(named))


def without_clauses(text: str) -> str:
    """Return a query without its FROM clauses, for a request that names the data set itself.

    The protocol's data set goes before the query's (SPARQL 1.1 Protocol, section 2.1.4), but not
    every engine reads it so.
    """
    found = list(meant(text))
    kept, at = "", 0
    for number, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "FROM":
            named = found[number + 1].text.upper() == "NAMED"
            last = found[number + 2 if named else number + 1]
            kept += text[at : token.start]
            at = last.start + len(last.text)
    return kept + text[at:]


def _iri(token: Token, base: str, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        text = re.sub(r"\\u(\w{4})|\\U(\w{8})", _character, token.text[1:-1])
        return urljoin(base, text) if base else text
    prefix, colon, local = token.text.partition(":")
    if token.kind != "prefixed" or not colon or prefix not in prefixes:
        raise QuerySyntaxError(
            f"FROM wants a graph, not '{token.text}' at character {token.start + 1}: "
            "write its IRI in angle brackets, or declare the prefix"
        )
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _character(escape: re.Match[str]) -> str:
    try:
        return chr(int(escape[1] or escape[2], 16))
    except (ValueError, OverflowError) as error:
        raise QuerySyntaxError(f"'{escape[0]}' is no character") from error
