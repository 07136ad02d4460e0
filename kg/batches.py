"""Documents that are read and not yet written: many together cost half of what they cost one by one."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from kg.errors import StoreError
from kg.graph import Graph
from kg.records import Document, Extraction
from kg.store import StoredDocument

DOCUMENTS, CHARACTERS, SECONDS = 64, 400_000, 10
"""What a batch has at most, and how long it waits; so much may be lost when power fails, or the build is killed."""


class Batch:
    """Gathers what documents say, and writes it into a graph; a context manager that writes the rest.

    A document counts from the moment when it is expected: one that comes with the same id is compared with it.

    Args:
        graph: it is written to.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._expected: dict[str, Document] = {}
        self._said: dict[str, Extraction] = {}
        self._characters = 0
        self._written = time.monotonic()

    def __enter__(self) -> Self:
        self.graph.store.lock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, StoreError):  # interrupted or mistaken, what was read so far is kept
            self.write()

    def has(self, document: Document) -> bool:
        """Whether this very document is expected, or in the graph as it would be made today."""
        expected = self._expected.get(document.id)
        return expected.digest == document.digest if expected else self.graph.has(document)

    def find(self, document_id: str) -> StoredDocument | None:
        """The document of an id that is expected or in the graph; None if there is none."""
        expected = self._expected.get(document_id)
        return StoredDocument.of(expected) if expected else self.graph.store.find(document_id)

    def expect(self, document: Document) -> None:
        """What this document says will come, unless it defeats us."""
        self._expected[document.id] = document

    def forget(self, document: Document) -> None:
        """What this document says will not come."""
        if self._expected.get(document.id) == document:
            del self._expected[document.id]

    def add(self, extraction: Extraction) -> None:
        """What a document says has come."""
        self._said[extraction.document.id] = extraction
        self._characters += len(extraction.document.text)
        waited = time.monotonic() - self._written
        if len(self._said) >= DOCUMENTS or self._characters >= CHARACTERS or waited >= SECONDS:
            self.write()

    def write(self) -> None:
        """Write what has come."""
        said, self._said, self._characters = self._said, {}, 0
        self.graph.replace_all(said.values())
        for id_, each in said.items():
            if self._expected.get(id_) == each.document:
                del self._expected[id_]
        self.graph.store.publish()
        self._written = time.monotonic()
