"""POST /validate: the report on what a curator sends, and what rubbish costs."""

import os
import signal
import socket
import threading

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from test_server import serving
from waiting import children, wait_until

from graph.formats import GRAPHS

WRONG = """
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
<https://w3id.org/sundhedsaftaler/id/dk82-2019/goal/99> a a:Goal .
"""
LONG = "".join(WRONG.replace("goal/99", f"goal/{n}") for n in range(20_000))
"""What takes longer to validate than any test waits."""

NOTHING = "<https://x.example/a> <https://x.example/b> <https://x.example/c> ."
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def send(
    client: TestClient, rdf: str | bytes, kind: str = "text/turtle", **headers: str
) -> Response:
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    return client.post("/validate", content=rdf, headers={"Content-Type": kind, **names})


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({}, "skal have"),
        ({"Accept_Language": "en-GB,en;q=0.9,da;q=0.8"}, "must have"),
        ({"Accept_Language": "fr"}, "skal have"),
    ],
)
def test_a_fault_is_reported_in_the_language_of_the_caller(
    client: TestClient, headers: dict[str, str], says: str
) -> None:
    report = send(client, WRONG, **headers).json()
    assert report["conforms"] is False
    assert report["violations"] > 0
    goals = [f for f in report["findings"] if f["focus"].endswith("goal/99")]
    assert any(says in finding["message"] for finding in goals), goals
    assert report == send(client, WRONG, **headers).json()


def test_what_breaks_nothing_conforms(client: TestClient) -> None:
    assert send(client, NOTHING).json() == {
        "conforms": True,
        "violations": 0,
        "total": 0,
        "findings": [],
    }


@pytest.mark.parametrize("kind", GRAPHS)
def test_every_syntax_is_read_and_every_format_is_written(client: TestClient, kind: str) -> None:
    store = pyoxigraph.Store()
    store.load(WRONG, pyoxigraph.RdfFormat.TURTLE)
    rdf = pyoxigraph.serialize((quad.triple for quad in store), format=GRAPHS[kind])
    assert rdf
    response = send(client, rdf, kind, Accept=kind)
    assert response.status_code == 200, response.text
    report = pyoxigraph.Store()
    report.load(response.content, GRAPHS[kind])
    assert report.query("ASK { [] a <http://www.w3.org/ns/shacl#ValidationReport> }")
    assert report.query("ASK { ?r <http://www.w3.org/ns/shacl#focusNode> ?f }")


ENTITIES = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
BOMB = (
    f'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]><r:RDF xmlns:r="{RDF}">'
    '<r:Description r:about="http://x/a"><r:value>&a9;</r:value></r:Description></r:RDF>'
)
FILE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize(
    ("rdf", "kind", "status", "says"),
    [
        ("<a", "text/turtle", 400, "cannot be read"),
        ("", "text/plain", 415, "text/turtle"),
        (BOMB, "application/rdf+xml", 400, "no entity is expanded"),
        (FILE, "application/rdf+xml", 400, "no entity is expanded"),
        (BOMB.encode("utf-16"), "application/rdf+xml", 400, "not UTF-8"),
        ('{"@context":"http://127.0.0.1:9/"}', "application/ld+json", 400, "is not fetched"),
        ('{"@context":"file:///etc/passwd"}', "application/ld+json", 400, "is not fetched"),
        ("[" * 100_000, "application/ld+json", 400, "cannot be read"),
        ("# " + "x" * 6_000_000, "text/turtle", 413, "bytes"),
    ],
    ids=range(9),
)
def test_what_cannot_be_read_is_told_and_expands_to_nothing(
    client: TestClient, rdf: str | bytes, kind: str, status: int, says: str
) -> None:
    response = send(client, rdf, kind)
    assert response.status_code == status, response.text
    assert says in response.json()["detail"]


def test_the_method_and_the_language_are_checked(client: TestClient) -> None:
    assert client.get("/validate").headers["allow"] == "OPTIONS, POST"
    assert client.options("/validate").status_code == 204
    wrong = client.post(
        "/validate?lang=fr", content=NOTHING, headers={"Content-Type": "text/turtle"}
    )
    assert wrong.status_code == 400


def validations(pid: int) -> list[int]:
    """Return the validations that a process has begun."""
    return children(pid, "graph.validation")


def test_a_client_that_leaves_takes_the_validation_along() -> None:
    head = "POST /validate HTTP/1.1\r\nHost: a\r\nContent-Type: text/turtle\r\nContent-Length: "
    with serving() as (port, process):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"{head}{len(LONG)}\r\n\r\n{LONG}".encode())
            wait_until(lambda: validations(process.pid))
            assert len(validations(process.pid)) == 1
        wait_until(lambda: not validations(process.pid))
        assert process.poll() is None


def test_a_validation_that_is_killed_costs_its_own_request_alone(client: TestClient) -> None:
    answers: list[Response] = []
    asking = threading.Thread(target=lambda: answers.append(send(client, WRONG)))
    asking.start()
    wait_until(lambda: validations(os.getpid()))
    os.kill(validations(os.getpid())[0], signal.SIGKILL)
    asking.join()
    assert answers[0].status_code == 503
    assert send(client, NOTHING).status_code == 200
    assert not validations(os.getpid())
