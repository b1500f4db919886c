"""SPARQL 1.1 as tokens: enough to tell a keyword from the same letters in a string or an IRI.

The tokens are those of the SPARQL 1.1 grammar (section 19.8). Nothing is parsed: pyoxigraph does
that, but exposes no parser, and what must be known before the engine sees a query can be known
from its tokens.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_WORDS: Final = r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}
             | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
             | "(?:[^"\\\n\r]|\\.)*"
             | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<prefixed>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.%-]|\\.)*)
  | (?P<blank>_:[\w.-]*)
  | (?P<word>[^\W\d]\w*)
  | (?P<opening>[({\[])
  | (?P<closing>[)}\]])
"""
_FLAGS: Final = re.VERBOSE | re.DOTALL
_TOKEN: Final = re.compile(rf"(?P<space>\s+) | {_WORDS} | (?P<other>.)", _FLAGS)
_MEANT: Final = re.compile(_WORDS, _FLAGS)
_READ: Final = frozenset({"iri", "prefixed", "word", "opening", "closing"})


class Token(NamedTuple):
    """One token: its `kind` (a group name of the expression above), its text, its offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield every token of a query, white space and comments included.

    The texts of all tokens joined are the query again; nothing is refused and nothing raised.
    """
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match[0], match.start())


def meant(query: str) -> Iterator[Token]:
    """Yield the tokens that say what is asked for: IRIs, names, words and brackets.

    What is between them is passed over without a token each: a query can be 100,000 operators.
    """
    for match in _MEANT.finditer(query):
        kind = match.lastgroup
        if kind in _READ:
            yield Token(kind, match[0], match.start())
