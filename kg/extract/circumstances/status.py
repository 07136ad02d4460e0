"""Whether a fact holds: modality and polarity.

The words stand in `ontology/lexicon.ttl` as cues with a scope:

    auxiliary    "will meet", "may meet"
    reported     the same auxiliary inside reported speech: "said it would meet"
    infinitive   a verb that governs it only as an infinitive: "told them to leave"
    complement   a verb, noun or adjective that governs the event: "plans to meet", "denied meeting"
    mark         a subordinator: "if they meet"
    negation     "did not meet", "never met"
    truth        what a negated word says of the clause below: "it is not true that"
    inversion    an auxiliary before the subject of a condition: "had they met"
    modifier     "a planned meeting", "possible talks", "no talks"
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import (
    ADJUNCTS,
    BARE_FORMS,
    CLAIMED,
    CORE,
    CUED,
    FINITE,
    GOVERNED,
    NEGATING,
    REPORTED,
    SAID,
    TO,
)
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.language.grammar import Node, auxiliaries, is_verb
from kg.ontology import Ontology
from kg.records import Status

MAX_CLIMB = 8
"""Clauses above the trigger that are looked at."""
SEVERITY = {Status.ASSERTED: 0, Status.PLANNED: 1, Status.HYPOTHETICAL: 2, Status.NEGATED: 3}
"""Of several cues the strongest decides: a planned meeting that was cancelled did not happen."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in force: what it says and the word that says it."""

    status: Status
    word: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of an ontology, by scope and word."""

    table: Mapping[tuple[str, str], Status]
    reporting: frozenset[str]
    """Verbs of saying, below which auxiliaries mean something else."""

    def of(self, scope: str, word: str) -> Status | None:
        """What a word says of what stands in its scope."""
        return self.table.get((scope, word))

    def marks(self, clause: Node) -> str:
        """The subordinator that makes a clause a condition; empty when none does."""
        return next((mark.text for mark in clause.of("mark") if self.of("mark", mark.lemma)), "")


@lru_cache(maxsize=4)
def _declared(ontology: Ontology) -> Cues:
    table = {(cue.scope, word): Status(cue.status) for cue in ontology.cues for word in cue.words}
    return Cues(table, ontology.words.get("reporting-verb", frozenset()))


def status(reading: Reading, trigger: Trigger, frame_status: str | None = None) -> tuple[Status, tuple[str, ...]]:
    """The status of an event and the cue words that set it.

    Args:
        reading: The document.
        trigger: The words that evoke the event.
        frame_status: What the frame itself says: a "planned visit" needs no further cue.
    """
    found = list(_in_force(trigger, _declared(reading.ontology)))
    if frame_status:
        found.append(Found(Status(frame_status), trigger.node.lemma))
    if not found:
        return Status.ASSERTED, ()
    strongest = max(found, key=lambda cue: SEVERITY[cue.status])
    words = dict.fromkeys(cue.word for cue in found if cue.status is strongest.status)
    return strongest.status, tuple(words)


def _in_force(trigger: Trigger, cues: Cues) -> Iterator[Found]:
    """The cues around a trigger, from its own modifiers to the clauses above."""
    if not is_verb(trigger.node):
        yield from _modifiers(trigger.node, cues)
        if trigger.support is None:
            yield from _governor(trigger.node, cues)
        elif cue := cues.of("complement", trigger.support.lemma):
            yield Found(cue, trigger.support.text)
    for part in trigger.parts:
        yield from _modifiers(part, cues)
    node: Node | None = trigger.clause
    for _ in range(MAX_CLIMB):
        if node is None:
            return
        yield from _clause(node, cues)
        node = yield from _climb(node, cues)


def _modifiers(noun: Node, cues: Cues) -> Iterator[Found]:
    for kid in noun.kids:
        found = cues.of("modifier", kid.lemma)
        if found and kid.base in CUED:
            yield Found(found, kid.text)


def _governor(noun: Node, cues: Cues) -> Iterator[Found]:
    """As in "called for talks", "cancelled the visit"; also through "the start of talks"."""
    for above in noun.ancestors():
        found = cues.of("complement", above.lemma)
        if found and not (noun.base == "nsubj" and not noun.dep.endswith("pass")):
            yield Found(found, above.text)
        if is_verb(above):
            return
        yield from _modifiers(above, cues)
        noun = above


def _clause(node: Node, cues: Cues) -> Iterator[Found]:
    """Cues inside one clause: auxiliaries, negation, subordinator, a condition, and words of its own kind."""
    reported = _is_reported(node, cues)
    for aux in auxiliaries(node):
        cue = (cues.of("reported", aux.lemma) if reported else None) or cues.of("auxiliary", aux.lemma)
        if cue:
            yield Found(cue, aux.text)
    governs = cues.of("complement", node.lemma)  # "threatens to attack unless …": the condition is the attack's
    for kid in node.kids:
        if found := _beside(kid, cues):
            yield found
        elif kid.base == "advcl" and not governs and (condition := cues.marks(kid) or _inverted(kid, cues)):
            yield Found(Status.HYPOTHETICAL, condition)
    if node.base == "advcl" and (inverted := _inverted(node, cues)):
        yield Found(Status.HYPOTHETICAL, inverted)
    if _is_to_come(node):
        yield Found(Status.PLANNED, "to")
    if node.head is None and any(kid.text == "?" for kid in node.kids):
        yield Found(Status.HYPOTHETICAL, "?")


def _beside(kid: Node, cues: Cues) -> Found | None:
    """A negation ("not", "no longer", "no officials"), or the subordinator of the clause itself."""
    if kid.base in CORE and any(cues.of("negation", det.lemma) for det in kid.of("det")):
        return Found(Status.NEGATED, kid.of("det")[0].text)
    found = _negation(kid, cues) if kid.base in NEGATING else None
    found = found or (cues.of("mark", kid.lemma) if kid.base == "mark" else None)
    return Found(found, kid.text) if found else None


def _is_to_come(node: Node) -> bool:
    """As in "is to travel", and in headlines "US, Taliban to meet in Qatar"."""
    if node.tag != "VB" or not is_marked(node, TO):
        return False
    return node.head is None or any(aux.lemma == "be" for aux in auxiliaries(node))


def _negation(adverb: Node, cues: Cues) -> Status | None:
    """As in "not", "never", and of two words "no longer"."""
    two = f"{adverb.kids[-1].text.lower()} {adverb.text.lower()}" if adverb.kids else ""
    return cues.of("negation", adverb.lemma) or cues.of("negation", two)


def _inverted(clause: Node, cues: Cues) -> str:
    """The auxiliary before the subject of a condition without "if": "should they attack"."""
    subject = clause.first("nsubj", "nsubj:pass")
    first = next(iter(auxiliaries(clause)), None)
    if subject is None or first is None or clause.first("mark") or first.i > subject.i:
        return ""
    return first.text if cues.of("inversion", first.lemma) else ""


def _is_reported(node: Node, cues: Cues) -> bool:
    while node.dep == "conj" and node.head is not None and node.head.lemma not in cues.reporting:
        node = node.head
    if node.base in SAID and node.head is not None and node.head.lemma in cues.reporting:
        return True
    return any(kid.base in REPORTED and kid.lemma in cues.reporting for kid in node.kids)


def _climb(node: Node, cues: Cues) -> Generator[Found, None, Node | None]:
    """Yields the cues of the governing word; returns the clause to go on with, if it passes its status on."""
    head, base = node.head, node.base
    if head is None:
        return None
    cue = cues.of("complement", head.lemma) or (cues.of("infinitive", head.lemma) if base == "xcomp" else None)
    yield from _governing(node, head, cue, cues)
    if base == "xcomp" or (base == "conj" and not _independent(node)):
        return head
    if base == "ccomp" and cue and cue is not Status.NEGATED:
        return None
    if base == "advcl" and node.tag in BARE_FORMS and not cues.marks(node):
        return head
    if base == "acl" and (node.tag == "VB" or (node.tag == "VBG" and node.first("mark", "case") is not None)):
        return next((above for above in node.ancestors() if is_verb(above)), None)
    return None


def _governing(node: Node, head: Node, cue: Status | None, cues: Cues) -> Iterator[Found]:
    """What the word above a clause says of it: "plans to", "in order to", "it is not true that", "no evidence that"."""
    base = node.base
    gerund = node.tag == "VBG" and base in ADJUNCTS and node.first("mark", "case") is not None
    if (gerund or base in GOVERNED) and cue and not node.dep.endswith("relcl"):
        yield Found(cue, head.text)
    infinitive = node.tag == "VB" and is_marked(node, TO)
    if infinitive and (base == "advcl" or (base == "acl" and cue is None)):
        yield Found(Status.PLANNED, "to")
    if base in CLAIMED and cue is None:
        yield from _denied(head, cues)
    if base == "acl" and node.first("mark") is not None:
        yield from _modifiers(head, cues)


def _denied(head: Node, cues: Cues) -> Iterator[Found]:
    """As in "it is not true that they met", which did not happen, and "he did not say that they met"."""
    for kid in head.of("advmod"):
        if _negation(kid, cues):
            yield Found(cues.of("truth", head.lemma) or Status.HYPOTHETICAL, kid.text)


def _independent(node: Node) -> bool:
    """A conjoined clause with a subject, an auxiliary or a tense of its own."""
    if any(kid.base in {"nsubj", "aux"} for kid in node.kids):
        return True
    return node.tag in FINITE
