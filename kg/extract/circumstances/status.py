"""Whether a fact holds, and who says so: modality, polarity, attribution.

The words stand in `ontology/lexicon.ttl` as cues with a scope:

    auxiliary    "will meet", "may meet"
    reported     the same auxiliary inside reported speech: "said it would meet"
    infinitive   a verb that governs it only as an infinitive: "told them to leave"
    complement   a verb, noun or adjective that governs the event: "plans to meet", "denied meeting"
    mark         a subordinator: "if they meet"
    negation     "did not meet", "never met"
    modifier     "a planned meeting", "possible talks", "no talks"
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.grammar.arguments import subjects
from kg.extract.grammar.slots import Trigger
from kg.language.grammar import Node, auxiliaries, is_verb, preposition
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


@lru_cache(maxsize=4)
def _table(ontology: Ontology) -> dict[tuple[str, str], Status]:
    return {(cue.scope, word): Status(cue.status) for cue in ontology.cues for word in cue.words}


def status(trigger: Trigger, frame_status: str | None, ontology: Ontology) -> tuple[Status, tuple[str, ...]]:
    """The status of an event and the cue words that set it."""
    table = _table(ontology)
    found = list(_cues(trigger, table, ontology))
    if frame_status:
        found.append(Found(Status(frame_status), trigger.node.lemma))
    if not found:
        return Status.ASSERTED, ()
    strongest = max(found, key=lambda cue: SEVERITY[cue.status])
    words = dict.fromkeys(cue.word for cue in found if cue.status is strongest.status)
    return strongest.status, tuple(words)


def _cues(trigger: Trigger, table: dict[tuple[str, str], Status], ontology: Ontology) -> Iterator[Found]:
    if not is_verb(trigger.node):
        yield from _modifiers(trigger.node, table)
        if trigger.support is None:
            yield from _governor(trigger.node, table)
        elif cue := table.get(("complement", trigger.support.lemma)):
            yield Found(cue, trigger.support.text)
    for part in trigger.parts:
        yield from _modifiers(part, table)
    node: Node | None = trigger.clause
    for _ in range(MAX_CLIMB):
        if node is None:
            return
        yield from _clause(node, table, ontology)
        node = yield from _climb(node, table)


def _modifiers(noun: Node, table: dict[tuple[str, str], Status]) -> Iterator[Found]:
    for kid in noun.kids:
        found = table.get(("modifier", kid.lemma))
        if found and kid.base in {"amod", "det", "advmod", "compound", "nmod"}:
            yield Found(found, kid.text)


def _governor(noun: Node, table: dict[tuple[str, str], Status]) -> Iterator[Found]:
    """As in "called for talks", "cancelled the visit"; also through "the start of talks"."""
    for above in noun.ancestors():
        found = table.get(("complement", above.lemma))
        if found and not (noun.base == "nsubj" and not noun.dep.endswith("pass")):
            yield Found(found, above.text)
        if is_verb(above):
            return
        yield from _modifiers(above, table)
        noun = above


def _clause(node: Node, table: dict[tuple[str, str], Status], ontology: Ontology) -> Iterator[Found]:
    """Cues inside one clause: auxiliaries, negation, subordinator, and an "if" clause that conditions it."""
    reported = _is_reported(node, ontology)
    governs = ("complement", node.lemma) in table  # "threatens to attack unless …": the condition is the attack's
    for aux in auxiliaries(node):
        found = (table.get(("reported", aux.lemma)) if reported else None) or table.get(("auxiliary", aux.lemma))
        if found:
            yield Found(found, aux.text)
    for kid in node.kids:
        if (kid.base in {"advmod", "det", "cc", "mark"} and (found := _negation(kid, table))) or (
            kid.base == "mark" and (found := table.get(("mark", kid.lemma)))
        ):
            yield Found(found, kid.text)
        elif kid.base == "advcl" and not governs and (condition := _condition(kid, table)):
            yield Found(Status.HYPOTHETICAL, condition)
        elif kid.base in {"nsubj", "obj"} and any(table.get(("negation", d.lemma)) for d in kid.of("det")):
            yield Found(Status.NEGATED, kid.of("det")[0].text)
    if node.base == "advcl" and (inverted := _inverted(node, table)):
        yield Found(Status.HYPOTHETICAL, inverted)
    if _is_to_come(node):
        yield Found(Status.PLANNED, "to")
    if node.head is None and any(kid.text == "?" for kid in node.kids):
        yield Found(Status.HYPOTHETICAL, "?")


def _is_to_come(node: Node) -> bool:
    """As in "is to travel", and in headlines "US, Taliban to meet in Qatar"."""
    if node.tag != "VB" or not any(mark.lemma == "to" for mark in node.of("mark")):
        return False
    return node.dep in {"root", "ROOT"} or any(aux.lemma == "be" for aux in auxiliaries(node))


def _negation(adverb: Node, table: dict[tuple[str, str], Status]) -> Status | None:
    """As in "not", "never", and of two words "no longer"."""
    two = f"{adverb.kids[-1].text.lower()} {adverb.text.lower()}" if adverb.kids else ""
    return table.get(("negation", adverb.lemma)) or table.get(("negation", two))


def _condition(clause: Node, table: dict[tuple[str, str], Status]) -> str:
    """The word that makes a clause a condition: "if", or the auxiliary of "had he left"; empty when none does."""
    mark = next((mark.text for mark in clause.of("mark") if table.get(("mark", mark.lemma))), "")
    return mark or _inverted(clause, table)


def _inverted(clause: Node, table: dict[tuple[str, str], Status]) -> str:
    """The auxiliary before the subject of a condition without "if": "should they attack"."""
    subject = clause.first("nsubj", "nsubj:pass")
    first = next(iter(auxiliaries(clause)), None)
    if subject is None or first is None or clause.first("mark") or first.i > subject.i:
        return ""
    return first.text if table.get(("inversion", first.lemma)) else ""


def _is_reported(node: Node, ontology: Ontology) -> bool:
    verbs = ontology.words.get("reporting-verb", frozenset())
    while node.dep == "conj" and node.head is not None and node.head.lemma not in verbs:
        node = node.head
    if node.base in {"ccomp", "parataxis", "conj"} and node.head is not None and node.head.lemma in verbs:
        return True
    return any(kid.base in {"parataxis", "ccomp"} and kid.lemma in verbs for kid in node.kids)


def _climb(node: Node, table: dict[tuple[str, str], Status]) -> Generator[Found, None, Node | None]:
    """Yields the cues of the governing word; returns the clause to go on with, if it passes its status on."""
    head, base = node.head, node.base
    if head is None:
        return None
    cue = table.get(("complement", head.lemma)) or (table.get(("infinitive", head.lemma)) if base == "xcomp" else None)
    yield from _governing(node, head, cue, table)
    if base == "xcomp" or (base == "conj" and not _independent(node)):
        return head
    if base == "ccomp" and cue and cue is not Status.NEGATED:
        return None
    if base == "advcl" and node.tag in {"VBG", "VB"} and not any(table.get(("mark", m.lemma)) for m in node.of("mark")):
        return head
    if base == "acl" and (node.tag == "VB" or (node.tag == "VBG" and node.first("mark", "case") is not None)):
        return next((above for above in node.ancestors() if is_verb(above)), None)
    return None


def _governing(node: Node, head: Node, cue: Status | None, table: dict[tuple[str, str], Status]) -> Iterator[Found]:
    """What the word above a clause says of it: "plans to", "in order to", "it is not true that", "no evidence that"."""
    base = node.base
    gerund = node.tag == "VBG" and base in {"advcl", "obl"} and node.first("mark", "case") is not None
    if (gerund or base in {"xcomp", "ccomp", "acl", "csubj"}) and cue and not node.dep.endswith("relcl"):
        yield Found(cue, head.text)
    infinitive = node.tag == "VB" and any(mark.lemma == "to" for mark in node.of("mark"))
    if infinitive and (base == "advcl" or (base == "acl" and cue is None)):
        yield Found(Status.PLANNED, "to")
    if base in {"ccomp", "csubj"} and cue is None:
        yield from _denied(head, table)
    if base == "acl" and node.first("mark") is not None:
        yield from _modifiers(head, table)


def _denied(head: Node, table: dict[tuple[str, str], Status]) -> Iterator[Found]:
    """As in "it is not true that they met", which did not happen, and "he did not say that they met"."""
    for kid in head.of("advmod"):
        if _negation(kid, table):
            yield Found(table.get(("truth", head.lemma), Status.HYPOTHETICAL), kid.text)


def _independent(node: Node) -> bool:
    """A conjoined clause with a subject, an auxiliary or a tense of its own."""
    if any(kid.base in {"nsubj", "aux"} for kid in node.kids):
        return True
    return node.tag in {"VBD", "VBZ", "VBP"}


# --- who says so --------------------------------------------------------------------------------------------


def source(node: Node, ontology: Ontology) -> Node | None:
    """The word for whoever is said to say what stands in the clause of `node`, or None."""
    verbs = ontology.words.get("reporting-verb", frozenset())
    sources = ontology.words.get("source-preposition", frozenset())
    below: Node = node
    for clause in (node, *node.ancestors()):
        for kid in clause.kids:
            if kid.base in {"obl", "nmod", "advcl"} and preposition(kid) in sources and kid is not below:
                return kid
            if (
                kid is not below
                and kid.base in {"parataxis", "ccomp"}
                and kid.lemma in verbs
                and kid.first("ccomp") is None
            ):
                found = [s for s in subjects(kid) if s.sent == node.sent]
                if found:
                    return found[0]
        if clause is not node and clause.lemma in verbs and below.base in {"ccomp", "parataxis", "conj", "xcomp"}:
            found = subjects(clause)
            if found and found[0] is not below:
                return found[0]
        below = clause
    return None
