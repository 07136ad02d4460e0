"""What several documents report together, derived again where a change touches it.

A change touches the statements of its own document and of the facts that it rewrites. For each of them all facts are
looked up by their statement, and what follows from them is written anew; nothing else is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.terms as terms
from kg.corroboration import Report
from kg.ontology import Ontology, local
from kg.records import Status
from kg.store.change import Revision, parsed
from kg.store.protocol import Quads
from kg.triples import Minter
from kg.triples.findings import DERIVED, STATEMENT, derived
from kg.triples.said import value
from kg.triples.terms import kg, unsegment

Term = NamedNode | Literal
READ = frozenset({
    terms.DERIVED_FROM, terms.ISSUED,
    *map(kg, ("agent", "confidence", "described", "earliest", "former", "latest", "patient", "place", "relation",
              "signature", "start", "status", "text", "time")),
})  # fmt: skip
"""The properties that a report is read from; each has one value."""
WRITTEN = frozenset(map(str, READ))
TELLING = frozenset({STATEMENT, kg("digest"), kg("place")})
"""What, when it changes, makes facts of a document worth comparing anew."""


def rederive(
    revision: Revision, quads: Quads, *, minter: Minter, ontology: Ontology, everything: bool = False
) -> Revision:
    """Count in what becomes of repeats, support and confirmations when a revision is made.

    Args:
        revision: the change.
        quads: the store before it; it is only read.
        minter: for IRIs.
        ontology: for events, and for what lies where.
        everything: True when what is derived may have been derived by other rules.
    """
    after = _After(revision, quads, minter, ontology)
    new: set[Quad] = set()
    old: set[Quad] = set()
    for statement in after.touched() | (after.stored() if everything else set()):
        members = after.facts(statement)
        if len(members) > 1:
            new.update(derived(after.reports(members), minter))
        for quad in quads.quads_for_pattern(None, STATEMENT, statement, None):
            for predicate in DERIVED:
                old.update(quads.quads_for_pattern(quad.subject, predicate, None, quad.graph_name))
    revision.insert |= new - old
    revision.delete |= old - new
    return revision


class _After:
    """Reads the graph as it will be once the revision is made."""

    def __init__(self, revision: Revision, quads: Quads, minter: Minter, ontology: Ontology) -> None:
        self._revision = revision
        self._quads = quads
        self._minter = minter
        self._ontology = ontology
        self._added: dict[tuple[object, NamedNode], Term] = {}  # what is new, of properties that have one value
        self._joining: dict[object, list[Quad]] = defaultdict(list)  # the new facts of each statement
        self._telling: list[Quad] = []  # what changes the statements of facts, or what is compared in them
        self._read: set[NamedNode] = set()  # the graphs that are new, of which `added` has what it needs
        self._sort_out()

    def _sort_out(self) -> None:
        """Pick what matters here out of the revision, in one pass: a batch inserts a hundred thousand quads."""
        for quad in self._revision.insert:
            predicate = quad.predicate
            if predicate in READ:
                self._add(quad)
            if predicate == STATEMENT:
                self._joining[quad.object].append(quad)
            if predicate in TELLING:
                self._telling.append(quad)
        self._telling += (quad for quad in self._revision.delete if quad.predicate in TELLING)

    def _add(self, quad: Quad) -> None:
        if isinstance(quad.object, Term):
            self._added[quad.subject, quad.predicate] = quad.object

    def _read_new(self, document_id: str) -> None:
        """Pick what is read of facts, their sentences, times and document out of what a new document says."""
        says = self._minter.says(document_id)
        if says not in self._read:
            self._read.add(says)
            mention = f"<{self._minter.document(document_id)}/mention/"
            lines = (line for line in self._revision.new.get(says, ()) if not line.startswith(mention))
            for quad in parsed(line for line in lines if line.split(" ", 2)[1] in WRITTEN):
                self._add(quad)

    def touched(self) -> set[Literal]:
        """The statements of all facts that change, and of all of a document that does."""
        stated: set[Quad] = set()
        for quad in self._telling:
            if quad.predicate == STATEMENT:
                stated.add(quad)
            elif quad.predicate == kg("digest"):
                knows = self._minter.knows(self._minter.document_id(value(quad.subject)))
                stated.update(self._quads.quads_for_pattern(None, STATEMENT, None, knows))
            else:
                stated.update(self._quads.quads_for_pattern(quad.subject, STATEMENT, None, None))
        return {quad.object for quad in stated if isinstance(quad.object, Literal)}

    def stored(self) -> set[Literal]:
        """All statements before the change."""
        found = self._quads.quads_for_pattern(None, STATEMENT, None, None)
        return {quad.object for quad in found if isinstance(quad.object, Literal)}

    def facts(self, statement: Literal) -> list[Quad]:
        """The quads that give facts this statement."""
        stored = self._quads.quads_for_pattern(None, STATEMENT, statement, None)
        return [*(quad for quad in stored if quad not in self._revision.delete), *self._joining.get(statement, ())]

    def reports(self, stated: Sequence[Quad]) -> list[Report]:
        """The facts of one statement as they are compared, by the quads that give it to them; their ends are one."""
        if self._revision.new:
            for each in stated:
                self._read_new(self._minter.document_id(value(each.graph_name)))
        some = stated[0].subject
        ends = [self._get(some, end) for end in (kg("agent"), kg("patient"))]
        relation = self._ontology.relations[local(self._text(some, kg("relation")))]
        alone = ends[1] is None or (relation.symmetric and ends[0] is None)
        described = any(self._get(end, kg("described")) for end in ends if isinstance(end, NamedNode))
        kind = {"event": bool(relation.event_class), "agent_only": alone, "described": described}
        return [self._report(each, **kind) for each in stated]

    def _report(self, stated: Quad, **kind: bool) -> Report:
        fact = stated.subject
        document_id = self._minter.document_id(value(stated.graph_name))
        document = NamedNode(self._minter.document(document_id))
        sentence, time = self._get(fact, terms.DERIVED_FROM), self._get(fact, kg("time"))
        return Report(
            fact=value(fact),
            document=document_id,
            sentence=self._text(sentence, kg("text")),
            start=int(self._text(sentence, kg("start"))),
            confidence=float(self._text(fact, kg("confidence"))),
            status=Status(local(self._text(fact, kg("status"))).lower()),
            former=self._get(fact, kg("former")) is not None,
            **kind,
            earliest=self._day(time, kg("earliest")),
            latest=self._day(time, kg("latest")),
            published=self._day(document, terms.ISSUED),
            place=self._path(self._get(fact, kg("place"))),
            signature=self._text(document, kg("signature")),
        )

    def _path(self, place: Term | None) -> tuple[str, ...]:
        """A place, below all that the gazetteer has it lie in."""
        if not isinstance(place, NamedNode):
            return ()
        key = unsegment(self._minter.tail(place))
        return (*self._ontology.gazetteer.around(key), key)

    def _get(self, subject: object, predicate: NamedNode) -> Term | None:
        if not isinstance(subject, NamedNode):
            return None
        if added := self._added.get((subject, predicate)):
            return added
        for quad in self._quads.quads_for_pattern(subject, predicate, None, None):
            if quad not in self._revision.delete and isinstance(quad.object, Term):
                return quad.object
        return None

    def _text(self, subject: object, predicate: NamedNode) -> str:
        found = self._get(subject, predicate)
        return "" if found is None else found.value

    def _day(self, subject: object, predicate: NamedNode) -> date | None:
        found = self._text(subject, predicate)
        return date.fromisoformat(found) if found else None
