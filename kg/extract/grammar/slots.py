"""Grammatical slots: which words fill `subject`, `object`, `oblique:with` … of a trigger.

One frame serves "A attacked B", "B was attacked by A", "B, attacked by A" and "A planned to attack B".

    subject             the doer: subject, "by …" of a passive clause; of a noun, that of its verb ("A held talks")
    object              what it is done to: object, or subject of a passive clause
    indirect            recipient: indirect object, "to …", or the subject of a passive verb with an object
    receiver            indirect object beside an object: "left [her] the house"
    oblique:P           a nominal marked by preposition P ("with", "out of")
    possessor           "Karzai's visit", "his visit"
    compound            "U.S.-Taliban talks", "the Afghan attack"
    complement-subject  subject of a clause that depends on the trigger ("urged that Israel withdraw")
    complement-object   object of a clause that depends on the trigger
    complement          the word that heads such a clause
    content             the verb of a clause that says what is said or shown: "demonstrated that …"
    obliged             subject of a dependent clause that says what must be done ("said Libya must …")
    predicate           what the trigger makes of its object: "named him minister", "chose him as leader"
    called              the name that a participle behind a noun only gives: "a woman named [Ana Ruiz]"
    clause-subject      subject of the clause around a noun ("on behalf of")
    around              the same, where the noun says when the clause holds: "[after talks] with Kim, Lee left"
    nearest             the last name before the noun in its clause ("talks between A and B during a visit to C")
    modified            the noun that a participle or adjective modifies
    bearer              who a noun describes: title, apposition, predicate
    infinitive          the verb of a "to" clause that depends on the trigger ("asked them to leave")
    condition-subject   subject of a condition of the clause ("threatened a strike unless Israel …")
    told-of             who does what the trigger itself says, where the subject is who says so ("said Kim lied")
    itself              a further word that is the doer: "the [ferry] sank" ("sink ferry")
    part                the last further word of a phrasal trigger itself: "won the [election]"
    part:SLOT           a slot of the last further word of a phrasal trigger
    owner:SLOT          who stands behind the words of a slot: "Canadian steel", "Iran's exports", "offers by rebels"
    SLOT>SLOT           the second slot of the words that fill the first: "demanded [reforms] by the king"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.grammar.arguments import agents, clauses_below, is_marked, is_subjunctive, patients, subjects
from kg.extract.grammar.labels import (
    ADJUNCTS,
    APPOSITIVE,
    BEFORE_EVENTS,
    MODIFIED,
    NAME_PARTS,
    NON_FINITE,
    PARTICIPLES,
    PLURAL,
    RELATIVE,
    TITLE,
    TO,
)
from kg.extract.grammar.triggers import Trigger, obliques, owners
from kg.language.grammar import Node, auxiliaries, conjuncts, is_passive, is_verb, preposition, verb_above


def alternatives(slots: str, trigger: Trigger) -> Iterator[tuple[str, list[Node]]]:
    """The filled slots of a space-separated list, in its order, with their words, coordination spread out."""
    for slot in slots.split():
        found = _one(slot, trigger)
        if found:
            yield slot, _spread(found, trigger, behind=trigger.node)


def fill(slots: str, trigger: Trigger) -> tuple[str, list[Node]]:
    """The first slot of a space-separated list that is filled, with its words."""
    return next(alternatives(slots, trigger), ("", []))


def _one(slot: str, trigger: Trigger) -> list[Node]:
    outer, _, inner = slot.partition(">")
    if inner:
        return [node for word in _spread(_one(outer, trigger), trigger) for node in _one(inner, trigger.at(word))]
    name, _, rest = slot.partition(":")
    if name == "part":
        last = trigger.parts[-1:]
        return [node for word in last for node in _one(rest, trigger.at(word))] if rest else list(last)
    if name == "owner":
        return [owner for node in _spread(_one(rest, trigger), trigger) for owner in owners(node)]
    return obliques(trigger, rest.replace("_", " ")) if name == "oblique" else _SLOTS[name](trigger)


def known(slot: str) -> bool:
    """True for a slot that `fill` understands."""
    outer, _, inner = slot.partition(">")
    if inner:
        return known(outer) and known(inner)
    name, _, rest = slot.partition(":")
    if rest and name in {"part", "owner"}:
        return known(rest)
    return slot == "part" or slot in _SLOTS or (name == "oblique" and bool(rest))


def _spread(nodes: list[Node], trigger: Trigger, *, behind: Node | None = None) -> list[Node]:
    """The words with those coordinated; what follows a participle is another's: "the CDC, based in Atlanta, and …"."""
    excluding = trigger.list_of("excluding")
    out: dict[int, Node] = {}
    for node in nodes:
        for member in conjuncts(node):
            if behind is not None and behind.base == "acl" and behind.head is node and node.i < behind.i < member.i:
                continue
            denied = [kid for kid in member.of("advmod", "cc") if kid.lemma in excluding and kid.i < member.i]
            if not denied or is_verb(member) or len(member.of("advmod")) > 1:  # "not only Kim"
                for each in _named(_whole(member, trigger)):
                    out.setdefault(each.i, each)
    return list(out.values())


