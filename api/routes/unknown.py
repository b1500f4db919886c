"""Whatever is not there below /api/v1: the last route, which names what is nearest."""

from fastapi import APIRouter

from api.figures import resource_names
from graph.errors import UnknownCollection, nearest

router = APIRouter(prefix="/api/v1", include_in_schema=False)


@router.get("/{name}")
@router.get("/{name}/{rest:path}")
def unknown(name: str) -> None:
    """Raise UnknownCollection with the nearest of what there is."""
    if name in resource_names():
        raise UnknownCollection("nothing is here; ids have dots for slashes: dk82-2019.goal.1")
    raise UnknownCollection(f"there is no /api/v1/{name}; {nearest(name, resource_names())}")
