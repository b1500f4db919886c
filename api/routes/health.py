"""Whether the service is alive, and whether it can answer."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from api.deps import EngineDep
from api.journal import Journal

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: str = "alive"


class Ready(BaseModel):
    """The data are loaded, and are the release that was checked against the shapes."""

    status: str = "ready"
    release: str


@router.get("/healthz")
async def healthz() -> Alive:
    """Say that the process is alive."""
    return Alive()


@router.get("/readyz")
async def readyz(engine: EngineDep) -> Ready:
    """Say that questions are answered, and from which release.

    A release is written only where it conforms to the shapes, and its name is checked against
    its files before it is loaded: a process that has one is ready.
    """
    return Ready(release=engine.release)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """Tell figures of this process in the text format of Prometheus."""
    journal: Journal = request.app.state.journal
    journal.tell()
    return Response(generate_latest(journal.figures.registry), media_type=CONTENT_TYPE_LATEST)
