"""Agreements beside each other."""

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.comparison_tables import matrix_table
from api.delivery import CSV, CSVW, JSON
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.links import formats
from api.parameters import control
from api.render import read_bom, table_response
from graph.answers import Labels
from graph.comparison import Matrix, compare, read_comparison
from graph.comparison.request import FILTERS, MAX_SHOWN, SHOWN, TOPICS
from graph.resources.parameters import read_language

router = APIRouter(prefix="/api/v1", tags=["compare"])

TITLE: Final = Labels(da="sammenligning", en="comparison")
PARAMETERS: Final = [
    control(
        "agreement",
        "The agreements on the columns, in this order; all without it.",
        {"type": "array", "items": {"type": "string"}},
    ),
    control("by", "What is on the rows.", {"type": "string", "enum": list(TOPICS)}),
    control(
        "differences",
        "1 leaves out the rows in which all agreements have the same finding.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    control(
        "empty",
        "0 leaves out the rows that no agreement states or declines.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    control(
        "elements",
        f"Elements that a cell tells; all are counted. {SHOWN} without it.",
        {"type": "integer", "minimum": 0, "maximum": MAX_SHOWN},
    ),
    *({"$ref": f"#/components/parameters/{name}"} for name in (*FILTERS, "lang", "bom")),
]


@router.get(
    "/compare",
    response_model=Matrix,
    operation_id="compare",
    openapi_extra={"parameters": PARAMETERS},
)
def matrix(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Put agreements beside each other: what each states, declines, or is silent of, by topic.

    The address is the comparison: it says all that was asked, and the answer names its release.
    """
    bom, rest = read_bom(given)
    language = read_language(rest)
    found = compare(read_comparison(rest, resources), resources)
    headers = {"Link": ", ".join(formats(wanted, request))}
    if wanted.media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in (CSV, CSVW):
        table = matrix_table(found, language)
        return table_response(table, wanted, TITLE, bom, language, found.release, headers)
    raise HTTPException(406, f"this is offered: {JSON}, {CSV}")
