"""The IRIs that a query names, in full: what BASE and PREFIX make of its tokens.

See SPARQL 1.1 Query, sections 4.1.1 and 13.2.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from urllib.parse import urljoin

from graph.errors import QuerySyntaxError
from graph.lexer import Token, meant

FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class Prologue:
    """What a query declares before it asks."""

    def __init__(self, found: Sequence[Token]) -> None:
        """Read the declarations of a query from its tokens; `end` is the index after them."""
        self._base, self._prefixes = "", dict[str, str]()
        words = list(map(word, found))
        self.end = next((at for at, each in enumerate(words) if each in FORMS), len(found))
        for at in range(self.end):
            if words[at] == "BASE" and at + 1 < self.end:
                self._base = self.iri(found[at + 1]) or self._base
            elif words[at] == "PREFIX" and at + 2 < self.end:
                named = self.iri(found[at + 2])
                if named is not None:
                    self._prefixes[found[at + 1].text.removesuffix(":")] = named

    def iri(self, token: Token) -> str | None:
        """Return the IRI that a token is; None where it is none, or its prefix is not declared.

        Raises QuerySyntaxError where an escape stands for no character, or it is no IRI.
        """
        if token.kind == "iri":
            text = re.sub(r"\\u(\w{4})|\\U(\w{8})", _character, token.text[1:-1])
            return _joined(self._base, text) if self._base else text
        prefix, colon, local = token.text.partition(":")
        if token.kind != "prefixed" or not colon or prefix not in self._prefixes:
            return None
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def clauses(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the index of the first and of the last token of each FROM and FROM NAMED clause."""
    for first, token in enumerate(found):
        if word(token) == "FROM":
            last = first + 1
            if last < len(found) and word(found[last]) == "NAMED":
                last += 1
            if last < len(found):
                yield first, last


def renamed(query: str, iri: Callable[[str], str], rest: Callable[[str], str]) -> str:
    """Return a query without its FROM clauses, and with the names that `iri` gives for others.

    What is renamed is written in full, so that the declarations can stay as they are. `rest` is
    given what is between the names, such as strings, and says what stands there. Nothing that an
    engine would refuse is refused here.
    """
    found = list(meant(query))
    prologue = Prologue(found)
    left_out = {at for first, last in clauses(found) for at in range(first, last + 1)}
    parts, end = [], 0
    for at, token in enumerate(found):
        parts.append(rest(query[end : token.start]))
        end = token.start + len(token.text)
        if at not in left_out:
            parts.append(_renamed(token, prologue, iri) if at >= prologue.end else token.text)
    return "".join((*parts, rest(query[end:])))


def word(token: Token) -> str:
    """Return the keyword that a token may be, in capitals, or an empty text."""
    return token.text.upper() if token.kind == "word" else ""


def _renamed(token: Token, prologue: Prologue, iri: Callable[[str], str]) -> str:
    named = prologue.iri(token)
    if named is None or (other := iri(named)) == named:
        return token.text
    return f"<{other}>"


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError as error:
        raise QuerySyntaxError(f"<{iri}> is no IRI: {error}") from error


def _character(escape: re.Match[str]) -> str:
    try:
        character = chr(int(escape[1] or escape[2], 16))
        character.encode()  # a half of a surrogate pair is none
    except (ValueError, OverflowError) as error:
        raise QuerySyntaxError(f"'{escape[0]}' is no character") from error
    return character
