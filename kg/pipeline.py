"""The whole journey of a document on one screen: read, understand, extract, keep."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from kg import language, ontology, readers
from kg.errors import InputError, KgError
from kg.extract import extract
from kg.graph import Graph
from kg.readers import Skipped
from kg.records import Document, Extraction

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
log = logging.getLogger("kg")


def build(
    sources: Paths,
    *,
    graph: Graph | str | os.PathLike[str] | None = None,
    model: str | None = None,
    base: str | None = None,
    progress: Callable[[Tally], None] | None = None,
) -> Graph:
    """Read documents, extract what they say, and keep it in a graph.

    A document that the graph already holds unchanged costs nothing; a changed one replaces its old
    version. One that cannot be read is logged, counted, and left out.

    Args:
        sources: a file, a folder or `-` (standard input), or several of them.
        graph: the directory of the graph, made when missing, or an open one; in memory when None.
        model: name or path of another spaCy pipeline than the one that ships with `kg`.
        base: base IRI of entities, facts and documents of a new graph.
        progress: told after each document how far the build has come.

    Returns:
        The open graph, with its old and its new documents.

    Raises:
        InputError: there was no document at all.
        KgError: the model, the ontology or the graph cannot be used.
    """
    steps = _Steps(model, progress)
    documents = _some(readers.read(*_listed(sources), on_skip=steps.skip), steps)
    with ExitStack() as stack:
        if not isinstance(graph, Graph):
            graph = stack.enter_context(Graph(graph, base=base, model=language.version(model)))
        for document in documents:
            if graph.has(document):
                steps.leave_unchanged()
            elif extraction := steps.understand(document):
                steps.keep(extraction, graph)
        stack.pop_all()
    return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one build has done so far."""

    documents: int = 0
    """Documents read and kept."""
    unchanged: int = 0
    """Documents that the graph already held just so."""
    words: int = 0
    """Words, as blanks separate them, of the documents kept."""
    sentences: int = 0
    mentions: int = 0
    facts: int = 0
    skipped: tuple[Skipped, ...] = ()

    @property
    def failed(self) -> tuple[Skipped, ...]:
        """What should have been read but could not be."""
        return tuple(skipped for skipped in self.skipped if skipped.error)


class _Steps:
    """The steps of one build; each ends in a new tally."""

    def __init__(self, model: str | None, progress: Callable[[Tally], None] | None) -> None:
        self.tally = Tally()
        self._model = model
        self._progress = progress
        self._ontology = ontology.load()

    @cached_property
    def _parse(self) -> Callable[[str], Any]:
        """The language model, loaded for the first document that needs it; when all are unchanged, none does."""
        pipeline = language.load(self._model)
        pipeline.max_length = max(pipeline.max_length, readers.MAX_CHARACTERS)
        return pipeline

    def understand(self, document: Document) -> Extraction | None:
        """Extract what a document says; one that defeats us is skipped, and the build goes on."""
        parse = self._parse
        try:
            return extract(parse(document.text), document, self._ontology)
        except KgError:
            raise
        except Exception as error:
            log.debug("%s could not be analysed", document.id, exc_info=error)
            self._defeated(document, error)
            return None

    def keep(self, extraction: Extraction, graph: Graph) -> None:
        """Put what a document says into the graph."""
        try:
            graph.replace(extraction)
        except InputError as error:
            return self._defeated(extraction.document, error)
        return self._advance(
            documents=self.tally.documents + 1,
            words=self.tally.words + len(extraction.document.text.split()),
            sentences=self.tally.sentences + len(extraction.sentences),
            mentions=self.tally.mentions + len(extraction.mentions),
            facts=self.tally.facts + len(extraction.claims),
        )

    def leave_unchanged(self) -> None:
        """Count a document that needs nothing."""
        self._advance(unchanged=self.tally.unchanged + 1)

    def skip(self, skipped: Skipped) -> None:
        """Report what is left out."""
        log.log(logging.WARNING if skipped.error else logging.INFO, "skipped %s", skipped)
        self._advance(skipped=(*self.tally.skipped, skipped))

    def _defeated(self, document: Document, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        self.skip(Skipped(document.source, f"{document.id!r} could not be analysed ({reason}); please report it"))

    def _advance(self, **changes: object) -> None:
        self.tally = replace(self.tally, **changes)  # type: ignore[arg-type]
        if self._progress is not None:
            self._progress(self.tally)


def _some(documents: Iterator[Document], steps: _Steps) -> Iterator[Document]:
    """Return `documents` when there is at least one; a mistyped path makes no empty graph."""
    first = next(documents, None)
    if first is not None:
        return chain((first,), documents)
    if len(failed := steps.tally.failed) == 1:
        raise InputError(f"nothing was built: {failed[0]}")
    if failed:
        raise InputError(
            f"nothing was built: all {len(failed):,} sources were skipped; mend or leave out what is named"
        )
    raise InputError(f"nothing was built: no documents there; kg reads {', '.join(sorted(readers.READERS))}")


def _listed(sources: Paths) -> list[str | Path]:
    if isinstance(sources, str | os.PathLike):
        return [Path(sources)]
    return [Path(source) for source in sources]
