"""Is a graph whole? What every reader takes for granted, looked at in every quad.

Each fault is one line for a person. What is derived can be made again from what the documents say; the rest comes from
a backup, or from building the documents again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.store import Store
from kg.store.protocol import Quads
from kg.store.revision import derive_anew
from kg.triples.said import by_subject, value

MOST = 20
"""So many faults of one kind are named."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong."""

    kind: str
    """`index`, `base`, `offsets`, `dangling` or `derived`."""
    message: str
    """One line."""


def faults(store: Store) -> Iterator[Fault]:
    """What is wrong with a graph; nothing of a sound one. Reads all of it several times.

    Raises:
        StoreError: files are so damaged that they cannot be read.
    """
    quads = store.latest()
    try:
        for found in (_indexes(quads), _bases(store, quads), _dangling(store, quads), _offsets(store), _derived(store)):
            yield from _first(found)
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        raise StoreError(
            f"{store.path or 'the graph'} is damaged ({error}); restore a backup, or build it anew"
        ) from error


def mend(store: Store) -> bool:
    """Make the ledger and the second layer again from what the documents say; False if they were right.

    Raises:
        StoreError: another process writes to the graph.
    """
    store.lock()
    return store.derive_again()


def _first(found: Iterator[Fault]) -> Iterator[Fault]:
    for number, fault in enumerate(found):
        if number < MOST:
            yield fault
        elif number == MOST:
            yield Fault(fault.kind, "… and more of the kind")


def _indexes(quads: Quads) -> Iterator[Fault]:
    """Whether the orders in which the store keeps its quads hold the same: by subject, predicate, object and graph."""
    terms_of: dict[str, set[object]] = {each: set() for each in ("subject", "predicate", "object", "graph_name")}
    whole, count = 0, 0
    for quad in quads:
        whole ^= hash(quad)
        count += 1
        for each, seen in terms_of.items():
            seen.add(getattr(quad, each))
    for position, (name, seen) in enumerate(terms_of.items()):
        other, many = 0, 0
        for term in seen:
            pattern: list[object] = [None] * 4
            pattern[position] = term
            for quad in quads.quads_for_pattern(*pattern):
                if (
                    getattr(quad, name) == term
                ):  # on disk, pyoxigraph 0.5.13 gives 255 when asked, and 256 and more with it
                    other ^= hash(quad)
                    many += 1
        if (other, many) != (whole, count):
            yield Fault("index", f"by {name.removesuffix('_name')} there are {many:,} quads, in all {count:,}")


def _bases(store: Store, quads: Quads) -> Iterator[Fault]:
    """Whether the graphs are those of the base in the manifest."""
    for graph in quads.named_graphs():
        if not value(graph).startswith(store.base):
            yield Fault("base", f"the graph {value(graph)} lies outside of {store.base}")


def _dangling(store: Store, quads: Quads) -> Iterator[Fault]:
    """Whether everything of ours that something points at is there."""
    pointed = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
    for node in sorted(pointed, key=value):
        if (
            value(node).startswith(store.base)
            and next(iter(quads.quads_for_pattern(node, None, None, None)), None) is None
        ):
            yield Fault("dangling", f"nothing is said of {value(node)}")


def _offsets(store: Store) -> Iterator[Fault]:
    """Whether the words of a document stand where it says, in the sentence that it gives as evidence."""
    for document in store.documents():
        own = by_subject(store.quads(store.minter.says(document.id)))
        sentences = {iri: each for iri, each in own.items() if "isPartOf" in each}
        for iri, each in own.items():
            if "start" not in each:
                continue
            start, end, text = int(each["start"][0]), int(each["end"][0]), each["text"][0]
            if end - start != len(text):
                yield Fault("offsets", f"{document.id}: {iri} is {end - start} characters long, its text {len(text)}")
            around = sentences.get(each.get("inSentence", [""])[0])
            if around:
                at = start - int(around["start"][0])
                if around["text"][0][at : at + len(text)] not in (text, "") and end <= int(around["end"][0]):
                    yield Fault("offsets", f"{document.id}: {text!r} does not stand at {start}")


def _derived(store: Store) -> Iterator[Fault]:
    """Whether the ledger and the second layer follow from the first."""
    documents = [document.id for document in store.documents()]
    change = derive_anew(store.latest(), documents, minter=store.minter, ontology=store.ontology)
    if change:
        yield Fault(
            "derived",
            f"what is known does not follow from what is said: {len(change.insert):,} quads are missing, "
            f"{len(change.delete):,} too many; `kg doctor --mend` makes them anew",
        )
