"""The resources of a release: the one thing that lists, details and descriptions are made from."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import Any, Final, TypeVar

from graph import names
from graph.answers import Quote
from graph.engine import Engine, value
from graph.release import META
from graph.resources.cards import Card, Cards, quotes_of
from graph.resources.includes import related
from graph.resources.index import Index
from graph.scope import readings
from graph.things import Things

_ISSUED: Final = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?day WHERE {{ <{names.graph(META)}> dcterms:issued ?day }}"""

_NARROWER: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?wide ?narrow WHERE { ?narrow skos:broader+ ?wide } ORDER BY ?wide ?narrow"""

T = TypeVar("T")


class Resources:
    """What is known of a release beside its engine: names, index, cards. Safe for threads."""

    def __init__(self, engine: Engine) -> None:
        """Read the index from the engine."""
        self.engine = engine
        self.release = engine.release
        self.things = Things(engine)
        self.index = Index(engine)
        self.cards = Cards(engine, self.things, self.index)
        self.readings = readings(engine)
        """What each document was read in full for."""
        self.read_terms = frozenset(term for read in self.readings for term in read.terms)
        """What any document was read in full for."""
        self.narrower = _narrower(engine)
        """Every concept below a concept."""
        self.issued = _issued(engine)
        """The day that the release was issued, where it says so."""
        self._made: dict[Callable[[Resources], object], Any] = {}
        self._lock = Lock()

    def once(self, make: Callable[["Resources"], T]) -> T:
        """Return what is made of this release, made when it is first asked for and then kept."""
        with self._lock:
            if make not in self._made:
                self._made[make] = make(self)
            made: T = self._made[make]
            return made

    def quotes(self, cards: Sequence[Card]) -> dict[str, list[Quote]]:
        """Return the quotes that each card rests on, by its IRI."""
        return quotes_of(self.things, cards)

    def related(self, name: str, iris: Sequence[str]) -> dict[str, list[str]]:
        """Return what belongs to each thing by an include of that name, if the index knows it."""
        found = related(self.engine, name, iris)
        return {
            iri: [item for item in items if item in self.index.numbers]
            for iri, items in found.items()
        }


def _narrower(engine: Engine) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_NARROWER).rows:
        found[value(row["wide"])].append(value(row["narrow"]))
    return found


def _issued(engine: Engine) -> date | None:
    rows = engine.select(_ISSUED).rows
    return date.fromisoformat(value(rows[0]["day"])) if rows else None
