"""How much memory there is to load a release into."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

ROOT: Final = Path("/")


def free_memory(root: Path = ROOT) -> int:
    """Return the bytes that this process may still take: of the machine, and of its control groups.

    /proc and /sys are looked for below `root`.
    """
    return min(_of_the_machine(root / "proc" / "meminfo"), *_of_control_groups(root))


def _of_the_machine(meminfo: Path) -> int:
    """Return MemAvailable (proc_meminfo(5)), which counts what is only cached as free."""
    with suppress(OSError):  # a service manager may show processes alone in /proc
        for line in meminfo.read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            if name == "MemAvailable":
                return int(value.split()[0]) * 1024
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _of_control_groups(root: Path) -> Iterator[int]:
    """Yield what each bounded group that this process is in has left (cgroups(7), version 2)."""
    yield 2**63
    with suppress(OSError):
        own = (root / "proc/self/cgroup").read_text(encoding="ascii").rpartition("0::/")[2].strip()
        groups = root / "sys" / "fs" / "cgroup"
        for folder in ((groups / own), *(groups / own).parents):
            bound = folder / "memory.max"
            if bound.is_file() and (most := bound.read_text(encoding="ascii").strip()) != "max":
                yield int(most) - int((folder / "memory.current").read_text(encoding="ascii"))
