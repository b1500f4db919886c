"""What the tests of a made-up reorganisation share: its release, as the shipped one is built."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, Store, serialize

from api.app import create_app
from api.settings import Settings
from graph.engine import EmbeddedEngine
from graph.inference import INFERRED, infer
from graph.release import Release, read_ontology
from graph.resources import Resources
from graph.workers import Pool

REORGANISATION: Final = Path(__file__).parent / "cases" / "reorganisation.ttl"


def made_up_release(more: str = "") -> Release:
    """Return the ontology, the made-up graph with more Turtle added, and what follows of it."""
    graphs = read_ontology() | {"reorganisation": REORGANISATION.read_bytes() + more.encode()}
    store = Store()
    for turtle in graphs.values():
        store.load(turtle, RdfFormat.TURTLE)
    inferred = serialize(infer(store), format=RdfFormat.N_TRIPLES)
    assert inferred is not None
    return Release("made-up", {**graphs, INFERRED: inferred})


OLD, PLAN = ["dk96-2028", "dk97-2028"], "dk98-2031"


@pytest.fixture(scope="module")
def world() -> Resources:
    return Resources(EmbeddedEngine(made_up_release()))


@pytest.fixture(scope="module")
def asking() -> Iterator[TestClient]:
    """A client of the service with the made-up release."""
    settings = Settings()
    app = create_app(Pool(made_up_release(), settings.limits()), settings)
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        yield client
