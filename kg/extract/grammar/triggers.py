"""The words that evoke an event, and the phrases around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.grammar.arguments import agents, antecedent
from kg.extract.grammar.labels import HYPHENS, OBJECTS, OBLIQUES, OWNERS, PARTICIPLES, WHERE
from kg.language.grammar import Node, is_verb, preposition

MAX_NESTING = 3
"""Nouns inside nouns that are searched for a phrase of the verb."""
DOERS = frozenset({"of", "from", "by"})
"""What marks the doer behind an event noun: "a visit by Kim", "a request from Kim"."""
WITHIN = frozenset({"in", "at"})
"""What "where" stands for in front of a place."""
OUTWARD = frozenset({"by", "to", "into"})
"""What says something of the deed, and not of the thing before it: "the transfer of a boat [to] Chad"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that evoke a frame: the main word, the further words of a phrase, the support verb of a noun."""

    node: Node
    parts: tuple[Node, ...] = ()
    support: Node | None = None
    words: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    """Words that slots ask for: conditions, obligation, exclusion, motion nouns, prepositions of participants."""

    def at(self, node: Node) -> Trigger:
        """Another word as if it were a trigger of its own."""
        return Trigger(node, words=self.words)

    def list_of(self, name: str) -> frozenset[str]:
        """The words of a class; none for one that is not declared."""
        return self.words.get(name, frozenset())

    @property
    def clause(self) -> Node:
        """The word whose clause the event stands in."""
        return self.support or self.node

    @property
    def span(self) -> tuple[int, int]:
        """Characters from the first to the last trigger word."""
        nodes = (self.node, *self.parts)
        return min(n.start for n in nodes), max(n.end for n in nodes)


def hosts(trigger: Trigger) -> list[Node]:
    """The words whose prepositional phrases may belong to the event, the trigger first."""
    nodes = [trigger.node, *trigger.parts]
    if trigger.support is not None:
        nodes.append(trigger.support)
    participles = [kid for kid in trigger.node.of("acl") if kid.tag in PARTICIPLES]
    return nodes + participles


def obliques(trigger: Trigger, prep: str) -> list[Node]:
    """Nominals marked by `prep` at any host of the trigger, or else at a participant of its verb.

    "handed control for security of the country to the army": parsers often hang the last phrase from the nearest noun.
    """
    where = [host for host in hosts(trigger) if prep != "by" or not _is_others(host, trigger)]
    found = [node for host in where for node in _marked(host, prep) if node is not trigger.node]
    if not found and is_verb(trigger.clause) and prep in trigger.list_of("participant-preposition"):
        far = prep == "from" and is_verb(trigger.node)
        origin = trigger.list_of("motion-noun") if far else frozenset()
        when = trigger.list_of("time-preposition") | trigger.list_of("past-preposition")
        found = _nested(trigger.clause, prep, MAX_NESTING, but=origin, when=when)  # "a withdrawal from India" of others
    movable, motion = trigger.list_of("participant-preposition"), trigger.list_of("motion-noun")
    return found or _behind_of(trigger.node, prep, movable, motion)


def _is_others(participle: Node, trigger: Trigger) -> bool:
    """True for what others do with an event: a surrender negotiated by a priest is not his; one ordered by him is."""
    behind = participle.base == "acl" and participle.head is trigger.node
    return behind and participle.lemma in trigger.list_of("others-deed")


def _behind_of(noun: Node, prep: str, movable: frozenset[str], motion: frozenset[str]) -> list[Node]:
    """Phrases of an event noun that hang from who or what stands behind it.

    "the visit of Helen Ashdown to Kenya", "requests from Kenya to Oman", "the expulsion of two diplomats by Denmark".
    """
    if is_verb(noun) or not (prep in OUTWARD or prep in movable or prep == "of"):
        return []
    behind = [(kid, preposition(kid)) for kid in noun.of("nmod")]
    if prep == "of":  # "the confiscation by police of 300 handbags"
        things = [phrase for kid, own in behind if own == "by" for phrase in _marked(kid, prep)]
        return [thing for thing in things if _is_some(thing)]
    moved = prep in OUTWARD or (prep == "from" and noun.lemma in motion)
    ends = [kid for kid, own in behind if (own == "of" and moved) or own == "by" or _is_doer(kid, own)]
    return [phrase for kid in ends for phrase in _marked(kid, prep)]


def _is_doer(noun: Node, prep: str | None) -> bool:
    return prep in DOERS and noun.pos == "PROPN"


def _is_some(thing: Node) -> bool:
    """True for "a law", "300 handbags": a thing behind who did something to it; "tribesmen of Chechnya" are one."""
    counted = thing.of("nummod") or any(kid.lemma == "a" for kid in thing.of("det"))
    return thing.pos == "NOUN" and bool(counted)


def _marked(host: Node, prep: str) -> list[Node]:
    kids = [kid for kid in host.kids if kid.base in OBLIQUES and kid.dep != "nmod:poss" and preposition(kid) == prep]
    misread = {kid for kid in kids if kid.base == "nmod" and kid.i < host.i and host.pos == "NOUN"}  # stands behind
    found = [antecedent(kid, host) or kid for kid in kids if kid not in misread]
    return found or ([place] if prep in WITHIN and (place := place_before(host)) else [])


def place_before(clause: Node) -> Node | None:
    """What "where" stands for: "[Kano], where she was born"."""
    where = clause.dep == "acl:relcl" and any(kid.lemma == WHERE for kid in clause.of("advmod"))
    return clause.head if where else None


def _nested(
    host: Node, prep: str, depth: int, but: frozenset[str] = frozenset(), when: frozenset[str] = frozenset()
) -> list[Node]:
    """Phrases below the common nouns to the right of a verb, but for some nouns, and for those that say when."""
    for kid in host.kids:
        if preposition(kid) in when:
            continue  # "fell after a visit to Mali"
        if kid.i > host.i and kid.pos == "NOUN" and kid.base in OBJECTS and kid.lemma not in but:
            found = _marked(kid, prep) or (_nested(kid, prep, depth - 1, but, when) if depth > 1 else [])
            if found:
                return found
    return []


def owners(thing: Node) -> list[Node]:
    """Who stands behind a thing: its possessor, a name or adjective before it, who made it ("offers by", "sold by")."""
    found: list[Node] = []
    for kid in thing.kids:
        if any(mark.i == kid.i + 1 and mark.text in HYPHENS for mark in kid.kids):
            continue  # a "[U.S.]-flagged tanker"
        if kid.dep in OWNERS or (kid.base == "nmod" and preposition(kid) in {"by", "from"}):
            found.append(kid)
        elif kid.base == "acl" and kid.tag == "VBN":
            found += agents(kid)
    return [*found, *_nested(thing, "by", 1)]  # "the violation of rights by the army"
