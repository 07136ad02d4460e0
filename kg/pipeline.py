"""The whole journey of a document on one screen: read, understand, extract, keep.

>>> tallies = []
>>> graph = build("seeds/", progress=tallies.append)
>>> tallies[-1].documents, tallies[-1].skipped, len(list(graph.documents()))
(2, (), 2)
"""

from __future__ import annotations

import logging
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypedDict, Unpack

from kg import language, readers
from kg import ontology as ontologies
from kg.batches import Batch
from kg.errors import InputError, StoreError
from kg.graph import Graph
from kg.ontology import Ontology
from kg.readers import Received, Skipped, languages
from kg.readers.fields import USUAL, Fields
from kg.records import Document, Standing
from kg.store import is_address
from kg.store.arrivals import missing, outranked, settled
from kg.triples import FLOOR
from kg.workers import Defeat, Said, Workers
from kg.workers import workers as working

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
log = logging.getLogger("kg")
_LINE = re.compile(r":\d+$")
"""What the path of a skipped line ends with."""


def build(
    sources: Paths,
    *,
    graph: Graph | str | os.PathLike[str] | None = None,
    model: str | None = None,
    progress: Callable[[Tally], None] | None = None,
    sync: bool = False,
    fields: Fields = USUAL,
    published: str | None = None,
    workers: int | str = 0,
    **options: Unpack[Options],
) -> Graph:
    """Read documents, extract what they say, and keep it in a graph; `Tally` says what may become of each.

    Args:
        sources: one file, folder or `-` (standard input), or several.
        graph: its directory, made when missing, the address of a SPARQL server, or an open one; in memory when None.
        model: name or path of another spaCy pipeline than ours.
        progress: told after each document how far the build has come.
        sync: True to take out, too, what was read from `sources` once and is no longer there.
        fields: the names of fields in tables and JSON, such as `Fields(text="Story")`, where they are not usual ones.
        published: the day of plain text; `mtime`: that on which each file was last changed.
        workers: processes that parse and extract beside this one, 0 for none; or the address of a Dask scheduler.
        options: base, ontology, gazetteer and rebuild, as `Graph` takes them.

    Raises:
        KgError: there was no document at all; the model, the ontology or the graph cannot be used.
    """
    paths, steps = _listed(sources), _Steps(progress)
    received = _some(steps.come(paths, fields=fields, published=published), steps, none=sync and _there(graph))
    with _opened(graph, model, options) as opened, _staff(opened, workers, model) as staff, Batch(opened) as batch:
        return steps.read_into(batch, staff, received, paths if sync else ())


def _staff(graph: Graph, workers: int | str, model: str | None) -> AbstractContextManager[Workers]:
    """Who reads the documents, until the build ends."""
    return closing(working(workers, model=model, ontology=graph.ontology))


@contextmanager
def _opened(graph: Graph | str | os.PathLike[str] | None, model: str | None, options: Options) -> Iterator[Graph]:
    """A graph that stays open, unless it was opened here and something goes wrong."""
    if isinstance(graph, Graph):
        if options:
            raise StoreError(f"the graph is open already; give {', '.join(sorted(options))} when you open it")
        yield graph
        return
    opened = Graph(graph, model=language.version(model), **options)
    try:
        yield opened
    except BaseException:
        opened.close()
        raise


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
    """What was left out, and what is told of documents that were read all the same."""
    replaced: tuple[str, ...] = ()
    """Ids of documents that took the place of what the graph had under the same id."""
    withdrawn: tuple[str, ...] = ()
    """Ids of documents that their source has taken back."""
    held: tuple[str, ...] = ()
    """Ids of documents that are not to be used yet: nothing was done with them."""
    foreign: tuple[str, ...] = ()
    """Ids, with the language, of documents kept that are not in English and so give no facts."""
    passed: tuple[str, ...] = ()
    """Ids, with the reason, of documents that do not take the place of what the graph has."""
    retracted: tuple[str, ...] = ()
    """Ids of documents that were taken out because they are no longer there."""
    share: float | None = None
    """How much of all there is to read has been read, 0–1; None when that cannot be told."""
    outdated: int = 0
    """At the end: documents in the graph, not read this time, that other rules, ontology or model made."""

    @property
    def failed(self) -> tuple[Skipped, ...]:
        """What should have been read but could not be."""
        return tuple(skipped for skipped in self.skipped if skipped.error)


