"""What is to change when a judgement is made or undone: what it names, and the facts of who uses the names."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.identity import Name, Rulings, all_names
from kg.ontology import Ontology
from kg.records import Judgement
from kg.store.change import Revision
from kg.store.findings import rederive
from kg.store.ledger import Ledger
from kg.store.protocol import Quads
from kg.store.revision import move, resolve_anew, rulings_of
from kg.triples import Describer, Minter, said
from kg.triples.judged import judged
from kg.triples.ledger import NAMED_BY, STANDS_FOR


def rejudge(
    quads: Quads, *, add: Iterable[Judgement], drop: Iterable[Judgement], minter: Minter, ontology: Ontology
) -> Revision:
    """What is to change when judgements come and go; the graph is then as if they had always, or never, been there."""
    before = rulings_of(quads, minter)
    after = Rulings.of({*before.judgements, *add} - {*drop})
    change = _Change(quads, before, after, minter, ontology)
    ledger = change.ledger()
    insert, delete = ledger.changes()
    revision = Revision(insert, delete)
    for mark, old, new in ((True, before, after), (False, after, before)):
        quads_of = {quad for each in {*new.judgements} - {*old.judgements} for quad in judged(each, minter)}
        (revision.insert if mark else revision.delete).update(quads_of)
    revision.insert |= change.named_after - change.named_before
    revision.delete |= change.named_before - change.named_after
    own = {minter.says(document).value for document in change.documents}
    move(revision, quads, ledger=ledger, minter=minter, ontology=ontology, rulings=after, except_for=own)
    for document in sorted(change.documents):
        resolve_anew(revision, quads, document, ledger=ledger, minter=minter, ontology=ontology, rulings=after)
    return rederive(revision, quads, minter=minter, ontology=ontology)


class _Change:
    """The names, entities and documents that differ between two sets of judgements."""

    def __init__(self, quads: Quads, before: Rulings, after: Rulings, minter: Minter, ontology: Ontology) -> None:
        self._quads = quads
        self._before = before
        self._after = after
        self._minter = minter
        self._ontology = ontology
        self.named_before: set[ox.Quad] = set()
        self.named_after: set[ox.Quad] = set()
        changed = {document for document, _ in before.documents ^ after.documents}
        self.documents = {each for each in changed if self._has(each)}

    def ledger(self) -> Ledger:
        """The ledger after the judgements."""
        old: set[Name] = set()
        new: set[Name] = set()
        for document in self.documents:
            says = self._minter.says(document)
            extraction = said(
                self._quads.quads_for_pattern(None, None, None, says),
                document_id=document,
                minter=self._minter,
                ontology=self._ontology,
            )
            describer = Describer(extraction, minter=self._minter, ontology=self._ontology, rulings=self._after)
            self.named_before.update(self._quads.quads_for_pattern(None, NAMED_BY, None, says))
            self.named_after.update(describer.named())
            old.update(all_names(extraction, self._ontology, self._before.bound(document)))
            new.update(all_names(extraction, self._ontology, self._after.bound(document)))
        stored = Ledger(self._quads, minter=self._minter, ontology=self._ontology, rulings=self._before)
        graphs = {self._minter.says(document).value for document in self.documents}
        return Ledger(
            self._quads,
            minter=self._minter,
            ontology=self._ontology,
            rulings=self._after,
            added={name for name in new - old if not stored.has(name)},
            removed={name for name in old - new if graphs.issuperset(stored.users(name))},
            again=self._again(),
        )

    def _again(self) -> set[Name]:
        """The names of the entities that a judgement joins, parts, or calls otherwise."""
        entities = self._before.entities | self._after.entities
        tails = {self._before.final(each) for each in entities} | entities
        nodes = [self._minter.joined(tail) for tail in tails]
        found = (quad for node in nodes for quad in self._quads.quads_for_pattern(None, STANDS_FOR, node, None))
        return {
            self._minter.read_name(quad.subject.value, self._ontology)
            for quad in found
            if isinstance(quad.subject, NamedNode)
        }

    def _has(self, document: str) -> bool:
        says = self._minter.says(document)
        return next(iter(self._quads.quads_for_pattern(None, None, None, says)), None) is not None
