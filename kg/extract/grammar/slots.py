"""Grammatical slots: which words fill `subject`, `object`, `oblique:with` … of a trigger.

Slots see through voice, control, coordination and relative clauses, so that one frame serves
"A attacked B", "B was attacked by A", "B, attacked by A", "A planned to attack B" and "A, which attacked B".

    subject             the doer: subject of an active clause, "by …" of a passive one; for a noun, the
                        subject of its support verb ("A held talks")
    object              what it is done to: object, or subject of a passive clause
    indirect            recipient: indirect object, or "to …"
    receiver            indirect object beside an object: "left [her] the house"
    oblique:P           a nominal marked by preposition P ("with", "out of")
    possessor           "Karzai's visit", "his visit"
    compound            "U.S.-Taliban talks", "the Afghan attack"
    complement-subject  subject of a clause that depends on the trigger ("urged that Israel withdraw")
    complement-object   object of a clause that depends on the trigger
    complement          the word that heads such a clause
    obliged             subject of a dependent clause that says what must be done ("said Libya must …")
    predicate           what the trigger makes of its object: "named him minister", "chose him as leader"
    clause-subject      subject of the clause around a noun ("on behalf of")
    nearest             the last name before the noun in its clause ("talks between A and B during a visit to C")
    modified            the noun that a participle or adjective modifies
    bearer              who a noun describes: title, apposition, predicate
    infinitive          the verb of a "to" clause that depends on the trigger ("asked them to leave")
    condition-subject   subject of a condition of the clause ("threatened a strike unless Israel …")
    part:SLOT           a slot of the last further word of a phrasal trigger
    owner:SLOT          who stands behind the words of a slot: "Canadian steel", "Iran's exports", "offers by rebels"
    SLOT>SLOT           the second slot of the words that fill the first: "demanded [reforms] by the king"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.grammar.arguments import RELATIVE, agents, antecedent, patients, subjects
from kg.extract.grammar.complements import complements, is_condition
from kg.language.grammar import Node, conjuncts, is_passive, is_verb, preposition

OBLIGATION = frozenset({"must", "should", "ought", "shall"})
EXCLUDING = frozenset({"not", "n't", "never"})
"""Words before a conjunct that say that it is none: "met Kim, not Lee"."""
NAME_PARTS = frozenset({"compound", "flat", "nmod", "amod", "appos"})
"""Labels of names that are no participants of the clause themselves."""
MOVABLE = frozenset({"with", "to", "from", "against", "for", "on"})
"""Prepositions of participants, which verbs ask for more often than nouns do."""
MAX_NESTING = 3
"""Nouns inside nouns that are searched for a phrase of the verb."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that evoke a frame: the main word, the further words of a phrase, the support verb of a noun."""

    node: Node
    parts: tuple[Node, ...] = ()
    support: Node | None = None

    @property
    def clause(self) -> Node:
        """The word whose clause the event stands in."""
        return self.support or self.node

    @property
    def span(self) -> tuple[int, int]:
        """Characters from the first to the last trigger word."""
        nodes = (self.node, *self.parts)
        return min(n.start for n in nodes), max(n.end for n in nodes)


def alternatives(slots: str, trigger: Trigger) -> Iterator[tuple[str, list[Node]]]:
    """The filled slots of a space-separated list, in its order, with their words, coordination spread out."""
    for slot in slots.split():
        found = _one(slot, trigger)
        if found:
            yield slot, _spread(found, trigger.node)


def fill(slots: str, trigger: Trigger) -> tuple[str, list[Node]]:
    """The first slot of a space-separated list that is filled, with its words."""
    return next(alternatives(slots, trigger), ("", []))


def _one(slot: str, trigger: Trigger) -> list[Node]:
    outer, _, inner = slot.partition(">")
    if inner:
        return [node for word in _spread(_one(outer, trigger)) for node in _one(inner, Trigger(word))]
    name, _, rest = slot.partition(":")
    if name == "part":
        return _one(rest, Trigger(trigger.parts[-1])) if trigger.parts else []
    if name == "owner":
        return [owner for node in _spread(_one(rest, trigger)) for owner in owners(node)]
    return obliques(trigger, rest.replace("_", " ")) if name == "oblique" else _SLOTS[name](trigger)


