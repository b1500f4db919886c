"""A release on an engine elsewhere: the engine away, changed, or sending less than all."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bench.served import free_port
from engines import Remote, oxigraph

from graph import names
from graph.ask import ask
from graph.catalogue import questions
from graph.engine import EmbeddedEngine
from graph.errors import (
    Busy,
    DeadlineExceeded,
    QueryRefused,
    QuerySyntaxError,
    ReleaseError,
    ResultTooLarge,
)
from graph.query import Dataset, read_query
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
