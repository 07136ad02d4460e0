"""What a name can stand for, and what all decisions about it need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.identity.names import Name
from kg.names import fold


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What a name stands for; enough to mint a readable IRI."""

    name: str
    gazetteer: str = ""
    qualifier: str = ""
    """The coarse class, when an entity of another class has the same name."""
    context: str = ""
    """What tells it from its namesakes, as its label shows: `Kenya` of a Supreme Court."""
    tie: str = ""
    """What tells it from its namesakes, in its IRI only: `smuggler` of an Okoro."""
    document: str = ""
    """The only document that speaks of it, as far as we can know."""

    @property
    def label(self) -> str:
        """The name that people see."""
        return f"{self.name} ({self.context})" if self.context else self.name


@dataclass(frozen=True, slots=True)
class Bearers:
    """Those who bear one full name."""

    entry: Identity | None
    """The gazetteer's only entry of that name."""
    called: Mapping[Name, tuple[str, str]]
    """Each form of the name, with the best way to write it and the words that tell its bearer from the others."""


@dataclass(frozen=True, slots=True)
class Memo:
    """What has been worked out of one set of names, so that a name that many use costs no more than others."""

    bearers: dict[str, Bearers] = field(default_factory=dict)
    clashes: dict[tuple[str, str, bool], bool] = field(default_factory=dict)


class Names(Protocol):
    """A set of names with their aliases."""

    memo: Memo

    def namesakes(self, key: str) -> Collection[Name]:
        """The names with a key among their `lookups`."""

    def aliases(self, name: Name) -> Iterable[Name]:
        """The further labels that documents give together with a name."""

    def holds(self, name: Name) -> bool:
        """Whether a name is in the set."""


def gazetteer_identity(key: str) -> Identity:
    """The identity of a gazetteer entry: its key, made readable, is its name.

    >>> gazetteer_identity("United_States").name, gazetteer_identity("Georgia_(U.S._state)").name
    ('United States', 'Georgia')
    """
    return Identity(readable(key), gazetteer=key)


def readable(key: str) -> str:
    """A gazetteer key as a name."""
    return key.replace("_", " ").split(" (")[0]


def most_specific(classes: Iterable[str], parents: Callable[[str], Iterable[str]]) -> str:
    """The deepest of the classes that documents give to one entity; the first by name of equals."""

    def depth(cls: str) -> int:
        return 1 + max((depth(parent) for parent in parents(cls)), default=0)

    return min(set(classes), key=lambda cls: (-depth(cls), cls))


def entry(others: Iterable[Name], name: Name) -> Identity | None:
    """The only entry of the gazetteer among namesakes of its coarse class."""
    keys = {other.gazetteer for other in others if other.gazetteer and other.coarse == name.coarse}
    return gazetteer_identity(keys.pop()) if len(keys) == 1 else None


def clash(text: str, name: Name, names: Names) -> str:
    """The coarse class, where another entity would have the same readable IRI."""
    folded, public = fold(text), bool(name.body)
    key = folded, name.coarse, public
    if key not in names.memo.clashes:
        names.memo.clashes[key] = any(
            other.coarse != name.coarse or fold(other.gazetteer) == folded or bool(other.body) != public
            for other in names.namesakes(folded)
        )
    return name.coarse if names.memo.clashes[key] else ""


def only(found: Iterable[Identity]) -> Identity | None:
    """The identity that all have in common; None if there are none, or two, and then no third is looked for."""
    first: Identity | None = None
    for identity in found:
        if first is not None and identity != first:
            return None
        first = identity
    return first


def badness(text: str) -> tuple[bool, bool, int, str]:
    """Least for the spelling a reader would choose: no article, mixed case, with its accents."""
    shouted = " " in text and (text.isupper() or text.islower())
    return text.lower().startswith("the "), shouted or text.islower(), -sum(ord(c) > 127 for c in text), text
