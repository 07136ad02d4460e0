"""What a reader of the graph wants: entities, facts, and the sentences they come from.

Left out is how the words lead to facts (mentions, arguments, local entities, the ledger of names);
TriG and N-Quads have all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from pyoxigraph import NamedNode, Quad, Triple

import kg.triples.terms as terms
from kg.ontology import local
from kg.store import Store
from kg.triples.codes import notations
from kg.triples.findings import CONFIRMED_BY, STATEMENT
from kg.triples.knows import SHORT_ID
from kg.triples.ledger import FOLDED_LABEL
from kg.triples.said import value
from kg.triples.terms import kg

_FACTS = frozenset({kg("Fact"), kg("DoubtfulFact")})
_APART = frozenset({kg("resolvesTo"), STATEMENT, FOLDED_LABEL, SHORT_ID})
"""How names and other documents lead to what is known, and what it is found by."""
LABELS = frozenset({terms.TYPE, terms.PREF_LABEL, terms.ALT_LABEL, terms.SAME_AS})
_DOCUMENT = frozenset({terms.TYPE, terms.IDENTIFIER, terms.TITLE, terms.ISSUED, terms.SOURCE, terms.CREATOR,
                       terms.IN_LANGUAGE, kg("version"), kg("standing")})  # fmt: skip
_FACT = frozenset({terms.PREDICATE, terms.DERIVED_FROM, kg("relation"), kg("rule"), kg("confidence"), kg("status"),
                   kg("former"), kg("attributedTo"), kg("time")})  # fmt: skip


class Selection:
    """The triples for readers, and the order of their subjects: entities, then each document with its facts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[str, tuple[int | str, ...]] = {}

    def triples(self) -> list[Triple]:
        """All triples, each once; direct triples that several documents support included."""
        labels = (quad for quad in self._store.quads(self._store.minter.names) if quad.predicate in LABELS)
        chosen = {quad.triple for quad in labels if self._is_of_part(quad.subject)}
        for document in self._store.documents():
            chosen.update(self.of(document.id))
        told = {triple.subject for triple in chosen if triple.predicate == terms.TYPE and triple.object in _FACTS}
        return [triple for triple in chosen if triple.predicate != CONFIRMED_BY or triple.object in told]

    def place(self, subject: NamedNode) -> tuple[int | str, ...]:
        """Sort key of a subject: a sentence stands before its facts, a document before its sentences."""
        return self._places.get(subject.value, (0,))

    def of(self, document_id: str) -> Iterator[Triple]:
        """The triples of one document; those of the entities that it names stand in the ledger."""
        minter = self._store.minter
        knows = [quad for quad in self._store.quads(minter.knows(document_id)) if quad.predicate not in _APART]
        said = list(self._store.quads(minter.says(document_id)))
        facts, left_out = self._parted(knows, said)
        if self._store.only is not None and not facts:
            return
        says = [quad for quad in said if quad.predicate != terms.DERIVED_FROM or value(quad.subject) in facts]
        evidence = {value(quad.object) for quad in says if quad.predicate == terms.DERIVED_FROM}
        kept = evidence | {value(quad.object) for quad in says if quad.predicate == kg("time")}
        self._remember(says, document_id)
        for quad in says:
            subject = value(quad.subject)
            wanted = _FACT if subject in facts else _DOCUMENT if subject == minter.document(document_id) else None
            if subject in kept or (wanted and quad.predicate in wanted):
                yield quad.triple
        for quad in knows:
            if quad.predicate == kg("described"):
                self._places[value(quad.subject)] = (1, document_id, -1, 1)
            if quad.subject not in left_out and quad.triple not in left_out and self._is_of_part(quad.subject, facts):
                yield quad.triple
        yield from self._coded(says, facts)

    def _coded(self, says: list[Quad], facts: set[str]) -> Iterator[Triple]:
        """The codes of the facts that are events."""
        statuses = {quad.subject: local(value(quad.object)) for quad in says if quad.predicate == kg("status")}
        for quad in says:
            fact = quad.subject
            if quad.predicate == kg("relation") and isinstance(fact, NamedNode) and fact.value in facts:
                relation, status = local(value(quad.object)), statuses.get(fact, "").lower()
                yield from notations(fact, relation, status, self._store.ontology)

    def _parted(self, knows: list[Quad], said: list[Quad]) -> tuple[set[str], set[object]]:
        """The facts that are sure enough; and what is left out: other facts, and the direct triples of these alone."""
        every = {quad.subject for quad in knows if quad.object in _FACTS}
        certainty = {quad.subject: float(value(quad.object)) for quad in said if quad.predicate == kg("confidence")}
        only = self._store.only
        sure = {fact for fact in every if certainty.get(fact, 1.0) >= self._store.least}
        kept = {fact for fact in sure if only is None or value(fact) in only}
        gone = every - kept
        direct = _direct(knows, said) if gone else {}
        told = {direct[fact] for fact in kept if fact in direct}
        untold = {direct[fact] for fact in gone if fact in direct} - told
        return {value(fact) for fact in kept}, {*gone, *untold}

    def _is_of_part(self, subject: object, facts: Collection[str] = ()) -> bool:
        """Whether it is one of some facts, or at the end of a fact of the part; always, of the whole."""
        return self._store.only is None or value(subject) in facts or value(subject) in self._entities

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(entity.iri for entity in self._store.entities())

    def _remember(self, says: list[Quad], document_id: str) -> None:
        """The place of each subject of a document: by the sentence that it belongs to."""
        starts = {value(quad.subject): int(value(quad.object)) for quad in says if quad.predicate == kg("start")}
        facts = {
            value(quad.subject): starts[value(quad.object)] for quad in says if quad.predicate == terms.DERIVED_FROM
        }
        self._places[self._store.minter.document(document_id)] = (1, document_id, -1, 0)
        self._places.update({iri: (1, document_id, start, 0) for iri, start in starts.items()})
        self._places.update({iri: (1, document_id, start, 1) for iri, start in facts.items()})
        for quad in says:
            if (
                quad.predicate == kg("time") and value(quad.subject) in facts
            ):  # a time stands after the first fact that has it
                place = (1, document_id, facts[value(quad.subject)], 2)
                self._places[value(quad.object)] = min(place, self._places.get(value(quad.object), place))


def _direct(knows: list[Quad], said: list[Quad]) -> dict[object, Triple]:
    """The triple that each fact with two ends speaks of."""
    relations = {quad.subject: quad.object for quad in said if quad.predicate == kg("relation")}
    objects = {quad.subject: quad.object for quad in knows if quad.predicate == terms.OBJECT}
    found: dict[object, Triple] = {}
    for quad in knows:
        relation = relations.get(quad.subject)
        if quad.predicate == terms.SUBJECT and isinstance(quad.object, NamedNode) and isinstance(relation, NamedNode):
            found[quad.subject] = Triple(quad.object, relation, objects[quad.subject])
    return found
