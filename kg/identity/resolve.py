"""The decision itself: what a name stands for, given the names that all documents use.

The result depends on nothing but the set of names, so it cannot depend on the order of documents:

1. a name with a gazetteer key is that entry, and so is the same name without a key, when only one
   such entry of its coarse class is known;
2. names that fold to the same form are one entity, and so are full names of persons that `kg.names.spelling`
   makes equal ("Mahmud Abbas", "Mahmoud Abbas");
3. an initial with a surname is the only person whose full name fits ("J. Smith");
4. a bare surname is the only full name of its block, an acronym the only organization with these
   initials; where two could be meant, it stays an entity of its own, and so does a surname that is
   somebody's first name ("Jonathan").

The set is read through three lookups, `block`, `namesakes` and `given`, so that a decision costs a
handful of them however many names there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.identity.names import Name
from kg.names import fold, is_acronym


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

    def namesakes(self, key: str) -> Collection[Name]:
        """The names of any block with a key among their `lookups`."""

    def given(self, word: str) -> Iterable[Name]:
        """The full names of persons whose first word, folded, is this."""


def resolve(name: Name, names: Names) -> Identity:
    """What a name of the set stands for."""
    if name.gazetteer:
        return gazetteer_identity(name.gazetteer)
    own = _own(name, names)
    if own.gazetteer:
        return own
    if name.coarse == "Person" and " " in name.folded:
        return _only(_own_of(full, names) for full in _completions(name, names)) or own
    if not _is_short(name, names):
        return own
    return _only(resolve(full, names) for full in _full_names(name.block, names)) or own


def affected(changed: Iterable[Name], names: Names) -> set[Name]:
    """The names of the set whose decision may differ once some names have come or gone.

    Args:
        changed: the names that came or went.
        names: the set as it is afterwards.
    """
    changed = set(changed)
    keys = {key for name in changed for key in (name.folded, fold(name.gazetteer), name.spelled) if key}
    near = {namesake for key in keys for namesake in names.namesakes(key)}
    near |= {alike for key in {name.spelled for name in near} - {""} for alike in names.namesakes(key)}
    near |= {
        short for name in near | changed if name.initialled for short in names.namesakes(name.initialled)
    }  # "J. Smith" of John Smith
    blocks = {(name.coarse, name.block) for name in near | changed}
    shorts = {
        short
        for coarse, block in blocks
        for short in names.namesakes(block.removeprefix(f"{coarse.lower()} "))
        if short.block == block
    }
    first = {short for name in near | changed if name.given for short in names.namesakes(name.given)}
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


def _own(name: Name, names: Names) -> Identity:
    """The gazetteer's entry of that name, or an entity of its own under the best-written variant."""
    alike = names.namesakes(name.spelled) if name.spelled else ()
    forms = {name.folded, *(other.folded for other in alike)}
    others = {other for form in forms for other in names.namesakes(form)}
    keys = {other.gazetteer for other in others if other.gazetteer and other.coarse == name.coarse}
    if len(keys) == 1:
        return gazetteer_identity(keys.pop())
    variants = {other.text for other in others if other.coarse == name.coarse and not other.gazetteer}
    best = min(variants, key=_badness)
    folded = fold(best)
    clash = any(other.coarse != name.coarse or fold(other.gazetteer) == folded for other in names.namesakes(folded))
    return Identity(best, qualifier=name.coarse if clash else "")


def _own_of(name: Name, names: Names) -> Identity:
    return gazetteer_identity(name.gazetteer) if name.gazetteer else _own(name, names)


def _completions(name: Name, names: Names) -> Iterable[Name]:
    """John Smith for "J. Smith"."""
    return [] if name.initialled else names.namesakes(f"~{name.folded}~")


def _full_names(block: str, names: Names) -> Iterator[Name]:
    """The names of several words in a block, each folded form once."""
    seen: set[str] = set()
    for name in names.block(block):
        if " " in name.folded and (name.gazetteer or name.folded not in seen):
            seen.add(name.folded)
            yield name


def _is_short(name: Name, names: Names) -> bool:
    """Whether a single word may be a surname or an acronym."""
    if " " in name.folded:
        return False
    if name.coarse == "Person":
        return not any(True for _ in names.given(name.folded))
    alike = (other for other in names.namesakes(name.folded) if other.coarse == name.coarse and not other.gazetteer)
    return name.coarse == "Organization" and any(is_acronym(other.text) for other in alike)


def _only(found: Iterable[Identity]) -> Identity | None:
    """The identity that all have in common; None if there are none, or two, and then no third is looked for."""
    first: Identity | None = None
    for identity in found:
        if first is not None and identity != first:
            return None
        first = identity
    return first


def _badness(text: str) -> tuple[bool, bool, int, str]:
    """Least for the spelling a reader would choose: no article, mixed case, with its accents."""
    shouted = " " in text and (text.isupper() or text.islower())
    return text.lower().startswith("the "), shouted or text.islower(), -sum(ord(c) > 127 for c in text), text
