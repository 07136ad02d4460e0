"""One document's change, worked out as the quads to insert and the quads to delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.identity import Name, Rulings, all_names
from kg.ontology import Ontology
from kg.records import Extraction
from kg.store.change import Revision
from kg.store.findings import rederive
from kg.store.ledger import Ledger
from kg.store.moving import Mover, moving
from kg.store.whole import whole_ledger
from kg.triples import Describer, Minter, knows, said
from kg.triples.findings import DERIVED
from kg.triples.judged import judgements
from kg.triples.ledger import NAMED_BY


def revise(
    quads: ox.Store,
    *,
    document_id: str,
    extraction: Extraction | None,
    made_with: str,
    minter: Minter,
    ontology: Ontology,
) -> Revision:
    """What is to change when a document comes, changes or (extraction None) goes.

    Its own two graphs change, the ledger by the names that come and go, and of other documents exactly those facts
    whose names come to stand for something else.
    """
    says_graph, knows_graph = minter.says(document_id), minter.knows(document_id)
    old, rulings = set(_graph(quads, says_graph)), rulings_of(quads, minter)
    names = set(all_names(extraction, ontology, rulings.bound(document_id))) if extraction else set()
    ledger = _ledger(quads, says_graph, old, names, minter=minter, ontology=ontology, rulings=rulings)
    insert, delete = ledger.changes()
    revision = Revision(insert, delete, () if extraction else (says_graph, knows_graph))
    new: set[Quad] = set()
    if extraction:
        describer = Describer(extraction.document, minter=minter, ontology=ontology, rulings=rulings)
        new.update(describer.says(extraction, made_with=made_with))
        new.update(knows(extraction, describer, ledger.entity))
    _replace(revision, old.union(_known(quads, knows_graph)) if old else old, new)
    own = {says_graph.value}
    move(revision, quads, ledger=ledger, minter=minter, ontology=ontology, rulings=rulings, except_for=own)
    return rederive(revision, quads, minter=minter, ontology=ontology)


def derive_anew(quads: ox.Store, documents: Sequence[str], *, minter: Minter, ontology: Ontology) -> Revision:
    """What is to change so that the ledger and all facts are as today's rules of identity make them.

    What the documents say stays as it is, but for the names that they use.
    """
    extractions = {
        each: said(_graph(quads, minter.says(each)), document_id=each, minter=minter, ontology=ontology)
        for each in documents
    }
    rulings = rulings_of(quads, minter)
    names = {n for id_, each in extractions.items() for n in all_names(each, ontology, rulings.bound(id_))}
    ledger = whole_ledger(names, minter=minter, ontology=ontology, rulings=rulings)
    old, new = set(_graph(quads, minter.names)), set(ledger.quads)
    for each, extraction in extractions.items():
        describer = Describer(extraction.document, minter=minter, ontology=ontology, rulings=rulings)
        says = quads.quads_for_pattern(None, NAMED_BY, None, minter.says(each))
        old.update(says, _known(quads, minter.knows(each)))
        new.update(describer.named(extraction), knows(extraction, describer, ledger.entity))
    return rederive(Revision(new - old, old - new), quads, minter=minter, ontology=ontology, everything=True)


def rulings_of(quads: ox.Store, minter: Minter) -> Rulings:
    """What people have judged in a graph."""
    return Rulings.of(judgements(_graph(quads, minter.judgements)))


def _ledger(
    quads: ox.Store,
    own: NamedNode,
    old: set[Quad],
    names: set[Name],
    *,
    minter: Minter,
    ontology: Ontology,
    rulings: Rulings,
) -> Ledger:
    """The ledger as it will be: with names that are new, without those that nobody uses any more."""
    stored = Ledger(quads, minter=minter, ontology=ontology, rulings=rulings)
    before = {
        minter.read_name(quad.object.value, ontology)
        for quad in old
        if quad.predicate == NAMED_BY and isinstance(quad.object, NamedNode)
    }
    gone = {name for name in before - names if all(user == own.value for user in stored.users(name))}
    added = {name for name in names - before if not stored.has(name)}
    return Ledger(quads, minter=minter, ontology=ontology, rulings=rulings, added=added, removed=gone)


def move(
    revision: Revision,
    quads: ox.Store,
    *,
    ledger: Ledger,
    minter: Minter,
    ontology: Ontology,
    rulings: Rulings,
    except_for: Collection[str],
) -> None:
    """Count in what changes in the facts of other documents whose names come to stand for something else."""
    mover = Mover(quads, ledger, minter, ontology)
    for document_id, names in moving(ledger, minter, except_for=except_for).items():
        changed = mover.moved(document_id, names)
        if changed is None:
            resolve_anew(revision, quads, document_id, ledger=ledger, minter=minter, ontology=ontology, rulings=rulings)
        else:
            _replace(revision, changed[1], changed[0])


def resolve_anew(
    revision: Revision,
    quads: ox.Store,
    document_id: str,
    *,
    ledger: Ledger,
    minter: Minter,
    ontology: Ontology,
    rulings: Rulings,
) -> None:
    """Count in what changes in the facts of a document, read again: by what its names stand for and what is judged."""
    extraction = said(
        _graph(quads, minter.says(document_id)), document_id=document_id, minter=minter, ontology=ontology
    )
    describer = Describer(extraction.document, minter=minter, ontology=ontology, rulings=rulings)
    _replace(revision, set(_known(quads, minter.knows(document_id))), set(knows(extraction, describer, ledger.entity)))


def _replace(revision: Revision, old: set[Quad], new: set[Quad]) -> None:
    revision.insert |= new - old
    revision.delete |= old - new


def _graph(quads: ox.Store, graph: NamedNode) -> Iterable[Quad]:
    return quads.quads_for_pattern(None, None, None, graph)


def _known(quads: ox.Store, graph: NamedNode) -> Iterable[Quad]:
    """What is known from one document by itself."""
    return (quad for quad in _graph(quads, graph) if quad.predicate not in DERIVED)
