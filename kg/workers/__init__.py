"""Who parses and extracts: this process itself, or several others beside it.

Documents are given and what they say is taken, in the same order, whoever works and however fast. A worker is a process
of its own with the language model in it, so that all cores are used and a crash of one costs one document.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from kg.ontology import Ontology
from kg.records import Document
from kg.store.directory import file_name
from kg.workers.alone import Alone, Defeat, Said
from kg.workers.member import Member

__all__ = ["Alone", "Defeat", "Said", "Team", "Workers", "workers"]

FEW = 8
"""So many documents are done before others could have loaded their model."""
AHEAD = 3
"""Documents that are given to each worker, and not yet taken."""


class Workers(Protocol):
    """Who parses and extracts."""

    def give(self, document: Document) -> None:
        """Have a document read."""

    def take(self) -> tuple[Document, Said]:
        """The first document that was given and not yet taken, with what it says; waits for it.

        Raises:
            KgError: the language model or the ontology cannot be used.
        """

    @property
    def waiting(self) -> int:
        """How many documents were given and not yet taken."""

    @property
    def busy(self) -> bool:
        """Whether one should be taken before another is given."""

    def close(self) -> None:
        """Stop, whatever was given."""


def workers(count: int | str, *, model: str | None, ontology: Ontology) -> Workers:
    """Who reads documents: others where there are several documents, this process where there are few.

    Args:
        count: of processes beside this one, 0 for none; or the address of the scheduler of a Dask cluster.
        model: name or path of another spaCy pipeline than ours.
        ontology: what can be said.
    """
    if isinstance(count, str):
        from kg.workers.cluster import Cluster

        return Cluster(count, model=model, ontology=ontology)
    alone = Alone(model, ontology)
    return Team(count, alone, model=model, ontology=ontology) if count else alone


class Team:
    """Several processes; the first few documents are read here, while there is no telling whether more will come.

    Args:
        count: how many.
        alone: who reads the first few documents.
        model: name or path of another spaCy pipeline than ours.
        ontology: what can be said.
    """

    def __init__(self, count: int, alone: Alone, *, model: str | None, ontology: Ontology) -> None:
        self._count = count
        self._alone = alone
        self._start = model, ontology
        self._digest = ontology.digest
        self._given: deque[tuple[Document, Future[Said] | None]] = deque()
        self._members: list[Member] = []
        self._own = threading.local()
        self._threads: ThreadPoolExecutor | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def give(self, document: Document) -> None:
        """Have a document read, by others once there are more than a few."""
        self._given.append((document, self._threads.submit(self._ask, document) if self._threads else None))
        if self._threads is None and len(self._given) > FEW:
            self._found()

    def take(self) -> tuple[Document, Said]:
        """The first document that was given, with what it says; waits for it."""
        document, coming = self._given.popleft()
        return document, self._alone.read(document) if coming is None else coming.result()

    @property
    def waiting(self) -> int:
        """How many documents were given and not yet taken."""
        return len(self._given)

    @property
    def busy(self) -> bool:
        """Whether each has enough to do."""
        return len(self._given) >= max(self._count * AHEAD, FEW + 1)

    def close(self) -> None:
        """Stop, whatever was given."""
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for member in self._members:
            member.stop()
        if self._folder:
            self._folder.cleanup()

    def _found(self) -> None:
        """Begin to work together, with all that waits."""
        self._folder = tempfile.TemporaryDirectory(prefix="kg-")
        self._files = _written(self._start[1], Path(self._folder.name))
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="kg-worker")
        self._given = deque((each, self._threads.submit(self._ask, each)) for each, _ in self._given)

    def _ask(self, document: Document) -> Said:
        """Have a document read by the worker of this thread; one that died is replaced, and its document told."""
        member: Member | None = getattr(self._own, "member", None)
        if member is None:
            member = self._own.member = Member(self._start[0], self._files, self._digest)
            self._members.append(member)
        try:
            return member.read(document)
        except (EOFError, OSError):
            self._own.member = None
            member.stop()
            return Defeat(f"its worker ended with code {member.code}; it may need too much memory")


def _written(ontology: Ontology, folder: Path) -> tuple[str, ...]:
    """The user's own Turtle, as files."""
    for source in ontology.own:
        (folder / file_name(source)).write_bytes(source.data)
    return tuple(sorted(str(path) for path in folder.glob("*.ttl")))
