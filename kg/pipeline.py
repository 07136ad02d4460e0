"""The whole journey of a document on one screen: read, understand, extract, keep."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, TypedDict, Unpack

from kg import language, readers
from kg import ontology as ontologies
from kg.errors import InputError, KgError, StoreError
from kg.extract import extract
from kg.graph import Graph
from kg.ontology import Ontology
from kg.readers import Skipped
from kg.records import Document, Extraction
from kg.triples import FLOOR

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
log = logging.getLogger("kg")


def build(
    sources: Paths,
    *,
    graph: Graph | str | os.PathLike[str] | None = None,
    model: str | None = None,
    progress: Callable[[Tally], None] | None = None,
    published: str | None = None,
    **options: Unpack[Options],
) -> Graph:
    """Read documents, extract what they say, and keep it in a graph.

    A document that the graph holds just so costs nothing; one that cannot be read is logged, counted, and left out.

    Args:
        sources: a file, a folder or `-` (standard input), or several of them.
        graph: its directory, made when missing, or an open one; in memory when None.
        model: name or path of another spaCy pipeline than ours.
        progress: told after each document how far the build has come.
        published: the day of plain text; `mtime`: that on which each file was last changed.
        options: base, ontology, gazetteer and rebuild, as `Graph` takes them.

    Raises:
        KgError: there was no document, or the model, the ontology or the graph cannot be used.
    """
    steps = _Steps(model, progress)
    documents = _some(readers.read(*_listed(sources), on_skip=steps.skip, published=published), steps)
    if isinstance(graph, Graph):
        return steps.read_into(_as_asked(graph, options), documents)
    with _open_unless_failed(Graph(graph, model=language.version(model), **options)) as opened:
        return steps.read_into(opened, documents)


@contextmanager
def _open_unless_failed(graph: Graph) -> Iterator[Graph]:
    """Leave the graph open, unless something goes wrong."""
    try:
        yield graph
    except BaseException:
        graph.close()
        raise


def _as_asked(graph: Graph, options: Options) -> Graph:
    if options:
        raise StoreError(f"the graph is open already; give {', '.join(sorted(options))} when you open it")
    return graph


class Options(TypedDict, total=False):
    """What decides how a graph is opened; see `Graph`."""

    base: str | None
    ontology: Ontology | ontologies.Paths | None
    gazetteer: ontologies.Paths
    rebuild: bool


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
    outdated: int = 0
    """At the end: documents in the graph, not read this time, that other rules, ontology or model made."""

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

    @cached_property
    def _parse(self) -> Callable[[str], Any]:
        """The language model, loaded for the first document that needs it; when all are unchanged, none does."""
        pipeline = language.load(self._model)
        pipeline.max_length = max(pipeline.max_length, readers.MAX_CHARACTERS)
        return pipeline

    def read_into(self, graph: Graph, documents: Iterable[Document]) -> Graph:
        """Put all documents that the graph does not hold just so into it."""
        for document in documents:
            if graph.has(document):
                self.leave_unchanged()
            elif extraction := self.understand(document, graph.ontology):
                self.keep(extraction, graph)
        self.end(outdated=graph.outdated())
        return graph

    def understand(self, document: Document, ontology: Ontology) -> Extraction | None:
        """Extract what a document says; one that defeats us is skipped, and the build goes on."""
        parse = self._parse
        try:
            return extract(parse(document.text), document, ontology)
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
            facts=self.tally.facts + sum(claim.confidence >= FLOOR for claim in extraction.claims),
        )

    def leave_unchanged(self) -> None:
        """Count a document that needs nothing."""
        self._advance(unchanged=self.tally.unchanged + 1)

    def end(self, *, outdated: int) -> None:
        """Tell what was left as others made it."""
        if outdated:
            log.warning("%d documents were made by another kg, ontology or model; build them again", outdated)
            self._advance(outdated=outdated)

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
    raise InputError(f"nothing was built: no documents there; kg reads {', '.join(sorted(readers.suffixes()))}")


def _listed(sources: Paths) -> list[str | Path]:
    if isinstance(sources, str | os.PathLike):
        return [Path(sources)]
    return [Path(source) for source in sources]
