"""A store on disk: written whole or not at all; one that is damaged is told, not served."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stores import MEMORY, OTHER, answered, folders, number, numbered, served

from graph import ondisk
from graph.errors import QueryError, ReleaseError
from graph.ondisk.manifest import MANIFEST
from graph.release import Release

ROOT = Path(__file__).parent.parent
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
