"""A thing as a list shows it: its name, the facets that it stands under, and what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Final, TypeAlias

from cachetools import LRUCache
from pydantic import Field
from pyoxigraph import Literal, NamedNode

from graph import names
from graph.answers import Cell, Labels, Model, Quote, Thing
from graph.ask import cell
from graph.engine import Engine, Term, value
from graph.resources.collections import Vocabulary
from graph.resources.facets import facets
from graph.resources.index import Index
from graph.things import Things, select_batches

KEPT: Final = 20_000
"""Cards kept for the next who asks."""

EVIDENCE: Final = names.term("evidence")
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_ABOUT: Final = """
SELECT ?thing ?property ?value WHERE {
    VALUES ?thing { UNDEF }
    ?thing ?property ?value .
}"""

FacetValue: TypeAlias = Thing | str


class Card(Model):
    """A thing with its names, its facets and its own properties."""

    iri: str
    id: str = Field(description="The short id: the end of the IRI with dots for slashes.")
    slug: str | None = Field(None, description="A name that filters take as well.")
    url: str = Field(description="Where the API tells all of it.")
    type: Thing = Field(description="Its class, or the scheme of a concept.")
    label: Labels
    definition: Labels | None = None
    note: Labels | None = Field(None, description="A note of those who coded it.")
    facets: Mapping[str, Sequence[FacetValue]] = Field(
        description="The values by which it can be filtered, by the name of the facet."
    )
    properties: Mapping[str, Sequence[Cell]] = Field(
        description="What else is said of it, by the term of the ontology."
    )
    evidence: Sequence[str] = Field((), exclude=True)


def url_of(iri: str, kind: str, known: Vocabulary) -> str:
    """Return the path of the API that tells of a thing of that kind, or nothing."""
    home, short = known.home(kind), names.short_id(iri)
    return f"/api/v1/{home.name}/{short}" if home and short else ""


class Cards:
    """Makes cards, and keeps those that were asked for last. Safe for several threads."""

    def __init__(self, engine: Engine, things: Things, index: Index) -> None:
        self._engine, self._things, self._index = engine, things, index
        self._kept: LRUCache[str, Card] = LRUCache(KEPT)
        self._lock = Lock()

    def get(self, iris: Iterable[str]) -> list[Card]:
        """Return the cards of things that the index knows, in the order given."""
        wanted = list(iris)
        with self._lock:
            found = {iri: card for iri in wanted if (card := self._kept.get(iri))}
        missing = [iri for iri in dict.fromkeys(wanted) if iri not in found]
        made = self._make(missing) if missing else {}
        with self._lock:
            self._kept.update(made)
        found |= made
        return [found[iri] for iri in wanted]

    def _make(self, iris: Sequence[str]) -> dict[str, Card]:
        said: dict[str, dict[str, list[Term]]] = {iri: defaultdict(list) for iri in iris}
        for row in select_batches(self._engine, _ABOUT, iris):
            said[value(row["thing"])][value(row["property"])].append(row["value"])
        under = {iri: self._index.facets_of(self._index.numbers[iri]) for iri in iris}
        mentioned = {
            term.value
            for properties in said.values()
            for terms in properties.values()
            for term in terms
            if isinstance(term, NamedNode)
        }
        mentioned |= {v for values in under.values() for found in values.values() for v in found}
        named = self._things.named({*iris, *(iri for iri in mentioned if "://" in iri)})
        return {iri: self._card(iri, said[iri], under[iri], named) for iri in iris}

    def _card(
        self,
        iri: str,
        said: Mapping[str, Sequence[Term]],
        under: Mapping[str, Sequence[str]],
        named: Mapping[str, Thing],
    ) -> Card:
        kind = self._index.types[iri].removeprefix(names.ONT).removeprefix(names.CONCEPT)
        known = self._index.vocabulary
        return Card(
            iri=iri,
            id=names.short_id(iri) or iri,
            slug=next((value(term) for term in said.get(names.term("slug"), ())), None),
            url=url_of(iri, kind, known),
            type=known.kinds[kind],
            label=named[iri].label,
            definition=_labels(said.get(f"{SKOS}definition", ())),
            note=_labels(said.get(f"{SKOS}editorialNote", ())),
            facets={
                facet: [named.get(found, found) for found in values]
                for facet, values in under.items()
                if values
            },
            properties={
                term_name(property_): _cells(terms, named)
                for property_, terms in sorted(said.items())
                if property_ not in hidden()
            },
            evidence=[value(term) for term in said.get(EVIDENCE, ())],
        )


@cache
def hidden() -> frozenset[str]:
    """Return the properties that a card tells elsewhere."""
    told = (name for facet in facets().values() for name in facet.properties)
    own = ("slug", "translatedLanguage", "evidence", *told)
    of_skos = ("prefLabel", "definition", "editorialNote", "inScheme", "topConceptOf")
    return frozenset({RDF_TYPE, *map(names.term, own), *(SKOS + name for name in of_skos)})


def term_name(iri: str) -> str:
    """Return the name of a property: the end of its IRI."""
    return iri.removeprefix(names.ONT).removeprefix(SKOS)


def _cells(terms: Sequence[Term], named: Mapping[str, Thing]) -> list[Cell]:
    return [cell(term, named) for term in sorted(terms, key=lambda term: names.natural(str(term)))]


def _labels(terms: Sequence[Term]) -> Labels | None:
    said = {term.language or "": term.value for term in terms if isinstance(term, Literal)}
    if not said:
        return None
    return Labels(da=said.get("da"), en=said.get("en") or said.get(""), translated=None)


def quotes_of(things: Things, cards: Sequence[Card]) -> dict[str, list[Quote]]:
    """Return the quotes that each card rests on, by its IRI, in the order of the text."""
    quoted = things.quoted(passage for card in cards for passage in card.evidence)
    return {
        card.iri: sorted(
            (quoted[passage] for passage in card.evidence if passage in quoted),
            key=lambda quote: (quote.document.iri, quote.start),
        )
        for card in cards
    }
