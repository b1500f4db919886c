"""A release on an engine elsewhere: the engine away, changed, or sending less than all."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from bench.served import free_port
from engines import Remote, oxigraph
from hypothesis import given
from hypothesis import strategies as st

from graph import names
from graph.ask import ask
from graph.catalogue import questions
from graph.engine import EmbeddedEngine
from graph.errors import (
    Busy,
    DeadlineExceeded,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ReleaseError,
    ResultTooLarge,
)
from graph.query import Dataset, read_query
from graph.release import Release, read_release
from graph.remote import Address, load
from graph.remote.placing import Placing
from graph.things import Things
from graph.workers import Limits

JSON = "application/sparql-results+json"
TURTLE = "".join(f"<x:s{i}> <x:p> {i} .\n" for i in range(1_200)).encode()
SMALL = Release("small", {"one": TURTLE, "two": f"<{names.graph('one')}> <x:q> 1 .".encode()})
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def number(remote: Remote, query: str = COUNT) -> int:
    found = json.loads(remote.answer(read_query(query), JSON))
    return int(found["results"]["bindings"][0]["n"]["value"])


@contextmanager
def on(address: Address, release: Release = SMALL, **limits: int) -> Iterator[Remote]:
    remote = Remote(address, release, Limits(**limits))
    try:
        yield remote
    finally:
        remote.close()


def test_the_names_of_graphs_are_those_of_the_release(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, on(address) as remote:
        graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
        found = json.loads(remote.answer(read_query(graphs), JSON))["results"]["bindings"]
        assert [row["g"]["value"] for row in found] == [names.graph("one"), names.graph("two")]
        said = (
            f"SELECT ?g {{ GRAPH ?g {{ ?s ?p 7 }} ?g <x:q> 1 FILTER(?g = <{names.graph('one')}>) }}"
        )
        assert len(remote.select(said).rows) == 1
        assert number(remote) == 1_201


def test_an_engine_that_is_away_is_told_at_once_and_answers_again(tmp_path: Path) -> None:
    port = free_port()
    with oxigraph(tmp_path, port) as address:
        remote = Remote(address, SMALL)
        assert number(remote) == 1_201
    try:
        with pytest.raises(Busy, match="cannot be reached"):
            number(remote)
        with oxigraph(tmp_path, port):
            assert number(remote) == 1_201
    finally:
        remote.close()


def test_an_engine_that_lost_the_release_is_not_taken_at_its_word(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    with oxigraph(tmp_path / "old", port) as address:
        remote = Remote(address, SMALL)
    try:
        with oxigraph(tmp_path / "new", port):
            with pytest.raises(Busy, match="release small is not on the SPARQL engine any more"):
                number(remote)
            remote.run(load(address, SMALL, {}, lambda *_: None))
            assert number(remote) == 1_201
    finally:
        remote.close()


def test_killed_under_load_no_answer_is_wrong(tmp_path: Path) -> None:
    port = free_port()

    async def many(remote: Remote, times: int) -> list[Any]:
        async def one() -> int:
            now = asyncio.get_running_loop().time()
            query = read_query(COUNT)
            found = await remote.pool.answer(query, JSON, Dataset(), now, 10_000)
            return int(json.loads(found.body)["results"]["bindings"][0]["n"]["value"])

        return await asyncio.gather(*(one() for _ in range(times)), return_exceptions=True)

    with oxigraph(tmp_path, port) as address:
        remote = Remote(address, SMALL)
        under_load = asyncio.run_coroutine_threadsafe(many(remote, 250), remote.loop)
    try:
        cut = under_load.result()
        assert {found for found in cut if not isinstance(found, Busy)} <= {1_201}
        with oxigraph(tmp_path, port):
            assert set(remote.run(many(remote, 50))) == {1_201}
    finally:
        remote.close()


def test_a_release_loaded_later_is_answered_from_after_a_new_start(tmp_path: Path) -> None:
    later = Release("later", {"one": b"<x:a> <x:p> 1 ."})
    with oxigraph(tmp_path) as address, on(address) as before, on(address, later) as after:
        assert (before.pool.release, number(before)) == ("small", 1_201)
        assert (after.pool.release, number(after)) == ("later", 1)


def test_what_is_there_is_not_put_there_again(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, on(address) as remote:
        steps: list[str] = []
        remote.run(load(address, SMALL, {}, lambda graph, *_: steps.append(graph)))
        assert len(steps) == 3
        assert number(remote) == 1_201


def test_the_limits_hold(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, on(address, result=10_000) as remote:
        everything = read_query("SELECT * { ?s ?p ?o }")
        with pytest.raises(ResultTooLarge, match="more than 10000 bytes; ask for fewer rows"):
            remote.answer(everything, JSON)
        runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        with pytest.raises(DeadlineExceeded):
            remote.answer(read_query(runaway), JSON, deadline=300)
        both = Dataset([names.graph("one"), names.graph("two")])
        with pytest.raises(QueryRefused, match="name one graph with FROM"):
            remote.answer(everything, JSON, both)


def test_an_engine_without_a_release_is_told(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, pytest.raises(ReleaseError, match="aftalegraf load"):
        Remote(address, None)


def test_an_engine_that_is_not_there_is_told() -> None:
    with pytest.raises(ReleaseError, match=r"no release was found: .* cannot be reached"):
        Remote(Address(f"http://127.0.0.1:{free_port()}/query"), None)


def test_a_blank_node_is_not_sent_in_parts(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, pytest.raises(ReleaseError, match="one has a blank node"):
        Remote(address, Release("blank", {"one": b"<x:a> <x:p> [] ."}))


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


META = f"<{names.graph('small/meta')}>"
ASKED = "SELECT * { GRAPH <graph/meta> { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("query", "there"),
    [
        (
            'SELECT ?from FROM <a> FROM NAMED <b> { ?s ?p "FROM <c>" } # FROM <d>',
            'SELECT ?from { ?s ?p "FROM <c>" } # FROM <d>',
        ),
        (f"ASK {{ GRAPH <{names.graph('meta')}> {{}} }}", f"ASK {{ GRAPH {META} {{}} }}"),
        (
            f"BASE <{names.BASE}> {ASKED}",
            f"BASE <{names.BASE}> {ASKED}".replace("<graph/meta>", META),
        ),
        (
            f"PREFIX s: <{names.BASE}> ASK {{ ?g s:graph\\/meta s:id, <s:id> }}",
            f"PREFIX s: <{names.BASE}> ASK {{ ?g {META} s:id, <s:id> }}",
        ),
        (
            f"BASE <{names.BASE}id/> PREFIX g: <../graph/> ASK {{ ?g g:meta <a>, other:meta }}",
            f"BASE <{names.BASE}id/> PREFIX g: <../graph/> ASK {{ ?g {META} <a>, other:meta }}",
        ),
        (
            f'ASK {{ FILTER(STRSTARTS(STR(?g), "{names.GRAPH}")) }}',
            f'ASK {{ FILTER(STRSTARTS(STR(?g), "{names.GRAPH}small/")) }}',
        ),
    ],
)
def test_a_query_names_the_graphs_that_are_there(query: str, there: str) -> None:
    assert Placing("small").query(query).split() == there.split()


@given(
    st.text(st.sampled_from("<>:/ a{}\\u0\"'#") | st.characters()), st.sampled_from(["", "FROM"])
)
def test_what_is_no_query_is_left_to_the_engine(text: str, last: str) -> None:
    with suppress(QuerySyntaxError):
        assert Placing("small").query(f"SELECT {text} {last}").startswith("SELECT ")


@pytest.mark.parametrize("end", [" FROM", " FROM NAMED", " FROM NAMED <", " FROM <x:a>"])
def test_a_query_that_breaks_off_is_a_syntax_error(tmp_path: Path, end: str) -> None:
    with oxigraph(tmp_path) as address, on(address) as remote, pytest.raises(QuerySyntaxError):
        number(remote, f"SELECT *{end}")


def test_the_questions_have_the_same_answers_elsewhere(
    tmp_path: Path, engine: EmbeddedEngine, things: Things
) -> None:
    asked = {question.slug: question.sparql for question in questions().values()}
    with oxigraph(tmp_path) as address:
        asyncio.run(load(address, read_release(), asked, lambda *_: None))
        with on(address, read_release()) as remote:
            named = Things(remote)
            for question in questions().values():
                there, here = ask(remote, named, question, {}), ask(engine, things, question, {})
                assert there == here, question.slug
