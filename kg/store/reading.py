"""The graph read back as records: documents, entities, facts, mentions, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from kg.errors import StoreError
from kg.identity import Name
from kg.ontology import COARSE, PREFIXES, Ontology, local
from kg.records import Claim, CountKind, Document, Entity, Extraction, Fact, Standing
from kg.store.binding import bind
from kg.store.lookup import row
from kg.store.protocol import Quads
from kg.triples import LinkedMention, Minter, listing, said, terms
from kg.triples.findings import CONFIRMED_BY, REPEATS, SUPPORT
from kg.triples.knows import SHORT, SHORT_ID, short_id
from kg.triples.ledger import FOLDED_LABEL, NAMED_BY, STANDS_FOR
from kg.triples.said import Properties, by_subject, value
from kg.triples.said import claim as said_claim
from kg.triples.said import sentence as said_sentence
from kg.triples.terms import kg


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """What the graph keeps of a document; its text stays where it lay."""

    id: str
    iri: str
    source: str
    """The name of the file."""
    title: str | None
    published: date | None
    digest: str
    author: str | None = None
    language: str | None = None
    version: int | None = None
    standing: Standing = Standing.USABLE

    @classmethod
    def of(cls, document: Document) -> StoredDocument:
        """What the graph will keep of a document that is not yet there."""
        kept = ("title", "published", "digest", "author", "language", "version", "standing")
        return cls(id=document.id, iri="", source=document.source, **{each: getattr(document, each) for each in kept})


@contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """Says in one line that a graph does not hold what `kg` writes.

    Raises:
        StoreError: a property is missing or malformed.
    """
    try:
        yield
    except (KeyError, IndexError, TypeError) as error:
        raise StoreError(f"{path or 'the graph'} is damaged ({error}); build it anew, or restore a copy") from error


class Reader:
    """Reads one state of the graph; entities are looked up once.

    Args:
        quads: the store; it is only read.
        minter: for IRIs.
        ontology: for coarse classes.
        held: what has to live as long as this does, so that the store stays as it is.
    """

    def __init__(self, quads: Quads, minter: Minter, ontology: Ontology, *, held: object = None) -> None:
        self._quads = quads
        self._held = held
        self._minter = minter
        self._ontology = ontology
        self._entities: dict[str, Entity] = {}

    def document_ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        found = self._quads.quads_for_pattern(None, terms.TYPE, kg("Document"), None)
        return sorted(self._minter.document_id(value(quad.subject)) for quad in found)

    def find(self, document_id: str) -> StoredDocument | None:
        """One document; None if the graph does not hold it."""
        node, graph = NamedNode(self._minter.document(document_id)), self._minter.says(document_id)
        held = any(True for _ in self._quads.quads_for_pattern(node, kg("digest"), None, graph))
        return self.document(document_id) if held else None

    def document(self, document_id: str) -> StoredDocument:
        """One document of the graph."""
        node, graph = NamedNode(self._minter.document(document_id)), self._minter.says(document_id)
        own = by_subject(self._quads.quads_for_pattern(node, None, None, graph))[node.value]
        published = own.get("issued")
        return StoredDocument(
            id=document_id,
            iri=node.value,
            source=own["source"][0] if "source" in own else "",
            title=own["title"][0] if "title" in own else None,
            published=date.fromisoformat(published[0]) if published else None,
            digest=own["digest"][0],
            author=own["creator"][0] if "creator" in own else None,
            language=own["language"][0] if "language" in own else None,
            version=int(own["version"][0]) if "version" in own else None,
            standing=Standing(own["standing"][0]) if "standing" in own else Standing.USABLE,
        )

    def extraction(self, document_id: str) -> Extraction:
        """All that a document says."""
        graph = self._quads.quads_for_pattern(None, None, None, self._minter.says(document_id))
        return said(graph, document_id=document_id, minter=self._minter, ontology=self._ontology)

    def facts(self, document_id: str, least: float) -> list[Fact]:
        """The facts of a document, in the order of the contract: start, relation, object, none of these first.

        Args:
            document_id: the document.
            least: the confidence that they have at least.
        """
        graphs = {"says": str(self._minter.says(document_id)), "knows": str(self._minter.knows(document_id))}
        graphs["least"] = str(terms.decimal(least))
        answers = self._quads.query(bind(listing.FACTS, graphs), prefixes=dict(PREFIXES))
        assert isinstance(answers, ox.QuerySolutions)
        rows = ({name: answer[name] for name in listing.FACT_COLUMNS} for answer in answers)
        day = self._published(document_id)
        found = [self._fact(row, document_id, day) for row in rows]
        return sorted(found, key=lambda f: (f.start, f.relation, f.object or "", f.subject or "", f.end, f.fact))

    def named_facts(self, iris: Iterable[str]) -> list[Fact]:
        """The facts of these IRIs, in their order; those that the graph lacks are left out."""
        homes = {iri: home for iri in iris if (home := self._home(iri))}
        days = {home: self._published(home) for home in set(homes.values())}
        return [self._fact(self._row(iri, home), home, days[home]) for iri, home in homes.items()]

    def _row(self, fact: str, document_id: str) -> listing.Row:
        return row(self._quads, fact, knows=self._minter.knows(document_id), says=self._minter.says(document_id))

    def _fact(self, row: listing.Row, document_id: str, day: str | None) -> Fact:
        return listing.fact(row, document_id=document_id, published=day, find=self.entity, support=self.support)

    def support(self, fact: str) -> int:
        """How many independent sources report the same as a fact that repeats no other."""
        found = self._quads.quads_for_pattern(NamedNode(fact), SUPPORT, None, None)
        return next((int(value(quad.object)) for quad in found), 1)

    def reports(self, fact: str) -> list[Fact]:
        """All facts that report the same as one, itself included, the surest first; none if there is no such fact."""
        if self._home(fact) is None:
            return []
        surest = self._other(fact, REPEATS) or fact
        others = self._quads.quads_for_pattern(None, REPEATS, NamedNode(surest), None)
        wanted = {surest, *(value(quad.subject) for quad in others)}
        documents = {home for each in wanted if (home := self._home(each))}
        found = [each for document in sorted(documents) for each in self.facts(document, 0) if each.fact in wanted]
        return sorted(found, key=lambda each: each.fact != surest)

    def confirmed_by(self, fact: str) -> str | None:
        """The IRI of the fact that reports a plan as done."""
        return self._other(self._other(fact, REPEATS) or fact, CONFIRMED_BY)

    def _other(self, fact: str, predicate: NamedNode) -> str | None:
        found = self._quads.quads_for_pattern(NamedNode(fact), predicate, None, None)
        return next((value(quad.object) for quad in found), None)

    def mentions(self, document_id: str) -> Iterator[LinkedMention]:
        """The mentions of a document, in order."""
        says, knows = self._layers(document_id)
        return listing.mentions(says, knows, document_id=document_id, find=self.entity, ontology=self._ontology)

    def claim(self, fact_iri: str) -> tuple[str, Claim] | None:
        """The document and the claim behind a fact; None if there is no such fact."""
        document_id = self._home(fact_iri)
        return None if document_id is None else (document_id, self._claim(fact_iri, document_id))

    def claims(self, document_id: str) -> list[str]:
        """The IRIs of all that a document claims, also of what is no fact because somebody rejected it."""
        found = self._quads.quads_for_pattern(None, terms.TYPE, kg("Claim"), self._minter.says(document_id))
        return sorted(value(quad.subject) for quad in found)

    def is_called(self, folded: str) -> bool:
        """Whether any entity has a folded name."""
        return (
            next(iter(self._quads.quads_for_pattern(None, FOLDED_LABEL, terms.plain(folded), None)), None) is not None
        )

    def named(self, entity: NamedNode) -> Iterator[Triple]:
        """What the ledger says of an entity."""
        return (quad.triple for quad in self._quads.quads_for_pattern(entity, None, None, self._minter.names))

    def facts_like(self, prefix: str) -> list[str]:
        """The IRIs of the facts whose hash begins like this, sorted: looked up, or with a shorter prefix looked for."""
        if len(prefix) >= SHORT:
            found = self._quads.quads_for_pattern(None, SHORT_ID, terms.plain(short_id(prefix)), None)
        else:
            found = self._quads.quads_for_pattern(None, SHORT_ID, None, None)
        iris = {value(quad.subject) for quad in found}
        return sorted(iri for iri in iris if iri.rsplit("/", 1)[-1].startswith(prefix))

    def count(self, *kinds: str) -> int:
        """How many facts there are of some kinds; without any, those that are not doubtful."""
        types = map(kg, kinds or ("Fact",))
        return sum(1 for each in types for _ in self._quads.quads_for_pattern(None, terms.TYPE, each, None))

    def _home(self, fact_iri: str) -> str | None:
        """The document of a fact."""
        try:
            found = self._quads.quads_for_pattern(NamedNode(fact_iri), terms.TYPE, kg("Claim"), None)
        except ValueError:  # no IRI at all
            return None
        return next((self._minter.document_id(value(quad.graph_name)) for quad in found), None)

    def entities(self) -> Iterator[Entity]:
        """All entities, named and described, by IRI."""
        named = self._quads.quads_for_pattern(None, terms.PREF_LABEL, None, None)
        for iri in sorted({value(quad.subject) for quad in named}):
            yield self.entity(iri)

    def entity(self, iri: str) -> Entity:
        """One entity; named ones stand in the ledger, described ones in the graph of their document."""
        if iri not in self._entities:
            self._entities[iri] = self._entity(iri)
        return self._entities[iri]

    def _entity(self, iri: str) -> Entity:
        below = iri.startswith(f"{self._minter.base}document/")
        graph = self._minter.knows(self._minter.document_id(iri)) if below else self._minter.names
        own = by_subject(self._quads.quads_for_pattern(NamedNode(iri), None, None, graph))[iri]
        return Entity(
            iri=iri,
            cls=finest(map(local, own["type"])),
            name=own["prefLabel"][0],
            aliases=tuple(sorted(own.get("altLabel", ()))),
            described="described" in own,
            count=int(own["count"][0]) if "count" in own else None,
            count_kind=CountKind(own["countKind"][0]) if "countKind" in own else None,
        )

    def names(self) -> Iterator[tuple[Name, str]]:
        """Every name, aliases left out, with what it stands for."""
        for quad in self._quads.quads_for_pattern(None, STANDS_FOR, None, self._minter.names):
            yield self._minter.read_name(value(quad.subject), self._ontology), value(quad.object)

    def users(self, name: Name) -> list[str]:
        """The documents that use a name."""
        found = self._quads.quads_for_pattern(None, NAMED_BY, self._minter.name(name), None)
        return sorted({self._minter.document_id(value(quad.graph_name)) for quad in found})

    def _published(self, document_id: str) -> str | None:
        node, graph = NamedNode(self._minter.document(document_id)), self._minter.says(document_id)
        return next(
            (value(quad.object) for quad in self._quads.quads_for_pattern(node, terms.ISSUED, None, graph)), None
        )

    def _claim(self, fact_iri: str, document_id: str) -> Claim:
        extraction_nodes, _ = self._layers(document_id)
        sentences = {iri: said_sentence(p) for iri, p in extraction_nodes.items() if "isPartOf" in p}
        return said_claim(fact_iri, extraction_nodes, sentences)

    def _layers(self, document_id: str) -> tuple[dict[str, Properties], dict[str, Properties]]:
        says, knows = self._minter.says(document_id), self._minter.knows(document_id)
        return (by_subject(self._quads.quads_for_pattern(None, None, None, says)),
                by_subject(self._quads.quads_for_pattern(None, None, None, knows)))  # fmt: skip


def finest(classes: Iterable[str]) -> str:
    """Of the classes that an entity is said to have, the one beside the coarse one, if there is any."""
    told = sorted(classes)
    return next((cls for cls in told if cls not in {*COARSE, "Thing"}), told[0])
