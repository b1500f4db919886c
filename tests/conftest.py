"""What the tests share: the sources, the shipped release, a client of the service."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp
from triples import Triples

from api.app import create_app
from api.settings import Settings
from graph.engine import EmbeddedEngine
from graph.release import read_release
from graph.resources import Resources
from graph.things import Things
from graph.workers import Pool

pytest_plugins = [
    "browsing",
    "silences",
    "networks",
    "reorganised",
    "searching",
    "sheets",
    "engines",
    "stores",
]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the source texts; a test that needs it fails without, unless told `none`."""
    named = os.environ.get("AFTALEGRAF_SOURCES", "")
    if named == "none":
        pytest.skip("AFTALEGRAF_SOURCES=none: this test needs the source texts")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    assert folder.is_dir(), f"{folder} is missing: set AFTALEGRAF_SOURCES to a folder, or to none"
    return folder


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    """The shipped release."""
    return EmbeddedEngine(read_release())


@pytest.fixture(scope="session")
def things(engine: EmbeddedEngine) -> Things:
    """The names in the shipped release."""
    return Things(engine)


@pytest.fixture(scope="session")
def resources(engine: EmbeddedEngine) -> Resources:
    """What the API lists and tells of the shipped release."""
    return Resources(engine)


@pytest.fixture(scope="session")
def client(make_client: "MakeClient") -> Iterator[TestClient]:
    """A client of the service with the shipped release."""
    with make_client() as client:
        yield client


@pytest.fixture(scope="session")
def triples(engine: EmbeddedEngine) -> Triples:
    """The triples of the shipped release, as plain sets."""
    return Triples(engine)


MakeApp = Callable[..., ASGIApp]


@pytest.fixture(scope="session")
def make_app() -> MakeApp:
    """Makes an application that serves the shipped release, with the settings given."""

    def make(lines: TextIO | None = None, **given: Any) -> ASGIApp:
        settings = Settings(**given)
        return create_app(Pool(read_release(), settings.limits()), settings, lines)

    return make


MakeClient = Callable[..., TestClient]


@pytest.fixture(scope="session")
def make_client(make_app: MakeApp) -> MakeClient:
    """Makes a client, on this machine, of a service with the settings given."""

    def make(**given: Any) -> TestClient:
        here = ("127.0.0.1", 50_000)
        return TestClient(make_app(**given), client=here, raise_server_exceptions=False)

    return make