def known(slot: str) -> bool:
    """True for a slot that `fill` understands."""
    outer, _, inner = slot.partition(">")
    if inner:
        return known(outer) and known(inner)
    name, _, rest = slot.partition(":")
    if name in {"part", "owner"}:
        return known(rest)
    return slot in _SLOTS or (name == "oblique" and bool(rest))


def _spread(nodes: list[Node], verb: Node | None = None) -> list[Node]:
    """The words with those coordinated; what follows a participle is another's: "the CDC, based in Atlanta, and …"."""
    out: dict[int, Node] = {}
    for node in nodes:
        for member in conjuncts(node):
            if verb is not None and verb.base == "acl" and verb.head is node and node.i < verb.i < member.i:
                continue
            if member is node or not any(kid.lemma in EXCLUDING for kid in member.of("advmod", "cc")):
                out.setdefault(member.i, member)
    return list(out.values())


# --- subject and object ----------------------------------------------------------------------------------


def _subject_slot(trigger: Trigger) -> list[Node]:
    if trigger.support is not None:
        passive = is_passive(trigger.support)
        if trigger.node.base == "nsubj":
            return agents(trigger.support) if passive else []
        if passive and trigger.node.base == "obl":
            return subjects(trigger.support)  # "were engaged in talks"
        return agents(trigger.support)
    return agents(trigger.node) if is_verb(trigger.node) else subjects(trigger.node)


def _object_slot(trigger: Trigger) -> list[Node]:
    parts = {part.i for part in trigger.parts}
    return [node for node in patients(trigger.node) if node.i not in parts]


# --- obliques and noun modifiers ----------------------------------------------------------------------------


def hosts(trigger: Trigger) -> list[Node]:
    """The words whose prepositional phrases may belong to the event, the trigger first."""
    nodes = [trigger.node, *trigger.parts]
    if trigger.support is not None:
        nodes.append(trigger.support)
    participles = [kid for kid in trigger.node.of("acl") if kid.tag in {"VBN", "VBG"}]
    return nodes + participles


def obliques(trigger: Trigger, prep: str) -> list[Node]:
    """Nominals marked by `prep` at any host of the trigger, or else at a participant of its verb.

    "handed control for security of the country to the army": parsers often hang the last phrase from the nearest noun.
    """
    found = [node for host in hosts(trigger) for node in _marked(host, prep)]
    if not found and is_verb(trigger.clause) and prep in MOVABLE:
        return _nested(trigger.clause, prep, MAX_NESTING)
    return found


def _marked(host: Node, prep: str) -> list[Node]:
    kids = [
        kid for kid in host.kids if kid.base in {"obl", "nmod"} and kid.dep != "nmod:poss" and preposition(kid) == prep
    ]
    return [antecedent(kid, host) or kid for kid in kids]


def _nested(host: Node, prep: str, depth: int) -> list[Node]:
    """Phrases below the common nouns to the right of a verb."""
    for kid in host.kids:
        if kid.i > host.i and kid.pos == "NOUN" and kid.base in {"obj", "obl", "nmod"}:
            found = _marked(kid, prep) or (_nested(kid, prep, depth - 1) if depth > 1 else [])
            if found:
                return found
    return []


def _indirect(trigger: Trigger) -> list[Node]:
    return trigger.node.of("iobj") or obliques(trigger, "to")


def _possessor(trigger: Trigger) -> list[Node]:
    return trigger.node.of("nmod:poss")


def _compound(trigger: Trigger) -> list[Node]:
    return [
        kid
        for kid in trigger.node.kids
        if kid.dep in {"compound", "amod", "nmod:desc", "nmod", "obl:unmarked"}
        and kid.i < trigger.node.i
        and not preposition(kid)
    ]


