"""/store: the graphs of a release, by the Graph Store HTTP Protocol."""

import pytest
from asking import assert_problem
from fastapi.testclient import TestClient

from graph.names import graph


def test_the_graph_store_gives_graphs(client: TestClient) -> None:
    meta = client.get("/store", params={"graph": graph("meta")})
    assert meta.status_code == 200
    assert meta.headers["content-type"] == "text/turtle; charset=utf-8"
    lines = client.get("/store?default", headers={"Accept": "application/n-triples"}).text
    assert lines.count(" .\n") > meta.text.count(" .\n") > 0
    plain = {"Accept-Encoding": "identity"}
    head = client.head("/store", params={"graph": graph("meta")}, headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(meta.content))


@pytest.mark.parametrize(
    ("parameters", "status", "kind"),
    [
        ("?graph=https://x.example/none", 404, "not-found"),
        ("", 400, "request"),
        ("?default&graph=https://x.example/none", 400, "request"),
        ("?graph=relative", 400, "request"),
        ("?graph=x:%3E%7D", 400, "request"),
    ],
)
def test_the_graph_store_wants_one_graph_that_exists(
    client: TestClient, parameters: str, status: int, kind: str
) -> None:
    assert_problem(client.get(f"/store{parameters}"), status, kind)


def test_the_graph_store_is_read_only(client: TestClient) -> None:
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        response = client.request(method, "/store?default", content="")
        assert_problem(response, 405, "method")
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/store").headers["allow"] == "GET, HEAD, OPTIONS"
