"""Parsing and extraction on the machines of a Dask cluster.

Documents are sent to its workers, each of which loads the language model once, and what they say comes back; names are
decided and quads written here. Dask sends Python objects: whoever may speak to the cluster may run code on it.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from kg import __version__, language, ruleset
from kg import ontology as ontologies
from kg.errors import InputError, ModelError
from kg.ontology import Ontology
from kg.records import Document
from kg.workers.alone import Alone, Defeat, Said

AHEAD = 4
"""Documents that are given to each worker, and not yet taken."""
DEATHS = 3
"""So often a document may cost its worker the life before it is given up."""
SECONDS = 30
"""How long to wait for the scheduler, and how often to count its workers."""
_AT_ONCE = Lock()

Start = tuple[str | None, tuple[tuple[str, bytes], ...], str]
"""The model, the user's own Turtle, and the versions that must be the same everywhere."""


async def _reach(distributed: Any, address: str) -> None:
    """See that somebody answers: a client that finds nobody complains once more when it is thrown away."""
    how = distributed.Security().get_connection_args("client")
    (await distributed.comm.connect(address, timeout=SECONDS, **how)).abort()


class Cluster:
    """The workers of a Dask scheduler; they may come and go.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.1:8786`.
        model: name of another spaCy pipeline than ours, which all workers have.
        ontology: what can be said.

    Raises:
        InputError: Dask is not installed, or nobody answers.
    """

    def __init__(self, address: str, *, model: str | None, ontology: Ontology) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise InputError(
                "a cluster needs Dask: install it with `pip install '.[cluster]'` in kg's source"
            ) from error
        try:
            with ThreadPoolExecutor(1) as beside:  # a notebook has a loop of its own
                beside.submit(asyncio.run, _reach(distributed, address)).result()
            self._client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(f"no Dask scheduler answers at {address}; start `dask scheduler` there") from error
        self._died = distributed.KilledWorker
        own = tuple((source.name, source.data) for source in ontology.own)
        self._start = self._client.scatter((model, own, versions(model, ontology.digest)), broadcast=True)
        self._given: deque[tuple[Document, Any]] = deque()
        self._counted = 0.0
        self._workers = 1

    def give(self, document: Document) -> None:
        """Have a document read by whoever is free."""
        future = self._client.submit(read, document, self._start, pure=False, retries=0)
        self._given.append((document, future))

    def take(self) -> tuple[Document, Said]:
        """The first document that was given, with what it says; waits for it, and for a worker when there is none."""
        document, future = self._given.popleft()
        try:
            return document, future.result()
        except self._died:
            return document, Defeat(f"it cost {DEATHS} workers of the cluster the life; it may need too much memory")

    @property
    def waiting(self) -> int:
        """How many documents were given and not yet taken."""
        return len(self._given)

    @property
    def busy(self) -> bool:
        """Whether each worker has enough to do."""
        if time.monotonic() - self._counted > SECONDS:
            self._counted = time.monotonic()
            self._workers = max(sum(self._client.nthreads().values()), 1)
        return len(self._given) >= AHEAD * self._workers

    def close(self) -> None:
        """Stop, whatever was given; the cluster goes on."""
        self._client.cancel([future for _, future in self._given])
        self._client.close()


def versions(model: str | None, digest: str) -> str:
    """What must be the same here and there, so that the graph is the same."""
    return f"kg {__version__}, rules {ruleset.digest()[:16]}, ontology {digest[:16]}, model {language.version(model)}"


def read(document: Document, start: Start) -> Said:
    """What a document says; runs on a worker.

    Raises:
        KgError: the worker has another kg, ontology or model than the one that asks.
    """
    with _AT_ONCE:  # a worker may have several threads, and the model only one caller
        return _reader(start).read(document)


@lru_cache(maxsize=2)
def _reader(start: Start) -> Alone:
    model, own, wanted = start
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        for number, (name, data) in enumerate(own):
            (Path(folder) / f"{number}-{name}").write_bytes(data)
        ontology = ontologies.load(sorted(Path(folder).iterdir()))
    if (found := versions(model, ontology.digest)) != wanted:
        raise ModelError(f"a worker of the cluster has {found}, not {wanted}; install the same kg on all machines")
    return Alone(model, ontology)
