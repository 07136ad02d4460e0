"""What the sieves of descriptions share while they go through one document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.coreference.links import Links
from kg.extract.coreference.namesakes import Names
from kg.extract.reading import Candidate, Mentions
from kg.language.grammar import Node, View
from kg.names import fold
from kg.ontology import Ontology

MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})


@dataclass(slots=True)
class Sieve:
    """What the sieves of this module share; local to one document."""

    view: View
    mentions: Mentions
    names: Names
    links: Links
    ontology: Ontology
    offices: dict[str, list[tuple[int, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    """Role noun -> its bearers in text order, each with the words that say of what ("Afghan", "State")."""
    by_words: dict[str, int] = field(default_factory=dict)
    by_head: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def found(self) -> tuple[Candidate, ...]:
        """All candidates of the document."""
        return self.mentions.all


def modifiers_of(node: Node, sieve: Sieve) -> frozenset[str]:
    """Words that say which one is meant; a nationality counts as its country."""
    out = set()
    for kid in node.kids:
        if kid.dep in MODIFIERS and kid.tag not in {"PRP$", "CD"}:
            at = sieve.mentions.covering.get(kid.i)
            entry = sieve.mentions.all[at].entry if at is not None else None
            out.add(entry.key if entry else fold(kid.text))
    return frozenset(out)
