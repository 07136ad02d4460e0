"""A word -> the mention, class and participant it stands for, once chains are known."""

from __future__ import annotations

from kg.extract.coreference import CONFIDENCE
from kg.extract.grammar.labels import SAME
from kg.extract.reading import Reading
from kg.language.grammar import Node, preposition
from kg.records import Argument, Kind, LocalEntity

UNMEASURED = 0.8
"""Certainty of a link of which nothing was measured."""


def mention_of(reading: Reading, node: Node) -> int | None:
    """The mention a word stands for, seeing through appositions and partitives ("a group of diplomats")."""
    mentions = reading.mentions
    i = mentions.at(node)
    apart = i is not None and node.lemma in reading.words("partial")  # "one of the men" is not all of them
    if node.lemma in reading.words("partitive") and not apart:
        inner = [kid for kid in node.of("nmod") if preposition(kid) == "of"]  # "tens of thousands of people"
        measured = (found for kid in inner if (found := mention_of(reading, kid)) is not None)
        if (first := next(measured, None)) is not None:
            return first
    if i is not None and mentions.all[i].kind is not Kind.NOMINAL:
        return i
    for word in _beside(reading, node, i):
        named = mentions.at(word)
        if named is not None and mentions.all[named].kind is Kind.NAME and _same_class(reading, i, named):
            return named
    return i


def _beside(reading: Reading, node: Node, i: int | None) -> list[Node]:
    """Words that may name what a description means: "the city of Doha" is Doha, "the driver of Doe" is not Doe."""
    several = i is not None and reading.mentions.all[i].number == "plur" and any(k.of("conj") for k in node.of("appos"))
    # "Two students, Joonas Virta and Leyla Demir" are not the first of them alone.
    below = [] if several else [kid for kid in node.kids if kid.dep in SAME or _names(kid, reading, i)]
    return [*below, node.head] if node.dep == "appos" and node.head is not None else below


def _names(kid: Node, reading: Reading, i: int | None) -> bool:
    """True for a name behind "of" that says which place is meant; who is "of" somebody is another one."""
    named = kid.dep == "nmod" and preposition(kid) == "of" and kid.pos == "PROPN"
    return named and i is not None and reading.ontology.is_a(reading.mentions.all[i].cls, "Place")


def _same_class(reading: Reading, i: int | None, named: int) -> bool:
    if i is None:
        return True
    own, other, coarse = reading.mentions.all[i], reading.mentions.all[named], reading.ontology.coarse
    if own.number == "sing" and own.head.lemma in reading.words("any-agent"):
        return True
    return coarse(own.cls) == coarse(other.cls)


def class_of(reading: Reading, i: int) -> str:
    """The class of a mention: that of its chain, once known."""
    chain = reading.chains.of[i]
    return reading.chains.entities[chain].cls if chain is not None else reading.mentions.all[i].cls


def argument(reading: Reading, i: int | None) -> Argument | None:
    """A mention as the end of a claim, as sure as its name and its link; None if it means nobody known."""
    chain = reading.chains.of[i] if i is not None else None
    if i is None or chain is None:
        return None
    found, link = reading.mentions.all[i], reading.chains.links[i]
    sure = round(CONFIDENCE.get(link, UNMEASURED) * found.confidence, 4)
    return Argument(text=found.text, start=found.start, end=found.end, chain=chain, link=link, confidence=sure)


def resolved(reading: Reading, node: Node) -> Argument | None:
    """Whatever a word stands for, of any class, if that is known."""
    return argument(reading, mention_of(reading, node))


def entity(reading: Reading, end: Argument) -> LocalEntity | None:
    """The participant behind an end; None for a literal and for a thing made for a claim."""
    return reading.chains.entities.get(end.chain) if end.chain is not None else None
