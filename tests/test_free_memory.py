"""How much memory there is to load a release into."""

from pathlib import Path

import pytest

from graph import ondisk


@pytest.mark.parametrize(
    ("group", "bounds", "expected"),
    [
        ("0::/a/b", {}, 6_000 * 1024),
        ("0::/a/b", {"a": ("2000", "500"), "a/b": ("max", "400")}, 1_500),
        ("1:name=x:/y\n0::/", {".": ("3000", "500")}, 2_500),
        ("4:memory:/y", {"y": ("3000", "500")}, 6_000 * 1024),
    ],
    ids=["unbounded", "above", "container", "version-1"],
)
def test_the_memory_that_is_free_is_that_of_the_machine_and_of_its_groups(
    tmp_path: Path, group: str, bounds: dict[str, tuple[str, str]], expected: int
) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text("MemTotal: 9000 kB\nMemAvailable:    6000 kB\n")
    (tmp_path / "proc/self/cgroup").write_text(f"{group}\n")
    for name, (most, now) in bounds.items():
        folder = tmp_path / "sys/fs/cgroup" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "memory.max").write_text(f"{most}\n")
        (folder / "memory.current").write_text(f"{now}\n")
    assert ondisk.free_memory(tmp_path) == expected


def test_the_memory_that_is_free_is_known_without_proc(tmp_path: Path) -> None:
    assert 2**20 < ondisk.free_memory(tmp_path) < 2**46
