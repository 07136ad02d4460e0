"""Names side by side -> states: "Doha, Qatar", "Russia's Gazprom", "the AP's John Smith", "Rep. Valentine, D-N.C.".

Which link between which classes means which relation stands in `ontology/patterns.ttl`. The links:

    possessor     the object owns the subject: "NBC News' Fakhar ur Rehman"
    modifier      the object stands before the subject as a modifier: "Moscow State University"
    demonym       the same, as an adjective of nationality: "the Russian Foreign Ministry"
    comma         the object follows the subject after a comma: "Doha, Qatar"
    parenthesis   the object follows in brackets
    oblique:P     the object is marked by a preposition: "Kunduz in northern Afghanistan"
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mentions import Candidate, Mentions
from kg.extract.roles import State
from kg.language.grammar import Node, View, conjuncts, preposition
from kg.ontology import Ontology, Pattern
from kg.records import Kind


def find(view: View, mentions: Mentions, ontology: Ontology) -> Iterator[State]:
    """Every state that the patterns find."""
    for i, subject in enumerate(mentions.all):
        if subject.kind is not Kind.NAME:
            continue
        for link, obj in _neighbours(view, i, subject, mentions):
            other = mentions.all[obj]
            for pattern in ontology.patterns:
                if pattern.link == link and _fits(subject, other, pattern, ontology):
                    yield State(pattern.relation, pattern.rule, subject.head, other.head, subject.head, None, link)


def _fits(subject: Candidate, other: Candidate, pattern: Pattern, ontology: Ontology) -> bool:
    return any(ontology.is_a(subject.cls, c) for c in pattern.subject_classes) and any(
        ontology.is_a(other.cls, c) for c in pattern.object_classes
    )


def _neighbours(view: View, i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    head = subject.head
    for link, node in _dependents(head):
        obj = mentions.at(node)
        if obj is None or obj == i or mentions.all[obj].kind is Kind.PRONOUN:
            continue
        other = mentions.all[obj]
        if other.kind is Kind.NOMINAL and not other.demonym:
            continue
        yield ("demonym" if other.demonym and link == "modifier" else link), obj
    yield from _after(view, i, subject, mentions)


def _dependents(head: Node) -> Iterator[tuple[str, Node]]:
    """Names that hang from the head of a name; coordinated names share what stands before the first."""
    owner = head.head if head.dep == "conj" and head.head is not None else None
    for kid in head.kids:
        if kid.dep == "nmod:poss":
            yield "possessor", kid
        elif kid.dep in {"amod", "compound", "nmod:desc", "nmod:unmarked"} and kid.i < head.i:
            yield "modifier", kid
        elif kid.dep == "nmod" and (prep := preposition(kid)):
            yield from ((f"oblique:{prep}", member) for member in conjuncts(kid))
    if owner is not None:
        yield from (("possessor", kid) for kid in owner.kids if kid.dep == "nmod:poss" and kid.i < owner.i)


def _after(view: View, i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """The name right behind a comma or an opening bracket."""
    comma = subject.last + 1
    if comma + 1 >= len(view.nodes) or view.nodes[comma].sent != subject.head.sent:
        return
    mark = view.nodes[comma].text
    follower = mentions.covering.get(comma + 1)
    if mark not in {",", "(", "["} or follower is None or follower == i:
        return
    other = mentions.all[follower]
    if other.first != comma + 1 or other.demonym:
        return
    if mark == "," and (_coordinated(subject, other, view) or not _ends_there(other, view)):
        return
    yield ("comma" if mark == "," else "parenthesis"), follower


def _coordinated(subject: Candidate, other: Candidate, view: View) -> bool:
    """True for a list of peers ("in France, Germany and Italy"): same class, or tied by coordination."""
    if other.head.dep == "conj" and subject.cls == other.cls:
        return True
    if subject.entry is not None and other.entry is not None:
        return other.entry.key not in {subject.entry.country, subject.entry.part_of} and subject.cls == other.cls
    following = view.nodes[other.last + 1] if other.last + 1 < len(view.nodes) else None
    return following is not None and following.lemma in {"and", "or"} and subject.cls == other.cls


def _ends_there(other: Candidate, view: View) -> bool:
    """ "Doha, Qatar," closes with punctuation, a verb or a function word, not with more of a noun phrase."""
    if other.last + 1 >= len(view.nodes):
        return True
    following = view.nodes[other.last + 1]
    return following.pos not in {"NOUN", "PROPN", "NUM"} and following.tag != "POS"
