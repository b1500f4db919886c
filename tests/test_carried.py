"""What every answer carries: for scripts of other origins, for browsers, and of the release."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

PATHS = ("/sparql?query=ASK%7B%7D", "/api/v1/goals", "/api/v1/nothing", "/", "/healthz")
OTHER = {"Origin": "https://example.org"}


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same_for_every_origin(client: TestClient, path: str) -> None:
    for headers in ({}, OTHER):
        answer = client.get(path, headers=headers)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
        assert "Aftalegraf-Release" in answer.headers["access-control-expose-headers"]
        assert "origin" not in answer.headers.get("vary", "").lower()
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["aftalegraf-release"]


def test_a_browser_that_asks_whether_it_may_ask_is_told_once(client: TestClient) -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "accept"}
    answer = client.options("/sparql", headers=OTHER | asks)
    assert answer.status_code == 200
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == "accept"


def test_options_that_ask_nothing_of_the_kind_are_answered_by_the_route(client: TestClient) -> None:
    answer = client.options("/sparql", headers=OTHER)
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_pages_alone_have_a_policy(client: TestClient) -> None:
    page, data = client.get("/?lang=da"), client.get("/api/v1/goals")
    assert page.headers["referrer-policy"] == "same-origin"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "content-security-policy" not in data.headers


def varies(answer: Response) -> list[str]:
    """Return how often an answer says that it depends on the compression that is taken."""
    named = [name.strip() for name in answer.headers.get("Vary", "").lower().split(",")]
    return [name for name in named if name == "accept-encoding"]


@pytest.mark.parametrize("taken", [None, "gzip"])
@pytest.mark.parametrize("path", ["/sparql", "/api/v1/goals", "/?lang=da"])
def test_an_answer_tells_once_that_compression_decides(
    client: TestClient, path: str, taken: str | None
) -> None:
    def ask(**headers: str) -> Response:
        request = client.build_request("GET", path, headers=headers)
        del request.headers["Accept-Encoding"]
        if taken:
            request.headers["Accept-Encoding"] = taken
        return client.send(request)

    answer = ask()
    assert answer.headers.get("content-encoding") == taken
    assert varies(answer) == ["accept-encoding"]
    if tag := answer.headers.get("ETag"):
        again = ask(**{"If-None-Match": tag})
        assert again.status_code == 304
        assert varies(again) == ["accept-encoding"]
