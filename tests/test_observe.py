"""What the service tells of itself: ids of requests, figures, log lines, compressed answers."""

import io
import json
import logging

import pytest
import zstandard
from conftest import MakeApp
from fastapi.testclient import TestClient

from api.figures import area_of
from api.observe import log_as_json

SECRET = "hemmeligt"


@pytest.fixture
def lines(make_app: MakeApp) -> list[dict[str, object]]:
    """The log of a few requests, one of which asks for something that nobody else is to see."""
    log = io.StringIO()
    with TestClient(make_app(lines=log), client=("192.0.2.7", 50_000)) as client:
        client.get("/api/v1/search", params={"q": SECRET})
        client.get(f"/api/v1/goals/{SECRET}", headers={"X-Request-ID": "mine-1"})
        client.post("/sparql", data={"query": f"ASK {{ ?s ?p '{SECRET}' }}"})
        client.request("BREW", f"/{SECRET}")
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_of_the_log_tells_how_it_went_and_not_what_was_asked_or_by_whom(
    lines: list[dict[str, object]],
) -> None:
    told = [(line["area"], line["method"], line["status"]) for line in lines]
    assert told == [
        ("/api/v1/search", "GET", 200),
        ("/api/v1/goals", "GET", 404),
        ("/sparql", "POST", 200),
        ("other", "other", 404),
    ]
    text = json.dumps(lines)
    assert SECRET not in text
    assert "192.0.2.7" not in text
    assert lines[1]["request_id"] == "mine-1"
    assert all(isinstance(line["ms"], float) for line in lines)


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, 'a"b', "æ"])
def test_an_id_that_is_no_plain_word_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given.encode()})
    assert answer.headers["x-request-id"] != given
    assert len(answer.headers["x-request-id"]) == 16


def test_an_id_that_is_one_comes_back_with_errors_too(client: TestClient) -> None:
    answer = client.get("/api/v1/goals?x=1", headers={"X-Request-ID": "abc.1"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (422, "abc.1")


def test_a_fault_is_logged_as_json_with_the_id_of_its_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logger = logging.getLogger("aftalegraf")
    before = list(logger.handlers)
    log_as_json()
    try:
        try:
            raise ValueError("wrong")
        except ValueError as error:
            logger.error("a fault of ours", exc_info=error)
    finally:
        logger.handlers[:] = before
        logger.propagate = True
    told = json.loads(capsys.readouterr().err)
    assert (told["level"], told["message"]) == ("ERROR", "a fault of ours")
    assert "ValueError: wrong" in told["fault"]
    assert "request_id" in told


def test_the_figures_name_the_release_its_age_and_what_was_answered(client: TestClient) -> None:
    client.get("/api/v1/goals")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    release = client.get("/readyz").json()["release"]
    assert f'aftalegraf_release{{release="{release}"}} 1.0' in answer.text
    figures = dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if line[0] != "#")
    assert float(figures["aftalegraf_release_age_seconds"]) > 0
    counted = 'aftalegraf_requests_total{area="/api/v1/goals",method="GET",status="200"}'
    assert float(figures[counted]) >= 1
    assert float(figures['aftalegraf_request_seconds_count{area="/api/v1/goals"}']) >= 1


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/", "/"),
        ("/sparql", "/sparql"),
        ("/api/v1", "/api/v1"),
        ("/api/v1/goals.csv", "/api/v1/goals"),
        ("/api/v1/goals/dk82-2019.goal.1/relations", "/api/v1/goals"),
        ("/api/v1/questions/goals.ttl", "/api/v1/questions"),
        ("/api/v1/nothing", "/api/v1"),
        ("/id/dk82-2019/goal/1", "/id"),
        ("/anything/else", "other"),
        ("", "/"),
    ],
)
def test_the_areas_are_few_whatever_is_asked_for(path: str, area: str) -> None:
    assert area_of(path) == area


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_long_answer_is_compressed_for_who_takes_it(client: TestClient, coding: str) -> None:
    plain = client.get("/api/v1/goals", headers={"Accept-Encoding": "identity"})
    packed = client.get("/api/v1/goals", headers={"Accept-Encoding": coding})
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers["content-length"]) * 5 < len(plain.content)
    unpacked = zstandard.decompress(packed.content) if coding == "zstd" else packed.content
    assert unpacked == plain.content
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "content-encoding" not in plain.headers
