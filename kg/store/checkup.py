"""Is a graph whole? What every reader takes for granted, looked at in every quad.

Each fault is one line for a person. What is derived can be made again from what the documents say; the rest comes from
a backup, or from building the documents again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.store import Store, generations
from kg.store.change import parsed
from kg.store.directory import QUADS, reason
from kg.store.lines import lines_of
from kg.store.protocol import Quads
from kg.store.revision import derive_anew
from kg.store.uncollected import uncollected
from kg.triples.said import by_subject, value

STEPS = (
    "reading all quads",
    "the orders in which they are kept",
    "graphs and their base",
    "what is pointed at",
    "words and where they stand",
    "what is known, derived anew",
)
"""What is done, in this order."""
MOST = 20
"""So many faults of one kind are named."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong."""

    kind: str
    """`files`, `index`, `base`, `offsets`, `dangling` or `derived`."""
    message: str
    """One line."""


def faults(store: Store, *, step: Callable[[str], None] = lambda _: None) -> Iterator[Fault]:
    """What is wrong with a graph; nothing of a sound one. Reads all of it several times.

    Args:
        store: the graph.
        step: told what is looked at next, one of `STEPS`.

    Raises:
        StoreError: files are so damaged that they cannot be read.
    """
    quads, steps = store.latest(), iter(STEPS)
    try:
        step(next(steps))
        with uncollected():
            tally = _Tally(quads)
        looks = (
            chain(_writing(store.path), _indexes(quads, tally)),
            _bases(store, quads),
            _dangling(store, tally),
            _offsets(store),
            _derived(store),
        )
        for name, found in zip(steps, looks, strict=True):
            step(name)
            yield from _first(found)
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        where = store.path or "the graph"
        told = f"{where} is damaged ({reason(error)}); `kg doctor --mend --graph {where}` mends what it can, "
        raise StoreError(f"{told}else restore a backup, or build it anew") from error


def is_readable(folder: Path) -> bool:
    """Whether all quads of files can be read, in every order."""
    try:
        quads = ox.Store.read_only(str(folder))
        with uncollected():
            return not any(_indexes(quads, _Tally(quads)))
    except (OSError, RuntimeError, ValueError):
        return False


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


class _Tally:
    """How often each term stands in each place of all quads."""

    def __init__(self, quads: Quads) -> None:
        self.count = 0
        self.terms: dict[str, Counter[object]] = {each: Counter() for each in ("subject", "predicate", "object")}
        subjects, predicates, objects = self.terms.values()
        for subject, predicate, obj, _ in quads:
            self.count += 1
            subjects[subject] += 1
            predicates[predicate] += 1
            objects[obj] += 1


def _writing(path: Path | None) -> Iterator[Fault]:
    """Whether the files of whoever writes next can be read; while somebody writes, they are not looked at."""
    if path is None or generations.writer(path) is not None:
        return
    try:
        len(ox.Store.read_only(str(path / QUADS)))
    except (OSError, RuntimeError) as error:
        yield Fault("files", f"{path / QUADS} cannot be written to ({reason(error)}); `kg doctor --mend` makes it anew")


def _indexes(quads: Quads, tally: _Tally) -> Iterator[Fault]:
    """Whether the orders in which the store keeps its quads, by graph, subject, predicate and object, hold the same.

    Those of a server are its own affair.
    """
    if not isinstance(quads, ox.Store):
        return
    for at, (place, seen) in enumerate(tally.terms.items()):
        missing = extra = 0
        for term, count in seen.items():
            found = _counted(quads, at, term)
            missing += max(count - found, 0)
            extra += max(found - count, 0)
        if missing or extra:
            yield Fault("index", f"by {place}, {missing:,} of {tally.count:,} quads are missing, {extra:,} too many")


def _counted(quads: ox.Store, at: int, term: object) -> int:
    """How many quads have a term in a place, by the order that begins with it.

    Not by SPARQL: over a damaged order a query counts errors without end. And each is looked at once more, for with
    255 pyoxigraph finds the numbers behind it.
    """
    wanted: list[Any] = [term if place == at else None for place in range(4)]
    return sum(quad[at] == term for quad in quads.quads_for_pattern(*wanted))


def _bases(store: Store, quads: Quads) -> Iterator[Fault]:
    """Whether the graphs are those of the base in the manifest."""
    for graph in quads.named_graphs():
        if not value(graph).startswith(store.base):
            yield Fault("base", f"the graph {value(graph)} lies outside of {store.base}")


def _dangling(store: Store, tally: _Tally) -> Iterator[Fault]:
    """Whether everything of ours that something points at is there."""
    subjects = tally.terms["subject"]
    pointed = [each for each in tally.terms["object"] if isinstance(each, NamedNode) and each not in subjects]
    for node in sorted(pointed, key=value):
        if value(node).startswith(store.base):
            yield Fault("dangling", f"nothing is said of {value(node)}")


def _offsets(store: Store) -> Iterator[Fault]:
    """Whether the words of a document stand where it says, in the sentence that it gives as evidence."""
    quads = store.latest()
    for document in store.documents():
        own = by_subject(parsed(lines_of(quads, store.minter.says(document.id))))
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
