"""Which documents were read for what: what tells "the text does not say" from "not coded yet"."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from graph import names
from graph.answers import Scope
from graph.engine import Engine, value
from graph.things import Things

_READ: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?document ?agreement ?term WHERE {{
    ?document a aftale:SourceDocument ; aftale:aboutAgreement ?agreement .
    OPTIONAL {{ ?scope aftale:scopeDocument ?document ; aftale:scopeTerm ?term }}
}} ORDER BY ?document"""


def scope_term(name: str) -> str:
    """Return the IRI of a class or property (`Goal`), or of a concept (`theme-tobacco`)."""
    return names.CONCEPT + name if "-" in name else names.term(name)


def scopes(engine: Engine, things: Things, about: Sequence[str]) -> list[Scope]:
    """Return for every document whether it was read in full for all terms of `about`."""
    read: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in engine.select(_READ).rows:
        terms = read[value(row["document"]), value(row["agreement"])]
        if "term" in row:
            terms.add(value(row["term"]))
    named = things.named(iri for pair in read for iri in pair)
    return [
        Scope(document=named[document], agreement=named[agreement], read=terms.issuperset(about))
        for (document, agreement), terms in read.items()
    ]