def _whole(node: Node, trigger: Trigger) -> Node:
    """Those of whom a word means some, if names say whom: "two of the [directors], Ana and Tom, left"."""
    some = node.tag == "CD" or node.lemma in trigger.list_of("partial")
    wholes = (kid for kid in node.of("nmod") if some and preposition(kid) == "of" and _named(kid) != [kid])
    return next(wholes, node)


def _named(node: Node) -> list[Node]:
    """The names that a plural is spelled out by: "two firms, [Fiat] and [Ford], left"; else the word itself."""
    beside = [kid for kid in node.of("appos") if kid.i > node.i] if node.tag in PLURAL else []
    names = conjuncts(beside[0]) if len(beside) == 1 else []
    return list(names) if len(names) > 1 and all(name.pos == "PROPN" for name in names) else [node]


# --- subject and object ----------------------------------------------------------------------------------


def _subject_slot(trigger: Trigger) -> list[Node]:
    if trigger.support is not None:
        if not (passive := is_passive(trigger.support)) and trigger.node.base == "nsubj":
            return []
        if passive and trigger.node.base == "obl":
            return subjects(trigger.support)  # "were engaged in talks"
        return agents(trigger.support)
    return agents(trigger.node) if is_verb(trigger.node) else subjects(trigger.node)


def _object_slot(trigger: Trigger) -> list[Node]:
    parts = {part.i for part in trigger.parts}
    return [node for node in patients(trigger.node) if node.i not in parts]


# --- noun modifiers and clauses ------------------------------------------------------------------------------


def _indirect(trigger: Trigger) -> list[Node]:
    verb, lent = trigger.node, trigger.support
    if lent is not None and verb in lent.of("obj"):  # "gave [Iran] a warning", "[Iran] was given a warning"
        passive = is_passive(lent) and lent.lemma in trigger.list_of("giving")
        given = lent.of("iobj") or (subjects(lent) if passive else [])
    else:
        given = verb.of("iobj") or _given(verb)
    return given or obliques(trigger, "to")


def _given(verb: Node) -> list[Node]:
    """Who gets something, as the subject of a passive verb, or as the first object: "lent [Ana Ruiz] 2,000 euros"."""
    if len(things := verb.of("obj")) > 1 and things[1].of("nummod"):
        return things[:1]
    return subjects(verb) if things and is_verb(verb) and is_passive(verb) else []


def _possessor(trigger: Trigger) -> list[Node]:
    return trigger.node.of("nmod:poss")


def _compound(trigger: Trigger) -> list[Node]:
    before = (kid for kid in trigger.node.kids if kid.i < trigger.node.i)
    return [kid for kid in before if kid.dep in BEFORE_EVENTS and not preposition(kid)]


def _complement(trigger: Trigger) -> list[Node]:
    return clauses_below(trigger.node, *trigger.parts)


def _complement_subject(trigger: Trigger) -> list[Node]:
    active = [verb for verb in _complement(trigger) if not is_passive(verb)]  # whom it befalls, is to do nothing
    return _subjects_of(active)


def _subjects_of(verbs: list[Node]) -> list[Node]:
    return [kid for verb in verbs for kid in verb.kids if kid.base == "nsubj" and kid.lemma not in RELATIVE]


def _complement_object(trigger: Trigger) -> list[Node]:
    return [node for verb in _complement(trigger) if verb.base != "advcl" for node in verb.of("obj")]


def _modified(trigger: Trigger) -> list[Node]:
    head = trigger.node.head if trigger.node.base in MODIFIED else None
    if head is not None and head.dep == "compound" and head.head is not None and head.head.i > head.i:
        head = head.head  # "the Lagos-[based] lender Unity Bank"
    if head is not None and head.dep == TITLE and head.head is not None and not head.head.of("conj"):
        return [head.head]  # "the [slain] president Kim", and not those named after him
    return [head] if head is not None else []


