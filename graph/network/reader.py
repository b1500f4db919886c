"""Reading edges from the engine around some things: in batches, and never beyond a bound."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from graph.engine import value
from graph.errors import ResultTooLarge
from graph.names import natural
from graph.network.bases import Basis, Triple, bases_of
from graph.network.request import Asked, Sieve
from graph.resources import Resources
from graph.resources.cards import term_name
from graph.things import BATCH

Way: TypeAlias = Literal["out", "in"]
BOTH: Final[Sequence[Way]] = ("out", "in")

READ: Final = 10
"""So many times its bound is read for an answer at most: filters leave out the rest."""

_AROUND: Final = """
SELECT ?subject ?property ?object WHERE {{
    VALUES ?{end} {{ {things} }}
    ?subject ?property ?object .
    FILTER(?property IN ({properties}))
}} LIMIT {limit}"""


class Reader:
    """Reads the edges of one question, and keeps what they rest on."""

    def __init__(self, asked: Asked, resources: Resources, bound: int, narrow: str) -> None:
        """Take the edges that an answer has at most, and what an error says would make it fewer."""
        self.asked, self.resources = asked, resources
        self.sieve = Sieve(asked, resources)
        self._bound, self._narrow = bound, narrow
        self._read: set[Triple] = set()
        self._bases: dict[Triple, Basis] = {}

    def around(self, iris: Sequence[str], ways: Sequence[Way] = BOTH) -> list[Triple]:
        """Return the edges from things (`out`) and to them (`in`) that all filters let through.

        An edge whose passages are all of documents that are not asked is none of the answer.
        Raises ResultTooLarge where too many are read.
        """
        found: dict[Triple, None] = {}
        for way in ways:
            for triples in self._select(iris, way):
                found |= dict.fromkeys(triples)
                self._read.update(triples)
                self.check(self._read, self._bound * READ)
        return list(self._kept(found))

    def check(self, triples: Collection[Triple], bound: int = 0) -> None:
        """Raise ResultTooLarge where there are more edges than the bound.

        The error says which kinds are so many, and how to narrow.
        """
        most = bound or self._bound
        if len(triples) <= most:
            return
        counted = Counter(term_name(property_) for _, property_, _ in triples)
        largest = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        told = ", ".join(f"{name} {count}" for name, count in largest)
        wrong = f"more than {most} edges, so none is sent; of those seen, most are {told}"
        raise ResultTooLarge(f"{wrong}: {self._narrow}")

    def bases(self, triples: Iterable[Triple]) -> dict[Triple, Basis]:
        """Return what each edge rests on."""
        wanted = list(triples)
        self._learn(wanted)
        return {triple: self._bases[triple] for triple in wanted}

    def _select(self, iris: Sequence[str], way: Way) -> Iterator[list[Triple]]:
        properties = ", ".join(f"<{kind.iri}>" for kind in self.asked.kinds)
        for start in range(0, len(iris), BATCH):
            query = _AROUND.format(
                end="subject" if way == "out" else "object",
                things=" ".join(f"<{iri}>" for iri in iris[start : start + BATCH]),
                properties=properties,
                limit=self._bound * READ + 1,
            )
            yield [
                (value(row["subject"]), value(row["property"]), value(row["object"]))
                for row in self.resources.engine.select(query).rows
            ]

    def _kept(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        passing = [t for t in triples if self.sieve.passes(t[0]) and self.sieve.passes(t[2])]
        if not self.sieve.asks_documents:
            yield from passing
            return
        self._learn(passing)
        for triple in passing:
            documents = self._bases[triple].documents
            if not documents or any(map(self.sieve.asks, documents)):
                yield triple

    def _learn(self, triples: Iterable[Triple]) -> None:
        new = [triple for triple in triples if triple not in self._bases]
        if new:
            self._bases |= bases_of(self.resources.engine, new)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return edges in the order of their properties, and then of the ids of their ends."""
    wanted = list(triples)
    ends = {end for subject, _, object_ in wanted for end in (subject, object_)}
    places = {iri: place for place, iri in enumerate(sorted(ends, key=natural))}
    return sorted(wanted, key=lambda triple: (triple[1], places[triple[0]], places[triple[2]]))
