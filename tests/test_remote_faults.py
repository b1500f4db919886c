"""An engine elsewhere that sends less than all, or what is not what was asked for."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from engines import Remote
from test_remote import COUNT, JSON, SMALL, number

from graph.errors import (
    Busy,
    QueryError,
    ReleaseError,
    ResultTooLarge,
)
from graph.query import read_query
from graph.remote import Address, load
from graph.workers import Limits

Reply = tuple[int, Mapping[str, str], bytes]


@contextmanager
def pretending(reply: Callable[[str, Mapping[str, str]], Reply]) -> Iterator[Address]:
    """An engine that says of a query and the headers of its request what `reply` returns."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = parse_qs(body)
            text = [*fields.get("query", []), *fields.get("update", [])][0]
            status, headers, answer = reply(text, self.headers)
            self.send_response(status)
            for name, told in ({"Content-Length": str(len(answer))} | dict(headers)).items():
                self.send_header(name, told)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield Address(f"http://127.0.0.1:{server.server_port}/query", "", "us", "secret")
        finally:
            server.shutdown()


def found(*values: str) -> bytes:
    rows = [{"value": {"type": "literal", "value": each}} for each in values]
    return json.dumps({"head": {"vars": ["value"]}, "results": {"bindings": rows}}).encode()


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        ((200, {}, b'{"head":{"vars":["n"]},"results":{"bindings":[{"n"'), QueryError, "not sent"),
        ((200, {"X-SPARQL-MaxRows": "10"}, found()), QueryError, "only a part of the result"),
        ((200, {"Content-Length": "9999"}, found()), Busy, "cannot be reached"),
        ((500, {}, b"no memory"), QueryError, "status 500: no memory"),
        ((401, {}, b""), Busy, "refuses this service"),
        ((503, {}, b""), Busy, "status 503"),
        ((400, {}, b"line 1"), QueryError, "cannot read the query: line 1"),
    ],
)
def test_less_than_the_whole_is_an_error(reply: Reply, error: type[Exception], says: str) -> None:
    def engine(query: str, _: Mapping[str, str]) -> Reply:
        return (200, {}, found("small")) if "?value" in query else reply

    with pretending(engine) as address:
        remote = Remote(address, None)
        try:
            with pytest.raises(error, match=says):
                number(remote)
        finally:
            remote.close()


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((200, {}, found("1")), r"1 of 1 questions .*\nall: 1 rows, not 1201"),
        ((200, {}, found(*map(str, range(1_201)))), "all: other rows, or in another order"),
        ((500, {}, b"path"), "all: the engine failed on the query, status 500: path"),
    ],
)
def test_an_engine_that_answers_otherwise_is_not_answered_from(reply: Reply, says: str) -> None:
    updates: list[str] = []
    counts = iter([1_200, 1, 1_201])

    def engine(query: str, _: Mapping[str, str]) -> Reply:
        if "COUNT" in query:
            return 200, {}, found(str(next(counts)))
        if "created" in query:
            return 200, {}, found("now")
        updates.append(query)
        return reply

    async def put(address: Address) -> None:
        asked = {"all": "SELECT ?value { ?s ?p ?value } ORDER BY ?value"}
        await load(address, SMALL, asked, lambda *_: None)

    with pretending(engine) as address, pytest.raises(ReleaseError, match=says):
        asyncio.run(put(address))
    assert not any("release/current" in update for update in updates)


def test_what_is_larger_in_another_format_is_too_large() -> None:
    rows = found(*map(str, range(1_000)))
    with pretending(lambda *_: (200, {}, rows if _[0] == COUNT else found("small"))) as address:
        remote = Remote(address, None, Limits(result=len(rows)))
        try:
            assert remote.answer(read_query(COUNT), JSON)
            with pytest.raises(ResultTooLarge, match=f"more than {len(rows)} bytes"):
                remote.answer(read_query(COUNT), "application/xml")
        finally:
            remote.close()


def test_an_answer_from_before_the_release_was_loaded_again_is_not_sent() -> None:
    written = iter(["first", "second", "second"])

    def engine(query: str, _: Mapping[str, str]) -> Reply:
        return 200, {}, found(next(written) if "created" in query else "small")

    with pretending(engine) as address:
        remote = Remote(address, None)
        try:
            with pytest.raises(Busy, match="loaded again meanwhile; send this again"):
                remote.answer(read_query(COUNT), JSON)
            assert remote.answer(read_query(COUNT), JSON)
        finally:
            remote.close()


def test_an_engine_that_says_nothing_sensible_is_told() -> None:
    with (
        pretending(lambda *_: (200, {}, b"<html>")) as address,
        pytest.raises(ReleaseError, match="no release was found: the engine's result cannot be"),
    ):
        Remote(address, None)


def test_an_engine_that_does_not_answer_is_told() -> None:
    def engine(*_: object) -> Reply:
        time.sleep(0.3)
        return 200, {}, b""

    with (
        pretending(engine) as address,
        pytest.raises(ReleaseError, match="the engine has not answered in 100 ms"),
    ):
        Remote(address, None, Limits(deadline=100))


@pytest.mark.parametrize("url", ["http://[", "engine", "ftp://engine/"])
def test_what_is_no_address_of_an_engine_is_told(url: str) -> None:
    with pytest.raises(ReleaseError, match="the SPARQL engine cannot be reached"):
        Remote(Address(url), None)


def test_the_user_is_named_where_that_is_asked_for_and_the_password_never_shown() -> None:
    told: list[str | None] = []

    def engine(_: str, headers: Mapping[str, str]) -> Reply:
        told.append(headers["Authorization"])
        if not told[-1]:
            return 401, {"WWW-Authenticate": 'Basic realm="engine"'}, b""
        return 200, {}, found("small")

    with pretending(engine) as address:
        Remote(address, None).close()
    assert told == [None, "Basic dXM6c2VjcmV0", "Basic dXM6c2VjcmV0"]
    assert "secret" not in repr(address)


def test_a_wrong_count_leaves_what_is_answered_from_as_it_is() -> None:
    updates: list[str] = []

    def engine(query: str, _: Mapping[str, str]) -> Reply:
        if query.startswith("SELECT"):
            return 200, {}, found("7")
        updates.append(query)
        return 204, {}, b""

    with pretending(engine) as address, pytest.raises(ReleaseError, match=r"7 triples .* 1200"):
        Remote(address, SMALL)
    assert not any("release/current" in update for update in updates)
