"""The decision itself: a block of names → what each stands for. Sets in, mapping out.

The result depends on nothing but the set of names, so it cannot depend on the order of documents:

1. a name with a gazetteer key is that entry, and so is the same name without a key, when the
   block knows only one such entry;
2. names that fold to the same form are one entity;
3. a bare surname is the only full name of its block, an acronym the only organization with these
   initials; where two could be meant, it stays an entity of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.identity.names import Name
from kg.identity.normalise import fold, is_acronym


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What a name stands for; enough to mint a readable IRI."""

    name: str
    gazetteer: str = ""
    qualifier: str = ""
    """The coarse class, when an entity of another class has the same name."""


Namesakes = Callable[[str], Collection[Name]]
"""Folded name → all names, of any block, with that folded form or gazetteer key."""


def resolve_block(names: Collection[Name], namesakes: Namesakes) -> dict[Name, Identity]:
    """Decide what each name of one block stands for.

    Args:
        names: all names of the block, without aliases.
        namesakes: finds the names of other blocks that might want the same IRI.
    """
    groups = _by_folded(name for name in names if not name.gazetteer)
    settled = {folded: _own(group, namesakes) for folded, group in groups.items()}
    known = {name: gazetteer_identity(name.gazetteer) for name in names if name.gazetteer}
    full = {identity for folded, identity in settled.items() if " " in folded}
    full |= {identity for name, identity in known.items() if " " in name.folded}
    for folded, group in groups.items():
        if len(full) == 1 and not settled[folded].gazetteer and _is_short(folded, group):
            (settled[folded],) = full
    return known | {name: settled[folded] for folded, group in groups.items() for name in group}


def gazetteer_identity(key: str) -> Identity:
    """The identity of a gazetteer entry: its key, made readable, is its name.

    >>> gazetteer_identity("United_States").name, gazetteer_identity("Georgia_(U.S._state)").name
    ('United States', 'Georgia')
    """
    return Identity(key.replace("_", " ").split(" (")[0], gazetteer=key)


def most_specific(classes: Iterable[str], parents: Callable[[str], Iterable[str]]) -> str:
    """The deepest of the classes that documents give to one entity; the first by name of equals."""

    def depth(cls: str) -> int:
        return 1 + max((depth(parent) for parent in parents(cls)), default=0)

    return min(set(classes), key=lambda cls: (-depth(cls), cls))


def _by_folded(names: Iterable[Name]) -> Mapping[str, list[Name]]:
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(names):
        groups[name.folded].append(name)
    return groups


def _is_short(folded: str, group: Collection[Name]) -> bool:
    """A bare surname, or an acronym of an organization; never part of a place's name."""
    if " " in folded:
        return False
    coarse = next(iter(group)).coarse
    return coarse == "Person" or (coarse == "Organization" and any(is_acronym(name.text) for name in group))


def _own(group: Collection[Name], namesakes: Namesakes) -> Identity:
    """The gazetteer's entry of that name, or an entity of its own under the best-written variant."""
    folded, coarse = (first := next(iter(group))).folded, first.coarse
    others = namesakes(folded)
    keys = {other.gazetteer for other in others if other.gazetteer and other.coarse == coarse}
    if len(keys) == 1:
        return gazetteer_identity(keys.pop())
    clash = any(other.coarse != coarse or fold(other.gazetteer) == folded for other in others)
    return Identity(min((name.text for name in group), key=_badness), qualifier=coarse if clash else "")


def _badness(text: str) -> tuple[bool, bool, int, str]:
    """Least for the spelling a reader would choose: no article, mixed case, with its accents."""
    shouted = " " in text and (text.isupper() or text.islower())
    return text.lower().startswith("the "), shouted or text.islower(), -sum(ord(c) > 127 for c in text), text
