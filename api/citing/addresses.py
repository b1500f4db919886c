"""Addresses that last: one for an answer, whichever representation of it was asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from api.delivery import API, OFFERED, read_wanted
from graph.errors import ParameterError

Pairs: TypeAlias = Iterable[tuple[str, str]]

REPRESENTATION: Final = frozenset({"bom", "format"})
"""Parameters that choose how an answer is written, and nothing of what it says."""

IN_PATH: Final = "/:@!$&'()*+,;=~"
"""What a path may have as it is (RFC 3986, section 3.3)."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Address:
    """An address below this service, taken apart."""

    path: str
    """Without the extension that names a representation, and without escapes."""
    query: tuple[tuple[str, str], ...]


def permalink(path: str, query: Pairs) -> str:
    """Return the address to cite: without what chooses a representation, its parameters sorted.

    The values of one parameter keep their order, which may mean something.
    """
    kept = [(name, text) for name, text in query if name not in REPRESENTATION]
    told = urlencode(sorted(kept, key=lambda pair: pair[0]), safe=":,/")
    return quote(path, safe=IN_PATH) + (f"?{told}" if told else "")


def read_address(text: str, base: str) -> Address:
    """Return the address that a text names: a path with its query, or one that begins with `base`.

    Raises ParameterError where it is none, is of another service, or is not written as a client
    sends it: a path with `..`, `//` or an escape that is no UTF-8.
    """
    if not text:
        raise ParameterError(f"of: give the address to cite, such as {API}/compare")
    if _CONTROL.search(text):
        raise ParameterError("of: an address has no control characters")
    try:
        parts, own = urlsplit(text), urlsplit(base)
        path = unquote(parts.path, errors="strict")
        query = parse_qsl(parts.query, keep_blank_values=True, errors="strict")
    except ValueError:  # a host that is none, or bytes that are no text
        raise ParameterError("of: that is no address; escape it whole, once") from None
    if (parts.scheme or parts.netloc) and parts[:2] != own[:2]:
        raise ParameterError(f"of: it is not an address of this service, which begins with {base}")
    if not path.startswith("/") or {"", ".", ".."} & set(path[1:].split("/")):
        raise ParameterError(f"of: write the path as it is asked for, such as {API}/compare")
    if _CONTROL.search(path):
        raise ParameterError("of: an address has no control characters")
    return Address(_without_extension(path), tuple(query))


def _without_extension(path: str) -> str:
    offered = next((kinds for stem, kinds in OFFERED.items() if path.startswith(stem)), ())
    return read_wanted(path, None, offered).path if offered else path
