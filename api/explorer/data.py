"""The pages about the site: its data and method, accessibility, privacy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import PageLanguageDep, ResourcesDep
from api.explorer.page import page
from graph import names
from graph.answers import Thing
from graph.ask import ask
from graph.catalogue import question
from graph.engine import value
from graph.names import natural
from graph.resources import Resources
from graph.shapes import shape_list

router = APIRouter(include_in_schema=False)

_GRAPHS: Final = """
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?graph ?triples WHERE { ?graph a void:Dataset ; void:triples ?triples } ORDER BY ?graph"""


@dataclass(frozen=True)
class Part:
    """A named graph of the release."""

    name: str
    triples: int
    address: str


@dataclass(frozen=True)
class Reach:
    """What a document was read in full for."""

    document: Thing
    agreement: Thing
    terms: Sequence[Thing]


@router.get("/data", response_class=HTMLResponse)
def data(request: Request, resources: ResourcesDep, language: PageLanguageDep) -> HTMLResponse:
    """Tell of the release, how it was coded, how far readers agree, and what is checked."""
    agreement = ask(resources.engine, resources.things, question("reader-agreement"), {})
    shapes = defaultdict(list)
    for shape in shape_list():
        shapes[shape.severity].append(shape)
    return page(
        request,
        language,
        "data.html",
        issued=resources.issued,
        parts=parts(resources),
        reaches=reaches(resources),
        agreement=[row for row in agreement.rows if row["coded_class"] is None],
        shapes=shapes,
    )


@router.get("/accessibility", response_class=HTMLResponse)
def accessibility(request: Request, language: PageLanguageDep) -> HTMLResponse:
    """Say how far the pages keep WCAG 2.2, and how that is tried."""
    return page(request, language, "accessibility.html")


@router.get("/privacy", response_class=HTMLResponse)
def privacy(request: Request, language: PageLanguageDep) -> HTMLResponse:
    """Say what is kept of a visitor: nothing."""
    return page(request, language, "privacy.html")


def parts(resources: Resources) -> list[Part]:
    """Return the named graphs of the release that say how many triples they have."""
    found = []
    for row in resources.engine.select(_GRAPHS).rows:
        iri = value(row["graph"])
        if iri.startswith(f"{names.BASE}graph/"):
            name = iri.removeprefix(f"{names.BASE}graph/")
            found.append(Part(name, int(value(row["triples"])), f"/store?graph={iri}"))
    return found


def reaches(resources: Resources) -> list[Reach]:
    """Return what each document was read in full for, in the order of the documents."""
    iris = {
        iri
        for reading in resources.readings
        for iri in (reading.document, reading.agreement, *reading.terms)
    }
    named = resources.things.named(iris)
    return [
        Reach(
            document=named[reading.document],
            agreement=named[reading.agreement],
            terms=[named[term] for term in sorted(reading.terms, key=natural)],
        )
        for reading in sorted(resources.readings, key=lambda reading: natural(reading.document))
    ]
