"""The texts by which things are found: their labels, definitions and quotes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal

from graph import names
from graph.engine import Engine, Row, Term, value
from graph.names import Language
from graph.search.analysis import Token, tokens
from graph.search.results import Source

# No thing of its own: what says where something is written, how it was read, or what matches what.
_FOUND: Final = f"""
    ?thing skos:prefLabel ?name .
    FILTER(STRSTARTS(STR(?thing), "{names.DATA}") || STRSTARTS(STR(?thing), "{names.CONCEPT}"))
    FILTER NOT EXISTS {{
        ?thing a ?class
        VALUES ?class {{
            aftale:Assertion aftale:CodingScope aftale:Correspondence aftale:Passage
            aftale:ReaderAgreement aftale:ReadSpan aftale:TextSpan skos:ConceptScheme
        }}
    }}"""
_PREFIXES: Final = f"""
PREFIX aftale: <{names.ONT}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"""
_QUERIES: Final[Mapping[Source, str]] = {
    "label": f"""{_PREFIXES}
SELECT DISTINCT ?thing ?text WHERE {{ {_FOUND} BIND(?name AS ?text) }}""",
    "definition": f"""{_PREFIXES}
SELECT DISTINCT ?thing ?text WHERE {{ {_FOUND} ?thing skos:definition ?text }}""",
    "quote": f"""{_PREFIXES}
SELECT DISTINCT ?thing ?text ?passage WHERE {{
    {_FOUND} ?thing aftale:evidence ?passage . ?passage aftale:exact ?text
}}""",
}


@dataclass(frozen=True)
class Text:
    """A text of a thing, as it stands, and the words of it."""

    source: Source
    language: Language
    raw: str
    passage: str | None
    tokens: Sequence[Token] = field(repr=False)


def read_texts(engine: Engine) -> dict[str, list[Text]]:
    """Return the texts of every thing that can be found, by IRI in natural order.

    Labels come before definitions before quotes, and otherwise the order is that of the text. A
    text that is neither Danish nor English is passed over.
    """
    found: dict[str, list[Text]] = defaultdict(list)
    # The same passage is often evidence for several things.
    words: dict[str, Sequence[Token]] = {}
    for source, query in _QUERIES.items():
        rows = engine.select(query).rows
        for row in sorted(rows, key=lambda row: (value(row["text"]), _passage(row) or "")):
            if language := _language(row["text"]):
                raw = value(row["text"])
                words[raw] = words.get(raw) or tokens(raw)
                found[value(row["thing"])].append(
                    Text(source, language, raw, _passage(row), words[raw])
                )
    return {iri: found[iri] for iri in sorted(found, key=names.natural)}


def is_echo(iri: str, texts: Mapping[str, Sequence[Text]]) -> bool:
    """Tell whether the label of a thing is that of the thing it is a record of, and more.

    `…/initiative/18/decision/1` is called `Agreement on cancer rehabilitation: approved`.
    """
    owner, _, _ = iri.removeprefix(names.DATA).rpartition("/")
    owner, _, _ = owner.rpartition("/")
    labels = [text.raw for text in texts.get(names.data(owner), ()) if text.source == "label"]
    return any(text.raw.startswith(f"{label}: ") for text in texts[iri] for label in labels)


def _language(text: Term) -> Language | None:
    match text:
        case Literal(language="da"):
            return "da"
        case Literal(language="en"):
            return "en"
        case _:
            return None


def _passage(row: Row) -> str | None:
    return value(row["passage"]) if "passage" in row else None