class _Steps:
    """The steps of one build; each ends in a new tally."""

    def __init__(self, progress: Callable[[Tally], None] | None) -> None:
        self.tally = Tally()
        self._progress = progress
        self._replacing: set[str] = set()

    def come(self, paths: Sequence[str | Path], *, fields: Fields, published: str | None) -> Iterator[Received]:
        """The documents as they are read."""
        return readers.receive(paths, on_skip=self.skip, fields=fields, published=published)

    def read_into(
        self, batch: Batch, staff: Workers, received: Iterable[Received], synced: Iterable[str | Path]
    ) -> Graph:
        """Put all documents that the graph does not hold just so into it."""
        places, folders = batch.graph.store.places, [_place(each) for each in synced if str(each) != readers.STDIN]
        found: dict[str, set[str]] = defaultdict(set)
        settle = partial(settled, places=places, find=batch.find, has=batch.has, detect=languages.detect)
        for each in received:
            document = settle(each, synced=folders)
            self.tally = replace(self.tally, share=each.share)
            if each.file is not None:
                if folders:  # only then it is asked what is gone
                    found[each.file].add(document.id)
                if document.standing is not Standing.HELD:
                    places.found(each.file, document.id)
            self.arrive(document, batch, staff)
        while staff.waiting:
            self.keep(*staff.take(), batch)
        batch.write()
        for folder in folders:
            self.take_out(batch.graph, missing(places, folder, found=found, unread=self._unread()))
        self.end(outdated=batch.graph.outdated())
        return batch.graph

    def arrive(self, document: Document, batch: Batch, staff: Workers) -> None:
        """Have a document read, if it counts, and keep what is there of those before it."""
        if self.wants(document, batch):
            batch.expect(document)
            staff.give(document)
        while staff.busy:
            self.keep(*staff.take(), batch)

    def wants(self, document: Document, batch: Batch) -> bool:
        """Whether a document shall be read; not if the graph holds it just so, or it does not count."""
        if document.standing is Standing.HELD:
            self._advance(held=(*self.tally.held, document.id))
            return False
        if batch.has(document):
            self._advance(unchanged=self.tally.unchanged + 1)
            return False
        stored = batch.find(document.id)
        if reason := outranked(document, stored):
            self._advance(passed=(*self.tally.passed, f"{document.id}: {reason}"))
            return False
        if stored is not None and stored.digest != document.digest:
            self._replacing.add(document.id)
        return True

    def keep(self, document: Document, said: Said, batch: Batch) -> None:
        """Put what a document says into the graph; one that defeats us is skipped, and the build goes on."""
        if isinstance(said, Defeat):
            batch.forget(document)
            return self._defeated(document, said.reason)
        batch.add(said)
        tally = self.tally
        told: dict[str, tuple[str, ...]] = {}
        if document.id in self._replacing:
            self._replacing.remove(document.id)
            told["replaced"] = (*tally.replaced, document.id)
        if document.standing is Standing.WITHDRAWN:
            return self._advance(withdrawn=(*tally.withdrawn, document.id), **told)
        if document.foreign:
            told["foreign"] = (*tally.foreign, f"{document.id} ({document.language})")
        return self._advance(
            documents=tally.documents + 1,
            words=tally.words + len(document.text.split()),
            sentences=tally.sentences + len(said.sentences),
            mentions=tally.mentions + len(said.mentions),
            facts=tally.facts + sum(claim.confidence >= FLOOR for claim in said.claims),
            **told,
        )

    def take_out(self, graph: Graph, gone: Iterable[tuple[str, str]]) -> None:
        """Take out the documents that are in no file any more."""
        for file, document in gone:
            graph.store.places.lost(file, document)
            if not graph.store.places.holding(document) and graph.retract(document):
                self._advance(retracted=(*self.tally.retracted, document))

    def end(self, *, outdated: int) -> None:
        """Tell what was left as others made it."""
        if outdated:
            log.warning("%d documents were made by another kg, ontology or model; build them again", outdated)
        if outdated or self.tally == Tally():  # a folder that is empty is told, too
            self._advance(outdated=outdated)

    def skip(self, skipped: Skipped) -> None:
        """Report what is left out."""
        log.log(
            logging.WARNING if skipped.error else logging.INFO, "%s %s", "read" if skipped.read else "skipped", skipped
        )
        self._advance(skipped=(*self.tally.skipped, skipped))

    def _unread(self) -> set[str]:
        """The files and folders that could not be read, or not whole."""
        return {_place(_LINE.sub("", skipped.path)) for skipped in self.tally.failed}

    def _defeated(self, document: Document, reason: str) -> None:
        self.skip(Skipped(document.source, f"{document.id!r} could not be analysed ({reason}); please report it"))

    def _advance(self, **changes: object) -> None:
        self.tally = replace(self.tally, **changes)  # type: ignore[arg-type]
        if self._progress is not None:
            self._progress(self.tally)


def _some(received: Iterator[Received], steps: _Steps, *, none: bool) -> Iterator[Received]:
    """Return what is `received` when there is something; a mistyped path makes no empty graph.

    Args:
        received: the documents.
        steps: which know what was skipped.
        none: True when there may be nothing at all, unless something could not be read.
    """
    first = next(received, None)
    if first is not None:
        return chain((first,), received)
    if none and not steps.tally.failed:
        return iter(())
    if len(failed := steps.tally.failed) == 1:
        raise InputError(f"nothing was built: {failed[0]}")
    if failed:
        raise InputError(
            f"nothing was built: all {len(failed):,} sources were skipped; mend or leave out what is named"
        )
    raise InputError(f"nothing was built: no documents there; kg reads {', '.join(sorted(readers.suffixes()))}")


def _place(path: str | Path) -> str:
    return Path(os.path.realpath(path)).as_posix()


def _there(graph: Graph | str | os.PathLike[str] | None) -> bool:
    return isinstance(graph, Graph) or is_address(graph) or (graph is not None and Path(graph).exists())


def _listed(sources: Paths) -> list[str | Path]:
    if isinstance(sources, str | os.PathLike):
        return [Path(sources)]
    return [Path(source) for source in sources]
