"""A graph as plain sets of triples: what a query found is compared with what is read off these."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode

from graph import names
from graph.engine import Engine, Term, value

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
PREFIXES = {"skos": SKOS, "dcterms": "http://purl.org/dc/terms/"}


def full(name: str) -> str:
    """Return the IRI of `serves`, `skos:broader` or `a`."""
    if name == "a":
        return RDF_TYPE
    prefix, _, end = name.rpartition(":")
    return PREFIXES[prefix] + end if prefix else names.term(end)


class Triples:
    """The distinct triples of a release: all, of a subject (p, o), at an object (s, p)."""

    def __init__(self, engine: Engine) -> None:
        self.all: set[tuple[str, str, Term]] = set()
        self.of: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.at: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._out: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._into: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in engine.select("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }").rows:
            subject, predicate, object_ = value(row["s"]), value(row["p"]), row["o"]
            self.all.add((subject, predicate, object_))
            self.of[subject].add((predicate, value(object_)))
            self.at[value(object_)].add((subject, predicate))
            self._out[subject, predicate].add(value(object_))
            if isinstance(object_, NamedNode):
                self._into[object_.value, predicate].add(subject)

    def out(self, things: Iterable[str], *properties: str) -> set[str]:
        """Return what the things have as any of the properties."""
        wanted = [full(name) for name in properties]
        return {o for thing in things for p in wanted for o in self._out.get((thing, p), ())}

    def into(self, things: Iterable[str], *properties: str) -> set[str]:
        """Return what has any of the things as any of the properties."""
        wanted = [full(name) for name in properties]
        return {s for thing in things for p in wanted for s in self._into.get((thing, p), ())}

    def closure(self, things: Iterable[str], *properties: str) -> set[str]:
        """Return the things, with all that is reached from them over any number of steps."""
        reached = set(things)
        while more := self.out(reached, *properties) - reached:
            reached |= more
        return reached

    @cache  # noqa: B019 - one of these lives as long as the tests do
    def kinds(self, thing: str) -> frozenset[str]:
        """Return the own classes of a thing, broader ones included, and its concept scheme."""
        found = self.out({thing}, "a") | self.out({thing}, "skos:inScheme")
        while more := {o for t in found for o in self._out.get((t, SUBCLASS), ())} - found:
            found |= more
        return frozenset(kind for kind in found if kind.startswith(names.BASE))

    @cache  # noqa: B019
    def of_kind(self, name: str) -> set[str]:
        """Return the things of a class (`Goal`) or of a concept scheme (`theme`)."""
        kinds = {names.term(name), names.CONCEPT + name}
        return {s for s, p, _ in self.all if p in PLACES and self.kinds(s) & kinds}


PLACES = (RDF_TYPE, f"{SKOS}inScheme")
