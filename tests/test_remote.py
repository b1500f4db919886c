"""A release on an engine elsewhere: the engine away, changed, or sending less than all."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from bench.served import free_port
from engines import Remote, oxigraph

from graph import names
from graph.ask import ask
from graph.catalogue import Question, questions
from graph.engine import EmbeddedEngine
from graph.errors import (
    Busy,
    DeadlineExceeded,
    QueryError,
    QueryRefused,
    ReleaseError,
    ResultTooLarge,
)
from graph.query import Dataset, read_query, without_clauses
from graph.release import Release, read_release
from graph.remote import Address, load
from graph.things import Things
from graph.workers import Limits

JSON = "application/sparql-results+json"
TURTLE = "".join(f"<x:s{i}> <x:p> {i} .\n" for i in range(1_200)).encode()
SMALL = Release("small", {"one": TURTLE, "two": f"<{names.graph('one')}> <x:q> 1 .".encode()})
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def number(remote: Remote, query: str = COUNT) -> int:
    found = json.loads(remote.answer(read_query(query), JSON))
    return int(found["results"]["bindings"][0]["n"]["value"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@contextmanager
def on(address: Address, release: Release = SMALL, **limits: int) -> Iterator[Remote]:
    remote = Remote(address, release, Limits(**limits))
    try:
        yield remote
    finally:
        remote.close()


def test_the_names_of_graphs_are_those_of_the_release(folder: Path) -> None:
    with oxigraph(folder) as address, on(address) as remote:
        graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
        found = json.loads(remote.answer(read_query(graphs), JSON))["results"]["bindings"]
        assert [row["g"]["value"] for row in found] == [names.graph("one"), names.graph("two")]
        said = (
            f"SELECT ?g {{ GRAPH ?g {{ ?s ?p 7 }} ?g <x:q> 1 FILTER(?g = <{names.graph('one')}>) }}"
        )
        assert len(remote.select(said).rows) == 1
        assert number(remote) == 1_201


def test_an_engine_that_is_away_is_told_at_once_and_answers_again(folder: Path) -> None:
    port = free_port()
    with oxigraph(folder, port) as address:
        remote = Remote(address, SMALL)
        assert number(remote) == 1_201
    try:
        with pytest.raises(Busy, match="is away"):
            number(remote)
        with oxigraph(folder, port):
            assert number(remote) == 1_201
    finally:
        remote.close()


def test_an_engine_that_lost_the_release_is_not_taken_at_its_word(folder: Path) -> None:
    port = free_port()
    (folder / "old").mkdir()
    (folder / "new").mkdir()
    with oxigraph(folder / "old", port) as address:
        remote = Remote(address, SMALL)
    try:
        with oxigraph(folder / "new", port):
            with pytest.raises(Busy, match="release small is not on the SPARQL engine any more"):
                number(remote)
            remote.run(load(address, SMALL, lambda *_: None))
            assert number(remote) == 1_201
    finally:
        remote.close()


def test_killed_under_load_no_answer_is_wrong(folder: Path) -> None:
    port = free_port()

    async def many(remote: Remote, times: int) -> list[Any]:
        async def one() -> int:
            now = asyncio.get_running_loop().time()
            query = read_query(COUNT)
            found = await remote.pool.answer(query, JSON, Dataset(), now, 10_000)
            return int(json.loads(found.body)["results"]["bindings"][0]["n"]["value"])

        return await asyncio.gather(*(one() for _ in range(times)), return_exceptions=True)

    with oxigraph(folder, port) as address:
        remote = Remote(address, SMALL)
        under_load = asyncio.run_coroutine_threadsafe(many(remote, 250), remote.loop)
    try:
        cut = under_load.result()
        assert {found for found in cut if not isinstance(found, Busy)} <= {1_201}
        with oxigraph(folder, port):
            assert set(remote.run(many(remote, 50))) == {1_201}
    finally:
        remote.close()


def test_a_release_loaded_later_is_answered_from_after_a_new_start(folder: Path) -> None:
    later = Release("later", {"one": b"<x:a> <x:p> 1 ."})
    with oxigraph(folder) as address, on(address) as before, on(address, later) as after:
        assert (before.pool.release, number(before)) == ("small", 1_201)
        assert (after.pool.release, number(after)) == ("later", 1)


def test_what_is_there_is_not_put_there_again(folder: Path) -> None:
    with oxigraph(folder) as address, on(address) as remote:
        steps: list[str] = []
        remote.run(load(address, SMALL, lambda graph, *_: steps.append(graph)))
        assert len(steps) == 3
        assert number(remote) == 1_201


def test_the_limits_hold(folder: Path) -> None:
    with oxigraph(folder) as address, on(address, result=10_000) as remote:
        everything = read_query("SELECT * { ?s ?p ?o }")
        with pytest.raises(ResultTooLarge):
            remote.answer(everything, JSON)
        runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        with pytest.raises(DeadlineExceeded):
            remote.answer(read_query(runaway), JSON, deadline=300)
        both = Dataset([names.graph("one"), names.graph("two")])
        with pytest.raises(QueryRefused, match="name one graph with FROM"):
            remote.answer(everything, JSON, both)


def test_an_engine_without_a_release_is_told(folder: Path) -> None:
    with oxigraph(folder) as address, pytest.raises(ReleaseError, match="aftalegraf load"):
        Remote(address, None)


def test_an_engine_that_is_not_there_is_told() -> None:
    with pytest.raises(ReleaseError, match=r"no release was found: .* is away"):
        Remote(Address(f"http://127.0.0.1:{free_port()}/query"), None)


def test_a_blank_node_is_not_sent_in_parts(folder: Path) -> None:
    with oxigraph(folder) as address, pytest.raises(ReleaseError, match="one has a blank node"):
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


def found(*values: str, variable: str = "value") -> bytes:
    rows = [{variable: {"type": "literal", "value": each}} for each in values]
    return json.dumps({"head": {"vars": [variable]}, "results": {"bindings": rows}}).encode()


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        ((200, {}, b'{"head":{"vars":["n"]},"results":{"bindings":[{"n"'), QueryError, "not sent"),
        ((200, {"X-SPARQL-MaxRows": "10"}, found()), QueryError, "only a part of the result"),
        ((200, {"Content-Length": "9999"}, found()), Busy, "is away"),
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


def test_the_user_is_named_and_the_password_never_shown() -> None:
    told: list[str] = []

    def engine(_: str, headers: Mapping[str, str]) -> Reply:
        told.append(headers["Authorization"])
        return 200, {}, found("small")

    with pretending(engine) as address:
        Remote(address, None).close()
    assert set(told) == {"Basic dXM6c2VjcmV0"}
    assert "secret" not in repr(address)


def test_a_wrong_count_leaves_what_is_answered_from_as_it_is() -> None:
    updates: list[str] = []

    def engine(query: str, _: Mapping[str, str]) -> Reply:
        if query.startswith("SELECT"):
            return (
                200,
                {},
                found("7").replace(b"value", b"n", 1).replace(b'{"value": {', b'{"n": {'),
            )
        updates.append(query)
        return 204, {}, b""

    with pretending(engine) as address, pytest.raises(ReleaseError, match=r"7 triples .* 1200"):
        Remote(address, SMALL)
    assert not any("release/current" in update for update in updates)


def test_clauses_are_left_out_and_nothing_else() -> None:
    text = 'SELECT ?from FROM <a> FROM NAMED <b> { ?s ?p "FROM <c>" } # FROM <d>'
    assert without_clauses(text) == 'SELECT ?from   { ?s ?p "FROM <c>" } # FROM <d>'


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Remote, Things]]:
    """The shipped release on `oxigraph serve`."""
    with (
        oxigraph(tmp_path_factory.mktemp("shipped")) as address,
        on(address, read_release()) as remote,
    ):
        yield remote, Things(remote)


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.slug)
def test_a_question_has_the_same_answer_elsewhere(
    question: Question, shipped: tuple[Remote, Things], engine: EmbeddedEngine, things: Things
) -> None:
    remote, named = shipped
    assert ask(remote, named, question, {}) == ask(engine, things, question, {})
