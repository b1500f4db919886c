"""What stands at the IRIs of the ontology and the data: a document about the thing that is named.

A thing is not its description: its address answers 303 with the address of the description in
the representation that the client likes (Cool URIs for the Semantic Web, section 4.3). An ending
(`.ttl`, `.jsonld`, `.html`) names one at once.
"""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.delivery import HTML, JSONLD, TURTLE
from api.deps import GivenDep, PageLanguageDep, ResourcesDep, WantedDep
from api.explorer.ontology_page import ontology_page
from api.explorer.things_pages import thing_page
from api.render import rdf_response
from graph import names
from graph.jsonld import context_file
from graph.resources.about import check_known, described
from graph.resources.terms import ontology_triples, ontology_version

router = APIRouter(include_in_schema=False)

ENDINGS: Final = {HTML: ".html", TURTLE: ".ttl", JSONLD: ".jsonld"}


@router.get("/id/{path:path}")
@router.get("/concept/{path:path}")
def thing(
    request: Request,
    resources: ResourcesDep,
    wanted: WantedDep,
    given: GivenDep,
    language: PageLanguageDep,
) -> Response:
    """Describe a thing or a concept; raises what `check_known` does."""
    iri = names.BASE + wanted.path.removeprefix("/")
    if not wanted.extension:
        check_known(iri, resources)
        return _see(wanted.path + ENDINGS[wanted.media_type])
    if wanted.media_type == HTML:
        return thing_page(request, iri, resources, given, language)
    return rdf_response(described(iri, resources), wanted, {})


@router.get("/ont")
@router.get("/ont/{version}")
def ontology(
    request: Request,
    resources: ResourcesDep,
    wanted: WantedDep,
    language: PageLanguageDep,
    version: str = "",
) -> Response:
    """Describe the ontology, whose terms are fragments of this address."""
    if version not in ("", ontology_version()):
        raise HTTPException(404, f"this service has version {ontology_version()} of the ontology")
    if not wanted.extension:
        return _see(wanted.path + ENDINGS[wanted.media_type])
    if wanted.media_type == HTML:
        return ontology_page(request, resources, language)
    return rdf_response(ontology_triples(), wanted, {})


@router.get("/context/v1.jsonld")
def context() -> Response:
    """Send the context of every JSON-LD document of this service."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(context_file(), media_type=JSONLD, headers=headers)


@router.get("/graph/{name}")
def named_graph(name: str) -> Response:
    """Send whoever looks for a named graph to the graph store, which has it."""
    return _see(f"/store?graph={names.graph(name)}")


@router.get("/question/{slug}")
def question(slug: str) -> Response:
    """Send whoever looks for a question to its answer."""
    return _see(f"/api/v1/questions/{slug}")


@router.get("/service")
def service() -> Response:
    """Send whoever looks for the service to its description."""
    return _see("/sparql")


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": "Accept"})