def owners(thing: Node) -> list[Node]:
    """Who stands behind a thing: its possessor, a name or adjective before it, who made it ("offers by", "sold by")."""
    found: list[Node] = []
    for kid in thing.kids:
        if kid.dep in {"nmod:poss", "amod", "compound"} or (kid.base == "nmod" and preposition(kid) in {"by", "from"}):
            found.append(kid)
        elif kid.base == "acl" and kid.tag == "VBN":
            found += agents(kid)
    return [*found, *_nested(thing, "by", 1)]  # "the violation of rights by the army"


def _complement(trigger: Trigger) -> list[Node]:
    return complements(trigger.node, *trigger.parts)


def _complement_subject(trigger: Trigger) -> list[Node]:
    found = [kid for verb in _complement(trigger) for kid in verb.kids if kid.base == "nsubj"]
    return [node for node in found if node.lemma not in RELATIVE]


def _complement_object(trigger: Trigger) -> list[Node]:
    own = [verb for verb in _complement(trigger) if verb.base != "advcl"]
    return [node for verb in own for node in verb.of("obj")]


def _modified(trigger: Trigger) -> list[Node]:
    node = trigger.node
    return [node.head] if node.head is not None and node.base in {"amod", "acl"} else []


def _obliged(trigger: Trigger) -> list[Node]:
    verbs = [
        verb for verb in _complement(trigger) if any(kid.base == "aux" and kid.lemma in OBLIGATION for kid in verb.kids)
    ]
    return [kid for verb in verbs for kid in verb.kids if kid.base == "nsubj" and kid.lemma not in RELATIVE]


def _infinitive(trigger: Trigger) -> list[Node]:
    return [verb for verb in _complement(trigger) if any(mark.lemma == "to" for mark in verb.of("mark"))]


def _condition_subject(trigger: Trigger) -> list[Node]:
    clauses = [trigger.clause, *_complement(trigger)]
    conditions = [kid for host in clauses for kid in host.of("advcl") if is_condition(kid)]
    return [kid for verb in conditions for kid in verb.kids if kid.base == "nsubj"]


def _predicate(trigger: Trigger) -> list[Node]:
    verb = trigger.node
    extra = [
        kid for kid in verb.kids if kid.base == "xcomp" or (kid.base in {"obl", "advcl"} and preposition(kid) == "as")
    ]
    return extra or verb.of("obj")[1:] or [kid for obj in verb.of("obj") for kid in obj.of("appos")]


def _clause_subject(trigger: Trigger) -> list[Node]:
    verb = next((above for above in trigger.node.ancestors() if is_verb(above)), None)
    return subjects(verb) if verb is not None else []


def _nearest(trigger: Trigger) -> list[Node]:
    for clause in trigger.node.ancestors():
        names = [n for n in clause.subtree() if n.i < trigger.node.i and n.pos == "PROPN" and n.base not in NAME_PARTS]
        if names:
            return [max(names, key=lambda n: n.i)]
        if _is_finite(clause):
            return []
    return []


def _is_finite(node: Node) -> bool:
    """True for the verb of a finite clause: names before it are another story."""
    return is_verb(node) and node.dep not in {"acl", "advcl", "xcomp"}


def _bearer(trigger: Trigger) -> list[Node]:
    node = trigger.node
    if node.first("cop") is not None:
        return subjects(node)
    if node.head is not None and node.dep in {"appos", "nmod:desc"}:
        return [node.head]
    return node.of("appos")


_SLOTS: dict[str, Callable[[Trigger], list[Node]]] = {
    "subject": _subject_slot,
    "object": _object_slot,
    "indirect": _indirect,
    "receiver": lambda trigger: trigger.node.of("iobj") if trigger.node.of("obj") else [],
    "possessor": _possessor,
    "compound": _compound,
    "complement-subject": _complement_subject,
    "complement-object": _complement_object,
    "complement": _complement,
    "condition-subject": _condition_subject,
    "infinitive": _infinitive,
    "obliged": _obliged,
    "predicate": _predicate,
    "clause-subject": _clause_subject,
    "nearest": _nearest,
    "modified": _modified,
    "bearer": _bearer,
}
