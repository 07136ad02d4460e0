"""Where an event takes place, for whom its subject acts, and who says so."""

from __future__ import annotations

from kg.extract.circumstances import status
from kg.extract.circumstances.participants import Ends
from kg.extract.grammar.slots import Trigger, hosts
from kg.language.grammar import Node, is_verb, preposition
from kg.records import Argument, Kind

MAX_NESTING = 3
"""Prepositional phrases inside one another that are searched for a place."""
THERE_WINDOW = 2
"""Sentences; how far back "there" points."""
PARTICIPANTS = frozenset({"obj", "obl", "nmod", "nsubj", "xcomp"})


def place(ends: Ends, trigger: Trigger, *, but: set[int], avoid: Node | None = None) -> Argument | None:
    """The place of an event: a locative phrase of the trigger, of its verb, or nested in its participants.

    Args:
        ends: The document's participants.
        trigger: The words that evoke the event.
        but: Chains that fill other roles of the event already.
        avoid: A word whose own places are not the event's: who criticizes "the war in Iraq" need not be there.
    """
    adverbs = ends.ontology.words.get("locative-adverb", frozenset())
    for host in [*hosts(trigger), *_governors(trigger)]:
        for kid in [*host.kids, *(inner for obj in host.of("obj") for inner in obj.kids)]:
            if kid.base == "advmod" and kid.lemma in adverbs and (found := _place_before(ends, kid)):
                return found
        if found := _place_below(ends, host, but, avoid, MAX_NESTING):
            return found
    return None


def _governors(trigger: Trigger) -> list[Node]:
    """The verb that governs an event in the infinitive: "plans to meet in Doha" may hang the place on "plans"."""
    node = trigger.clause
    return [node.head] if node.base == "xcomp" and node.head is not None and is_verb(node.head) else []


def _place_below(ends: Ends, host: Node, but: set[int], avoid: Node | None, depth: int) -> Argument | None:
    prepositions = ends.ontology.words.get("locative", frozenset())
    for kid in host.kids:
        located = kid.base in {"obl", "nmod"} and kid.dep != "nmod:poss" and preposition(kid) in prepositions
        if located and (found := _named_place(ends, kid, but)):
            return found
    for kid in host.kids if depth > 0 else ():
        open_to = kid.base in PARTICIPANTS and kid is not avoid and not is_verb(kid)
        if open_to and ends.mentions.covering.get(kid.i) is None:
            found = _place_below(ends, kid, but, avoid, depth - 1) or _place_modifier(ends, kid, but)
            if found is not None:
                return found
    return None


def _named_place(ends: Ends, node: Node, but: set[int]) -> Argument | None:
    i = ends.candidate(node)
    chain = ends.chains.of[i] if i is not None else None
    if i is None or chain is None or chain in but or ends.mentions.all[i].demonym:
        return None
    if ends.ontology.coarse(ends.cls(i)) != "Place" or ends.chains.entities[chain].described:
        return None
    return ends.mention(i, chain)


def _place_modifier(ends: Ends, noun: Node, but: set[int]) -> Argument | None:
    """As in "the Doha office": a city before a noun that is no participant says where."""
    owner = ends.mentions.at(noun)
    if owner is not None and ends.ontology.coarse(ends.cls(owner)) != "Place":
        return None
    for kid in noun.of("compound", "nmod:unmarked"):
        i = ends.mentions.covering.get(kid.i)
        chain = ends.chains.of[i] if i is not None else None
        if i is not None and chain is not None and ends.cls(i) in {"City", "Facility"} and chain not in but:
            return ends.mention(i, chain)
    return None


def _place_before(ends: Ends, adverb: Node) -> Argument | None:
    """What "there" points at: the last place named before it."""
    for sentence in range(adverb.sent, max(-1, adverb.sent - THERE_WINDOW - 1), -1):
        for i in reversed(ends.mentions.in_sentence(sentence)):
            candidate, chain = ends.mentions.all[i], ends.chains.of[i]
            if chain is None or candidate.start >= adverb.start or candidate.kind is not Kind.NAME:
                continue
            if ends.ontology.coarse(ends.cls(i)) == "Place":
                return ends.mention(i, chain)
    return None


def behalf(ends: Ends, trigger: Trigger) -> Argument | None:
    """For whom the subject acts: "on the U.S.'s behalf", "on behalf of the union"."""
    words = ends.ontology.words.get("on-behalf", frozenset())
    for kid in (kid for host in hosts(trigger) for kid in host.kids):
        if kid.lemma in words:
            owners = [owner for owner in kid.kids if owner.base == "nmod"]
        else:
            owners = [kid] if words & set(preposition(kid).split()) else []
        for owner in owners:
            if found := ends.resolved(owner):
                return found
    return None


def source(ends: Ends, clause: Node) -> str | None:
    """Who says what stands in a clause, in words that can be read alone."""
    speaker = status.source(clause, ends.ontology)
    argument = ends.resolved(speaker) if speaker is not None else None
    entity = ends.entity(argument) if argument is not None else None
    return entity.name if entity is not None else None
