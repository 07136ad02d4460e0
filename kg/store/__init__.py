"""The graph that is kept: opened, changed one document at a time, listed and queried.

Each change is one atomic write. A build that is killed leaves a graph with some documents fewer,
never one with half a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.errors import OntologyError, StoreError
from kg.ontology import BASE, Ontology
from kg.records import Claim, Document, Entity, Extraction, Fact, Judgement
from kg.store.change import Revision
from kg.store.directory import (
    FORMAT,
    Manifest,
    close_quads,
    keep_ontology,
    keep_room,
    ontology_of,
    open_quads,
    other_ontology,
    translated,
    write_manifest,
)
from kg.store.judging import rejudge
from kg.store.places import Places
from kg.store.reading import Reader, StoredDocument, reading
from kg.store.receipt import Receipt, receipt_of
from kg.store.revision import derive_anew, revise
from kg.store.sparql import Result, prefixes_of, run, snapshot
from kg.triples import FLOOR, LinkedMention, Minter, judged, terms
from kg.triples.said import value
from kg.triples.terms import kg

__all__ = ["Receipt", "Result", "Store", "StoredDocument", "ontology_of"]


class Store:
    """A graph on disk, or in memory when there is no path.

    Args:
        path: directory of the graph; made when missing, unless `create` is False.
        base: base IRI of entities, facts and documents; that of the graph when None.
        ontology: the one that the graph was built with when None.
        made_with: what beside the document decides an extraction (versions of model, rules, ontology).
            A document is extracted anew when it changes.
        derived_with: what decides what names stand for. When it changes, so does the second layer of all documents.
        create: False to open only what exists.
        rebuild: True to empty the graph first, so that it can be built with another ontology, or by a newer kg.

    Raises:
        StoreError: the directory is missing, in use, damaged, not a graph, or was built with another ontology.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        base: str | None = None,
        ontology: Ontology | None = None,
        made_with: str = "",
        derived_with: str = "",
        create: bool = True,
        rebuild: bool = False,
    ) -> None:
        self.path = Path(path) if path is not None else None
        self.places = Places(self.path)
        self.least = FLOOR  # the least confidence of the facts that are listed and exported
        self.ontology = ontology or ontology_of(self.path)
        self.made_with = made_with
        self._derived_with = derived_with
        self._quads: ox.Store | None
        if self.path is None:
            self._quads, self._manifest = ox.Store(), Manifest(base or BASE, derived_with)
        else:
            self._quads, self._manifest = open_quads(
                self.path, base=base, default_base=BASE, create=create, rebuild=rebuild
            )
        self.base = self._manifest.base
        self.minter = Minter(self.base)
        self._settle(rebuild)

    def _settle(self, rebuild: bool) -> None:
        """Make sure that the graph knows one ontology only; what is wrong leaves it closed."""
        if self.path is None:
            return
        with translated(self.path):
            if rebuild:
                self._open.clear()
                self.places.clear()
                self._manifest = replace(self._manifest, format=FORMAT)
                write_manifest(self.path, self._manifest)
            kept = self._manifest.ontology
            if sorted(kept.values()) == list(self.ontology.own_digests):
                return
            if next(self._quads_of(kg("madeWith")), None) is not None:
                self._quads = None
                raise other_ontology(self.path, kept, self.ontology.own)
            self._manifest = keep_ontology(self.path, self.ontology.own)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets another process open the graph. Closing twice does nothing."""
        if self._quads is not None and self.path is not None:
            close_quads(self._quads, self.path)
        self._quads = None

    # --- changing -------------------------------------------------------------------------------

    def has(self, document: Document) -> bool:
        """Whether this very document is in the graph, extracted by the same model and rules."""
        node, graph = NamedNode(self.minter.document(document.id)), self.minter.says(document.id)
        stored = (Quad(node, kg("digest"), terms.plain(document.digest), graph),
                  Quad(node, kg("madeWith"), terms.plain(self.made_with), graph))  # fmt: skip
        with translated(self.path):
            return all(quad in self._open for quad in stored)

    def replace(self, extraction: Extraction) -> bool:
        """Puts what a document says in place of what it said before, in one atomic write; False if nothing changed.

        Raises:
            StoreError: the disk is full or the graph damaged; the graph stays as it was.
            OntologyError: the extraction has a class or relation that the ontology does not declare.
        """
        if self.has(extraction.document):
            return False
        keep_room(self.path)
        return self._write(self._revision(extraction.document.id, extraction))

    def retract(self, document_id: str) -> bool:
        """Takes a document out: afterwards the graph is as if it had never been there; False if it was not."""
        self.places.forget(document_id)
        return self._write(self._revision(document_id, None))

    def judge(self, *, add: Iterable[Judgement] = (), drop: Iterable[Judgement] = ()) -> bool:
        """Makes and undoes judgements of people, with all that follows from them, in one atomic write."""
        self._derive_anew()
        with translated(self.path), reading(self.path):
            change = rejudge(self._open, add=add, drop=drop, minter=self.minter, ontology=self.ontology)
        return self._write(change)

    def _revision(self, document_id: str, extraction: Extraction | None) -> Revision:
        self._derive_anew()
        with translated(self.path), reading(self.path):
            return revise(
                self._open,
                document_id=document_id,
                extraction=extraction,
                made_with=self.made_with,
                minter=self.minter,
                ontology=self.ontology,
            )

    def _derive_anew(self) -> None:
        """Before the first change: when other rules said what names stand for, all documents follow those of today."""
        if self._manifest.derived_with == self._derived_with:
            return
        documents = list(self.reader.document_ids())
        try:
            with translated(self.path), reading(self.path):
                revision = derive_anew(self._open, documents, minter=self.minter, ontology=self.ontology)
        except OntologyError as error:
            raise StoreError(f"{self.path} was built by another kg ({error}); build it anew with --rebuild") from error
        self._write(revision)
        self._manifest = replace(self._manifest, derived_with=self._derived_with)
        if self.path is not None:
            with translated(self.path):
                write_manifest(self.path, self._manifest)

    def outdated(self) -> int:
        """How many documents were made by other versions than those that this store was opened with."""
        with translated(self.path):
            return sum(1 for quad in self._quads_of(kg("madeWith")) if value(quad.object) != self.made_with)

    def _write(self, revision: Revision) -> bool:
        """`extend` and `update` are each atomic; only the latter deletes, and costs more."""
        with translated(self.path):
            if revision.delete:
                self._open.update(revision.update)
            elif revision.insert:
                self._open.extend(revision.insert)
        return bool(revision.delete or revision.insert)

    # --- reading --------------------------------------------------------------------------------

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by id."""
        return map(self.reader.document, self.reader.document_ids())

    def at_least(self, least: float | None) -> Store:
        """The same graph, of which only facts at least this sure are seen; None: all above the floor."""
        (other := copy(self)).least = FLOOR if least is None else least
        return other

    def facts(self, document_id: str | None = None) -> Iterator[Fact]:
        """All facts at least as sure as `least`, or those of one document, by document, start, relation and object."""
        reader = self.reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with translated(self.path), reading(self.path):
                found = reader.facts(each, self.least)
            yield from found

    def reports(self, fact: str) -> list[Fact]:
        """All facts that report the same as the fact of an IRI, the surest first; it is one of them."""
        with translated(self.path), reading(self.path):
            return self.reader.reports(fact)

    def mentions(self, document_id: str | None = None) -> Iterator[LinkedMention]:
        """All mentions of people, organizations and places, by document and position."""
        reader = self.reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with translated(self.path), reading(self.path):
                found = list(reader.mentions(each))
            yield from found

    def entities(self) -> Iterator[Entity]:
        """All entities, by IRI."""
        with translated(self.path), reading(self.path):
            yield from self.reader.entities()

    def judgements(self) -> list[Judgement]:
        """What people have judged, by time."""
        return judged.judgements(self.quads(self.minter.judgements))

    def extraction(self, document_id: str) -> Extraction:
        """All that a document says, as it was extracted (with its sentences for its text)."""
        with translated(self.path), reading(self.path):
            return self.reader.extraction(document_id)

    def claim(self, fact_iri: str) -> tuple[str, Claim] | None:
        """The id of the document and the claim behind a fact; None if there is no such fact."""
        with translated(self.path), reading(self.path):
            return self.reader.claim(fact_iri)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all: both layers and the ledger. In no order."""
        with translated(self.path):
            yield from self._open.quads_for_pattern(None, None, None, graph)

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries need not declare; the empty one is that of named entities."""
        return prefixes_of(self.ontology, self.base)

    def query(self, sparql: str, *, timeout: float | None = None) -> Result:
        """Answers a SPARQL 1.1 query over the union of all graphs; what several documents state counts once.

        Args:
            sparql: a SELECT, ASK, CONSTRUCT or DESCRIBE query; SERVICE and updates are refused.
            timeout: seconds; needs a graph on disk, and a process more.

        Raises:
            QueryError: bad SPARQL (with line and column), a refused word, or too slow.
        """
        with translated(self.path):
            return run(self._open, sparql, path=self.path, ontology=self.ontology, base=self.base, timeout=timeout)

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """The files of a graph on disk as it is now, for another process to read; gone at the end of the block."""
        if self.path is None:
            raise StoreError("a graph in memory has no files; build it with a directory")
        with snapshot(self._open, self.path) as copy:
            yield copy

    def receipt(self) -> Receipt:
        """The canonical hash of the whole graph, with its size and the versions that made it."""
        with translated(self.path):
            return receipt_of(list(self._open))

    def _quads_of(self, predicate: NamedNode) -> Iterator[Quad]:
        return self._open.quads_for_pattern(None, predicate, None, None)

    @property
    def reader(self) -> Reader:
        """Reads the graph as it is now."""
        return Reader(self._open, self.minter, self.ontology)

    @property
    def _open(self) -> ox.Store:
        if self._quads is None:
            raise StoreError(f"the graph {self.path or 'in memory'} has been closed; open it again")
        return self._quads
