"""Answers given again to the same bytes: what is repeated, what never is, and for whom."""

import io
import json
import re
import socket
import time
from collections.abc import Iterator
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send
from test_server import HEAD_TIME, get, serving, talk

from api import gate, protocol
from api.cache import STAYS
from api.carried import Carried
from api.figures import Figures
from api.gate import Gate
from api.journal import Journal
from api.observe import Observed
from api.repeats import Repeats
from api.server import configured
from api.settings import Settings
from graph.workers import Backend

ROOM = 10_000


class Service:
    """A service of one answer, which tells how often it was made."""

    def __init__(self, **given: Any) -> None:
        self.made, self.log = 0, io.StringIO()
        self.status, self.stays, self.chunks = 200, True, [b"answer"]
        self.pool = SimpleNamespace(release="first")
        self.figures = Figures()
        settings = Settings(**given)
        pool = cast(Backend, self.pool)
        gate = Gate(self.answer, settings)
        observed = Observed(Carried(gate, pool), Journal(self.figures, self.log))
        app = Repeats(observed, gate, pool, ROOM)
        listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = listening.getsockname()[1]
        self.server = uvicorn.Server(configured(app, settings))
        self.thread = Thread(target=self.server.run, args=([listening],))
        self.thread.start()

    async def answer(self, scope: Scope, _: Receive, send: Send) -> None:
        """Answer everything alike, but for the number."""
        if scope["type"] != "http":
            return
        self.made += 1
        scope[STAYS] = self.stays
        size = str(sum(map(len, self.chunks))).encode()
        headers = [(b"content-length", size), (b"x-made", str(self.made).encode())]
        messages: list[Message] = [
            {"type": "http.response.start", "status": self.status, "headers": headers}
        ]
        last = len(self.chunks) - 1
        for index, chunk in enumerate(self.chunks):
            messages.append(
                {"type": "http.response.body", "body": chunk, "more_body": index < last}
            )
        for message in messages:
            await send(message)

    def ask(self, *requests: bytes, pause: float = 0.1) -> bytes:
        """Send requests over one connection, one after another; return all that comes back."""
        return talk(self.port, *requests, get("/the/end"), pause=pause).rpartition(b"HTTP/1.1")[0]


@pytest.fixture
def service() -> Iterator[Service]:
    yield from running()


def running(**given: Any) -> Iterator[Service]:
    made = Service(**given)
    try:
        yield made
    finally:
        made.server.should_exit = True
        made.thread.join()


