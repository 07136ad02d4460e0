"""Whether a fact holds: modality and polarity.

The words stand in `ontology/lexicon.ttl` as cues with a scope:

    auxiliary    "will meet", "may meet"
    adverb       "allegedly met"
    present-tense  beside a verb in the present: "meets Kim later on Friday"
    reported     the same auxiliary inside reported speech: "said it would meet"
    infinitive   a verb that governs it only as an infinitive: "told them to leave"
    complement   a verb, noun or adjective that governs the event: "plans to meet", "denied meeting"
    deed         the same with the preposition that it needs: "charged with killing", "arrested for the murder of"
    statement    a verb that governs it only as a clause: "claims that they met"
    belief       a verb of thinking: "believes that they met"
    content      a noun that has it as its content: "rumours that they met"
    hearsay      a passive verb above an infinitive: "is believed to have met"
    accuser      who says it and need not be believed: "prosecutors say that they met"
    cessation    "stopped meeting", which says that they did meet
    ending       a verb that gives up what lasted as long as somebody kept to it: "withdrew its support"
    mark         a subordinator: "if they meet"
    decreed      a verb (and its preposition) that governs a noun: "ordered the release", "warned of a raid"
    negation     "did not meet", "never met"
    truth        what a negated word says of the clause below: "it is not true that"
    inversion    an auxiliary before the subject of a condition: "had they met"
    modifier     "a planned meeting", "possible talks", "no talks"
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.circumstances import attitudes, governors, outcomes, stances
from kg.extract.circumstances.cues import (
    Cues,
    Found,
    declared,
    deed,
    inverted,
    is_had,
    is_none,
    is_unsaid,
    modifiers,
    negation,
)
from kg.extract.grammar.arguments import is_marked, is_subjunctive
from kg.extract.grammar.labels import (
    CIRCUMSTANCES,
    COMPLEMENTS,
    CORE,
    NEGATING,
    OBLIQUES,
    PARTICIPANTS,
    PRESENT,
    REPORTED,
    SAID,
    TO,
)
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.language.grammar import Node, auxiliaries, is_verb, preposition
from kg.records import Status

MAX_CLIMB = 8
"""Clauses above the trigger that are looked at."""
SEVERITY = {Status.ASSERTED: 0, Status.PLANNED: 1, Status.HYPOTHETICAL: 2, Status.ALLEGED: 3, Status.NEGATED: 4}
"""Of several cues the strongest decides: a planned meeting that was cancelled did not happen."""
MAX_TITLE = 8
"""Words of a title that are looked at."""
QUESTION = "?"
OPENS, CLOSES = "``", "''"
"""Tags of quotation marks."""


def status(
    reading: Reading, trigger: Trigger, frame_status: str | None = None, but: Status | None = None
) -> tuple[Status, tuple[str, ...]]:
    """The status of an event and the cue words that set it.

    Args:
        reading: The document.
        trigger: The words that evoke the event.
        frame_status: What the frame itself says: a "planned visit" needs no further cue.
        but: A status that does not count.
    """
    if not outcomes.is_presupposed(trigger) and _is_asked(reading, trigger.clause):
        return Status.HYPOTHETICAL, (QUESTION,)
    found = [cue for cue in _in_force(trigger, declared(reading.ontology)) if cue.status is not but]
    if frame_status:
        found.append(Found(Status(frame_status), trigger.node.lemma))
    strongest = max(found, key=lambda cue: SEVERITY[cue.status], default=None)
    if strongest is not None and strongest.status is Status.NEGATED:
        if outcomes.is_counterfactual(trigger.clause, declared(reading.ontology)):
            return Status.ASSERTED, ()
        if mark := _condition(trigger.clause, reading):
            return Status.HYPOTHETICAL, (mark,)
        if outcomes.is_wished(trigger.clause):  # "recommended that he never be released"
            return Status.HYPOTHETICAL, (strongest.word,)
    if strongest is None or strongest.status is Status.ASSERTED:
        return Status.ASSERTED, ()
    words = dict.fromkeys(cue.word for cue in found if cue.status is strongest.status)
    return strongest.status, tuple(words)


def _condition(clause: Node, reading: Reading) -> str:
    """The "if" of a clause or one around it: "if they fail to agree on a truce" does not tell that there is none."""
    cues = declared(reading.ontology)
    return next((mark for node in _climb(clause, cues) if (mark := cues.marks(node))), "")


def _climb(clause: Node, cues: Cues) -> Iterator[Node]:
    """A clause and those above it that pass their status on, the nearest first."""
    node: Node | None = clause
    for _ in range(MAX_CLIMB):
        if node is None:
            return
        yield node
        node = governors.up(node, cues)


def is_left_open(reading: Reading, trigger: Trigger) -> bool:
    """True for a deed of which nothing is said: "acquitted of killing"."""
    cues = declared(reading.ontology)
    words = (trigger.node, trigger.clause, *trigger.parts)
    own = {node.i for node in words}  # "cleared of all charges" is itself no deed
    charges = [node.head for node in words if node.base == "acl" and node.head is not None]  # "acquitted on charges of"
    around = (node for node in (*words, *charges) if node.head is None or node.head.i not in own)
    return any(is_unsaid(node, cues) for node in around) or stances.is_ended(trigger.node, cues)


def of_title(reading: Reading, title: tuple[int, int]) -> tuple[Status, tuple[str, ...]]:
    """The status of what a title in front of a name says: "the alleged leader of the gang, Kim"."""
    cues = declared(reading.ontology)
    nouns = _at(reading, title)
    alleged = [cue.word for noun in nouns for cue in modifiers(noun, cues) if cue.status is Status.ALLEGED]
    to_be = [kid.text for noun in nouns for kid in noun.of("amod") if cues.is_a("to-be", kid.lemma)]
    found = Status.ALLEGED if alleged else Status.PLANNED if to_be else Status.ASSERTED
    return found, tuple(alleged or to_be)


def is_only_described(reading: Reading, title: tuple[int, int]) -> bool:
    """As in "will be the first Estonian president to visit": what is to come is the visit, not the office."""
    for noun in _at(reading, title):
        infinitive = any(kid.tag == "VB" and is_marked(kid, TO) for kid in noun.of("acl"))
        if infinitive and governors.is_ranked(noun, declared(reading.ontology)):
            return True
    return False


def _at(reading: Reading, title: tuple[int, int]) -> list[Node]:
    """The words between two characters."""
    nodes = reading.view.nodes
    first = bisect_left(nodes, title[0], key=lambda node: node.start)
    return [node for node in nodes[first : first + MAX_TITLE] if node.end <= title[1]]


def _in_force(trigger: Trigger, cues: Cues) -> Iterator[Found]:
    """The cues around a trigger, from its own modifiers to the clauses above."""
    if not is_verb(trigger.node):
        yield from modifiers(trigger.node, cues)
        if trigger.support is not None:
            if stances.goes_on(trigger.node, trigger.support, cues):
                return
            yield from stances.of_support(trigger.node, trigger.support, cues)
        elif not outcomes.is_ungoverned(trigger.node):
            yield from governors.of_noun(trigger.node, cues)
            host = trigger.node.head
            if host is not None and trigger.node.base in CORE and cues.is_a("hosting", host.lemma) and is_verb(host):
                yield from _of_clauses(host, cues, frozenset())  # "is ready to host talks between Chad and Libya"
    for part in trigger.parts:
        if not cues.of("complement", trigger.node.lemma):  # "cancelled a [planned] visit" is itself not planned
            yield from (cue for cue in modifiers(part, cues) if not cues.is_a("lacking", cue.word.lower()))
        if found := deed(part, cues):
            yield found
    said = frozenset(part.i for part in trigger.parts if cues.of("negation", part.lemma))  # "say no" is no negation
    yield from _of_clauses(trigger.clause, cues, said)


def _of_clauses(clause: Node, cues: Cues, said: frozenset[int]) -> Iterator[Found]:
    """The cues of a clause and of those above that pass their status on; a negation goes less far than others."""
    apart = False
    for node in _climb(clause, cues):
        yield from (found for found in _clause(node, cues, said) if not (apart and found.status is Status.NEGATED))
        apart = apart or governors.is_apart(node, cues)
        above = [found for found in governors.of_clause(node, cues) if not (apart and found.status is Status.NEGATED)]
        yield from above
        if any(cues.is_a("threatening", found.word.lower()) for found in above if found.status is Status.HYPOTHETICAL):
            return  # who is accused of threatening to kill, is not accused of killing


def _clause(node: Node, cues: Cues, said: frozenset[int]) -> Iterator[Found]:
    """Cues inside one clause: auxiliaries, negation, subordinator, a condition, and words of its own kind.

    What is `said`, as in "says no to it", is a part of the trigger and no cue.
    """
    reported = _is_reported(node, cues)
    for aux in (aux for aux in auxiliaries(node) if not is_had(aux)):
        cue = (cues.of("reported", aux.lemma) if reported else None) or cues.of("auxiliary", aux.lemma)
        if cue and not (said and cue is Status.PLANNED):  # who says that they will not accept it, rejects it now
            yield Found(cue, aux.text)
    governs = cues.of("complement", node.lemma)  # "threatens to attack unless …": the condition is the attack's
    if governs is Status.NEGATED:  # "agreed to scrap the tax if …": without a clause of its own it is the verb's
        governs = governs if any(kid.base in COMPLEMENTS for kid in node.kids) else None
    for kid in (kid for kid in node.kids if kid.i not in said):
        if found := _beside(kid, node, cues):
            meant = (
                outcomes.softened(found, node, cues)
                if found.status is Status.NEGATED and kid.base == "advmod"
                else found
            )
            if meant:
                yield meant
        elif kid.base == "advcl" and not governs and (condition := cues.marks(kid) or inverted(kid, cues)):
            if node.tag == "VBD" and kid.i > node.i and node.of("obj") and not auxiliaries(node):
                continue  # "supported a strike if owners refused": the condition is that of the strike
            yield Found(Status.HYPOTHETICAL, condition)
    if node.base == "advcl" and (condition := inverted(node, cues)):
        yield Found(Status.HYPOTHETICAL, condition)
    yield from _by_form(node, cues)


def _by_form(node: Node, cues: Cues) -> Iterator[Found]:
    """What the form of the verb says: "is to leave", "insisted that he leave"."""
    if _is_to_come(node):
        yield from outcomes.to_come(node, cues)
    yield from (*outcomes.still_open(node, cues), *attitudes.rumoured(node, cues))
    if outcomes.is_habit(node, cues):
        yield Found(Status.HYPOTHETICAL, "when")
    yield from (*outcomes.in_fiction(node, is_present(node), cues), *outcomes.weighed(node))
    if is_subjunctive(node) and node.head is not None and cues.is_a("insisting", node.head.lemma):
        yield Found(Status.HYPOTHETICAL, node.head.text)


def _beside(kid: Node, node: Node, cues: Cues) -> Found | None:
    """A negation ("not", "no longer", "no officials"), the subordinator of the clause, an adverb, or who says so."""
    none = kid.base in PARTICIPANTS and is_none(kid, cues) and not cues.is_a("litotes", f"{node.lemma} {kid.lemma}")
    if none and (kid.base in CORE or kid.first("cc:preconj") is not None):
        return Found(Status.NEGATED, min((kid, *kid.kids), key=lambda word: word.i).text)
    if kid.base in OBLIQUES and cues.is_a("never-noun", kid.lemma) and is_none(kid, cues):
        return Found(Status.NEGATED, f"no {kid.text}")
    if kid.base in REPORTED and kid.i > node.i:
        return _behind(kid, node, cues)
    if kid.base in CIRCUMSTANCES and cues.is_a("source-preposition", preposition(kid)):
        found = cues.of("accuser", kid.lemma)
        return Found(found, kid.text) if found else None
    found = negation(kid, cues) if kid.base in NEGATING else None
    found = found or (cues.of("mark", kid.lemma) if kid.base == "mark" or _is_case(kid, node) else None)
    found = found or (cues.of("adverb", kid.lemma) if kid.base == "advmod" else None)
    if found is None and kid.i > node.i and is_present(node):
        found = cues.of_word("present-tense", kid)
    return Found(found, kid.text) if found else None


def _is_case(kid: Node, node: Node) -> bool:
    """True for "due" in "is due to arrive", read as a preposition or an auxiliary."""
    return kid.dep in {"case", "aux"} and node.tag == "VB"


def _behind(verb: Node, said: Node, cues: Cues) -> Found | None:
    """A verb of saying behind what is said: "Kim killed him, prosecutors say", "Kim killed him, he claimed"."""
    if verb.first("ccomp") is not None:
        return None
    found = cues.of("statement", verb.lemma)
    return Found(found, verb.text) if found else governors.accuser(verb, said, cues)


def is_present(node: Node) -> bool:
    """As in "meets", "is meeting"; what somebody has been doing since Tuesday goes on already."""
    tags = {aux.tag for aux in auxiliaries(node)}
    return node.tag in PRESENT or (node.tag == "VBG" and not tags.isdisjoint(PRESENT) and "VBN" not in tags)


def _is_to_come(node: Node) -> bool:
    """As in "is to travel", "is to be built", and in headlines "US, Taliban to meet in Qatar"."""
    bare = node.tag == "VB" or any(aux.tag == "VB" for aux in node.of("aux:pass"))
    if not bare or not is_marked(node, TO):
        return False
    return node.head is None or any(aux.lemma == "be" and aux.tag != "VB" for aux in auxiliaries(node))


def _is_reported(node: Node, cues: Cues) -> bool:
    while node.dep == "conj" and node.head is not None and not cues.is_a("reporting-verb", node.head.lemma):
        node = node.head
    if node.base in SAID and node.head is not None and cues.is_a("reporting-verb", node.head.lemma):
        return True
    return any(kid.base in REPORTED and cues.is_a("reporting-verb", kid.lemma) for kid in node.kids)


def _is_asked(reading: Reading, node: Node) -> bool:
    """True before a question mark that ends the sentence, or the quotation, that a word stands in."""
    nodes, last = reading.view.nodes, reading.view.sentences[node.sent].last
    inside = 0
    for n in range(node.i + 1, last + 1):
        other = nodes[n]
        if other.tag == OPENS:
            inside += 1
        elif other.tag == CLOSES:
            inside = max(0, inside - 1)
        elif not inside and other.text.startswith(QUESTION):
            return n == last or nodes[n + 1].tag == CLOSES
    return False
