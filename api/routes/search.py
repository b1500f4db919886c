"""Search, and suggestions for a search box."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from api.delivery import JSON, TABLES
from api.deps import GivenDep, ResourcesDep, SearchDep, WantedDep
from api.links import formats, next_page
from api.render import rdf_response, read_bom, table_response
from api.tables.things import hits_table
from graph.answers import Labels
from graph.resources import describe, read_language
from graph.resources.searching import SearchPage, Suggestions, search_things, suggest

router = APIRouter(prefix="/api/v1", tags=["search"])

TITLE = Labels(da="søgning", en="search")


@router.get("/search", response_model=SearchPage, operation_id="search")
def search(
    request: Request,
    given: GivenDep,
    resources: ResourcesDep,
    searching: SearchDep,
    wanted: WantedDep,
) -> Response:
    """Find things by the words of their labels, definitions and quotes, in Danish or English."""
    bom, rest = read_bom(given)
    page = search_things(searching, rest, resources)
    links = [*formats(wanted, request), *next_page(request, page.next)]
    headers = {"Link": ", ".join(links)}
    if wanted.media_type == JSON:
        return Response(page.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in TABLES:
        language = read_language(dict(rest))
        table = hits_table(page.items, language)
        return table_response(table, wanted, TITLE, bom, language, page.release, headers)
    iris: Sequence[str] = [hit.iri for hit in page.items]
    return rdf_response(describe(resources.engine, iris), wanted, headers)


@router.get("/suggest", response_model=Suggestions, operation_id="suggest")
def suggestions(
    given: GivenDep, resources: ResourcesDep, searching: SearchDep, wanted: WantedDep
) -> Suggestions:
    """Complete what is typed into a search box."""
    wanted.only_json()
    return suggest(searching, given, resources)
