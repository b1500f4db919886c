"""The service's side of a validation: no SHACL engine is loaded here."""

import asyncio
import signal
import subprocess
from typing import Final

from graph.errors import Busy, DeadlineExceeded, MemoryExceeded, RdfError
from graph.names import Language
from graph.processes import command, environment

DEADLINE: Final = 30_000
"""Milliseconds, from the arrival of the request."""

MEMORY: Final = 1024 * 2**20
"""Bytes of address space."""

MAX_RDF: Final = 5_000_000
"""Bytes of RDF that are taken."""

WAITING: Final = 8
"""Validations that wait for the one that runs."""

JSON: Final = "application/json"
UNREADABLE: Final = 3
"""The exit status where the RDF cannot be read; the error output says why."""


class Validator:
    """Validates one submission at a time against the shapes and the ontology."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def validate(
        self, rdf: bytes, syntax: str, report: str, language: Language, arrived: float
    ) -> bytes:
        """Return the report on RDF in the media type `syntax`.

        `report` is `JSON` (messages in `language`), or an RDF media type, for the SHACL validation
        report (SHACL 3.6). `arrived` is the time of the request on the loop's clock. Raises
        RdfError where the RDF cannot be read, DeadlineExceeded, MemoryExceeded and Busy.
        """
        if self._waiting >= WAITING:
            raise Busy(f"{self._waiting} validations wait already; send this one again later")
        self._waiting += 1
        try:
            async with asyncio.timeout_at(arrived + DEADLINE / 1000), self._turn:
                return await _run(rdf, [syntax, report, language])
        except TimeoutError as error:
            elapsed = asyncio.get_running_loop().time() - arrived
            raise DeadlineExceeded(DEADLINE, round(elapsed * 1000)) from error
        finally:
            self._waiting -= 1


async def _run(rdf: bytes, arguments: list[str]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *command("graph.validation", *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    try:
        out, err = await process.communicate(rdf)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise _cause(process.returncode or 0, err.decode(errors="replace").strip())
    return out


def _cause(status: int, told: str) -> Exception:
    """Return why a validation has no report: its exit status, or minus a signal, and its words."""
    if status == UNREADABLE:
        return RdfError(told)
    if status == -signal.SIGKILL:
        return Busy("the process of the validation was ended from outside; send it again")
    if status in (-signal.SIGABRT, -signal.SIGSEGV) or told.endswith("MemoryError"):
        return MemoryExceeded(
            "the validation took more memory than it may have, or the RDF nests too deeply; "
            "send less at once, one agreement at a time"
        )
    return RuntimeError(told)
