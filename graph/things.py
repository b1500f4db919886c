"""From what a user types to the IRI that is meant, and from IRIs to names and quotes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Final

from cachetools import LRUCache
from pyoxigraph import Literal, NamedNode

from graph import names
from graph.answers import Labels, Quote, Thing
from graph.engine import Engine, Row, value
from graph.errors import ParameterError, nearest
from graph.passages.folding import fold

_INDEX: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?kind ?slug WHERE {{
    {{ ?thing a/rdfs:subClassOf* ?kind }} UNION {{ ?thing skos:inScheme ?kind }}
    FILTER(STRSTARTS(STR(?thing), "{names.DATA}") || STRSTARTS(STR(?thing), "{names.CONCEPT}"))
    FILTER(STRSTARTS(STR(?kind), "{names.BASE}"))
    OPTIONAL {{ ?thing aftale:slug ?slug }}
}}"""

_LABELS: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?label ?translated WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing skos:prefLabel|rdfs:label ?label .
    OPTIONAL {{ ?thing aftale:translatedLanguage ?translated }}
}}"""

_QUOTES: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?passage ?text ?document ?headings ?before ?after ?start ?end WHERE {{
    VALUES ?passage {{ UNDEF }}
    ?passage aftale:exact ?text ; aftale:inDocument ?document ; aftale:headingPath ?headings ;
        aftale:prefix ?before ; aftale:suffix ?after ; aftale:start ?start ; aftale:end ?end .
}}"""

ANYTHING: Final = "Thing"

# So many IRIs of this data stay well within the length that a query may have (graph/query.py).
BATCH: Final = 500

KEPT: Final = 50_000
"""Names kept for the next who asks; a release never changes."""


class Things:
    """The names of all things of a release, by kind: a class (`Region`) or a scheme (`theme`).

    Safe for several threads.
    """

    def __init__(self, engine: Engine) -> None:
        """Read the index from the engine; it holds for as long as the engine's release does."""
        self._engine = engine
        self._kept: LRUCache[str, Thing] = LRUCache(KEPT)
        self._lock = Lock()
        self._by_kind: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in engine.select(_INDEX).rows:
            self._enter(row)

    def resolve(self, text: str, kind: str, parameter: str) -> str:
        """Return the IRI of the `kind` that `text` (IRI, short id, slug or code) names.

        Raises ParameterError, with the nearest names, where it names none or more than one.
        """
        known = self._by_kind[kind]
        found = known.get(text, set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            ids = ", ".join(sorted(filter(None, map(names.short_id, found))))
            raise ParameterError(f"{parameter}: '{text}' names several things; use one of {ids}")
        words = [word for word in known if ":" not in word]
        raise ParameterError(f"{parameter}: '{text}' is no known {kind}; {nearest(text, words)}")

    def names(self, text: str, kind: str) -> bool:
        """Return whether a text names just one thing of a kind."""
        return len(self._by_kind[kind].get(text, ())) == 1

    def allowed(self, kind: str) -> list[str]:
        """Return the IRIs of all things of a kind, sorted."""
        return sorted({iri for found in self._by_kind[kind].values() for iri in found})

    def named(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Return each IRI as a thing with its labels, in the order of the IRIs."""
        wanted = sorted(set(iris))
        with self._lock:
            found = {iri: thing for iri in wanted if (thing := self._kept.get(iri))}
        missing = [iri for iri in wanted if iri not in found]
        if missing:
            read = self._read(missing)
            with self._lock:
                self._kept.update(read)
            found |= read
        return {iri: found[iri] for iri in wanted}

    def _read(self, iris: Sequence[str]) -> dict[str, Thing]:
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in select_batches(self._engine, _LABELS, iris):
            label, thing = row["label"], labels[value(row["thing"])]
            assert isinstance(label, Literal)
            thing[label.language or ""] = label.value
            if "translated" in row:
                thing["translated"] = value(row["translated"])
        return {iri: _thing(iri, labels[iri]) for iri in iris}

    def quoted(self, passages: Iterable[str]) -> dict[str, Quote]:
        """Return each passage as a quote."""
        wanted = sorted(set(passages))
        rows = select_batches(self._engine, _QUOTES, wanted)
        documents = self.named(value(row["document"]) for row in rows)
        return {
            value(row["passage"]): _quote(row, documents[value(row["document"])]) for row in rows
        }

    def _enter(self, row: Row) -> None:
        iri = value(row["thing"])
        kind = value(row["kind"]).removeprefix(names.ONT).removeprefix(names.CONCEPT)
        code = iri.removeprefix(f"{names.CONCEPT}{kind}-")
        slug = row.get("slug")
        for name in (
            iri,
            names.short_id(iri),
            code,
            slug.value if isinstance(slug, Literal) else "",
        ):
            if name:
                self._by_kind[kind][name].add(iri)
                self._by_kind[ANYTHING][name].add(iri)


def select_batches(engine: Engine, query: str, iris: Sequence[str]) -> list[Row]:
    """Return the rows of a query whose `UNDEF` is replaced by these IRIs, a batch at a time."""
    rows: list[Row] = []
    for start in range(0, len(iris), BATCH):
        values = " ".join(str(NamedNode(iri)) for iri in iris[start : start + BATCH])
        rows.extend(engine.select(query.replace("UNDEF", values)).rows)
    return rows


def _thing(iri: str, labels: Mapping[str, str]) -> Thing:
    label = Labels(
        da=labels.get("da"),
        en=labels.get("en") or labels.get(""),
        translated="en" if labels.get("translated") == "en" else None,
    )
    return Thing(iri=iri, id=names.short_id(iri), label=label)


def _quote(row: Row, document: Thing) -> Quote:
    return Quote(
        text=value(row["text"]),
        plain=fold(value(row["text"])).text.strip(),
        language="da",
        document=document,
        headings=value(row["headings"]),
        before=value(row["before"]),
        after=value(row["after"]),
        start=int(value(row["start"])),
        end=int(value(row["end"])),
        passage=value(row["passage"]),
    )
