"""The graph that is kept: opened, changed one document at a time, listed and queried.

Each change is one atomic write. A build that is killed leaves a graph with some documents fewer,
never one with half a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg import ontology as ontologies
from kg.errors import StoreError
from kg.ontology import BASE, PREFIXES, Ontology
from kg.records import Claim, Document, Entity, Extraction, Fact
from kg.store.directory import open_quads, translated
from kg.store.reading import Reader, StoredDocument, reading
from kg.store.receipt import Receipt, canonical_hash
from kg.store.revision import Revision, revise
from kg.store.sparql import Result, run, snapshot
from kg.triples import LinkedMention, Minter, terms
from kg.triples.said import value
from kg.triples.terms import kg

__all__ = ["Receipt", "Result", "Store", "StoredDocument"]


class Store:
    """A graph on disk, or in memory when there is no path.

    Args:
        path: directory of the graph; made when missing, unless `create` is False.
        base: base IRI of entities, facts and documents; that of the graph when None.
        ontology: the bundled one when None.
        made_with: what beside the document decides an extraction (versions of model, rules, ontology).
            A document is extracted anew when it changes.
        create: False to open only what exists.

    Raises:
        StoreError: the directory is missing, in use, damaged, or not a graph.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        base: str | None = None,
        ontology: Ontology | None = None,
        made_with: str = "",
        create: bool = True,
    ) -> None:
        self.path = Path(path) if path is not None else None
        self.ontology = ontology or ontologies.load()
        self.made_with = made_with
        self._quads: ox.Store | None
        if self.path is None:
            self._quads, self.base = ox.Store(), base or BASE
        else:
            self._quads, self.base = open_quads(self.path, base=base, default_base=BASE, create=create)
        self.minter = Minter(self.base)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets another process open the graph. Closing twice does nothing."""
        if self._quads is not None and self.path is not None:
            with translated(self.path):
                self._quads.flush()
        self._quads = None

    # --- changing -------------------------------------------------------------------------------

    def has(self, document: Document) -> bool:
        """Whether this very document is in the graph, extracted by the same model, rules and ontology."""
        node, graph = NamedNode(self.minter.document(document.id)), self.minter.says(document.id)
        stored = (Quad(node, kg("digest"), terms.plain(document.digest), graph),
                  Quad(node, kg("madeWith"), terms.plain(self.made_with), graph))  # fmt: skip
        with translated(self.path):
            return all(quad in self._open for quad in stored)

    def replace(self, extraction: Extraction) -> bool:
        """Puts what a document says in place of what it said before, in one atomic write.

        Returns:
            False if nothing had to change.

        Raises:
            StoreError: the disk is full or the graph damaged; the graph stays as it was.
            OntologyError: the extraction has a class or relation that the ontology does not declare.
        """
        if self.has(extraction.document):
            return False
        return self._write(self._revision(extraction.document.id, extraction))

    def retract(self, document_id: str) -> bool:
        """Takes a document out: afterwards the graph is as if it had never been there.

        Returns:
            False if there was no such document.
        """
        return self._write(self._revision(document_id, None))

    def _revision(self, document_id: str, extraction: Extraction | None) -> Revision:
        with translated(self.path), reading(self.path):
            return revise(
                self._open,
                document_id=document_id,
                extraction=extraction,
                made_with=self.made_with,
                minter=self.minter,
                ontology=self.ontology,
            )

    def _write(self, revision: Revision) -> bool:
        """`extend` and `update` are each atomic; only the latter deletes, and costs more."""
        with translated(self.path):
            if revision.delete:
                drops = "".join(f" ; DROP SILENT GRAPH {graph}" for graph in revision.drop)
                self._open.update(
                    f"DELETE DATA {{ {_data(revision.delete)} }} ; INSERT DATA {{ {_data(revision.insert)} }}{drops}"
                )
            elif revision.insert:
                self._open.extend(revision.insert)
        return bool(revision.delete or revision.insert)

    # --- reading --------------------------------------------------------------------------------

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by id."""
        reader = self._reader
        return (reader.document(document_id) for document_id in reader.document_ids())

    def facts(self, document_id: str | None = None) -> Iterator[Fact]:
        """All facts, or those of one document, by document, start, relation and object."""
        reader = self._reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with translated(self.path), reading(self.path):
                found = reader.facts(each)
            yield from found

    def mentions(self, document_id: str | None = None) -> Iterator[LinkedMention]:
        """All mentions of people, organizations and places, by document and position."""
        reader = self._reader
        for each in reader.document_ids() if document_id is None else [document_id]:
            with translated(self.path), reading(self.path):
                found = list(reader.mentions(each))
            yield from found

    def entities(self) -> Iterator[Entity]:
        """All entities, by IRI."""
        with translated(self.path), reading(self.path):
            yield from self._reader.entities()

    def extraction(self, document_id: str) -> Extraction:
        """All that a document says, as it was extracted (with its sentences for its text)."""
        with translated(self.path), reading(self.path):
            return self._reader.extraction(document_id)

    def claim(self, fact_iri: str) -> tuple[str, Claim] | None:
        """The id of the document and the claim behind a fact; None if there is no such fact."""
        with translated(self.path), reading(self.path):
            return self._reader.claim(fact_iri)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all: both layers and the ledger. In no order."""
        with translated(self.path):
            yield from self._open.quads_for_pattern(None, None, None, graph)

    # --- asking ---------------------------------------------------------------------------------

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries need not declare; the empty one is that of named entities."""
        return {**PREFIXES, "": f"{self.base}entity/", "fact": f"{self.base}fact/", "doc": f"{self.base}document/"}

    def query(self, sparql: str, *, timeout: float | None = None) -> Result:
        """Answers a SPARQL 1.1 query over the union of all graphs.

        Args:
            sparql: a SELECT, ASK, CONSTRUCT or DESCRIBE query; SERVICE and updates are refused.
            timeout: seconds; needs a graph on disk, and a process more.

        Raises:
            QueryError: bad SPARQL (with line and column), a refused word, or too slow.
        """
        with translated(self.path):
            return run(self._open, sparql, path=self.path, prefixes=self.prefixes, timeout=timeout)

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """The files of the graph as it is now, for another process to read; gone at the end of the block.

        Raises:
            StoreError: the graph is in memory, or cannot be copied.
        """
        if self.path is None:
            raise StoreError("a graph in memory has no files; build it with a directory")
        with snapshot(self._open, self.path) as copy:
            yield copy

    def receipt(self) -> Receipt:
        """The canonical hash of the whole graph, with its size and the versions that made it."""
        with translated(self.path):
            quads = list(self._open)
            made_with = {value(q.object) for q in quads if q.predicate == kg("madeWith")}
            return Receipt(
                hash=canonical_hash(quads),
                quads=len(quads),
                documents=sum(1 for q in quads if q.object == kg("Document")),
                entities=len({q.subject for q in quads if q.predicate == terms.PREF_LABEL}),
                facts=sum(1 for q in quads if q.object == kg("Fact")),
                made_with=tuple(sorted(made_with)),
            )

    @property
    def _reader(self) -> Reader:
        return Reader(self._open, self.minter, self.ontology)

    @property
    def _open(self) -> ox.Store:
        if self._quads is None:
            raise StoreError(f"the graph {self.path or 'in memory'} has been closed; open it again")
        return self._quads


def _data(quads: set[Quad]) -> str:
    """Quads as SPARQL 1.1 QuadData; terms print themselves escaped."""
    return " ".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
