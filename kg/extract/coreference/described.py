"""What a document has said of its participants so far: who bears which office, what was described in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.coreference.context import Context
from kg.extract.grammar.labels import IDENTIFYING
from kg.language.grammar import Node
from kg.names import fold

PARTICIPANT = "participant "
"""Before the number of a chain, as a modifier."""


@dataclass(slots=True)
class Described:
    """Grows with the text; local to one document."""

    offices: dict[str, list[tuple[int, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    """Role noun -> its bearers in text order, each with the words that say of what ("Afghan", "State")."""
    by_words: dict[str, int] = field(default_factory=dict)
    """Folded words of a description -> the mention that was last described so."""
    by_noun: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Head noun -> the descriptions with it, in text order."""

    def bears(self, i: int, role: Node, context: Context) -> None:
        """Remembers the office that a mention bears."""
        modifiers = modifiers_of(role, context)
        if role.dep == "nmod:desc" and role.head is not None:  # "Afghan [President Karzai]"
            modifiers |= {m for m in modifiers_of(role.head, context) if m != fold(role.text)}
        self.offices[role.lemma].append((i, modifiers))


def modifiers_of(node: Node, context: Context) -> frozenset[str]:
    """Words that say which one is meant, and the participants that they name; a nationality counts as its country."""
    words = (kid for kid in node.kids if kid.dep in IDENTIFYING and kid.tag not in {"PRP$", "CD"})
    return frozenset(name for word in words for name in _modifiers(word, context))


def _modifiers(word: Node, context: Context) -> Iterator[str]:
    at = context.reading.mentions.covering.get(word.i)
    entry = context.agreed.entries[at] if at is not None else None
    yield entry.key if entry is not None else fold(word.text)
    if at is not None and entry is None and len(context.found[at].name.split()) > 1:  # one word tells all by itself
        yield f"{PARTICIPANT}{context.links.root(at)}"


def words_of(modifiers: frozenset[str]) -> frozenset[str]:
    """The modifiers without the participants that they name."""
    return frozenset(word for word in modifiers if not word.startswith(PARTICIPANT))


def may_be_of(modifiers: frozenset[str], others: frozenset[str]) -> bool:
    """True when two descriptions share what they are of: not for the commanders of the Omani and of the IRGC Navy."""
    named, theirs = modifiers - words_of(modifiers), others - words_of(others)
    return not modifiers or (bool(modifiers & others) and (not named or not theirs or not named.isdisjoint(theirs)))
