"""The parent of the workers as the service sees it: started, asked for workers, ended."""

import asyncio
import json
import pickle
import socket
import subprocess
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import Any, Final

from graph.engine.bare import Change
from graph.errors import RdfError, ReleaseError
from graph.processes import command, environment
from graph.workers.forking import CHANGE
from graph.workers.member import Member
from graph.workers.parent import START

_MESSAGE: Final = 2**16


class Launcher:
    """A parent process and its workers, by their process number."""

    def __init__(
        self,
        told: bytes,
        begun: Callable[[Member], None],
        ended: Callable[[Member], None],
        lost: Callable[[], None],
    ) -> None:
        """Start the parent with a pickled `Start`.

        `begun` and `ended` are told of workers, `lost` that the parent itself has ended.
        """
        self._begun, self._ended, self._lost = begun, ended, lost
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[frozenset[str]] = self._loop.create_future()
        self.generation = 0
        """How often the data have changed; workers of an earlier generation do not see it."""
        self._channels: deque[tuple[socket.socket, int]] = deque()
        self._members: dict[int, Member] = {}
        self._outcomes: deque[asyncio.Future[bool]] = deque()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                command("graph.workers", str(theirs.fileno())),
                stdin=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                env=environment(),
                process_group=0,  # Ctrl-C at a terminal is for the service, which ends this
            )
        self._control.setblocking(False)
        self._loop.add_reader(self._control, self._readable)
        self._feeding = self._loop.run_in_executor(None, self._feed, told)

    async def ready(self) -> frozenset[str]:
        """Wait until the data are loaded; return what the parent is isolated by.

        Raises ReleaseError where they cannot be loaded.
        """
        await self._feeding
        return await self._ready

    def start(self) -> None:
        """Ask for a worker; `begun` is told when it is there."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._channels.append((ours, self.generation))
        with theirs, suppress(BrokenPipeError):  # it has ended, which its channel tells
            socket.send_fds(self._control, [START], [theirs.fileno()])

    async def change(self, change: Change) -> bool:
        """Have the parent change a graph; return whether it was there before.

        Workers that were started before do not see it. Raises RdfError where the RDF is wrong.
        """
        outcome: asyncio.Future[bool] = self._loop.create_future()
        self._outcomes.append(outcome)
        self.generation += 1
        with TemporaryFile() as file:
            pickle.dump(change, file)
            file.flush()
            socket.send_fds(self._control, [CHANGE], [file.fileno()])
        return await outcome

    def kill_all(self) -> None:
        """End every worker at once, those too that have only just begun."""
        for member in self._members.values():
            member.kill()

    async def close(self) -> None:
        """End the parent, and so its workers, and wait for it."""
        self._leave()
        await self._loop.run_in_executor(None, self._process.wait)

    def _feed(self, told: bytes) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(told)
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # it has ended, which its channel tells

    def _readable(self) -> None:
        try:
            text, handles, _, _ = socket.recv_fds(self._control, _MESSAGE, 1)
        except BlockingIOError:
            return
        except OSError:
            text, handles = b"", []
        if text:
            self._told(json.loads(text), handles)
            return
        self._leave()
        if not self._ready.done():
            self._ready.set_exception(ReleaseError("the process that loads the release ended"))
        else:
            self._lost()

    def _told(self, message: dict[str, Any], handles: list[int]) -> None:
        match message:
            case {"ready": isolation}:
                self._ready.set_result(frozenset(isolation))
            case {"failed": reason}:
                self._ready.set_exception(ReleaseError(reason))
            case {"changed": existed}:
                self._outcomes.popleft().set_result(existed)
            case {"unchanged": reason}:
                self._outcomes.popleft().set_exception(RdfError(reason))
            case {"started": pid}:
                channel, generation = self._channels.popleft()
                member = Member(channel, handles[0], generation, self._begun, self._ended)
                self._members[pid] = member
            case {"gone": pid, "status": status}:
                self._members.pop(pid).died(status)

    def _leave(self) -> None:
        """Let go of the parent, which ends when its channel is closed."""
        if self._control.fileno() >= 0:
            self._loop.remove_reader(self._control)
            self._control.close()
        while self._channels:
            self._channels.popleft()[0].close()
        while self._outcomes:
            self._outcomes.popleft().set_exception(RdfError("the engine ended while it changed"))
