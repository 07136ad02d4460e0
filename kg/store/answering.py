"""Queries answered by processes that stand by: each can be killed at its limit while the others go on.

A request waits until a process is free; when too many wait, it is refused at once. A process keeps the newest published
state open, so that a small query costs little more than itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache

from kg.errors import QueryError
from kg.store import Store
from kg.store.directory import scratch
from kg.store.generations import View
from kg.store.processes import BusyError, Processes
from kg.store.remembered import Remembered
from kg.store.sparql import Asked, bad_syntax, checked
from kg.store.tokens import LONG, holds

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
        waiting: requests that may wait for a process; 16 for each unless given.
    """

    def __init__(
        self, store: Store, *, count: int = 2, timeout: float = 30, most: int = MOST, waiting: int | None = None
    ) -> None:
        if store.path is None:
            raise QueryError("a graph in memory cannot be served; build it with a directory")
        self._store = store
        self._timeout = timeout
        self._prefixes = store.prefixes
        self._given: Remembered[Answer] = Remembered(GIVEN, GIVEN // 32)
        self._checked = lru_cache(KNOWN)(self._check)
        self._room = ExitStack()
        room, known = self._room.enter_context(scratch(store.path)), {"prefixes": dict(store.prefixes), "most": most}
        self._processes = Processes(count, count * WAITING if waiting is None else waiting, room, known)

    async def answer(self, query: str, *, default: Sequence[str] = (), named: Sequence[str] = ()) -> Answer:
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
        asked = self._checked(query) if len(query) <= LONG else await asyncio.to_thread(self._check, query)
        answer = await self._asked(asked, (list(default), list(named)) if default or named else None, view)
        if not holds(query, CHANGING):
            self._given.keep(key, answer, len(answer.payload) + len(query) + OVERHEAD)
        return answer

    def _check(self, query: str) -> Asked:
        return checked(query, self._store.ontology, self._prefixes)

    def close(self) -> None:
        """End all processes."""
        self._processes.close()
        self._room.close()

    async def _asked(self, asked: Asked, dataset: object, view: View) -> Answer:
        request = {"query": asked.query, "repeatable": list(asked.repeatable), "apart": asked.apart}
        try:
            header, payload = await self._processes.ask(
                {**request, "path": str(view.folder), "dataset": dataset}, self._timeout
            )
        except TimeoutError as error:
            raise BusyError(f"no answer within {self._timeout:g} s; narrow the query") from error
        except (EOFError, OSError) as error:
            raise QueryError("the query was ended by the system; it may need too much memory") from error
        if header["kind"] != "error":
            return Answer(header["kind"], payload)
        if header["type"] == "SyntaxError":
            raise QueryError(bad_syntax(asked.query, header["message"], asked.prefixes))
        raise QueryError(header["message"].splitlines()[0])
