"""Names that come to stand for something else, and what follows in the documents that use them.

What is known from a document depends on other documents only through the entities that its names stand for. So where a
name moves, one IRI takes the place of another in the graph of each document that uses it, and what the document says
need not be read again: a full name may come to ten thousand documents that wait for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.terms as terms
from kg.identity import Name
from kg.ontology import Ontology, local
from kg.store.ledger import Ledger
from kg.store.protocol import Quads
from kg.triples import Minter
from kg.triples.findings import STATEMENT, statement, told
from kg.triples.knows import RESOLVES_TO
from kg.triples.ledger import NAMED_BY
from kg.triples.terms import kg

RELATION, AT, COUNT, COUNT_KIND = kg("relation"), kg("at"), kg("count"), kg("countKind")
SUBJECTS, OBJECTS = (kg("agent"), terms.SUBJECT), (kg("patient"), terms.OBJECT)
ENDS = frozenset({*SUBJECTS, *OBJECTS, AT})
"""What of a fact its statement is made of."""

Moves = Mapping[NamedNode, NamedNode]
"""Entity → what takes its place."""


def moving(ledger: Ledger, minter: Minter, *, except_for: Collection[str]) -> dict[str, list[Name]]:
    """The ids of documents with names that come to stand for something else, each with these names; sorted.

    Args:
        ledger: which names move.
        minter: for IRIs.
        except_for: graphs of documents that change anyway.
    """
    found: dict[str, list[Name]] = defaultdict(list)
    for name, (before, _) in ledger.moved.items():
        for graph in set(ledger.users(name)).difference(except_for) if before is not None else ():
            found[graph].append(name)
    return {minter.document_id(graph): found[graph] for graph in sorted(found)}


class Mover:
    """Puts entities in the place of others in the graphs of documents.

    Args:
        quads: the store; it is only read.
        ledger: which names move.
        minter: for IRIs.
        ontology: for the classes of names.
    """

    def __init__(self, quads: Quads, ledger: Ledger, minter: Minter, ontology: Ontology) -> None:
        self._quads = quads
        self._ledger = ledger
        self._minter = minter
        self._ontology = ontology

    def moved(self, document_id: str, names: Collection[Name]) -> tuple[set[Quad], set[Quad]] | None:
        """What to insert and what to delete in the graph of what is known from a document.

        Args:
            document_id: the document.
            names: those of its names that move.

        Returns:
            None if an entity would go two ways: then the document must be read again.
        """
        moves = self._moves(names)
        says, knows = self._minter.says(document_id), self._minter.knows(document_id)
        if moves is None or not all(self._whole(old, new, says, knows) for old, new in moves.items()):
            return None
        old = {quad for entity in moves for quad in self._about(entity, knows)}
        facts = {quad.subject for quad in old if quad.predicate in ENDS and isinstance(quad.subject, NamedNode)}
        restated = self._restated(facts, moves, knows)
        if restated is None:
            return None
        return {_put(quad, moves) for quad in old} | restated[0], old | restated[1]

    def _restated(
        self, facts: Iterable[NamedNode], moves: Moves, knows: NamedNode
    ) -> tuple[set[Quad], set[Quad]] | None:
        """The statements of facts whose ends move, after and before; None where the graph alone does not tell one."""
        after: set[Quad] = set()
        before: set[Quad] = set()
        for fact in facts:
            stored = next(iter(self._quads.quads_for_pattern(fact, STATEMENT, None, knows)), None)
            if stored is None:
                continue  # a doubtful fact is compared with no other
            if self._statement(fact, {}, knows) != stored.object:
                return None
            before.add(stored)
            after.add(Quad(stored.subject, STATEMENT, self._statement(fact, moves, knows), knows))
        return after, before

    def _statement(self, fact: NamedNode, moves: Moves, knows: NamedNode) -> Literal:
        """What a fact says of whom, once entities have moved."""
        relation = self._ontology.relations[local(self._value(fact, RELATION, None))]
        subject, obj, at = (self._told(fact, roles, moves, knows) for roles in (SUBJECTS, OBJECTS, (AT,)))
        return statement(relation.name, subject, obj, at, symmetric=relation.symmetric)

    def _told(self, fact: NamedNode, roles: Iterable[NamedNode], moves: Moves, knows: NamedNode) -> str:
        """Who or what fills a role of a fact, as other documents may tell it."""
        found = (quad.object for role in roles for quad in self._quads.quads_for_pattern(fact, role, None, knows))
        end = next(found, None)
        if not isinstance(end, NamedNode):
            return told(end if isinstance(end, Literal) else None)
        count, kind, label = (self._value(end, each, knows) for each in (COUNT, COUNT_KIND, terms.PREF_LABEL))
        return told(moves.get(end, end), count=int(count) if count else None, kind=kind, words=label)

    def _value(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None) -> str:
        found = (quad.object for quad in self._quads.quads_for_pattern(subject, predicate, None, graph))
        return next((each.value for each in found if isinstance(each, NamedNode | Literal)), "")

    def _moves(self, names: Iterable[Name]) -> Moves | None:
        """Where each entity goes; None if one goes two ways."""
        moves: dict[NamedNode, NamedNode] = {}
        for name in names:
            old, new = self._ledger.moved[name]
            if old is None or moves.setdefault(old, new) != new:
                return None
        return moves

    def _whole(self, old: NamedNode, new: NamedNode, says: NamedNode, knows: NamedNode) -> bool:
        """Whether everything in the document that was one entity becomes the other."""
        locals_ = (quad.subject for quad in self._quads.quads_for_pattern(None, RESOLVES_TO, old, knows))
        used = (quad.object for each in locals_ for quad in self._quads.quads_for_pattern(each, NAMED_BY, None, says))
        names = {self._minter.read_name(node.value, self._ontology) for node in used if isinstance(node, NamedNode)}
        return all(name.alias or self._ledger.moved.get(name, (None, None))[1] == new for name in names)

    def _about(self, entity: NamedNode, knows: NamedNode) -> Iterable[Quad]:
        yield from self._quads.quads_for_pattern(entity, None, None, knows)
        yield from self._quads.quads_for_pattern(None, None, entity, knows)


def _put(quad: Quad, moves: Moves) -> Quad:
    subject = moves.get(quad.subject, quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject
    obj = moves.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, quad.predicate, obj, quad.graph_name)
