"""Names that come to stand for something else, and what follows in the documents that use them.

What is known from a document depends on other documents only through the entities that its names stand for. So where a
name moves, one IRI takes the place of another in the graph of each document that uses it, and what the document says
need not be read again: a full name may come to ten thousand documents that wait for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.identity import Name
from kg.ontology import Ontology
from kg.store.ledger import Ledger
from kg.triples import Minter
from kg.triples.knows import RESOLVES_TO
from kg.triples.ledger import NAMED_BY

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

    def __init__(self, quads: ox.Store, ledger: Ledger, minter: Minter, ontology: Ontology) -> None:
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
        return {_put(quad, moves) for quad in old}, old

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
