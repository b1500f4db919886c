"""Processes below a process, and waiting for what becomes of them."""

import time
from collections.abc import Callable

import psutil


def children(pid: int, module: str = "", *, recursive: bool = False) -> list[int]:
    """Return the processes that one has started, those alone that run a module if it is given."""
    found = psutil.Process(pid).children(recursive=recursive)
    return sorted(each.pid for each in found if not module or module in _command(each))


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # it has just ended
        return []


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds; fail after a minute."""
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.01)
