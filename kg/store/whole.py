"""The ledger of all names, decided at once and not change by change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.identity import Memo, Name, Rulings, resolve
from kg.ontology import Ontology
from kg.store.ledger import final, identity_of
from kg.triples import Minter
from kg.triples import ledger as model


@dataclass(frozen=True, slots=True)
class WholeLedger:
    """The ledger of a set of names, made from nothing."""

    quads: frozenset[Quad]
    entities: Mapping[Name, NamedNode]

    def entity(self, name: Name) -> NamedNode:
        """What a name stands for."""
        return self.entities[name]


def whole_ledger(names: Collection[Name], *, minter: Minter, ontology: Ontology, rulings: Rulings) -> WholeLedger:
    """The ledger of a set of names, aliases included: what changes, one by one, would have led to."""
    lookup = _Index(names)
    entities = {name: final(resolve(name, lookup), minter=minter, rulings=rulings) for name in names if not name.alias}
    bearers: dict[NamedNode, set[Name]] = defaultdict(set)
    for name in names:
        bearers[entities[name.main]].add(name)
    found = {quad for name in names for quad in model.name_quads(name, minter)}
    found.update(model.stands_for(name, entity, minter) for name, entity in entities.items())
    for entity, own in bearers.items():
        identity = identity_of(entity, {name for name in own if not name.alias}, lookup, minter)
        found.update(model.entity_quads(entity, identity, own, minter=minter, ontology=ontology, rulings=rulings))
    return WholeLedger(frozenset(found), entities)


class _Index:
    """A set of names by what they are found under."""

    def __init__(self, names: Collection[Name]) -> None:
        self.memo = Memo()
        self._names = frozenset(names)
        self._found: dict[str, set[Name]] = defaultdict(set)
        self._aliases: dict[Name, set[Name]] = defaultdict(set)
        for name in self._names:
            for key in name.lookups:
                self._found[key].add(name)
            if name.alias:
                self._aliases[name.main].add(name)

    def namesakes(self, key: str) -> set[Name]:
        """The names with a key among their lookups."""
        return self._found.get(key, set())

    def aliases(self, name: Name) -> set[Name]:
        """The further labels that documents give together with a name."""
        return self._aliases.get(name, set())

    def holds(self, name: Name) -> bool:
        """Whether a name is in the set."""
        return name in self._names
