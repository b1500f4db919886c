"""JSON-LD in the words of a fixed context, without asking the network for it."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import pyoxigraph
from pyld import jsonld
from pyoxigraph import RdfFormat, Triple

from graph import names
from graph.errors import AftalegrafError
from graph.files import folder
from graph.names import natural

CONTEXT: Final = "/context/v1.jsonld"
"""Where the service has the context: a reference that whoever fetched a document resolves
against its address (JSON-LD 1.1, section 4.1.3). What the context says is never changed under
this number; a change that could alter the meaning of a document gets the next one."""


def write_jsonld(triples: Iterable[Triple]) -> bytes:
    """Return triples as compacted JSON-LD (JSON-LD 1.1 API, section 5.6.2), one node a subject.

    The nodes are in the order of their IRIs; the same triples are the same bytes.
    """
    ordered = sorted(triples, key=lambda triple: natural(str(triple)))
    expanded = pyoxigraph.serialize(ordered, format=RdfFormat.JSON_LD)
    options = {"graph": True, "ordered": True, "documentLoader": _no_network}
    compacted = jsonld.compact(json.loads(expanded or b"[]"), context(), options)
    nodes = sorted(compacted.get("@graph", ()), key=lambda node: natural(str(node.get("id", ""))))
    return json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False).encode()


@cache
def context() -> Mapping[str, Any]:
    """Return the shipped context document."""
    read: Mapping[str, Any] = json.loads(context_file())
    return read


@cache
def context_file() -> bytes:
    """Return the shipped context document as it is served."""
    return (folder("ontology") / "context.jsonld").read_bytes()


def _no_network(url: str, _: object) -> object:
    """Refuse to load a context: ours is given, and nothing else is ever wanted."""
    raise AftalegrafError(f"a context at {url} was asked for; {names.BASE} is described by ours")
