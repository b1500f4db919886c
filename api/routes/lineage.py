"""What succeeded what: the line of an agreement, a region, a cluster, a body."""

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.delivery import JSON, TABLE_FILES, TABLES
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.lineage_tables import lineage_table
from api.links import formats
from api.parameters import control
from api.render import read_bom, scope_headers, table_response
from graph.answers import Labels
from graph.comparison.lineage import OF, Lineage, read_lineage, tell_lineage
from graph.resources.parameters import read_language

router = APIRouter(prefix="/api/v1", tags=["compare"])

TITLE: Final = Labels(da="afløsninger", en="lineage")
PARAMETERS: Final = [
    control(
        OF,
        "The thing whose line is wanted, by its short id, slug or IRI.",
        {"type": "string"},
        required=True,
        example="dk84-2024",
    ),
    *({"$ref": f"#/components/parameters/{name}"} for name in ("lang", "bom")),
]


@router.get(
    "/lineage",
    response_model=Lineage,
    operation_id="lineage",
    summary="What a thing succeeds, and what succeeds it",
    openapi_extra={"parameters": PARAMETERS},
)
def lineage(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell all that a thing succeeds and all that succeeds it, over any number of steps.

    Each step is told with its kind, the time of both sides, and the grounds and quotes it rests on.
    A CSV has a line for each of these.
    """
    bom, rest = read_bom(given)
    language = read_language(rest)
    found = tell_lineage(read_lineage(rest, resources), resources)
    headers = {"Link": ", ".join(formats(wanted, request)), **scope_headers(found.scope)}
    if wanted.media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in TABLES:
        table = lineage_table(found, language)
        return table_response(table, wanted, TITLE, bom, language, found.release, headers)
    raise HTTPException(406, f"this is offered: {', '.join((JSON, *TABLE_FILES))}")
