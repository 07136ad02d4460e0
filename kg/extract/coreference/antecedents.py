"""What "the company" or "the region" may mean: the participants named before it, but for persons, nearest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.coreference.context import Context
from kg.extract.reading import Candidate
from kg.language.grammar import Node
from kg.names import fold
from kg.records import Kind

MOST = 150
"""Mentions before a description that are looked at."""
BESIDE = frozenset({"compound", "amod"})
"""Labels of a name that is part of another noun's words."""
FIT = ("word", "generic", "same", "finer")
"""How a noun can stand for a name, the surest first: as its head, as said of such names, as of its very class."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A participant with a name, as a description finds it before itself."""

    mention: int
    """The last mention by name, or by an adjective ("Afghan") where nothing else names it."""
    node: Node
    """The head of the last mention of any kind; of an apposition, the word that it stands beside."""
    back: int
    """Sentences between that mention and the description."""
    uses: int
    fit: str
    words: frozenset[str]
    """The words of all its names."""
    early: bool
    """True when the first or second sentence names it."""
    adjective: bool

    @property
    def order(self) -> tuple[int, bool, int]:
        """Who comes first: the nearest sentence, in it the subject, and in the description's own the nearest word."""
        return self.back, self.node.base != "nsubj", 0 if self.back else -self.node.i


def antecedents(i: int, context: Context) -> list[Antecedent]:
    """All participants that a description may mean: the nearest first, in one sentence the subject before others."""
    this, near = context.found[i], defaultdict[int, list[int]](list)
    for j in range(i - 1, max(-1, i - MOST), -1):
        other = context.found[j]
        if other.kind is not Kind.PRONOUN and other.last < this.first:
            near[context.links.root(j)].append(j)
    out: list[Antecedent] = []
    for mentions in near.values():
        found = _antecedent(this, mentions, context)
        if found is not None:
            out.append(found)
    return sorted(out, key=lambda other: other.order)


def _antecedent(this: Candidate, near: list[int], context: Context) -> Antecedent | None:
    found = context.found
    named = [j for j in near if found[j].kind is Kind.NAME]
    called = named or [j for j in near if found[j].demonym and found[j].entry]
    fit = _fit(this, called, context) if called else None
    if fit is None:
        return None
    last = found[near[0]].head
    last = last.head if last.dep == "appos" and last.head is not None else last
    return Antecedent(
        mention=called[0],
        node=last,
        back=this.head.sent - last.sent,
        uses=len(near),
        fit=fit,
        words=frozenset(word for j in named for word in fold(found[j].name).split()),
        early=any(found[j].head.sent <= 1 for j in near),
        adjective=not named,
    )


def _fit(this: Candidate, called: list[int], context: Context) -> str | None:
    """How the noun can stand for what is called so; None if it cannot."""
    ontology, words = context.reading.ontology, context.reading.words
    cls, lemma = context.agreed.classes[called[0]], this.head.lemma
    if ontology.coarse(cls) == "Person" or lemma in words(f"unlike-{cls}"):
        return None
    if ontology.has(cls, "town") and all(context.found[j].head.dep in BESIDE for j in called):
        return None  # of "Copenhagen airport" one speaks, not of the city
    if any(context.found[j].kind is Kind.NAME and _heads(lemma, context.found[j].name) for j in called):
        return "word"
    if lemma in words(f"generic-{cls}"):
        return "generic"
    if ontology.coarse(cls) != ontology.coarse(this.cls):
        return None
    if ontology.has(this.cls, "sovereign") != ontology.has(cls, "sovereign"):
        return None
    if this.cls == cls:
        return "same"
    return "finer" if ontology.is_a(cls, this.cls) else None


def _heads(lemma: str, name: str) -> bool:
    """True of the last word of a name, or of its part before "of": "Reserve [Bank]", "[Ministry] of Health"."""
    words = fold(name).split()
    ends = {words[-1]} if words else set()
    return lemma in ends | {word for word, behind in pairwise(words) if behind in {"of", "for"}}
