"""The decision itself: what a name stands for, given the names that all documents use.

The result depends on nothing but the set of names, so it cannot depend on the order of documents:

1. a name with a gazetteer key is that entry, and so is the same name without a key, when only one
   such entry of its coarse class is known;
2. names that fold to the same form are one entity;
3. a bare surname is the only full name of its block, an acronym the only organization with these
   initials; where two could be meant, it stays an entity of its own, and so does a surname that is
   somebody's first name ("Jonathan").

The set is read through three lookups, `block`, `namesakes` and `given`, so that a decision costs a
handful of them however many names there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.identity.names import Name
from kg.identity.normalise import fold, is_acronym


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What a name stands for; enough to mint a readable IRI."""

    name: str
    gazetteer: str = ""
    qualifier: str = ""
    """The coarse class, when an entity of another class has the same name."""


class Names(Protocol):
    """A set of names, without their aliases."""

    def block(self, block: str) -> Iterable[Name]:
        """The names of a block."""

    def namesakes(self, folded: str) -> Collection[Name]:
        """The names of any block with a folded form, or with a gazetteer key that folds to it."""

    def given(self, word: str) -> Iterable[Name]:
        """The full names of persons whose first word, folded, is this."""


def resolve(name: Name, names: Names) -> Identity:
    """What a name of the set stands for."""
    if name.gazetteer:
        return gazetteer_identity(name.gazetteer)
    own, short = _own(name, names)
    return (_only_full_name(name.block, names) or own) if short else own


def affected(changed: Iterable[Name], names: Names) -> set[Name]:
    """The names of the set whose decision may differ once some names have come or gone.

    Args:
        changed: the names that came or went.
        names: the set as it is afterwards.
    """
    near = {
        namesake for key in {key for name in changed for key in name.namesake_keys} for namesake in names.namesakes(key)
    }
    blocks = {(name.coarse, name.block) for name in near.union(changed)}
    shorts = {
        short
        for coarse, block in blocks
        for short in names.namesakes(block.removeprefix(f"{coarse.lower()} "))
        if short.block == block
    }
    first = {short for name in near.union(changed) if name.given for short in names.namesakes(name.given)}
    return near | shorts | first


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


def _own(name: Name, names: Names) -> tuple[Identity, bool]:
    """The gazetteer's entry of that name, or an entity of its own under the best-written variant.

    Returns:
        The identity, and whether the name may be short for a longer one: a bare surname or an acronym.
    """
    folded, coarse = name.folded, name.coarse
    others = names.namesakes(folded)
    keys = {other.gazetteer for other in others if other.gazetteer and other.coarse == coarse}
    if len(keys) == 1:
        return gazetteer_identity(keys.pop()), False
    clash = any(other.coarse != coarse or fold(other.gazetteer) == folded for other in others)
    variants = {other.text for other in others if other.coarse == coarse and not other.gazetteer}
    identity = Identity(min(variants, key=_badness), qualifier=coarse if clash else "")
    return identity, " " not in folded and _is_short(folded, coarse, variants, names)


def _is_short(folded: str, coarse: str, variants: Iterable[str], names: Names) -> bool:
    """Whether a single word may be a surname or an acronym."""
    if coarse == "Person":
        return not any(True for _ in names.given(folded))
    return coarse == "Organization" and any(map(is_acronym, variants))


def _only_full_name(block: str, names: Names) -> Identity | None:
    """The entity that all names of several words in a block stand for; None if there are none, or two."""
    found: set[Identity] = set()
    seen: set[str] = set()
    for name in names.block(block):
        if " " in name.folded and (name.gazetteer or name.folded not in seen):
            seen.add(name.folded)
            found.add(gazetteer_identity(name.gazetteer) if name.gazetteer else _own(name, names)[0])
        if len(found) > 1:
            return None
    return next(iter(found), None)


def _badness(text: str) -> tuple[bool, bool, int, str]:
    """Least for the spelling a reader would choose: no article, mixed case, with its accents."""
    shouted = " " in text and (text.isupper() or text.islower())
    return text.lower().startswith("the "), shouted or text.islower(), -sum(ord(c) > 127 for c in text), text
