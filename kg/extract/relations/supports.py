"""Verbs that lend their subject to a trigger: "hold [talks]", and who says what is told, "said Kim was [lying]"."""

from __future__ import annotations

from kg.extract.grammar.labels import REPORTED, SUPPORTED
from kg.extract.reading import Reading
from kg.language.grammar import Node, is_verb, preposition

MAX_ASPECTS = 3
"""Nouns that may stand between an event noun and its support verb: "held a [round] of [talks]"."""


def of_noun(noun: Node, reading: Reading) -> Node | None:
    """The verb that lends its subject to an event noun: "hold talks", "talks were held", "the start of talks"."""
    support, aspect = reading.words("support-verb"), reading.words("aspect-noun")
    for _ in range(MAX_ASPECTS):
        head = noun.head
        if head is None:
            return None
        by_preposition = noun.dep == "obl" and preposition(noun) in reading.words("support-preposition")
        bare = noun.dep in SUPPORTED and head.lemma not in reading.words("support-behind-preposition")
        tied = by_preposition or bare
        if tied and head.lemma in support and is_verb(head):
            return head
        if noun.dep == "conj" or (noun.dep == "nmod" and head.lemma in aspect):
            noun = head
            continue
        return None
    return None


def of_statement(word: Node, verbs: frozenset[str]) -> Node | None:
    """The verb of saying above a clause, or behind it: "Norway was lying, he said"."""
    while word.dep == "conj" and word.head is not None and word.head.lemma not in verbs:
        word = word.head
    above = word.head
    if above is not None and word.base in REPORTED and above.lemma in verbs and is_verb(above):
        return above
    behind = (kid for kid in word.kids if kid.base in REPORTED and kid.i > word.i and kid.lemma in verbs)
    return next((kid for kid in behind if is_verb(kid) and kid.of("nsubj") and kid.first("ccomp") is None), None)
