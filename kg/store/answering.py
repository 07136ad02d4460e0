"""Queries answered by processes that stand by: each can be killed at its limit while the others go on.

A request waits until a process is free; when too many wait, it is refused at once. A process keeps the newest published
state open, so that a small query costs little more than itself.
"""

from __future__ import annotations

import json
import queue
import select
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.store import Store
from kg.store.directory import scratch
from kg.store.generations import View
from kg.store.remembered import Remembered
from kg.store.sparql import Asked, bad_syntax, checked
from kg.store.tokens import LONG, words

WAITING = 16
"""So many requests for each process may wait."""
GIVEN, OVERHEAD = 32_000_000, 1000
"""Bytes of answers that are kept, and what each needs beside its own."""
CHANGING = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Functions that give something else each time."""
KNOWN = 1024
"""So many queries need not be looked at again when they come again."""
MOST = 64_000_000
"""Bytes of an answer."""


class BusyError(QueryError):
    """Too many requests wait, or one took too long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives."""

    kind: str
    """`solutions`, `boolean` or `triples`."""
    payload: bytes = field(repr=False)
    """SPARQL results JSON, or N-Triples."""


class Answering:
    """Processes that answer queries of one graph on disk.

    Args:
        store: the graph; each query is of its newest published state.
        count: of processes.
        timeout: seconds that a query may take.
        most: bytes of an answer.
    """

    def __init__(self, store: Store, *, count: int = 2, timeout: float = 30, most: int = MOST) -> None:
        self._store = store
        self._timeout = timeout
        self._most = most
        if store.path is None:
            raise QueryError("a graph in memory cannot be served; build it with a directory")
        self._room = ExitStack()
        self._scratch = self._room.enter_context(scratch(store.path))
        self._prefixes = store.prefixes
        self._given: Remembered[Answer] = Remembered(GIVEN, GIVEN // 32)
        self._checked = lru_cache(KNOWN)(self._check)
        self._free: queue.Queue[_Process] = queue.Queue()
        self._waiting = threading.Semaphore(count * (WAITING + 1))
        self._all: set[_Process] = set()
        for _ in range(count):
            self._begin()

    def answer(self, query: str, *, default: Sequence[str] = (), named: Sequence[str] = ()) -> Answer:
        """Answer a query over the union of all graphs, or over those that are chosen.

        Args:
            query: SPARQL; the usual prefixes need no declaration.
            default: graphs that make the default graph.
            named: graphs that `GRAPH` sees.

        Raises:
            QueryError: bad SPARQL, with line and column, or too large an answer.
            BusyError: it took too long, or too many wait.
        """
        view = self._store.view()
        key = (view.number, query, tuple(default), tuple(named))
        if (answer := self._given.get(key)) is not None:
            return answer
        asked = self._checked(query) if len(query) <= LONG else self._check(query)
        if not self._waiting.acquire(blocking=False):
            raise BusyError("too many queries wait; ask again later")
        try:
            answer = self._asked(asked, (list(default), list(named)) if default or named else None, view)
        finally:
            self._waiting.release()
        if words(query).isdisjoint(CHANGING):
            self._given.keep(key, answer, len(answer.payload) + len(query) + OVERHEAD)
        return answer

    def _check(self, query: str) -> Asked:
        return checked(query, self._store.ontology, self._prefixes)

    def close(self) -> None:
        """End all processes."""
        for process in list(self._all):
            process.kill()
        self._room.close()

    def _asked(self, asked: Asked, dataset: object, view: View) -> Answer:
        process = self._free.get()
        request = {**asked.request(), "path": str(view.folder), "dataset": dataset, "most": self._most}
        try:
            header, payload = process.ask(request, self._timeout)
        except (TimeoutError, EOFError, OSError) as error:
            self._all.discard(process)
            process.kill()
            self._begin()
            if isinstance(error, TimeoutError):
                raise BusyError(f"no answer within {self._timeout:g} s; narrow the query") from error
            raise QueryError("the query was ended by the system; it may need too much memory") from error
        self._free.put(process)
        if header["kind"] != "error":
            return Answer(header["kind"], payload)
        if header["type"] == "SyntaxError":
            raise QueryError(bad_syntax(asked.query, header["message"], asked.prefixes))
        raise QueryError(header["message"].splitlines()[0])

    def _begin(self) -> None:
        process = _Process(Path(tempfile.mkdtemp(dir=self._scratch)))
        self._all.add(process)
        self._free.put(process)


class _Process:
    """One process that stands by."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        worker = Path(__file__).with_name("worker.py")
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(worker), "--stay"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        assert self._process.stdout
        self._answers = select.poll()
        self._answers.register(self._process.stdout, select.POLLIN)

    def ask(self, request: Mapping[str, Any], timeout: float) -> tuple[dict[str, str], bytes]:
        """What a request is answered.

        Raises:
            TimeoutError: it takes longer.
            EOFError, OSError: the process has died.
        """
        assert self._process.stdin
        assert self._process.stdout
        sent = json.dumps({**request, "scratch": str(self._scratch)})
        self._process.stdin.write(sent.encode("utf-8", "surrogatepass") + b"\n")
        self._process.stdin.flush()
        if not self._answers.poll(1000 * timeout):  # a reply is written at once, when all of it is there
            raise TimeoutError
        if not (line := self._process.stdout.readline()):
            raise EOFError
        header = json.loads(line)
        payload = self._process.stdout.read(header["bytes"])
        if len(payload) < header["bytes"]:
            raise EOFError
        return header, payload

    def kill(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
