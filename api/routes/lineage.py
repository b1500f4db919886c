"""What succeeded what: the line of an agreement, a region, a cluster, a body."""

from operator import attrgetter
from typing import Final

from fastapi import APIRouter, Request, Response

from api.deps import GivenDep, ResourcesDep, WantedDep
from api.parameters import control
from api.render import answer_response
from api.tables.lineage import lineage_table
from graph.answers import Labels
from graph.ask import Given
from graph.comparison.lineage import OF, Lineage, read_lineage, tell_lineage

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

    def run(rest: Given) -> Lineage:
        return tell_lineage(read_lineage(rest, resources), resources)

    return answer_response(request, wanted, given, TITLE, run, lineage_table, attrgetter("scope"))
