"""Parsing and extraction in this process."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg import language, readers
from kg.errors import KgError
from kg.extract import extract
from kg.ontology import Ontology
from kg.records import Document, Extraction, Standing

log = logging.getLogger("kg")


@dataclass(frozen=True, slots=True)
class Defeat:
    """Why what a document says cannot be told."""

    reason: str


Said = Extraction | Defeat


class Alone:
    """This process, one document at a time.

    Args:
        model: name or path of another spaCy pipeline than ours.
        ontology: what can be said.
    """

    def __init__(self, model: str | None, ontology: Ontology) -> None:
        self._model = model
        self._ontology = ontology
        self._given: deque[Document] = deque()

    def give(self, document: Document) -> None:
        """Have a document read."""
        self._given.append(document)

    def take(self) -> tuple[Document, Said]:
        """The first document that was given, with what it says."""
        document = self._given.popleft()
        return document, self.read(document)

    @property
    def waiting(self) -> int:
        """How many documents were given and not yet taken."""
        return len(self._given)

    @property
    def busy(self) -> bool:
        """One at a time."""
        return bool(self._given)

    def close(self) -> None:
        """Nothing goes on."""

    def read(self, document: Document) -> Said:
        """What a document says; one that defeats us is told, and does not stop the others."""
        if document.foreign or document.standing is not Standing.USABLE:
            return Extraction(document=document, sentences=(), mentions=(), entities=(), claims=())
        parse = self._parse
        try:
            return extract(parse(document.text), document, self._ontology)
        except KgError:
            raise
        except Exception as error:  # whatever it is, it belongs to this document
            log.debug("%s could not be analysed", document.id, exc_info=error)
            return Defeat(f"{type(error).__name__}: {error}")

    @cached_property
    def _parse(self) -> Callable[[str], Any]:
        """The language model, loaded for the first document that needs it; when all are unchanged, none does."""
        pipeline = language.load(self._model)
        pipeline.max_length = max(pipeline.max_length, readers.MAX_CHARACTERS)
        return pipeline
