"""One published state of a graph, as the explorer asks it: what an answer of `kg.serve.api` is made of."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from kg.errors import QueryError
from kg.explain import explain, rows
from kg.names import fold
from kg.records import Entity, Fact
from kg.serve.atlas import Atlas
from kg.serve.words import Words
from kg.store import Store
from kg.view import pieces
from kg.view.drawing import Drawing, draw
from kg.view.interactive import places

FIRST = 60
"""Entities that a page opens with, where the graph has more."""
MOST_FACTS = 600
"""So many facts of one entity are sent."""
MOST_ENTITIES = 400
"""So many entities may be asked for at once."""
PAGE = 500
"""Facts of one page of the table."""
TOLD_ELSEWHERE = frozenset({"sentence", "document", "fact", "said by"})
"""Rows of an explanation that a card has anyway."""


class Snapshot:
    """A state that stays as it is.

    Args:
        store: the graph; this is its newest published state.
    """

    def __init__(self, store: Store) -> None:
        self.store = store.at_least(None)
        self.atlas = Atlas.of(self.store.view().quads)
        self._documents = {each.id: each for each in self.store.documents()}

    @property
    def totals(self) -> dict[str, int]:
        """How much there is."""
        return {"entities": self.atlas.linked, "facts": len(self.atlas.facts), "documents": len(self._documents)}

    @cached_property
    def opening(self) -> dict[str, Any]:
        """What the page begins with: the most connected entities, and all words for what there is."""
        ontology, facts = self.store.ontology, self.atlas.between(self.atlas.most_connected(FIRST))
        told = self.store.reader.named_facts(facts)
        drawing = draw(told, self._entities(told), ontology)
        whole = len([node for node in drawing.nodes if not node.unsaid]) == self.atlas.linked
        latest = sorted(self._documents.values(), key=lambda each: (str(each.published or ""), each.id))[-FIRST:]
        return {
            "base": self.store.base,
            **pieces.vocabulary(ontology, ontology.classes, ontology.relations),
            **pieces.piece(drawing, ontology, places(drawing) if whole else None, self._degrees(drawing)),
            "documents": [pieces.document(each) for each in latest],
            "totals": self.totals,
            "tallies": self.atlas.tallies,
            "served": True,
        }

    @cached_property
    def words(self) -> Words:
        """What the facts are found by."""
        return Words(self.store.view().quads, self.store.minter)

    def search(self, words: str, limit: int) -> dict[str, Any]:
        """Entities by the beginnings of the words of their names."""
        found = self.atlas.search(fold(words).split(), min(limit, FIRST))
        return self._piece([], (self.atlas.iris[each] for each in found))

    def entity(self, iri: str) -> dict[str, Any]:
        """An entity with all its facts, or the first of very many."""
        facts = self.atlas.about[self._number(iri)]
        return {**self._piece(facts[:MOST_FACTS], [iri]), "facts_in_all": len(facts)}

    def between(self, iris: Sequence[str]) -> dict[str, Any]:
        """Entities, and the facts between them; those that there are none of are left out."""
        if len(iris) > MOST_ENTITIES:
            raise QueryError(f"at most {MOST_ENTITIES} entities at once")
        known = [iri for iri in iris if iri in self.atlas.number]
        return self._piece(self.atlas.between(self.atlas.number[iri] for iri in known), known)

    def paths(self, start: str, to: str, without: Iterable[str]) -> dict[str, Any]:
        """The shortest chains of facts between two entities."""
        found = self.atlas.paths(self._number(start), self._number(to), frozenset(without))
        steps = {pair for path in found for pair in pairwise(path)}
        facts = {fact for pair in steps for fact in self.atlas.between(pair)}
        return {**self._piece(sorted(facts)), "paths": [[self.atlas.iris[each] for each in path] for path in found]}

    def fact(self, iri: str) -> dict[str, Any]:
        """A fact with others that report the same, and why it is there."""
        told = explain(self.store, iri)
        why = [(label, words) for label, words in rows(told) if label not in TOLD_ELSEWHERE]
        return {**self._of([told.fact, *told.reports]), "fact": told.fact.fact, "why": why}

    def document(self, document_id: str) -> dict[str, Any]:
        """A document: its sentences, the entities that they mention, and its facts."""
        stored = self._documents.get(document_id)
        if stored is None:
            raise QueryError(f"no document {document_id!r} in the graph")
        mentions = [(each.start, each.end, each.entity_iri) for each in self.store.mentions(document_id)]
        sentences = [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "mentions": [
                    (_units(each.text, start - each.start), _units(each.text, end - each.start), iri)
                    for start, end, iri in mentions
                    if each.start <= start and end <= each.end
                ],
            }
            for each in self.store.extraction(document_id).sentences
        ]
        piece = self._of(list(self.store.facts(document_id)), {iri for _, _, iri in mentions})
        return {**piece, "document": pieces.document(stored), "sentences": sentences}

    def facts(self, start: int, limit: int = PAGE, words: str = "") -> dict[str, Any]:
        """A page of all facts, or of those that have some words."""
        wanted = [fold(word) for word in words.split()]
        found = self.words.having(wanted) if wanted else self.atlas.facts
        return {**self._piece(found[start : start + min(limit, PAGE)]), "facts_in_all": len(found)}

    def _number(self, iri: str) -> int:
        try:
            return self.atlas.number[iri]
        except KeyError:
            raise QueryError(f"no entity {iri} in the graph") from None

    def _piece(self, facts: Sequence[str], iris: Iterable[str] = ()) -> dict[str, Any]:
        return self._of(self.store.reader.named_facts(facts), iris)

    def _of(self, facts: Sequence[Fact], iris: Iterable[str] = ()) -> dict[str, Any]:
        alone = list(iris)
        entities = self._entities(facts, alone)
        drawing = draw(facts, entities, self.store.ontology)
        return pieces.of(drawing, entities, self.store.ontology, self._degrees(drawing, alone), alone)

    def _entities(self, facts: Iterable[Fact], iris: Iterable[str] = ()) -> list[Entity]:
        """The entities at the ends of facts, and others."""
        ends = {end for fact in facts for end in (fact.subject_iri, fact.object_iri) if end}
        return [self.store.reader.entity(iri) for iri in sorted(ends | set(iris))]

    def _degrees(self, drawing: Drawing, iris: Iterable[str] = ()) -> Mapping[str, int]:
        """How many facts entities have in the whole graph."""
        numbers = self.atlas.number
        wanted = (*(node.iri for node in drawing.nodes), *iris)
        return {iri: self.atlas.degree(numbers[iri]) for iri in wanted if iri in numbers}


def _units(text: str, characters: int) -> int:
    """Where a browser counts a character of a text: it counts code units of UTF-16."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2


class Snapshots:
    """The newest state, and while a newer one is being read, the one before.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._reading = False
        self._held: tuple[object, Snapshot] | None = None

    def newest(self, *, wait: bool = False) -> Snapshot:
        """The newest state that has been read; the first time, or with `wait`, this waits until it has."""
        state = self._state()
        with self._lock:
            if self._held is None or (wait and self._held[0] != state):
                self._held = (state, Snapshot(self._store))
            elif self._held[0] != state and not self._reading:
                self._reading = True
                threading.Thread(target=self._read, args=(state,), daemon=True).start()
            return self._held[1]

    def _read(self, state: object) -> None:
        try:
            snapshot = Snapshot(self._store)
            snapshot.words  # noqa: B018 - it is kept, so that nobody waits for it
            self._held = (state, snapshot)
        finally:
            self._reading = False

    def _state(self) -> object:
        view = self._store.view()
        return view.folder or view.number