def _obliged(trigger: Trigger) -> list[Node]:
    obligation = trigger.list_of("obligation")
    insisting = trigger.node.lemma in trigger.list_of("insisting")
    must = [
        verb
        for verb in _complement(trigger)
        if any(aux.lemma in obligation for aux in auxiliaries(verb)) or (insisting and is_subjunctive(verb))
    ]
    idle = trigger.list_of("no-demand")
    active = [verb for verb in must if not is_passive(verb) and verb.first("expl") is None and verb.lemma not in idle]
    return _subjects_of(active)  # of what must be done, others are to do it; nor of what there should be


def _infinitive(trigger: Trigger) -> list[Node]:
    behind = [verb for verb in _complement(trigger) if verb.i > trigger.node.i and is_marked(verb, TO)]
    return [verb for verb in behind if not any(kid.tag.startswith("W") and kid.i < verb.i for kid in verb.kids)]


def _condition_subject(trigger: Trigger) -> list[Node]:
    clauses = [trigger.clause, *_complement(trigger)]
    conditions = [kid for host in clauses for kid in host.of("advcl") if is_marked(kid, trigger.list_of("condition"))]
    return _subjects_of(conditions)


def _predicate(trigger: Trigger) -> list[Node]:
    verb = trigger.node
    extra = [kid for kid in verb.kids if kid.base == "xcomp" or (kid.base in ADJUNCTS and preposition(kid) == "as")]
    apposed = (kid for obj in verb.of("obj") for kid in obj.of("appos"))
    return extra or verb.of("obj")[1:] or [kid for kid in apposed if kid.pos == "NOUN" or not kid.of("punct")]


def _called(trigger: Trigger) -> list[Node]:
    participle = trigger.node.base == "acl" and trigger.node.tag in PARTICIPLES
    return [kid for kid in _predicate(trigger) if kid.pos == "PROPN"] if participle else []


def _clause_subject(trigger: Trigger) -> list[Node]:
    verb = verb_above(trigger.node)
    return subjects(verb) if verb is not None else []


def _around(trigger: Trigger) -> list[Node]:
    noun, verb = trigger.node, trigger.node.head
    if noun.base != "obl" or verb is None or not is_verb(verb):
        return []
    mark = preposition(noun)
    there = mark == "for" and verb.lemma in trigger.list_of("travelling")  # "flew there for talks with Kim"
    return agents(verb) if there or mark in trigger.list_of("beside-clause") else []


def _nearest(trigger: Trigger) -> list[Node]:
    for clause in trigger.node.ancestors():
        before = (n for n in clause.subtree() if n.i < trigger.node.i and n.pos == "PROPN")
        if names := [n for n in before if n.base not in NAME_PARTS]:
            return [max(names, key=lambda n: n.i)]
        if _is_finite(clause):
            return []
    return []


def _is_finite(node: Node) -> bool:
    """True for the verb of a finite clause: names before it are another story."""
    return is_verb(node) and node.dep not in NON_FINITE


def _bearer(trigger: Trigger) -> list[Node]:
    node = trigger.node
    if node.first("cop") is not None:
        return subjects(node)
    if node.head is not None and node.dep in APPOSITIVE:
        return [node.head]
    offices = [kid for kid in node.of("nmod") if preposition(kid) == "as"]  # "his successor as coach, [Kim]"
    own = node.of("appos") or [name for office in offices for name in office.of("appos")]
    if not own and node.dep == "conj" and node.head is not None and node.head.pos == "NOUN":
        return _bearer(trigger.at(node.head))  # "Turkey, a member of NATO and an ally of Qatar"
    return own


def _itself(trigger: Trigger) -> list[Node]:
    return [part for part in trigger.parts[-1:] if part.dep == "nsubj" and part.head is trigger.node]


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
    "content": lambda trigger: trigger.node.of("ccomp"),
    "condition-subject": _condition_subject,
    "infinitive": _infinitive,
    "obliged": _obliged,
    "predicate": _predicate,
    "called": _called,
    "clause-subject": _clause_subject,
    "around": _around,
    "nearest": _nearest,
    "modified": _modified,
    "bearer": _bearer,
    "itself": _itself,
    "told-of": lambda trigger: _subject_slot(trigger.at(trigger.node)),
}
