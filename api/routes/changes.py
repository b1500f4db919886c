"""What changed from one agreement of a region to the next."""

from typing import Final

from fastapi import APIRouter, Request, Response

from api.deps import GivenDep, ResourcesDep, WantedDep
from api.parameters import control, values_of
from api.render import answer_response
from api.tables.changes import changes_table, pairs_table
from api.tables.table import Table
from graph.answers import Labels
from graph.ask import Given
from graph.comparison.changes import Changes, compare_changes
from graph.comparison.pairs import FILTERS, KIND, Pairs, read_pairs
from graph.comparison.request import REGIONS
from graph.names import Language

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

    def run(rest: Given) -> Changes | Pairs:
        asked = read_pairs(rest, resources)
        return asked if isinstance(asked, Pairs) else compare_changes(asked, resources)

    return answer_response(request, wanted, given, TITLE, run, _table)


def _table(found: Changes | Pairs, language: Language) -> Table:
    return (
        pairs_table(found, language) if isinstance(found, Pairs) else changes_table(found, language)
    )
