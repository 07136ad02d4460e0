"""What a document has said of its participants so far: who bears which office, what was described in which words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.coreference.context import Context
from kg.extract.grammar.labels import IDENTIFYING
from kg.language.grammar import Node
from kg.names import fold


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
    """Words that say which one is meant; a nationality counts as its country."""
    mentions = context.reading.mentions
    out = set()
    for kid in node.kids:
        if kid.dep in IDENTIFYING and kid.tag not in {"PRP$", "CD"}:
            at = mentions.covering.get(kid.i)
            entry = mentions.all[at].entry if at is not None else None
            out.add(entry.key if entry else fold(kid.text))
    return frozenset(out)
