"""The collections of the API: which classes and concept schemes have one is said in the ontology.

`aftale:collection` names the collection of a class or a scheme, so a new kind of thing needs no
code to be listed. A class that the data declare below one of these is listed where that one is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import names
from graph.answers import Labels, Thing
from graph.engine import Engine, value
from graph.errors import UnknownCollection, nearest
from graph.release import read_ontology

COLLECTION: Final = names.term("collection")
LABELS: Final = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
)
WORDS: Final = {
    "http://www.w3.org/2004/02/skos/core#definition": "definition",
    **dict.fromkeys(LABELS, "label"),
}
SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
IN_SCHEME: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
INVERSE: Final = "http://www.w3.org/2002/07/owl#inverseOf"

_CLASSES: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?class ?wider ?label WHERE {{
    ?class rdfs:subClassOf ?wider .
    OPTIONAL {{ ?class rdfs:label ?label }}
    FILTER(STRSTARTS(STR(?class), "{names.ONT}") && STRSTARTS(STR(?wider), "{names.ONT}"))
}}"""


@dataclass(frozen=True)
class Collection:
    """A collection: its name in the API, the kind of its things, and what that kind is."""

    name: str
    kind: str
    label: Labels
    definition: Labels


@dataclass(frozen=True)
class Vocabulary:
    """What the ontology says of its own terms, as far as the API shows it."""

    collections: Mapping[str, Collection]
    """By name."""
    kinds: Mapping[str, Thing]
    """Every class and concept scheme, by the end of its IRI (`Goal`, `theme`)."""
    broader: Mapping[str, frozenset[str]]
    """The direct superclasses of a class, by the end of its IRI."""
    codes: Mapping[str, Sequence[str]]
    """The codes of every concept scheme, by the end of its IRI."""
    inverses: frozenset[str]
    """IRIs of the properties that only turn another one round."""

    def home(self, kind: str) -> Collection | None:
        """Return the collection of a kind, or of the narrowest broader kind that has one."""
        found = next((c for c in self.collections.values() if c.kind == kind), None)
        wider = (self.home(name) for name in sorted(self.broader.get(kind, ())))
        return found or next(filter(None, wider), None)

    def at_or_below(self, kind: str) -> list[str]:
        """Return a kind and every narrower class, by name."""
        below = {name for name, wider in self.broader.items() if kind in wider}
        return sorted({kind, *(each for name in below for each in self.at_or_below(name))})


def collection(name: str) -> Collection:
    """Return the collection of that name; raise UnknownCollection, which names the nearest ones."""
    known = vocabulary().collections
    if name not in known:
        raise UnknownCollection(f"there is no collection '{name}'; {nearest(name, known)}")
    return known[name]


@cache
def vocabulary() -> Vocabulary:
    """Return what the shipped ontology says."""
    words: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    named: dict[str, str] = {}
    broader: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, list[str]] = defaultdict(list)
    inverses = set()
    for turtle in read_ontology().values():
        for quad in parse(turtle, RdfFormat.TURTLE):
            subject = getattr(quad.subject, "value", "")
            match quad.predicate.value, quad.object:
                case predicate, Literal() as text if predicate in WORDS:
                    words[subject][WORDS[predicate]][text.language or ""] = text.value
                case predicate, Literal() as text if predicate == COLLECTION:
                    named[subject] = text.value
                case predicate, NamedNode() as wider if predicate == SUBCLASS:
                    broader[_end(subject)].add(_end(wider.value))
                case predicate, NamedNode() as scheme if predicate == IN_SCHEME:
                    codes[_end(scheme.value)].append(subject.removeprefix(f"{scheme.value}-"))
                case predicate, _ if predicate == INVERSE:
                    inverses.add(subject)
    kinds = {
        _end(iri): Thing(iri=iri, id=names.short_id(iri), label=_labels(said["label"]))
        for iri, said in words.items()
    }
    collections = {
        name: Collection(
            name, _end(iri), _labels(words[iri]["label"]), _labels(words[iri]["definition"])
        )
        for iri, name in sorted(named.items(), key=lambda pair: pair[1])
    }
    return Vocabulary(
        collections,
        kinds,
        {kind: frozenset(wider) for kind, wider in broader.items()},
        {scheme: sorted(found) for scheme, found in codes.items()},
        frozenset(inverses),
    )


def read_vocabulary(engine: Engine) -> Vocabulary:
    """Return what the shipped ontology says, and with it the classes that the data declare."""
    shipped = vocabulary()
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    broader: dict[str, set[str]] = defaultdict(set)
    for row in engine.select(_CLASSES).rows:
        iri, label = value(row["class"]), row.get("label")
        if _end(iri) not in shipped.kinds:
            broader[_end(iri)].add(_end(value(row["wider"])))
            labels[iri] |= {label.language or "": label.value} if isinstance(label, Literal) else {}
    own = {_end(iri): Thing(iri=iri, id=None, label=_labels(said)) for iri, said in labels.items()}
    wider = {kind: frozenset(found) for kind, found in broader.items()}
    return replace(shipped, kinds={**shipped.kinds, **own}, broader={**shipped.broader, **wider})


def _end(iri: str) -> str:
    return iri.removeprefix(names.ONT).removeprefix(names.CONCEPT)


def _labels(said: Mapping[str, str]) -> Labels:
    return Labels(da=said.get("da"), en=said.get("en"), translated=None)
