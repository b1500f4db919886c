"""A service of the shipped release in a process of its own, for benchmarks and pictures."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent
SERVICE = (
    "from api.app import create_app; from api.settings import Settings; "
    "from graph.release import read_release; from graph.workers import Pool; "
    "import sys, uvicorn; settings = Settings(cache_mb=int(sys.argv[2])); "
    "app = create_app(Pool(read_release(), settings.limits()), settings, sys.stderr); "
    "uvicorn.run(app, port=int(sys.argv[1]), log_level='error', access_log=False)"
)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], address: str) -> Iterator[str]:
    """Run a server until it answers; yield its address. What both log of requests is dropped."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as server:
        try:
            while True:
                try:
                    urlopen(address, timeout=5).read()
                    break
                except HTTPError:
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
