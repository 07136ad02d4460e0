"""The change of one document or of many, worked out as the quads to insert and the quads to delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.identity import Name, Rulings, all_names
from kg.ontology import Ontology
from kg.records import Extraction
from kg.store.change import Revision, parsed
from kg.store.differing import differing
from kg.store.findings import rederive
from kg.store.ledger import Ledger
from kg.store.lines import lines_of
from kg.store.moving import Mover, moving
from kg.store.protocol import Quads
from kg.store.whole import whole_ledger
from kg.triples import Describer, Minter, knows, said
from kg.triples.findings import DERIVED
from kg.triples.judged import judgements
from kg.triples.ledger import NAMED_BY

Changes = Mapping[str, Extraction | None]
"""From the id of a document to what it says from now on; None when it goes."""


def revise(quads: Quads, changes: Changes, *, made_with: str, minter: Minter, ontology: Ontology) -> Revision:
    """What is to change when documents come, change or go, all at once: names first, then what they are known for.

    The two graphs of each change, the ledger by the names that come and go, and of other documents exactly those facts
    whose names come to stand for something else. One after the other, the documents would lead to the same graph.
    """
    rulings = rulings_of(quads, minter)
    old = {each: _is_there(quads, minter.says(each)) for each in changes}
    describers = [
        Describer(each, minter=minter, ontology=ontology, rulings=rulings) for each in changes.values() if each
    ]
    names = {name for describer in describers for own in describer.names.values() for name in own}
    ledger = _ledger(quads, old, names, minter=minter, ontology=ontology, rulings=rulings)
    insert, delete = ledger.changes()
    gone = [graph(each) for each, said in changes.items() if said is None for graph in (minter.says, minter.knows)]
    revision = Revision(insert, delete, tuple(gone))
    held = {quad for each in changes if old[each] for quad in _known(quads, minter.knows(each))}
    _replace(revision, held, {quad for describer in describers for quad in knows(describer, ledger.entity)})
    lines = {each.document.id: list(each.lines(made_with=made_with)) for each in describers}
    for each, there in old.items():
        _say(revision, quads, each, lines.get(each, []), minter=minter, there=there)
    own = {minter.says(each).value for each in changes}
    move(revision, quads, ledger=ledger, minter=minter, ontology=ontology, rulings=rulings, except_for=own)
    return rederive(revision, quads, minter=minter, ontology=ontology)


def derive_anew(quads: Quads, documents: Sequence[str], *, minter: Minter, ontology: Ontology) -> Revision:
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
        describer = Describer(extraction, minter=minter, ontology=ontology, rulings=rulings)
        says = quads.quads_for_pattern(None, NAMED_BY, None, minter.says(each))
        old.update(says, _known(quads, minter.knows(each)))
        new.update(describer.named(), knows(describer, ledger.entity))
    return rederive(Revision(new - old, old - new), quads, minter=minter, ontology=ontology, everything=True)


def rulings_of(quads: Quads, minter: Minter) -> Rulings:
    """What people have judged in a graph."""
    return Rulings.of(judgements(_graph(quads, minter.judgements)))


def _ledger(
    quads: Quads,
    old: Mapping[str, bool],
    names: set[Name],
    *,
    minter: Minter,
    ontology: Ontology,
    rulings: Rulings,
) -> Ledger:
    """The ledger as it will be: with names that are new, without those that nobody uses any more.

    Args:
        quads: the store; it is only read.
        old: the documents that change, and whether they have said anything so far.
        names: those that they will use.
        minter: for IRIs.
        ontology: for classes.
        rulings: what people have judged.
    """
    stored = Ledger(quads, minter=minter, ontology=ontology, rulings=rulings)
    before = {
        minter.read_name(quad.object.value, ontology)
        for each in (minter.says(id_) for id_, there in old.items() if there)
        for quad in quads.quads_for_pattern(None, NAMED_BY, None, each)
        if isinstance(quad.object, NamedNode)
    }
    own = {minter.says(each).value for each in old}
    gone = {name for name in before - names if own.issuperset(stored.users(name))}
    added = {name for name in names - before if not stored.has(name)}
    return Ledger(quads, minter=minter, ontology=ontology, rulings=rulings, added=added, removed=gone)


def move(
    revision: Revision,
    quads: Quads,
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
    quads: Quads,
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
    describer = Describer(extraction, minter=minter, ontology=ontology, rulings=rulings)
    _replace(revision, set(_known(quads, minter.knows(document_id))), set(knows(describer, ledger.entity)))


def _say(revision: Revision, quads: Quads, document_id: str, after: list[str], *, minter: Minter, there: bool) -> None:
    """Count in what a document says that comes, changes or goes: of one that changes, only what differs."""
    graph = minter.says(document_id)
    if there:
        _replace(revision, *differing(quads, graph, NamedNode(minter.document(document_id)), after))
    elif after:
        revision.new[graph] = after


def _is_there(quads: Quads, graph: NamedNode) -> bool:
    return next(iter(quads.quads_for_pattern(None, None, None, graph)), None) is not None


def _replace(revision: Revision, old: set[Quad], new: set[Quad]) -> None:
    revision.insert |= new - old
    revision.delete |= old - new


def _graph(quads: Quads, graph: NamedNode) -> Iterable[Quad]:
    return parsed(lines_of(quads, graph))


def _known(quads: Quads, graph: NamedNode) -> Iterable[Quad]:
    """What is known from one document by itself."""
    return (quad for quad in _graph(quads, graph) if quad.predicate not in DERIVED)
