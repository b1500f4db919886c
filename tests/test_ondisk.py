"""A release on disk: written whole or not at all, held while it is read, and what breaks it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from engines import Pooled, stored

from graph import ondisk
from graph.ask import ask
from graph.catalogue import Question, questions
from graph.engine import EmbeddedEngine
from graph.errors import QueryError, ReleaseError
from graph.ondisk.manifest import MANIFEST
from graph.query import read_query
from graph.release import Release, read_release
from graph.things import Things
from graph.workers import Limits, Pool

ROOT = Path(__file__).parent.parent
MEMORY = 2**50
JSON = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def numbered(size: int, name: str = "small") -> Release:
    """A release of so many triples, whose terms are too long to be kept in the indexes."""
    words = "words that are not few, so that there is something to read "
    lines = (f'<x:s{i}> <x:p> "{i} {words}" .\n' for i in range(size))
    return Release(name, {"one": "".join(lines).encode()})


SMALL = numbered(500)
OTHER = numbered(20, "other")


def number(pooled: Pooled) -> int:
    return int(json.loads(answered(pooled, COUNT))["results"]["bindings"][0]["n"]["value"])


def answered(pooled: Pooled, query: str) -> bytes:
    return pooled.answer(read_query(query), JSON)


@contextmanager
def served(store: Path, free: int = 0) -> Iterator[Pooled]:
    """A store that is there, answered from disk, or from memory where enough is `free`."""
    with ondisk.opened(store, free) as found:
        pooled = Pooled(Pool(found, Limits(workers=1)))
        try:
            yield pooled
        finally:
            pooled.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the small release."""
    folder = tmp_path / "store"
    ondisk.prepare(folder)
    ondisk.write(folder, SMALL)
    return folder


def folders(store: Path) -> list[str]:
    """Return the kinds of the folders of a store."""
    return sorted(folder.name.partition("-")[0] for folder in store.iterdir() if folder.is_dir())


def below(pid: int) -> list[int]:
    """Return the children of a process."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


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
            texts = [Path(f"/proc/{pid}/io").read_text() for pid in (parent, *below(parent))]
        return sum(int(text.split()[1]) for text in texts)

    small, large = read(100), read(60_000)
    size = sum(file.stat().st_size for file in (tmp_path / "60000").rglob("*.sst"))
    assert large - small < size / 2, "no process has read even the half"


def test_who_reads_a_release_has_it_until_the_end(store: Path) -> None:
    with served(store) as before:
        ondisk.write(store, OTHER)
        with served(store) as after:
            known = {*before.pool._idle}
            for worker in below(before.pool._launcher._process.pid):
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
        (parent,) = below(process.pid)
        os.kill(parent, signal.SIGSTOP)  # so that it cannot tidy up either
        process.kill()
        os.kill(parent, signal.SIGKILL)
    wait_until(lambda: not os.path.exists(f"/proc/{parent}"))
    assert folders(store) == ["release", "workers"]
    with served(store) as again:
        assert number(again) == 500
        assert folders(store) == ["release", "workers"]
    assert folders(store) == ["release"]


def wait_until(done: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if done():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to that")


KILLED = """
import os, sys
from pathlib import Path
from graph import ondisk
from graph.ondisk import store
from graph.release import Release
fill = store.fill
store.fill = lambda *given: (fill(*given), os._exit(9))
ondisk.prepare(Path(sys.argv[1]))
ondisk.write(Path(sys.argv[1]), Release("other", {"one": b"<x:a> <x:p> 1 ."}))
"""
FULL = """
import resource, sys
from pathlib import Path
from graph import ondisk
from graph.release import Release
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
turtle = "".join(f"<x:long-enough-to-be-kept-{i}> <x:p> {i} .\\n" for i in range(50_000))
ondisk.write(Path(sys.argv[1]), Release("large", {"one": turtle.encode()}))
"""


def python(code: str, store: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, str(store)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_build_that_is_killed_leaves_what_was_there(store: Path, tmp_path: Path) -> None:
    assert python(KILLED, store).returncode == 9
    assert folders(store) == ["release", "release"]
    with served(store) as pooled:
        assert number(pooled) == 500
    assert folders(store) == ["release"]
    first = tmp_path / "first"
    assert python(KILLED, first).returncode == 9
    with pytest.raises(ReleaseError, match="there is no store in"), served(first):
        pass
    ondisk.prepare(first)
    ondisk.write(first, OTHER)
    with served(first) as pooled:
        assert number(pooled) == 20


def test_a_disk_that_is_full_leaves_what_was_there(store: Path) -> None:
    """A bound on the size of files is met where the end of a disk would be."""
    found = python(FULL, store)
    assert f"cannot write the store {store}; nothing changed: IO error" in found.stderr
    assert folders(store) == ["release"]
    with served(store) as pooled:
        assert number(pooled) == 500


def test_a_graph_that_is_not_turtle_leaves_what_was_there(store: Path) -> None:
    with pytest.raises(ReleaseError, match="the graph one cannot be read"):
        ondisk.write(store, Release("broken", {"one": b"<a"}))
    with served(store) as pooled:
        assert (pooled.release, number(pooled)) == ("small", 500)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lay down the rights of root, where there are any."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_cannot_be_written_is_told(store: Path) -> None:
    store.chmod(0o555)
    try:
        with as_nobody(), pytest.raises(ReleaseError, match=r"cannot .*Permission denied"):
            ondisk.prepare(store / "below")
        with as_nobody(), pytest.raises(ReleaseError, match=r"cannot .*Permission denied"):
            ondisk.write(store, OTHER)
    finally:
        store.chmod(0o755)


def test_a_service_that_does_not_own_the_store_is_told() -> None:
    """The kernel may forbid hard links to others' files (proc_sys_fs(5), protected_hardlinks)."""
    if os.geteuid() or Path("/proc/sys/fs/protected_hardlinks").read_text() == "0\n":
        pytest.skip("needs root, and a kernel that forbids it")
    with tempfile.TemporaryDirectory() as name:  # where nobody gets to
        folder = Path(name)
        ondisk.write(folder, OTHER)
        folder.chmod(0o777)
        with (
            as_nobody(),
            ondisk.opened(folder, 0) as found,
            ondisk.copies(found.folder) as copies,
            pytest.raises(ReleaseError, match="has to be of the user who serves it"),
        ):
            copies.make()
        folder.chmod(0o700)
        with as_nobody(), pytest.raises(ReleaseError, match=r"cannot read .* Permission denied"):
            ondisk.read_only(found.folder)


