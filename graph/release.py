"""A data release: the Turtle files that are served, and the name that is computed from them.

The name is a hash of the files and of nothing else: no clock, no machine. The same data have the
same name wherever they are built, and a file that was changed by hand no longer matches it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import names
from graph.errors import ReleaseError
from graph.files import folder

ONTOLOGY: Final = {
    "aftale.ttl": "ontology",
    "concepts.ttl": "concepts",
    "alignments.ttl": "alignments",
}
"""The files of `ontology/` that are served, and the named graph that each becomes."""

META: Final = "meta"
IDENTIFIER: Final = "http://purl.org/dc/terms/identifier"


@dataclass(frozen=True)
class Release:
    """What is served: the release's name, and the Turtle of each named graph by its name."""

    id: str
    graphs: Mapping[str, bytes]


def release_id(graphs: Mapping[str, bytes]) -> str:
    """Return the name of the release that these graphs (Turtle by name) make.

    It is the first 16 hex digits of a SHA-256 over names and contents, in the order of the names.
    The graph `meta`, which says the name, is to have nothing in its place.
    """
    digest = sha256()
    for name in sorted(graphs):
        digest.update(f"{name} {sha256(graphs[name]).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def read_ontology() -> dict[str, bytes]:
    """Return the Turtle of the ontology's graphs by the name of the graph."""
    return {name: (folder("ontology") / file).read_bytes() for file, name in ONTOLOGY.items()}


def read_release(data: Traversable | None = None) -> Release:
    """Read the release in `data/graphs` and check that it is the one that it says it is.

    Raises ReleaseError where the graphs are missing, unreadable or not what `meta.ttl` names.
    """
    graphs = read_ontology() | dict(_files((data or folder("data")) / "graphs"))
    if META not in graphs:
        raise ReleaseError("data/graphs/meta.ttl is missing; run `aftalegraf build`")
    named = _named(graphs[META])
    nameless = graphs[META].replace(named.encode(), b"")
    computed = release_id(graphs | {META: nameless})
    if named != computed:
        raise ReleaseError(
            f"data/graphs/meta.ttl names release {named}, but the files beside it and in ontology/ "
            f"make {computed}: one was changed; run `aftalegraf build`, or fetch the release again"
        )
    return Release(computed, graphs)


def _files(graphs: Traversable) -> Iterator[tuple[str, bytes]]:
    if graphs.is_dir():
        for file in sorted(graphs.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".ttl"):
                yield file.name.removesuffix(".ttl"), file.read_bytes()


def _named(meta: bytes) -> str:
    subject = NamedNode(names.graph(META))
    try:
        quads = list(parse(meta, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ReleaseError(f"data/graphs/meta.ttl cannot be read: {error}") from error
    found = (q.object for q in quads if q.predicate.value == IDENTIFIER and q.subject == subject)
    return next((value.value for value in found if isinstance(value, Literal)), "")
