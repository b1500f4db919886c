"""A store's release in memory, read by another process: one that has used RocksDB must not fork."""

from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen

from pyoxigraph import RdfFormat, Store

from graph.errors import ReleaseError
from graph.processes import command, environment


def load(release: Path) -> Store:
    """Return the quads of a release in memory; raise ReleaseError where not all can be read."""
    loaded = Store()
    with Popen(
        command("graph.ondisk", str(release)), stdout=PIPE, stderr=PIPE, env=environment()
    ) as reader:
        assert reader.stdout
        assert reader.stderr
        with suppress(SyntaxError):  # it broke off, and says why
            loaded.bulk_load(reader.stdout, RdfFormat.N_QUADS)
        told = reader.stderr.read().decode().strip()
    if reader.returncode:
        raise ReleaseError(told or "the process that reads the store was ended")
    return loaded
