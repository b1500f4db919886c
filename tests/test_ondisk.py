"""A release on disk: answered from as from memory, and held while it is read."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from engines import stored
from stores import MEMORY, OTHER, SMALL, answered, folders, number, numbered, served
from waiting import children, wait_until

from graph import ondisk
from graph.ask import ask
from graph.catalogue import Question, questions
from graph.engine import EmbeddedEngine
from graph.release import Release, read_release
from graph.things import Things

ROOT = Path(__file__).parent.parent


def test_all_questions_have_the_answers_and_the_release_of_the_embedded_engine(
    tmp_path: Path, engine: EmbeddedEngine, things: Things
) -> None:
    with stored(tmp_path, read_release(), workers=1) as disk:
        named = Things(disk)

        def differs(question: Question) -> bool:
            return ask(disk, named, question, {}) != ask(engine, things, question, {})

        assert [question.slug for question in questions().values() if differs(question)] == []
        assert disk.release == engine.release == read_release().id


def test_it_has_the_quads_of_the_embedded_engine(tmp_path: Path) -> None:
    twice = Release("twice", {"one": SMALL.graphs["one"], "two": SMALL.graphs["one"]})
    ondisk.prepare(tmp_path)
    ondisk.write(tmp_path, twice)
    with ondisk.opened(tmp_path, 0) as found:
        expected = set(EmbeddedEngine(twice).store)
        assert found.quads == len(expected) == 3 * 500
        assert set(ondisk.read_only(found.folder)) == set(ondisk.load(found.folder)) == expected


def test_it_is_loaded_where_that_leaves_half_of_the_free_memory(store: Path) -> None:
    for free, in_memory in ((2 * 1_000 * 350, True), (2 * 1_000 * 350 - 1, False)):
        with ondisk.opened(store, free) as found:
            assert (found.needed, found.in_memory) == (1_000 * 350, in_memory)


def test_the_start_does_not_read_all_of_it(tmp_path: Path) -> None:
    """Bytes that the parent and five workers have read by their first answer."""

    def read(size: int) -> int:
        with stored(tmp_path / str(size), numbered(size), workers=1) as pooled:
            wait_until(lambda: len(pooled.pool._idle) == 5)
            answered(pooled, "SELECT * { <x:s7> ?p ?o }")
            parent = pooled.pool._launcher._process.pid
            texts = [Path(f"/proc/{pid}/io").read_text() for pid in (parent, *children(parent))]
        return sum(int(text.split()[1]) for text in texts)

    small, large = read(100), read(60_000)
    size = sum(file.stat().st_size for file in (tmp_path / "60000").rglob("*.sst"))
    assert large - small < size / 2, "no process has read even the half"


def test_who_reads_a_release_has_it_until_the_end(store: Path) -> None:
    with served(store) as before:
        ondisk.write(store, OTHER)
        with served(store) as after:
            known = {*before.pool._idle}
            for worker in children(before.pool._launcher._process.pid):
                os.kill(worker, signal.SIGKILL)  # those to come open it anew
            wait_until(lambda: not known & {*before.pool._idle})
            assert (before.release, number(before)) == ("small", 500)
            assert (after.release, number(after)) == ("other", 20)
        known = {*before.pool._idle}
        os.kill(before.pool._launcher._process.pid, signal.SIGKILL)
        wait_until(lambda: not known & {*before.pool._idle})
        assert number(before) == 500
    ondisk.write(store, OTHER)
    assert folders(store) == ["release"]


def test_two_services_answer_from_one_store_at_once(store: Path) -> None:
    with served(store) as one, served(store) as two, served(store, MEMORY) as three:
        assert folders(store) == ["release", "workers", "workers"]
        assert [number(each) for each in (one, two, three)] == [500] * 3
    assert folders(store) == ["release"]


SERVE = "from graph.ondisk import store; store.SHARE = 0; from api import cli; cli.app()"


@contextmanager
def serving(store: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The command `serve --store`, from disk; its process, what it told, its address."""
    command = [sys.executable, "-c", SERVE, "serve", "--store", str(store)]
    environment = os.environ | {"AFTALEGRAF_PORT": "0", "AFTALEGRAF_WORKERS": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        told = process.stderr.readline()
        address = process.stderr.readline().rpartition(" ")[2].strip()
        try:
            yield process, told, address
        finally:
            process.kill()


def test_a_service_that_is_killed_leaves_a_store_that_serves_again(store: Path) -> None:
    with serving(store) as (process, told, address):
        assert "small has 1,000 quads, which take 0 MB" in told
        assert told.endswith("not enough: it is answered from disk\n")
        with urlopen(f"{address}/sparql?query=ASK%7B%3Chttp%3Ax%3E%20%3Fp%20%3Fo%7D") as answer:
            assert answer.headers["Aftalegraf-Release"] == "small"
        (parent,) = children(process.pid)
        os.kill(parent, signal.SIGSTOP)  # so that it cannot tidy up either
        process.kill()
        os.kill(parent, signal.SIGKILL)
    wait_until(lambda: not os.path.exists(f"/proc/{parent}"))
    assert folders(store) == ["release", "workers"]
    with served(store) as again:
        assert number(again) == 500
        assert folders(store) == ["release", "workers"]
    assert folders(store) == ["release"]
