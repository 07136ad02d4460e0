"""Clauses that lend an event the time and place that its own has not: "In March police searched it and [detained] him".

An event without a time or place of its own shares that of

    above    the clause in which it is a participle or infinitive: "flew to Doha on Monday to [meet] Kim"
    before   what stands in front of the first of several clauses: "On Monday they stormed it and [killed] four"
    behind   what stands behind the last of several: "two were [killed] and five injured on Monday"
    opening  a participle at the start of its clause: "Speaking in Doha on Monday, he [urged] them"
    occasion what takes place at a time, and something on it: "[won] gold at the Olympiad, held in Bern in May"
    while    the clause at the same time, above or below: "was [shot] while giving a speech on Monday"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.grammar.labels import BARE_FORMS, DIRECT, FINITE, MODAL, PAST, SHARED_PHRASES
from kg.extract.reading import Reading
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb, preposition

MAX_CLIMB = 4
"""Clauses above one another that are asked."""


@dataclass(frozen=True, slots=True)
class Lender:
    """A clause, and between which words its phrases must stand to be shared."""

    clause: Node
    after: int = -1
    before: int = 2**31
    bygone: bool = False
    """Whether only what is past is shared: "ordered them to leave last week"."""
    subject: bool = False
    """Whether the event has the subject of that clause."""

    def lends(self, phrase: Node) -> bool:
        """True for a phrase that stands where it belongs to the event as well."""
        return self.after < phrase.i < self.before


def lenders(reading: Reading, clause: Node) -> Iterator[Lender]:
    """The clauses whose time and place that of an event shares, the nearest first."""
    yield from _below(reading, clause)
    yield from _occasions(reading, clause)
    node, before, alone = clause, 2**31, True
    for _ in range(MAX_CLIMB):
        above = _above(reading, node)
        if above is None:
            return
        if node.base == "conj":
            before = min(before, above.i)
            yield from (replace(each, before=before) for each in _below(reading, above) if each.clause.i < before)
        alone = alone and node.first("nsubj", "nsubj:pass") is None
        yield Lender(above, before=before, subject=alone)
        node = above


def _below(reading: Reading, clause: Node) -> Iterator[Lender]:
    """A clause at the same time, and the last of several that end in what belongs to all."""
    for kid in clause.of("advcl"):
        opening = kid.tag == "VBG" and kid.i < clause.i and _is_bare(reading, kid)
        if opening or _is_meanwhile(reading, kid, clause):
            yield Lender(kid)
    for kid in clause.of("xcomp") if clause.tag in PAST else ():
        yield Lender(kid, after=kid.i, bygone=True)
    last = next((kid for kid in reversed(clause.of("conj")) if is_verb(kid)), None)
    if last is None or any(clause.i < kid.i < last.i and kid.base in SHARED_PHRASES for kid in clause.kids):
        return
    alone = last.first("nsubj", "nsubj:pass") is None
    if last.tag == clause.tag and (alone or (is_passive(last) and is_passive(clause))):
        yield Lender(last, after=last.i)


def _occasions(reading: Reading, clause: Node) -> Iterator[Lender]:
    """What is said to take place behind "at the Olympiad", "during the session"."""
    for noun in clause.of("obl", "nmod"):
        if preposition(noun) in reading.words("occasion-preposition") and reading.mentions.at(noun) is None:
            for kid in noun.of("acl", "acl:relcl"):
                if kid.first("mark") is None and kid.lemma in reading.words("taking-place"):
                    yield Lender(kid)


def _above(reading: Reading, node: Node) -> Node | None:
    """The clause above, if what it tells happens at the same time."""
    head, base = node.head, node.base
    if head is None:
        return None
    if base == "conj":
        return head if is_verb(head) and _has_mood(node) == _has_mood(head) else None
    if base == "advcl" and is_verb(head):
        return head if _is_meanwhile(reading, node, head) or _is_bare(reading, node) else None
    if base == "acl" and node.tag == "VBG" and not node.dep.endswith("relcl"):
        thing = head.base in DIRECT and reading.mentions.at(head) is None  # "issued a decree requiring"
        return head.head if thing and head.head is not None and is_verb(head.head) else None
    return None


def _is_bare(reading: Reading, node: Node) -> bool:
    """As in "to meet Kim", "killing five"; but not "after meeting Kim", "without meeting him"."""
    if node.tag not in BARE_FORMS or _is_perfect(node) or any(aux.tag in FINITE | MODAL for aux in auxiliaries(node)):
        return False
    marks = [kid for kid in node.kids if kid.base in {"mark", "case"} or kid.tag == "WRB"]
    return all(kid.lemma in reading.words("same-time") for kid in marks)


def _is_meanwhile(reading: Reading, node: Node, beside: Node) -> bool:
    """As in "when he met Kim", "while giving a speech"; not "as Kim has warned", "as Kim says"."""
    if _is_perfect(node) or (node.tag in FINITE and beside.tag in FINITE and _has_mood(node) != _has_mood(beside)):
        return False
    marks = [kid.lemma for kid in node.of("mark", "advmod") if kid.i < node.i]
    # "While one was charged, the other died" says nothing of when.
    return any(
        mark in reading.words("when") or (mark in reading.words("while") and node.tag == "VBG") for mark in marks
    )


def _is_perfect(node: Node) -> bool:
    """As in "had met", "having met": that was before."""
    return any(aux.lemma == "have" for aux in auxiliaries(node))


def _has_mood(verb: Node) -> tuple[bool, bool]:
    """Whether something is past, and whether it is to come: who met him on Monday and will visit him, comes later."""
    return verb.tag in PAST, any(aux.tag in MODAL for aux in auxiliaries(verb))
