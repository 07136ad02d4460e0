"""What users hold: a graph that is asked, exported, drawn and cleaned of documents.

>>> from kg import build
>>> with build("seeds/") as graph:  # Graph("news") opens what lies in a directory
...     print(*(entity.name for entity in graph.entities() if entity.cls == "City" and not entity.described), sep=", ")
...     {row["place"] for row in graph.query("meetings", name="James Dobbins")}
...     graph.sparql("SELECT (COUNT(*) AS ?n) { ?each a kg:Document }").rows
Ankara, Doha, Kabul, Washington
{'Doha'}
(('2',),)

It prints nothing; errors are `KgError`s of one line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from kg import __version__, queries, ruleset
from kg import ontology as ontologies
from kg.explain import Blindspots, Explanation, blindspots, explain
from kg.judging.bench import iri
from kg.judging.people import Judged
from kg.ontology import Ontology
from kg.parts import Chosen, chosen
from kg.queries import Query
from kg.records import Claim, Document, Entity, Extraction, Fact
from kg.sharing import Shared
from kg.store import Receipt, Result, Store, StoredDocument, ontology_of
from kg.triples import LinkedMention, coordinates

if TYPE_CHECKING:
    from kg.validate import Violation

TIMEOUT = 60.0
"""Seconds that a user's SPARQL may take."""


class Graph(Judged, Shared):
    """A knowledge graph, read by many while one changes it: the first that does, until it is closed.

    Args:
        path: the directory that holds it, made when missing; or the address of a SPARQL server (`http://…`, see
            `docs/servers.md`); None keeps it in memory.
        base: base IRI of entities, facts and documents of a new graph; that of the graph when None.
        create: False to open only a graph that exists.
        ontology: what can be said: an `Ontology`, or files and folders of Turtle that add to the bundled one (see
            `kg.ontology.load`). The graph keeps it; None is the one that the graph was built with, or the bundled one.
        gazetteer: files of Turtle with names of places, organizations and people to know.
        model: version of the language model; its documents are extracted anew when it changes.
        rebuild: True to empty the graph first, so that it can be built with another ontology.
        read_only: True never to write to it, so that it can lie where nothing can be written.

    Raises:
        StoreError: the directory is missing, damaged, not a graph, or was built with another ontology.
        OntologyError: the ontology has a mistake; the message has file and line.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        base: str | None = None,
        create: bool = True,
        ontology: Ontology | ontologies.Paths | None = None,
        gazetteer: ontologies.Paths = (),
        model: str = "",
        rebuild: bool = False,
        read_only: bool = False,
    ) -> None:
        where = os.fspath(path) if path is not None else None
        chosen = ontologies.chosen(ontology, gazetteer) or ontology_of(where, base, rebuild=rebuild)
        rules = f"rules {ruleset.digest()[:16]}; ontology {chosen.digest[:16]}"
        rules += f"; {places}" if (places := coordinates.version()) else ""
        self.store = Store(
            where,
            base=base,
            ontology=chosen,
            made_with=f"kg {__version__}; {rules}" + (f"; model {model}" if model else ""),
            derived_with=rules,
            create=create,
            rebuild=rebuild,
            read_only=read_only,
        )

    @property
    def ontology(self) -> Ontology:
        """What can be said in this graph: classes, relations, frames, gazetteer."""
        return self.store.ontology

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let other processes open the graph. Closing twice does nothing."""
        self.store.close()

    def outdated(self) -> int:
        """How many documents other rules, another ontology or another model made than those of this graph as opened."""
        return self.store.outdated()

    def has(self, document: Document) -> bool:
        """Whether the graph holds this very document, extracted by the same versions."""
        return self.store.has(document)

    def replace(self, extraction: Extraction) -> bool:
        """Put what a document says in place of what it said before; False if nothing had to change."""
        return self.store.replace(extraction)

    def replace_all(self, extractions: Iterable[Extraction]) -> bool:
        """The same for many documents in one step."""
        return self.store.replace_all(extractions)

    def retract(self, document_id: str) -> bool:
        """Take a document out, as if it had never been there; False if there was none."""
        return self.store.retract(document_id)

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by id."""
        return self.store.documents()

    def entities(self) -> Iterator[Entity]:
        """All entities, by IRI."""
        return self.store.entities()

    def __len__(self) -> int:
        """How many facts there are that are not doubtful."""
        return self.store.reader.count()

    def __bool__(self) -> bool:
        """True, also for an empty graph: it is there."""
        return True

    def facts(
        self, document: str | None = None, *, least: float | None = None, **part: Unpack[Chosen]
    ) -> Iterator[Fact]:
        """All facts, or some of them, by document, start, relation and object.

        Args:
            document: only those of this document, by its id.
            least: only facts of this confidence or more; None leaves out what is doubtful, 0 leaves out nothing.
            part: only those around somebody, on the way between two, of a relation, status or time: see `Chosen`.

        Raises:
            QueryError: nothing is called so, or there is no way between the two.
        """
        return self.store.part(chosen(**part), least=least).facts(document)

    def reports(self, fact: str | Fact) -> list[Fact]:
        """All facts that report the same as the one of an IRI, the surest first; `support` is on each of them."""
        return self.store.reports(iri(fact))

    def mentions(self, document: str | None = None) -> Iterator[LinkedMention]:
        """All mentions of people, organizations and places, by document and position."""
        return self.store.mentions(document)

    def claim(self, fact: str | Fact) -> tuple[str, Claim] | None:
        """The id of the document and the claim behind the IRI of a fact: rule, trigger, path, cues, links."""
        return self.store.claim(iri(fact))

    def explain(self, fact: str | Fact) -> Explanation:
        """Why a fact is in the graph; `kg.explain.render` puts it in words.

        Args:
            fact: itself, its IRI, the beginning of the hash in it, or its number (from 1) in `facts()`.

        Raises:
            QueryError: no such fact, or several.
        """
        return explain(self.store, iri(fact))

    def blindspots(self, document: str) -> Blindspots:
        """The sentences and names of a document that are in no fact.

        Raises:
            QueryError: no such document.
        """
        return blindspots(self.store, document)

    def query(
        self,
        query: str | Query,
        values: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        **params: object,
    ) -> Result:
        """Answer a bundled query, or one that `kg.queries.read` has read from a file.

        Args:
            query: its name (`kg.queries.names()` lists them), or the query.
            values: its parameters, for names that Python keeps to itself (`{"from": …, "to": …}`).
            timeout: seconds; None waits.
            params: its parameters; names of people and places match any label, in any case.

        Raises:
            QueryError: unknown query or parameter, missing or wrong value, too slow.
        """
        return queries.run(self.store, query, {**(values or {}), **params}, timeout=timeout)

    def sparql(self, text: str, *, timeout: float | None = TIMEOUT) -> Result:
        """Answer a SPARQL 1.1 query over everything in the graph; common prefixes need no declaration.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE. Updates and SERVICE are refused.
            timeout: seconds; a graph in memory waits as long as it takes.

        Raises:
            QueryError: bad SPARQL (with line and column), something refused, or too slow.
        """
        return self.store.query(text, timeout=timeout)

    def receipt(self) -> Receipt:
        """The canonical hash of the graph, its size, and the versions that made it."""
        return self.store.receipt()

    def validate(self, document: str | None = None) -> list[Violation]:
        """Broken SHACL rules, and claims kept in quarantine because they break a rule of the ontology.

        Args:
            document: the id of the only one to check.
        """
        from kg.validate import validate

        return validate(self.store, document)
