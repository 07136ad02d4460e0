"""View -> mentions: names, described participants and pronouns, each at its head word.

A name is what the language model marked (`namespans`). A nominal is a noun phrase whose head noun the lexicon
knows (person, group, place); everything else becomes a `Thing` only when a frame asks for it (`phrases`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract import namespans, phrases
from kg.extract.candidates import Candidate
from kg.language.grammar import Node, View
from kg.ontology import Ontology
from kg.records import Kind

__all__ = ["Candidate", "Mentions", "find"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All candidates of a document in text order, and which one covers each node."""

    all: tuple[Candidate, ...]
    covering: dict[int, int]
    """Node index -> index of the smallest name, nominal or pronoun headed by or containing it."""
    headed: dict[int, int]
    """Head node index -> candidate index."""
    sentences: dict[int, tuple[int, ...]]
    """Sentence number -> its candidates, in text order."""

    def in_sentence(self, number: int) -> tuple[int, ...]:
        """Candidates of a sentence."""
        return self.sentences.get(number, ())

    def at(self, node: Node) -> int | None:
        """Index of the candidate headed by `node`, or of the name that contains it."""
        found = self.headed.get(node.i)
        return found if found is not None else self.covering.get(node.i)

    def is_name(self, node: Node) -> bool:
        """True for a word of a name, as opposed to one of a description or a pronoun."""
        i = self.at(node)
        return i is not None and self.all[i].kind is Kind.NAME


def find(view: View, ontology: Ontology) -> Mentions:
    """All mentions of a document, in text order."""
    names = list(namespans.find(view, ontology))
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    others = (phrases.other(view, node, ontology) for node in view.nodes if node.i not in taken)
    found = sorted([*names, *(other for other in others if other)], key=lambda c: (c.start, -c.end))
    headed: dict[int, int] = {}
    for index, candidate in enumerate(found):
        headed.setdefault(candidate.head.i, index)  # "three Israelis" before the "Israelis" that tell of Israel
    sentences: dict[int, list[int]] = {}
    for index, candidate in enumerate(found):
        sentences.setdefault(candidate.head.sent, []).append(index)
    covering = {
        i: index
        for index, candidate in enumerate(found)
        if candidate.kind is Kind.NAME or candidate.demonym
        for i in range((candidate.spread or (candidate.first, 0))[0], candidate.last + 1)
    }
    return Mentions(tuple(found), covering, headed, {number: tuple(ids) for number, ids in sentences.items()})