AGAIN = get("/x", close=False)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes for the gate, however slow the machine is."""
    monkeypatch.setattr(gate, "monotonic", lambda: 0.0)


def test_the_same_bytes_get_the_same_answer_without_being_read(service: Service) -> None:
    told = service.ask(AGAIN, AGAIN, AGAIN)
    assert told.count(b"\r\n\r\nanswer") == 3
    assert (told.count(b"x-made: 1\r\n"), service.made) == (3, 2)  # the last is the end
    first, second, _ = (part for part in told.split(b"HTTP/1.1 ") if part)
    heads = [re.sub(rb"(x-request-id|date): [^\r]*", b"", part) for part in (first, second)]
    assert sorted(heads[0].split(b"\r\n")) == sorted(heads[1].split(b"\r\n"))


def test_each_has_an_id_of_its_own_a_line_and_is_counted(service: Service) -> None:
    ids = re.findall(rb"x-request-id: (\w+)", service.ask(AGAIN, AGAIN))
    assert len(set(ids)) == 2
    time.sleep(0.1)
    lines = [json.loads(line) for line in service.log.getvalue().splitlines()]
    assert [line["request_id"].encode() for line in lines][:2] == ids
    assert [line["bytes"] for line in lines] == [6, 6, 6]
    assert service.figures.requests.labels("other", "GET", "200")._value.get() == 3


@pytest.mark.parametrize(
    "request_",
    [
        get("/x", "X-Request-ID: mine", close=False),
        AGAIN.replace(b"GET", b"HEAD"),
        b"POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na",
        get("/x?" + "a" * protocol.MAX_REPEATED, close=False),
    ],
    ids=["a client's own id", "HEAD", "POST", "long"],
)
def test_what_is_not_repeated(service: Service, request_: bytes) -> None:
    service.ask(request_, request_)
    assert service.made == 3


def test_an_answer_that_may_differ_is_not_repeated(service: Service) -> None:
    service.stays = False
    service.ask(AGAIN, AGAIN)
    assert service.made == 3


@pytest.mark.parametrize("status", [404, 503])
def test_an_error_is_not_repeated(service: Service, status: int) -> None:
    service.status = status
    service.ask(AGAIN, AGAIN)
    assert service.made == 3


def test_what_comes_in_pieces_or_takes_much_room_is_not_kept(service: Service) -> None:
    for chunks in ([b"a", b"b"], [b"a" * (ROOM // 2)]):
        service.chunks, service.made = chunks, 0
        service.ask(AGAIN, AGAIN)
        assert service.made == 3


def test_what_is_kept_takes_no_more_than_its_room(service: Service) -> None:
    long = [get(f"/x?{n}{'a' * 2_000}", close=False) for n in range(9)]
    service.ask(*long, pause=0.02)
    service.made = 0
    service.ask(long[0], long[-1])
    assert service.made == 2, "the first had to go, the last is there"


def test_another_release_makes_an_answer_anew(service: Service) -> None:
    service.ask(AGAIN)
    service.pool.release = "second"
    told = service.ask(AGAIN, AGAIN)
    assert told.count(b"aftalegraf-release: second") == 2
    assert service.made == 4


def test_a_request_in_two_pieces_and_two_in_one_piece_are_read(service: Service) -> None:
    told = service.ask(AGAIN, AGAIN[:9], AGAIN[9:], AGAIN + AGAIN, AGAIN)
    assert told.count(b"\r\n\r\nanswer") == 5
    assert (told.count(b"x-made: 1\r\n"), service.made) == (2, 5)


def test_a_head_that_drips_after_an_answer_was_repeated_is_cut_off(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_TIME", HEAD_TIME)
    service.ask(AGAIN)
    begun = time.monotonic()
    told = talk(service.port, AGAIN, *[b"GET / HTTP/1.1\r\nX", *[b"y"] * 40], pause=0.1)
    assert time.monotonic() - begun < 8
    assert b"HTTP/1.1 408" in told


@pytest.mark.usefixtures("still")
def test_a_client_is_held_to_its_rate_when_answers_are_repeated() -> None:
    for service in running(limit_loopback=True, burst=3, rate=1):
        told = service.ask(AGAIN, AGAIN, AGAIN, AGAIN, pause=0.05)
        assert [told.count(b"HTTP/1.1 " + status) for status in (b"200", b"429")] == [3, 1]


@pytest.mark.usefixtures("still")
def test_a_client_behind_a_proxy_is_held_to_its_own_rate() -> None:
    one, other = (get("/x", f"X-Forwarded-For: 10.0.0.{n}", close=False) for n in (1, 2))
    for service in running(trusted_proxies="127.0.0.1", burst=2, rate=1):
        told = service.ask(one, one, one, other, other, pause=0.05)
        assert told.count(b"HTTP/1.1 429") == 1
        assert service.made == 3


@pytest.mark.usefixtures("still")
def test_whoever_is_no_proxy_is_not_taken_at_its_word() -> None:
    claimed = get("/x", "X-Forwarded-For: 10.0.0.1", close=False)
    settings = {"trusted_proxies": "10.9.9.9", "limit_loopback": True, "burst": 2, "rate": 1}
    for service in running(**settings):
        assert service.ask(claimed, claimed, claimed, pause=0.05).count(b"HTTP/1.1 429") == 1


def test_a_body_that_waits_for_leave_is_sent_for(repeating: int) -> None:
    query = b"ASK {}"
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
        b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: 6\r\n\r\n"
    )
    address = ("127.0.0.1", repeating)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(head)
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(query)
        assert b'"boolean":true' in connection.recv(2**16)


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/api/v1/goals", "/data"])
def test_what_is_repeated_is_what_was_sent(repeating: int, path: str) -> None:
    for coding in ("gzip", "identity"):
        asked = get(path, f"Accept-Encoding: {coding}", close=False)
        first, again, anew = answers(repeating, asked, asked, get(path))
        assert body(first) == body(again)
        if coding == "identity":
            assert body(first) == body(anew)
    tag = re.search(rb"etag: ([^\r]+)", first)
    assert tag
    known = get(path, f"If-None-Match: {tag[1].decode()}", close=False)
    told = answers(repeating, known, known, get("/healthz"))
    assert [answer[:3] for answer in told] == [b"304", b"304", b"200"]


@pytest.fixture(scope="module")
def repeating() -> Iterator[int]:
    with serving() as (port, _):
        yield port


def answers(port: int, *requests: bytes) -> list[bytes]:
    return talk(port, *requests, pause=0.5).split(b"HTTP/1.1 ")[1:]


def body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]
