"""Load on a server, and what it costs: wall time by wrk, processor time and memory by psutil.

A benchmark has no other children than the servers that it has started, so what its descendants
take is what a server takes, with its workers and an engine behind it.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import psutil

SECONDS: Final = 2
"""How long a load lasts."""

_UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """How a server stood a load.

    `rate` is answers a second, `median` and `slowest` (of 99 in 100) are milliseconds of wall time,
    `processor` milliseconds of processor time an answer, all processes of the server together.
    """

    rate: float
    median: float
    slowest: float
    processor: float


def loaded(
    url: str, headers: Sequence[str] = (), connections: int = 8, seconds: int = SECONDS
) -> Load:
    """Ask for an address over so many kept connections, as fast as it is answered.

    Raises RuntimeError where an answer is neither a success nor a 304.
    """
    if not shutil.which("wrk"):
        sys.exit("wrk is missing; install it: apt-get install wrk")
    options = [option for header in headers for option in ("-H", header)]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    before = processor_time()
    told = subprocess.run([*command, *options, url], capture_output=True, text=True, check=True)
    spent = processor_time() - before
    if "Non-2xx" in told.stdout:
        raise RuntimeError(told.stdout)
    answers = int(_found(r"(\d+) requests in", told.stdout))
    return Load(
        float(_found(r"Requests/sec:\s+([\d.]+)", told.stdout)),
        _milliseconds("50%", told.stdout),
        _milliseconds("99%", told.stdout),
        spent * 1000 / max(1, answers),
    )


def processor_time() -> float:
    """Return the seconds of processor time that the descendants of this process have taken.

    What a worker took that was replaced since counts with its parent, which has waited for it.
    """
    return sum(_spent(process) for process in psutil.Process().children(recursive=True))


def memory() -> float:
    """Return the megabytes that they hold; a page that several share counts once (PSS)."""
    processes = psutil.Process().children(recursive=True)
    return sum(process.memory_full_info().pss for process in processes) / 1e6


def _spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # a worker that was replaced just now
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found[1]


def _milliseconds(share: str, text: str) -> float:
    number, unit = re.findall(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", text)[0]
    return float(number) * _UNITS[unit]
