"""What has not happened by the words around: "too weak to leave", "far from leaving", "wrongly said that he left"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances.cues import Cues, Found, negation
from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import ADJUNCTS, COMPLEMENTS, MARKERS, MODAL, TO
from kg.language.grammar import Node, auxiliaries
from kg.records import Status

FIRST_PERSON = frozenset({"i", "we"})


def of_clause(clause: Node, cues: Cues) -> Iterator[Found]:
    """What the word above a clause and the words beside that say of it."""
    head = clause.head
    if head is None:
        return
    yield from (*_beyond(clause, head, cues), *_far_from(clause, head, cues))
    yield from (*_misreported(clause, head, cues), *_awaited(clause, head, cues), *_to_come(clause, cues))
    if clause.base in ADJUNCTS | COMPLEMENTS and clause.tag == "VBG" and (scheme := proposed(head, cues)):
        yield scheme
    yield from _high_time(clause, head, cues)


def _beyond(clause: Node, head: Node, cues: Cues) -> Iterator[Found]:
    """As in "too weak to leave"; who is "not too weak to leave", may leave."""
    word = next((kid for kid in head.of("advmod") if cues.is_a("too", kid.lemma) and kid.i < head.i), None)
    if word is None or not is_marked(clause, TO) or clause.base not in ADJUNCTS | COMPLEMENTS:
        return
    denied = any(negation(kid, cues) is Status.NEGATED for kid in head.of("advmod"))
    yield Found(Status.HYPOTHETICAL if denied else Status.NEGATED, word.text)


def _far_from(clause: Node, head: Node, cues: Cues) -> Iterator[Found]:
    """As in "far from leaving"; who lives far from the fighting, is told of a place."""
    before = [kid for kid in clause.kids if kid.i < clause.i]
    marks = [kid.lemma for kid in before if kid.base in MARKERS]
    beside = [kid for kid in head.of("advmod") if kid.i < clause.i]
    words = [head, *beside, *(kid for kid in before if kid.base in {*MARKERS, "advmod"})]
    told = (word for word in words for mark in marks if cues.is_a("far-from", f"{word.lemma} {mark}"))
    yield from (Found(Status.NEGATED, word.text) for word in told if clause.tag == "VBG")


def _misreported(clause: Node, head: Node, cues: Cues) -> Iterator[Found]:
    """As in "wrongly reported that he had left"."""
    if clause.base in COMPLEMENTS and clause.i > head.i:
        wrong = (kid for kid in head.of("advmod") if cues.is_a("wrongly", kid.lemma))
        yield from (Found(Status.NEGATED, kid.text) for kid in wrong)


def _awaited(clause: Node, head: Node, cues: Cues) -> Iterator[Found]:
    """As in "will strike until they pay", "there will be no talks until they have left"."""
    ahead = any(aux.tag in MODAL for aux in auxiliaries(head))
    if clause.base == "advcl" and ahead:
        marks = (kid for kid in clause.kids if kid.base in {*MARKERS, "advmod"} and kid.i < clause.i)
        yield from (Found(Status.HYPOTHETICAL, mark.text) for mark in marks if cues.is_a("until", mark.lemma))


def _to_come(clause: Node, cues: Cues) -> Iterator[Found]:
    """As in "was allowed to leave next month"."""
    if clause.tag == "VB" and is_marked(clause, TO):
        words = (word for kid in clause.of("obl:unmarked", "obl") for word in (kid, *kid.of("amod")))
        yield from (Found(Status.PLANNED, word.text) for word in words if cues.is_a("to-come", word.lemma))


def proposed(verb: Node, cues: Cues) -> Found | None:
    """The scheme that something is a part of: "the proposals include expelling Mali"."""
    if not cues.is_a("including", verb.lemma):
        return None
    schemes = (kid for kid in verb.of("nsubj") if cues.is_a("scheme", kid.lemma))
    return next((Found(Status.HYPOTHETICAL, kid.text) for kid in schemes), None)


def _high_time(clause: Node, head: Node, cues: Cues) -> Iterator[Found]:
    """As in "it is time for Mali to leave", not "it was the first time"."""
    if clause.tag == "VB" and is_marked(clause, TO) and head.first("cop") is not None and not head.of("det"):
        yield from [Found(Status.HYPOTHETICAL, head.text)] if cues.is_a("high-time", head.lemma) else ()


def is_performed(clause: Node, cues: Cues) -> bool:
    """True for what is done by saying so: "I would like to congratulate her", "we want to thank Mali"."""
    wish = clause.head
    if wish is None or clause.base != "xcomp" or not cues.is_a("performed", clause.lemma) or wish.tag == "VBD":
        return False
    spoken = any(kid.lemma in FIRST_PERSON for kid in wish.of("nsubj"))
    denied = any(negation(kid, cues) is Status.NEGATED for kid in wish.of("advmod"))
    return spoken and not denied and cues.is_a("wishing-to", wish.lemma)
