"""What became of the elements of an agreement in the next one."""

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.comparison_tables import changes_table
from api.delivery import CSV, CSVW, JSON
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.links import formats
from api.parameters import control
from api.render import read_bom, table_response
from graph.answers import Labels
from graph.comparison.changes import Changes, Pairs, changes, pairs
from graph.errors import ParameterError, nearest
from graph.resources import facets
from graph.resources.parameters import read_language, read_one, read_value

router = APIRouter(prefix="/api/v1", tags=["compare"])

TITLE: Final = Labels(da="ændringer", en="changes")
SIDES: Final = ("from", "to")
PARAMETERS: Final = [
    control("from", "The earlier agreement.", {"type": "string"}),
    control("to", "The later agreement, or the proposal for one.", {"type": "string"}),
    *({"$ref": f"#/components/parameters/{name}"} for name in ("lang", "bom")),
]


@router.get(
    "/changes",
    response_model=Changes | Pairs,
    operation_id="changes",
    openapi_extra={"parameters": PARAMETERS},
)
def what_became(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell what became of every element of an agreement in the next, and what is new.

    Without `from` and `to` it lists the pairs that were compared.
    """
    bom, rest = read_bom(given)
    language = read_language(rest)
    for name in rest:
        if name not in SIDES:
            raise ParameterError(f"changes have no '{name}'; {nearest(name, SIDES)}")
    headers = {"Link": ", ".join(formats(wanted, request))}
    if not rest and wanted.media_type == JSON:
        return Response(pairs(resources).model_dump_json(), media_type=JSON, headers=headers)
    facet = facets()["agreement"]
    earlier, later = (read_value(facet, read_one(rest, side, ""), resources) for side in SIDES)
    found = changes(earlier, later, resources)
    if wanted.media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in (CSV, CSVW):
        table = changes_table(found, language)
        return table_response(table, wanted, TITLE, bom, language, found.release, headers)
    raise HTTPException(406, f"this is offered: {JSON}, {CSV}")
