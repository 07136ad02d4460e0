"""Processes that stand by to answer queries, each of which can be killed while the others go on.

They keep the newest published state open and answer one query after the other over a pair of pipes, which the event
loop watches: no thread stands between a request and its answer. Whoever comes while all are busy waits in line.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import QueryError

SMALL = 16_000
"""Bytes that a pipe always takes at once; what is longer is written by a thread."""
CHUNK = 1 << 16

Reply = tuple[dict[str, str], bytes]


class BusyError(QueryError):
    """Too many requests wait, or one took too long."""


class Processes:
    """Those of one event loop.

    Args:
        count: so many queries run side by side.
        waiting: so many more may wait.
        scratch: where they may put copies.
        known: what all requests have in common.
    """

    def __init__(self, count: int, waiting: int, scratch: Path, known: Mapping[str, Any]) -> None:
        self._scratch = scratch
        self._known = known
        self._most = waiting
        self._all: set[_Process] = set()
        self._waiting: deque[asyncio.Future[_Process]] = deque()
        self._free = deque(self._begun() for _ in range(count))

    async def ask(self, request: Mapping[str, Any], timeout: float) -> Reply:
        """What a request is answered, by the first process that is free.

        Raises:
            BusyError: too many wait.
            TimeoutError: it takes longer than so many seconds; the process is killed.
            EOFError, OSError: the process has died.
        """
        process = await self._taken()
        try:
            return await process.ask(request, timeout)
        except BaseException:  # a query that nobody waits for any more would run on
            self._all.discard(process)
            asyncio.get_running_loop().run_in_executor(None, process.kill)
            process = self._begun()
            raise
        finally:
            self._give(process)

    def close(self) -> None:
        """End them all."""
        for process in list(self._all):
            process.kill()

    def _begun(self) -> _Process:
        process = _Process(Path(tempfile.mkdtemp(dir=self._scratch)), self._known)
        self._all.add(process)
        return process

    async def _taken(self) -> _Process:
        if self._free:
            return self._free.popleft()
        if len(self._waiting) >= self._most:
            raise BusyError("too many queries wait; ask again later")
        turn: asyncio.Future[_Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give(turn.result())
            raise

    def _give(self, process: _Process) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(process)
                return
        self._free.append(process)


class _Process:
    """One process that stands by."""

    def __init__(self, scratch: Path, known: Mapping[str, Any]) -> None:
        self._scratch = scratch
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), "--stay"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            process_group=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._requests, self._replies = self._process.stdin, self._process.stdout.fileno()
        os.set_blocking(self._replies, False)
        self._requests.write(_line({**known, "scratch": str(scratch)}))

    async def ask(self, request: Mapping[str, Any], timeout: float) -> Reply:
        """What a request is answered."""
        loop, line = asyncio.get_running_loop(), _line(request)
        reading = _Reading(self._replies, loop.create_future())
        async with asyncio.timeout(timeout):
            loop.add_reader(self._replies, reading.read)
            try:
                await self._send(line)
                return await reading.done
            finally:
                loop.remove_reader(self._replies)

    async def _send(self, line: bytes) -> None:
        if len(line) <= SMALL:
            self._requests.write(line)
        else:
            await asyncio.to_thread(_all_of, self._requests.fileno(), line)

    def kill(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        shutil.rmtree(self._scratch, ignore_errors=True)


def _all_of(pipe: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _line(what: Mapping[str, Any]) -> bytes:
    return json.dumps(what).encode("utf-8", "surrogatepass") + b"\n"


class _Reading:
    """A reply while it comes: a line that says how long the rest is, and the rest."""

    def __init__(self, pipe: int, done: asyncio.Future[Reply]) -> None:
        self._pipe = pipe
        self._read = bytearray()
        self._begin = self._end = -1
        self.done = done

    def read(self) -> None:
        """Take what is there."""
        try:
            data = os.read(self._pipe, CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._over(error)
            return
        if not data:
            self._over(EOFError())
            return
        self._read += data
        if self._end < 0 and (line := self._read.find(b"\n")) >= 0:
            self._begin = line + 1
            self._header = json.loads(self._read[:line])
            self._end = self._begin + self._header["bytes"]
        if len(self._read) >= self._end >= 0 and not self.done.done():
            self.done.set_result((self._header, bytes(self._read[self._begin :])))

    def _over(self, error: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(error)
