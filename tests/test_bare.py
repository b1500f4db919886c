"""`serve --bare`: the Graph Store HTTP Protocol in full, over an ordinary default graph."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.bare import create_bare_app
from api.cli import app
from api.settings import Settings
from graph.release import Release
from graph.workers import Limits, Pool

TURTLE = {"Content-Type": "text/turtle"}
G = "/store?graph=https://x.example/g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def bare() -> Iterator[TestClient]:
    pool = Pool(Release("bare", {}), Limits(workers=2))
    with TestClient(create_bare_app(pool, Settings())) as client:
        yield client


def triples(client: TestClient, address: str) -> int:
    response = client.get(address, headers={"Accept": "application/n-triples"})
    return response.text.count(" .\n") if response.status_code == 200 else -1


def test_a_graph_is_put_replaced_extended_and_deleted(bare: TestClient) -> None:
    assert triples(bare, G) == -1
    assert bare.put(G, content="<a> <b> 1, 2 .", headers=TURTLE).status_code == 201
    assert triples(bare, G) == 2
    assert bare.put(G, content="<a> <b> 3 .", headers=TURTLE).status_code == 204
    assert triples(bare, G) == 1
    assert bare.post(G, content="<a> <b> 3, 4 .", headers=TURTLE).status_code == 204
    assert triples(bare, G) == 2
    assert bare.head(G).status_code == 200
    assert bare.delete(G).status_code == 204
    assert bare.delete(G).status_code == 404
    assert triples(bare, G) == -1


def test_an_empty_graph_is_there(bare: TestClient) -> None:
    assert bare.put(G, content="", headers=TURTLE).status_code == 201
    assert triples(bare, G) == 0


def test_the_default_graph_is_a_graph_like_any_other(bare: TestClient) -> None:
    bare.put(G, content="<a> <b> 1 .", headers=TURTLE)
    assert bare.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"][
        "value"
    ] == ("0")
    bare.put("/store?default", content="<a> <b> 1, 2 .", headers=TURTLE)
    assert triples(bare, "/store?default") == 2


def test_every_change_is_seen_by_the_next_request(bare: TestClient) -> None:
    for number in range(1, 12):
        bare.put(G, content=f"<a> <b> {', '.join(map(str, range(number)))} .", headers=TURTLE)
        assert triples(bare, G) == number


def test_rdf_that_cannot_be_read_changes_nothing(bare: TestClient) -> None:
    bare.put(G, content="<a> <b> 1 .", headers=TURTLE)
    for method in (bare.put, bare.post):
        response = method(G, content="<a> <b> 2 . <a", headers=TURTLE)
        assert response.status_code == 400
        assert "cannot be read" in response.json()["detail"]
    xml = bare.put(G, content="<a> <b> 2 .", headers={"Content-Type": "application/rdf+xml"})
    assert xml.status_code == 400
    none = bare.put(G, content="<a> <b> 2 .", headers={"Content-Type": "text/plain"})
    assert none.status_code == 415
    assert triples(bare, G) == 1


def test_a_graph_without_a_name_gets_one(bare: TestClient) -> None:
    created = bare.post("/store", content="<a> <b> 1 .", headers=TURTLE)
    assert created.status_code == 201
    assert triples(bare, created.headers["location"]) == 1


def test_a_path_can_be_the_name_of_a_graph(bare: TestClient) -> None:
    assert bare.put("/store/person/1", content="<> <b> 1 .", headers=TURTLE).status_code == 201
    assert "<http://testserver/store/person/1>" in bare.get("/store/person/1").text
    assert triples(bare, "/store?graph=http://testserver/store/person/1") == 1
    assert bare.put("/store/a+b&c", content="<> <b> 1 .", headers=TURTLE).status_code == 201
    assert triples(bare, "/store?graph=http://testserver/store/a%2Bb%26c") == 1


def test_the_parts_of_a_form_are_one_graph(bare: TestClient) -> None:
    files = [
        ("one", ("one.ttl", b"<a> <b> 1 .", "text/turtle")),
        ("two", ("two.nt", b"<x:a> <x:b> <x:c> .", "application/n-triples")),
    ]
    assert bare.post(G, files=files).status_code == 201
    assert triples(bare, G) == 2


def test_there_is_nothing_else_and_no_update(bare: TestClient) -> None:
    assert bare.get("/").status_code == 404
    assert bare.post("/sparql", data={"update": "DROP ALL"}).status_code == 400
    assert bare.options("/store").headers["allow"] == "DELETE, GET, HEAD, OPTIONS, POST, PUT"
    assert bare.patch(G, content="").status_code == 405


@pytest.mark.parametrize(
    ("host", "arguments"), [("0.0.0.0", ["--bare"]), ("127.0.0.1", ["--bare", "--public"])]
)
def test_it_is_never_for_strangers(
    host: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTALEGRAF_HOST", host)
    found = CliRunner().invoke(app, ["serve", *arguments])
    assert found.exit_code == 1
    assert "--bare takes anybody's data" in found.stderr
