"""The ledger as stored, with the names of one pending change laid over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.identity import Identity, Memo, Name, Names, Rulings, affected, resolve
from kg.ontology import Ontology
from kg.store.protocol import Quads
from kg.triples import Minter, terms
from kg.triples import ledger as model

Key = TypeVar("Key")
Value = TypeVar("Value")


class Ledger:
    """Answers what names there will be, and what they will stand for, once the change is made.

    Args:
        quads: the store; it is only read.
        minter: for IRIs.
        ontology: for classes.
        rulings: what people have judged.
        added: names that no document used before.
        removed: names that no document will use any more.
        again: names to decide anew although nothing near them changes.
    """

    def __init__(
        self,
        quads: Quads,
        *,
        minter: Minter,
        ontology: Ontology,
        rulings: Rulings,
        added: Collection[Name] = (),
        removed: Collection[Name] = (),
        again: Collection[Name] = (),
    ) -> None:
        self._quads = quads
        self._minter = minter
        self._ontology = ontology
        self._rulings = rulings
        self._again = frozenset(again)
        self.added = frozenset(added)
        self.removed = frozenset(removed)
        self._namesakes: dict[str, set[Name]] = {}
        self.memo = Memo()

    def namesakes(self, key: str) -> set[Name]:
        """The names with a key among their lookups: a folded form, that of a gazetteer key, a spelling, a tie."""
        if key not in self._namesakes:
            self._namesakes[key] = self._added_under.get(key, set()).union(self._found(model.FOLDED, key))
        return self._namesakes[key]

    @cached_property
    def _added_under(self) -> Mapping[str, set[Name]]:
        return _grouped((key, name) for name in self.added for key in name.lookups)

    @cached_property
    def _added_aliases(self) -> Mapping[Name, set[Name]]:
        return _grouped((name.main, name) for name in self.added if name.alias)

    @cached_property
    def _moved_to(self) -> Mapping[NamedNode, set[Name]]:
        return _grouped((after, name) for name, (_, after) in self.moved.items())

    def holds(self, name: Name) -> bool:
        """Whether some document will use the name."""
        return name in self.added or (name not in self.removed and self.has(name))

    def entity(self, name: Name) -> NamedNode:
        """What a name stands for, once the change is made."""
        if name in self.decisions:
            return self.final(self.decisions[name])
        entity = self._stored(name)
        if entity is None:
            raise KeyError(f"{name} stands for nothing")
        return entity

    def final(self, identity: Identity) -> NamedNode:
        """The entity of an identity, once those are joined that people have judged the same."""
        return final(identity, minter=self._minter, rulings=self._rulings)

    @cached_property
    def decisions(self) -> dict[Name, Identity]:
        """The names that the change can touch, resolved anew."""
        names = affected(self.added | self.removed, self) | {name for name in self._again if self.holds(name)}
        return {name: resolve(name, self) for name in names}

    @cached_property
    def moved(self) -> dict[Name, tuple[NamedNode | None, NamedNode]]:
        """Names that come to stand for another entity (or, when new, for their first one)."""
        pairs = ((name, self._stored(name), self.entity(name)) for name in self.decisions)
        return {name: (before, after) for name, before, after in pairs if before != after}

    def users(self, name: Name) -> Iterator[str]:
        """The graphs of the documents that use a name."""
        for quad in self._quads.quads_for_pattern(None, model.NAMED_BY, self._minter.name(name), None):
            if isinstance(quad.graph_name, NamedNode):
                yield quad.graph_name.value

    def has(self, name: Name) -> bool:
        """Whether some document uses the name already."""
        return any(True for _ in self._quads.quads_for_pattern(self._minter.name(name), None, None, self._minter.names))

    def changes(self) -> tuple[set[Quad], set[Quad]]:
        """The quads of the ledger to insert and those to delete."""
        insert = {quad for name in self.added for quad in model.name_quads(name, self._minter)}
        delete = {quad for name in self.removed for quad in model.name_quads(name, self._minter)}
        touched = {self.entity(name.main) for name in self.added if name.alias}
        touched |= {self.entity(name) for name in self._again if self.holds(name)}
        for name in self.removed:
            before = self._stored(name.main)
            if before is not None:
                touched.add(before)
                if not name.alias:
                    delete.add(model.stands_for(name, before, self._minter))
        for name, (old, new) in self.moved.items():
            insert.add(model.stands_for(name, new, self._minter))
            touched.add(new)
            if old is not None:
                delete.add(model.stands_for(name, old, self._minter))
                touched.add(old)
        for entity in touched:
            stored = set(self._quads.quads_for_pattern(entity, None, None, self._minter.names))
            insert.update(self._described_after(entity, new=not stored))
            delete |= stored
        return insert - delete, delete - insert

    def _described_after(self, entity: NamedNode, *, new: bool) -> Iterator[Quad]:
        names = set(self._moved_to.get(entity, ())) if new else self._standing_for(entity)
        if names:
            labels = names | {alias for name in names for alias in self.aliases(name)}
            identity = identity_of(entity, names, self, self._minter)
            yield from model.entity_quads(
                entity, identity, labels, minter=self._minter, ontology=self._ontology, rulings=self._rulings
            )

    def _standing_for(self, entity: NamedNode) -> set[Name]:
        stored = self._found(model.STANDS_FOR, entity)
        kept = {name for name in stored if name not in self.moved}
        return kept | self._moved_to.get(entity, set())

    def aliases(self, name: Name) -> set[Name]:
        """The further labels that documents give together with a name."""
        stored = () if name in self.added else self._found(model.ALIAS_OF, self._minter.name(name))
        return self._added_aliases.get(name, set()).union(stored)

    def _stored(self, name: Name) -> NamedNode | None:
        if name in self.added:
            return None
        node = self._minter.name(name)
        for quad in self._quads.quads_for_pattern(node, model.STANDS_FOR, None, self._minter.names):
            return quad.object if isinstance(quad.object, NamedNode) else None
        return None

    def _found(self, predicate: NamedNode, key: str | NamedNode) -> Iterator[Name]:
        obj = terms.plain(key) if isinstance(key, str) else key
        for quad in self._quads.quads_for_pattern(None, predicate, obj, self._minter.names):
            if isinstance(quad.subject, NamedNode):
                name = self._minter.read_name(quad.subject.value, self._ontology)
                if name not in self.removed:
                    yield name


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, set[Value]]:
    found: dict[Key, set[Value]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def final(identity: Identity, *, minter: Minter, rulings: Rulings) -> NamedNode:
    """The entity of an identity, once those are joined that people have judged the same."""
    entity = minter.entity(identity)
    joined = rulings.final(minter.tail(entity))
    return minter.joined(joined) if joined != minter.tail(entity) else entity


def identity_of(entity: NamedNode, bearers: Collection[Name], names: Names, minter: Minter) -> Identity:
    """The identity that gives an entity its label: of one that is joined, that of the one that it is joined to."""
    identity = resolve(min(bearers), names)
    if minter.entity(identity) == entity:
        return identity
    others = (resolve(name, names) for name in sorted(bearers))
    return next((each for each in others if minter.entity(each) == entity), identity)
