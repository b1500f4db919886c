"""What changed from one agreement of a region to the next."""

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.change_tables import changes_table, pairs_table
from api.delivery import JSON, TABLE_FILES, TABLES
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.links import formats
from api.parameters import control, values_of
from api.render import read_bom, table_response
from graph.answers import Labels
from graph.comparison.changes import Changes, compare_changes
from graph.comparison.pairs import FILTERS, KIND, Pairs, read_pairs
from graph.comparison.request import REGIONS
from graph.resources.parameters import read_language

router = APIRouter(prefix="/api/v1", tags=["compare"])

TITLE: Final = Labels(da="ændringer", en="changes")
PARAMETERS: Final = [
    control(
        "from",
        "The earlier agreement. Without `from` and `to` the pairs are listed.",
        {"type": "string"},
        example="dk84-2019",
    ),
    control("to", "The later agreement or proposal.", {"type": "string"}, example="dk84-2024"),
    control(KIND, "What became of the elements.", {"type": "array", "items": values_of(KIND)}),
    *({"$ref": f"#/components/parameters/{name}"} for name in (*FILTERS, *REGIONS, "lang", "bom")),
]


@router.get(
    "/changes",
    response_model=Changes | Pairs,
    operation_id="compare_changes",
    summary="What changed from one agreement to the next",
    openapi_extra={"parameters": PARAMETERS},
)
def changes(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell what became of the elements of an agreement in the next, and what is new there.

    Without `from` and `to` it lists the pairs that were compared. A CSV has a line for each pair of
    an earlier and a later element; what bodies left behind and the initiatives are in the JSON.
    """
    bom, rest = read_bom(given)
    language = read_language(rest)
    asked = read_pairs(rest, resources)
    found = asked if isinstance(asked, Pairs) else compare_changes(asked, resources)
    headers = {"Link": ", ".join(formats(wanted, request))}
    if wanted.media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in TABLES:
        if isinstance(found, Pairs):
            table = pairs_table(found, language)
        else:
            table = changes_table(found, language)
        return table_response(table, wanted, TITLE, bom, language, found.release, headers)
    raise HTTPException(406, f"this is offered: {', '.join((JSON, *TABLE_FILES))}")
