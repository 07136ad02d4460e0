"""How two names of a sentence hang together: a trigger word, and the slots that the names fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.answers import Map
from kg.evaluate.gold import GoldText, Span
from kg.extract.grammar.slots import fill
from kg.extract.grammar.triggers import Trigger, hosts
from kg.language.grammar import Node, View, is_verb, preposition

SLOTS = ("subject", "object", "indirect", "possessor", "compound", "modified", "bearer")
"""Slots that need no further word; `oblique:P` comes with each preposition that occurs.

Slots of complements are left out: in "admitted killing" it is the other verb that tells what happened.
"""
POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True, order=True)
class Shape:
    """A way of telling something: by which word, and where its ends stand."""

    trigger: str
    pos: str
    subject: str
    object: str
    subject_class: str
    object_class: str


def labelled_names(text: GoldText, answers: Map, view: View) -> dict[int, Span]:
    """Node index → the labelled name it belongs to; `type` becomes our coarse class."""
    found = {}
    spans = sorted(text.spans, key=lambda span: span.end - span.start)
    for node in view.nodes:
        span = next((s for s in spans if s.start <= node.start and node.end <= s.end), None)
        cls = answers.entities.get(span.type) if span else None
        if span and cls:
            found[node.i] = Span(span.start, span.end, span.text, cls, span.cluster)
    return found


def shapes(view: View, names: dict[int, Span], words: Mapping[str, frozenset[str]]) -> Iterator[tuple[Shape, str, str]]:
    """Every shape that two names stand in, with the clusters of its subject and its object.

    Args:
        view: the parsed text.
        names: as `labelled_names` gives them; a word of a name is no trigger.
        words: word classes of the ontology, which some slots ask for.
    """
    if len({span.cluster for span in names.values()}) < 2:
        return
    for node in view.nodes:
        pos = "verb" if is_verb(node) else POS.get(node.pos)
        if pos is None or node.i in names or not node.lemma.isalpha():
            continue
        particle = node.of("compound:prt")
        trigger = Trigger(node, tuple(particle[:1]), words=words)
        lemma = " ".join([node.lemma, *(each.lemma for each in particle[:1])])
        filled = [(slot, names[n.i]) for slot in _slots(trigger) for n in fill(slot, trigger)[1] if n.i in names]
        for slot, one in filled:
            for other_slot, other in filled:
                if one.cluster != other.cluster and slot != other_slot:
                    yield Shape(lemma, pos, slot, other_slot, one.type, other.type), one.cluster, other.cluster


def together(view: View, names: dict[int, Span]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Classes and clusters of every two names that stand in one sentence, both ways round."""
    found = set()
    for sentence in view.sentences:
        inside = {(s.type, s.cluster) for i in range(sentence.first, sentence.last + 1) if (s := names.get(i))}
        found |= {((a, b), (one, other)) for a, one in inside for b, other in inside if one != other}
    return found


def _slots(trigger: Trigger) -> list[str]:
    found = {preposition(kid) for host in hosts(trigger) for kid in host.kids if _oblique(kid)}
    plain = [slot for slot in SLOTS if slot != "indirect" or is_verb(trigger.node)]  # of a noun it is `oblique:to`
    return [*plain, *sorted(f"oblique:{prep.replace(' ', '_')}" for prep in found if prep)]


def _oblique(node: Node) -> bool:
    return node.base in {"obl", "nmod"} and node.dep != "nmod:poss"
