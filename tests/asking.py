"""What the tests of several routes share: asking a query, and what is wanted of an error."""

from fastapi.testclient import TestClient
from httpx2 import Response


def get(client: TestClient, query: str, accept: str = "*/*") -> Response:
    """Send a query by GET."""
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


def assert_problem(response: Response, status: int, kind: str) -> dict[str, str]:
    """Assert that a response is the problem of that kind; return its content."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    content: dict[str, str] = response.json()
    assert content["type"] == f"/problems/{kind}"
    assert set(content) >= {"type", "title", "status", "detail", "advice"}
    return content
