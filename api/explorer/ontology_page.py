"""The page of the ontology: its terms by kind, what they mean, and how many things use them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.explorer.page import page
from graph import names
from graph.answers import Thing
from graph.names import Language
from graph.resources import Resources, vocabulary
from graph.resources.index import collation
from graph.resources.terms import TermInfo, ontology_terms, ontology_version
from graph.resources.uses import uses

_OF_CLASS: Final = f"""PREFIX aftale: <{names.ONT}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing WHERE {{{{ ?thing a/rdfs:subClassOf* aftale:{{name}} }}}}
ORDER BY ?thing LIMIT 1000"""

_WITH: Final = f"""PREFIX aftale: <{names.ONT}>
SELECT ?thing ?value WHERE {{{{ ?thing aftale:{{name}} ?value }}}}
ORDER BY ?thing ?value LIMIT 1000"""


@dataclass(frozen=True)
class Term:
    """A term as the page tells it."""

    info: TermInfo
    links: Mapping[str, Sequence[Thing]]
    """Superclasses, domain and range, named."""
    uses: int
    list_address: str
    """The list of the API that has the things, or nothing."""
    query: str
    """The query that finds them."""


def ontology_page(request: Request, resources: Resources, language: Language) -> HTMLResponse:
    """Return the page of the ontology."""
    return page(
        request,
        language,
        "ontology.html",
        groups=groups(resources, language),
        version=ontology_version(),
        ont=names.ONT,
    )


def groups(resources: Resources, language: Language) -> list[tuple[str, Sequence[Term]]]:
    """Return the terms by their kind, each group in the order of the labels."""
    counted = uses(resources)
    return [
        (
            kind,
            sorted(
                (_term(info, counted.get(info.name, 0), resources) for info in found),
                key=lambda term: collation(term.info.label[language]),
            ),
        )
        for kind, found in groupby(ontology_terms(), key=lambda info: info.kind)
    ]


def _term(info: TermInfo, count: int, resources: Resources) -> Term:
    mentioned = resources.things.named(iri for iris in info.links.values() for iri in iris)
    query = (_OF_CLASS if info.kind == "Class" else _WITH).format(name=info.name)
    return Term(
        info=info,
        links={name: [mentioned[iri] for iri in iris] for name, iris in info.links.items()},
        uses=count,
        list_address=_list_of(info) if count else "",
        query=query if count else "",
    )


def _list_of(info: TermInfo) -> str:
    home = vocabulary().home(info.name) if info.kind == "Class" else None
    if not home:
        return ""
    return f"/api/v1/{home.name}" + ("" if home.kind == info.name else f"?type={info.name}")
