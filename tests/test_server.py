"""The server as a whole, over real connections: slow, long, broken and hostile ones."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import psutil
import pytest
from fastapi.testclient import TestClient
from waiting import children, wait_until

from api import gate, protocol, running
from api.settings import Settings
from graph.errors import AftalegrafError

ROOT = Path(__file__).parent.parent
RUNAWAY = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
ASK = quote("ASK { ?s ?p ?o }")
HEAD_TIME = 1.0


@contextmanager
def serving(*options: str, **settings: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A service of its own, with a short patience; its port and its process."""
    code = f"from api import cli, protocol; protocol.HEAD_TIME = {HEAD_TIME}; cli.app()"
    environment = {f"AFTALEGRAF_{name.upper()}": text for name, text in settings.items()}
    with subprocess.Popen(
        [sys.executable, "-c", code, "serve", *options],
        cwd=ROOT,
        env=os.environ | {"AFTALEGRAF_PORT": "0"} | environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        port = int(process.stderr.readline().rsplit(":", 1)[1])
        # It writes a line for every request; a full pipe that nobody reads would stop it.
        Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield port, process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as (port, _):
        yield port


def talk(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts with a pause between them; return all that comes back until the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            time.sleep(pause)
        received = b""
        try:
            while more := connection.recv(2**16):
                received += more
        except ConnectionResetError:
            pass
        return received


def get(path: str, *headers: str, close: bool = True) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *headers]
    if close:
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode()


def is_well(port: int) -> bool:
    return b'"boolean":true' in talk(port, get(f"/sparql?query={ASK}"))


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([b"GET /sparql HTTP/1.1\r\nHost: a\r\nX: "], b"408"),
        ([b""], b"408"),
        ([b"GET /", b"a" * protocol.MAX_HEAD, b" HTTP/1.1\r\n\r\n"], b"4"),
        ([b"GET / HTTP/1.1\r\n", b"X: y\r\n" * (protocol.MAX_HEAD // 6)], b"431"),
        ([b"rubbish\r\n\r\n"], b"400"),
        ([b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"], b"400"),
        ([b"CONNECT localhost:80 HTTP/1.1\r\nHost: a\r\n\r\n"], b"400"),
        ([b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"], b"4"),
        ([b"GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n"], b"400"),
        ([get("/sparql?query=%FF")], b"400"),
        ([get("/sparql?query=" + "a" * 150_000)], b"414"),
        ([get("/%00"), b""], b"404"),
        (
            [
                b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: 99999999999\r\n\r\n"
            ],
            b"413",
        ),
    ],
    ids=range(13),
)
def test_a_broken_request_is_answered_and_ends(
    port: int, parts: list[bytes], status: bytes
) -> None:
    received = talk(port, *parts)
    assert received.startswith(b"HTTP/1.1 " + status), received[:200]
    assert is_well(port)


def test_a_head_that_drips_is_cut_off(port: int) -> None:
    begun = time.monotonic()
    received = talk(port, *[b"GET / HTTP/1.1\r\nX"] + [b"y"] * 40, pause=0.1)
    assert time.monotonic() - begun < 8
    assert received.startswith(b"HTTP/1.1 408")


def test_a_connection_serves_many_requests_and_a_pipeline(port: int) -> None:
    ask = get(f"/sparql?query={ASK}", close=False)
    received = talk(port, ask * 5 + get(f"/sparql?query={ASK}"))
    assert received.count(b'"boolean":true') == 6


def test_an_answer_without_a_body_is_sent_at_once(port: int) -> None:
    begun = time.monotonic()
    head = get(f"/sparql?query={ASK}", close=False).replace(b"GET", b"HEAD")
    told = talk(port, head, get(f"/sparql?query={ASK}"), pause=0.2)
    first, second = told.split(b"HTTP/1.1 ")[1:]
    assert b"content-length: 26" in first
    assert first.endswith(b"\r\n\r\n")
    assert second.endswith(b"}")
    assert time.monotonic() - begun < 3


def test_an_answer_of_many_pieces_is_whole(port: int) -> None:
    told = talk(port, get("/store?default", "Accept: application/n-triples"))
    head, _, body = told.partition(b"\r\n\r\n")
    assert len(body) > 2**21
    assert f"content-length: {len(body)}".encode() in head


def test_a_client_that_leaves_takes_its_query_along() -> None:
    with serving(workers="1") as (port, _):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(get(f"/sparql?query={RUNAWAY}"))
            time.sleep(0.5)
        begun = time.monotonic()
        assert is_well(port)
        assert time.monotonic() - begun < 5, "the only worker was free long before the deadline"


def test_what_has_begun_is_finished_when_the_service_ends() -> None:
    with serving(deadline_ms="1500") as (port, process):
        assert is_well(port)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(get(f"/sparql?query={RUNAWAY}"))
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            assert connection.recv(2**16).startswith(b"HTTP/1.1 503")
        assert process.wait(10) in (0, -signal.SIGTERM)


@pytest.mark.parametrize("began", [False, True])
def test_who_ends_it_while_it_starts_is_told_no_fault(began: bool) -> None:
    """By Ctrl-C, which a terminal sends to all processes of a group."""
    with subprocess.Popen(
        [sys.executable, "-c", "from api import cli; cli.app()", "serve"],
        cwd=ROOT,
        env=os.environ | {"AFTALEGRAF_PORT": "0"},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        assert process.stderr
        wait_until(lambda: children(process.pid))
        loading = psutil.Process(process.pid).children()
        if began:
            process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()  # until no process has it any more
    assert "Traceback" not in told
    assert "exception" not in told
    assert not any(child.is_running() for child in loading)


def test_ten_that_run_on_are_stopped_and_honest_ones_answered_meanwhile() -> None:
    with serving(deadline_ms="1000") as (port, _):
        hostile = []
        for _ in range(10):
            connection = socket.create_connection(("127.0.0.1", port), timeout=10)
            connection.sendall(get(f"/sparql?query={RUNAWAY}"))
            hostile.append(connection)
        assert all(is_well(port) for _ in range(10))
        for connection in hostile:
            with connection:
                assert connection.recv(2**16).startswith(b"HTTP/1.1 503")


def test_a_client_is_held_to_its_rate(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "monotonic", lambda: 0.0)  # however slow the machine is
    with make_client(limit_loopback=True, burst=3, rate=1) as client:
        statuses = [client.get("/healthz").status_code for _ in range(4)]
        refused = client.get("/healthz")
    assert statuses == [200, 200, 200, 429]
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["type"] == "/problems/too-many"
    assert refused.headers["aftalegraf-release"]


def test_a_trusted_proxy_names_the_client() -> None:
    def status(port: int, client: str) -> bytes:
        return talk(port, get("/healthz", f"X-Forwarded-For: {client}"))[9:12]

    with serving(burst="2", rate="1") as (port, _):
        assert [status(port, "192.0.2.1") for _ in range(4)] == [b"200"] * 4
    with serving(trusted_proxies="127.0.0.1", burst="2", rate="1") as (port, _):
        assert [status(port, "192.0.2.1") for _ in range(3)] == [b"200", b"200", b"429"]
        assert status(port, "192.0.2.2") == b"200"


def test_strangers_are_not_served_where_a_query_could_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(AftalegrafError, match="not serving strangers"):
        running.tell_no_isolation(public=True)
    running.tell_no_isolation(public=False)
    assert "For trusted users alone" in capsys.readouterr().err


def test_strangers_are_served_where_no_query_can_call() -> None:
    with serving("--public") as (port, _):
        assert is_well(port)


@pytest.mark.parametrize(
    ("host", "public"),
    [("127.0.0.1", False), ("::1", False), ("localhost", False), ("0.0.0.0", True), ("x.dk", True)],
)
def test_an_address_that_others_reach_is_public(host: str, public: bool) -> None:
    assert Settings(host=host).is_public() is public
