"""The graph that is kept: opened, changed by one document or many at a time, listed and queried.

Each change is made whole or not at all. A build that is killed leaves a graph with some documents fewer, never one with
half a document. Readers see one state of it, and never wait for who writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import OntologyError, StoreError
from kg.parts import Part, entities_of
from kg.records import Claim, Document, Entity, Extraction, Fact, Judgement
from kg.store.change import Revision
from kg.store.directory import keep_room, translated
from kg.store.judging import rejudge
from kg.store.lines import sorted_lines
from kg.store.opening import Opened, is_address, ontology_of
from kg.store.paths import chains
from kg.store.protocol import Quads
from kg.store.reading import Reader, StoredDocument, reading
from kg.store.receipt import Receipt, receipt_of
from kg.store.revision import Changes, derive_anew, revise
from kg.store.sparql import Result, prefixes_of, run
from kg.store.uncollected import uncollected
from kg.triples import FLOOR, LinkedMention, judged, terms
from kg.triples.terms import kg

__all__ = ["Receipt", "Result", "Store", "StoredDocument", "is_address", "ontology_of"]


class Store(Opened):
    """A graph, opened as `Opened` says: changed, listed and queried."""

    # --- changing -------------------------------------------------------------------------------

    def has(self, document: Document) -> bool:
        """Whether this very document is in the graph, extracted by the same model and rules."""
        node, graph = NamedNode(self.minter.document(document.id)), self.minter.says(document.id)
        stored = (Quad(node, kg("digest"), terms.plain(document.digest), graph),
                  Quad(node, kg("madeWith"), terms.plain(self.made_with), graph))  # fmt: skip
        with translated(self.path):
            latest = self._open.latest()
            return all(quad in latest for quad in stored)

    def find(self, document_id: str) -> StoredDocument | None:
        """The document of an id, as it was written last; None if the graph does not hold it."""
        with translated(self.path), reading(self.path):
            return Reader(self._open.latest(), self.minter, self.ontology).find(document_id)

    def replace(self, extraction: Extraction) -> bool:
        """Puts what a document says in place of what it said before, in one atomic write; False if nothing changed.

        Raises:
            StoreError: the disk is full or the graph damaged; the graph stays as it was.
            OntologyError: the extraction has a class or relation that the ontology does not declare.
        """
        return self.replace_all([extraction])

    def replace_all(self, extractions: Iterable[Extraction]) -> bool:
        """The same for many documents at once, which costs half as much for each; of one id the last one counts."""
        changes = {each.document.id: each for each in extractions}
        new: Changes = {id_: each for id_, each in changes.items() if not self.has(each.document)}
        if not new:
            return False
        keep_room(self.path)
        with uncollected():
            return self._write(self._revision(new))

    def retract(self, document_id: str) -> bool:
        """Takes a document out: afterwards the graph is as if it had never been there; False if it was not."""
        self.places.forget(document_id)
        return self._write(self._revision({document_id: None}))

    def judge(self, *, add: Iterable[Judgement] = (), drop: Iterable[Judgement] = ()) -> bool:
        """Makes and undoes judgements of people, with all that follows from them, in one atomic write."""
        self._derive_anew()
        made, undone = [*add], [*drop]  # they may be gone through several times
        with translated(self.path), reading(self.path):
            change = self._open.work_out(
                lambda quads: rejudge(quads, add=made, drop=undone, minter=self.minter, ontology=self.ontology)
            )
        return self._write(change)

    def _revision(self, changes: Changes) -> Revision:
        self._derive_anew()
        with translated(self.path), reading(self.path):
            return self._open.work_out(
                lambda quads: revise(
                    quads, changes, made_with=self.made_with, minter=self.minter, ontology=self.ontology
                )
            )

    def _derive_anew(self) -> None:
        """Before a change: when other rules said what names stand for, or a server was left in the middle of one."""
        self._open.lock()
        if self._manifest.derived_with != self._derived_with or not self._open.whole:
            self.derive_again()

    def derive_again(self) -> bool:
        """Makes the ledger and the second layer anew from what the documents say; False if they were right.

        Raises:
            StoreError: the graph holds what this kg does not know.
        """
        try:
            with translated(self.path), reading(self.path):
                documents = Reader(self._live, self.minter, self.ontology).document_ids()
                revision = self._open.work_out(
                    lambda quads: derive_anew(quads, documents, minter=self.minter, ontology=self.ontology),
                    everything=True,
                )
        except OntologyError as error:
            raise StoreError(f"{self.where} was built by another kg ({error}); build it anew with --rebuild") from error
        changed = self._write(revision)
        self._manifest = replace(self._manifest, derived_with=self._derived_with)
        with translated(self.path):
            self._open.keep(self._manifest)
        return changed

    def latest(self) -> Quads:
        """All that was written here, or else published: for who looks at every quad."""
        return self._open.latest()

    def _write(self, revision: Revision) -> bool:
        if revision:
            self._open.write(revision)
        return bool(revision)

    # --- reading --------------------------------------------------------------------------------

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by id."""
        reader = self.reader
        return map(reader.document, reader.document_ids())

    def at_least(self, least: float | None) -> Store:
        """The graph as it is now, of which only facts at least this sure are seen; None: all above the floor."""
        other = copy(self)
        other._quads = self._open.pinned()  # noqa: SLF001 - another store of this class
        other.least = FLOOR if least is None else least
        return other

    def part(self, part: Part, *, least: float | None = None) -> Store:
        """The graph as it is now, of which only some facts and their entities are seen.

        Raises:
            QueryError: nothing is called as the part says, or there is no way between two.
        """
        other = self.at_least(least)
        if not part.whole:
            other.only = frozenset(fact.fact for fact in part.of(other.facts(), other.entities()))
        return other

    def facts(self, document_id: str | None = None) -> Iterator[Fact]:
        """All facts at least as sure as `least`, or those of one document, by document, start, relation and object."""
        reader = self.reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with self._open.still(), translated(self.path), reading(self.path):
                found = reader.facts(each, self.least)
            yield from (fact for fact in found if self.only is None or fact.fact in self.only)

    def reports(self, fact: str) -> list[Fact]:
        """All facts that report the same as the fact of an IRI, the surest first; it is one of them."""
        with self._open.still(), translated(self.path), reading(self.path):
            return self.reader.reports(fact)

    def mentions(self, document_id: str | None = None) -> Iterator[LinkedMention]:
        """All mentions of people, organizations and places, by document and position."""
        reader = self.reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with self._open.still(), translated(self.path), reading(self.path):
                found = list(reader.mentions(each))
            yield from found

    def entities(self) -> Iterator[Entity]:
        """All entities, by IRI."""
        with self._open.still(), translated(self.path), reading(self.path):
            found = list(self.reader.entities())
        yield from found if self.only is None else entities_of(self.facts(), found)

    def judgements(self) -> list[Judgement]:
        """What people have judged, by time."""
        return judged.judgements(self.quads(self.minter.judgements))

    def extraction(self, document_id: str) -> Extraction:
        """All that a document says, as it was extracted (with its sentences for its text)."""
        with self._open.still(), translated(self.path), reading(self.path):
            return self.reader.extraction(document_id)

    def claim(self, fact_iri: str) -> tuple[str, Claim] | None:
        """The id of the document and the claim behind a fact; None if there is no such fact."""
        with self._open.still(), translated(self.path), reading(self.path):
            return self.reader.claim(fact_iri)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all: both layers and the ledger. In no order."""
        view = self._open.view()
        with translated(self.path):
            yield from view.quads.quads_for_pattern(None, None, None, graph)

    # --- asking ---------------------------------------------------------------------------------
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
            return run(self._open.view(), sparql, ontology=self.ontology, base=self.base, timeout=timeout)

    def paths(self, start: str, to: str, least: float, *, timeout: float | None = None) -> Result:
        """Chains of facts between two folded names, see `kg.store.paths`.

        Raises:
            QueryError: too slow.
        """
        view = self._open.view()
        with self._open.still(), translated(self.path):
            return chains(view.quads, start, to, least, timeout=timeout)

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """The files of a graph on disk as it is now, for another process to read until the end of the block."""
        view = self._open.view()
        if view.folder is None:
            raise StoreError(f"{self.where} has no files here; build it with a directory")
        yield view.folder

    def receipt(self) -> Receipt:
        """The canonical hash of the whole graph, with its size and the versions that made it."""
        view = self._open.view()
        with translated(self.path):
            return receipt_of(view)

    def lines(self) -> Iterator[bytes]:
        """The canonical N-Quads of the whole graph, in blocks of many lines."""
        view = self._open.view()
        with translated(self.path):
            yield from sorted_lines(view.quads)

    @property
    def reader(self) -> Reader:
        """Reads the graph as it is now."""
        with translated(self.path):
            view = self._open.view()
        return Reader(view.quads, self.minter, self.ontology, held=view)
