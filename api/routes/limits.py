"""What a query and a client may take."""

from fastapi import APIRouter, Request

from api.limits import PublishedLimits, published

router = APIRouter(prefix="/api/v1", tags=["limits"])


@router.get("/limits")
async def limits(request: Request) -> PublishedLimits:
    """Say what a query and a client may take."""
    return published(request.app.state.pool, request.app.state.settings)