def test_what_is_no_store_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"is no store and holds other things \(letters\.txt\)"):
        ondisk.prepare(tmp_path)
    with pytest.raises(ReleaseError, match=r"cannot make a store in .*File exists"):
        ondisk.prepare(tmp_path / "letters.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["letters.txt"]


def manifest(**values: object) -> Callable[[Path], None]:
    def change(store: Path) -> None:
        told = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
        (store / MANIFEST).write_text(json.dumps(told | values), encoding="utf-8")

    return change


def cut(store: Path) -> None:
    os.truncate(tables(store)[0], 100)


def tables(store: Path) -> list[Path]:
    """Return the files of a store that hold its data, the largest first."""
    return sorted(store.glob("release-*/*.sst"), key=lambda file: -file.stat().st_size)


@pytest.mark.parametrize("free", [0, MEMORY], ids=["disk", "memory"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda store: (store / MANIFEST).unlink(), "there is no store in .*build --store"),
        (lambda store: (store / MANIFEST).write_text("{"), "is damaged .*build --store"),
        (lambda store: (store / MANIFEST).write_text("[]"), "is damaged"),
        (manifest(quads=None), "is damaged"),
        (manifest(format=2), "has format 2, and this version reads format 1; write it again"),
        (manifest(folder="release-x"), "is damaged .*No such file"),
        (lambda store: next(store.glob("release-*/CURRENT")).unlink(), "is damaged .*CURRENT"),
        (lambda store: tables(store)[0].unlink(), "is damaged .*No such file"),
        (cut, "is damaged .*size mismatch"),
    ],
    ids=["none", "json", "list", "values", "format", "folder", "current", "table", "cut"],
)
def test_what_cannot_be_served_is_told_at_the_start(
    store: Path, change: Callable[[Path], object], says: str, free: int
) -> None:
    change(store)
    with pytest.raises(ReleaseError, match=says), served(store, free):
        pass
    ondisk.prepare(store)
    ondisk.write(store, OTHER)
    with ondisk.opened(store, free) as found:
        assert (found.id, len(ondisk.read_only(found.folder))) == ("other", 2 * 20)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_where_there_is_no_folder_there_is_no_store(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReleaseError, match="there is no store in"), served(tmp_path / name):
        pass


def test_flipped_bits_are_an_error_and_never_an_answer(tmp_path: Path) -> None:
    ondisk.prepare(tmp_path)
    ondisk.write(tmp_path, numbered(20_000))
    for table in tables(tmp_path)[:3]:
        data = bytearray(table.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 64] = bytes(byte ^ 255 for byte in data[middle : middle + 64])
        table.write_bytes(data)
    with served(tmp_path) as pooled, pytest.raises(QueryError, match="failed"):
        answered(pooled, "SELECT * { ?s ?p ?o }")
    with pytest.raises(ReleaseError, match="is damaged"), served(tmp_path, MEMORY):
        pass
