"""Where an event takes place, and for whom its subject acts."""

from __future__ import annotations

from kg.extract.circumstances.lending import Lender, lenders
from kg.extract.coreference import referents
from kg.extract.grammar.labels import HYPHENS, OBLIQUES, PARTICIPANTS
from kg.extract.grammar.triggers import Trigger, hosts, place_before
from kg.extract.names import nationality
from kg.extract.reading import Reading
from kg.language.grammar import Node, conjuncts, is_verb, preposition
from kg.records import Argument, Kind

MAX_NESTING = 3
"""Prepositional phrases inside one another that are searched for a place."""
RELATIVE = "WDT"
"""Tag of "which"."""
ON, OF = "on", "of"
THERE_WINDOW = 2
"""Sentences; how far back "there" points."""


def place(reading: Reading, trigger: Trigger, *, but: set[int], avoid: Node | None = None) -> Argument | None:
    """The place of an event: a locative phrase of the trigger, of its verb, or nested in its participants.

    Args:
        reading: The document.
        trigger: The words that evoke the event.
        but: Chains that fill other roles of the event already.
        avoid: A word whose own places are not the event's: who criticizes "the war in Iraq" need not be there.
    """
    for host in [*hosts(trigger), *_governors(trigger)]:
        found = _there(reading, host, but) or _below(reading, host, but, avoid, MAX_NESTING)
        if found:
            return found
    occasion = _occasion_of(reading, trigger.clause)
    if occasion is not None and (found := _below(reading, occasion, but, avoid, MAX_NESTING)):
        return found
    for lender in (each for each in lenders(reading, trigger.clause) if not each.bygone):
        found = _below(reading, lender.clause, but, avoid, MAX_NESTING, lender)
        if found:
            return found
    return None


def _occasion_of(reading: Reading, clause: Node) -> Node | None:
    """What a relative clause says happened in it: "the [bombing] of a train in Kabul, in which nine were killed"."""
    inside = (kid for kid in clause.of("obl") if kid.tag == RELATIVE and _is_located(reading, kid))
    return clause.head if clause.dep == "acl:relcl" and any(inside) else None


def _governors(trigger: Trigger) -> list[Node]:
    """The verb that governs an event in the infinitive: "plans to meet in Doha" may hang the place on "plans"."""
    node = trigger.clause
    return [node.head] if node.base == "xcomp" and node.head is not None and is_verb(node.head) else []


def _there(reading: Reading, host: Node, but: set[int]) -> Argument | None:
    """What "where" and "there" point at, beside a word or its object: the last place named before it."""
    before = place_before(host)
    if before is not None and (found := _named_place(reading, before, but)):
        return found
    adverbs = reading.words("locative-adverb")
    for kid in [*host.kids, *(inner for obj in host.of("obj") for inner in obj.kids)]:
        if kid.base == "advmod" and kid.lemma in adverbs and (found := _place_before(reading, kid)):
            return found
    return None


def _below(
    reading: Reading, host: Node, but: set[int], avoid: Node | None, depth: int, lender: Lender | None = None
) -> Argument | None:
    """A place in a phrase of a word, or inside one of its participants; of a lender, in those that it shares."""
    kids = [kid for kid in host.kids if lender is None or _is_shared(reading, kid, lender)]
    for kid in kids:
        if _is_located(reading, kid) and (found := _named_place(reading, kid, but)):
            return found
    for kid in kids if depth > 0 else ():
        located = _is_located(reading, kid) or _is_occasion(reading, kid)
        open_to = kid.base in PARTICIPANTS and kid is not avoid and not is_verb(kid) and not _is_topic(reading, kid)
        if open_to and (located or reading.mentions.covering.get(kid.i) is None):
            found = _below(reading, kid, but, avoid, depth - 1)
            found = found or (_of_place(reading, kid, but) if located else None) or _modifier(reading, kid, but)
            if found is not None and not _is_beside(reading, kid, but, found.end):
                return found
    return None


def _is_shared(reading: Reading, phrase: Node, lender: Lender) -> bool:
    """True for what may say where the event of another clause takes place; whom they fight for need not be there."""
    told = phrase.base == "obj" or (phrase.base == "nsubj" and lender.subject)
    told = told or _is_located(reading, phrase) or _is_occasion(reading, phrase)
    return told and lender.lends(phrase)


def _is_occasion(reading: Reading, phrase: Node) -> bool:
    """As in "during the forum in Beijing", whose place is that of the event."""
    return phrase.base in OBLIQUES and preposition(phrase) in reading.words("occasion-preposition")


def _is_topic(reading: Reading, phrase: Node) -> bool:
    """As in "blamed them for the attack in Kabul", "jailed over the raid on Kabul": why, and not where."""
    told = phrase.base in OBLIQUES and phrase.lemma in reading.ontology.deeds
    return told and preposition(phrase) in reading.words("topic-preposition")


def _is_located(reading: Reading, phrase: Node) -> bool:
    """As in "in Quetta", "at the Hilton Hotel", and not "possibly in Quetta"."""
    if phrase.base not in OBLIQUES or phrase.dep == "nmod:poss" or preposition(phrase) not in reading.words("locative"):
        return False
    if preposition(phrase) == ON and _is_state(reading, phrase):
        return False  # "the committee on China"
    return not any(kid.base == "advmod" and kid.lemma in reading.cues("adverb") for kid in phrase.kids)


def _is_state(reading: Reading, node: Node) -> bool:
    i = reading.mentions.at(node)
    return i is not None and reading.ontology.has(referents.class_of(reading, i), "sovereign")


def _named_place(reading: Reading, node: Node, but: set[int]) -> Argument | None:
    i = referents.mention_of(reading, node)
    found = referents.argument(reading, i)
    if i is None or found is None or found.chain in but or reading.mentions.all[i].demonym:
        return None
    if _is_beside(reading, node, but):
        return None
    entity = referents.entity(reading, found)
    is_place = entity is not None and reading.ontology.coarse(entity.cls) == "Place" and not entity.described
    return found if is_place else None


def _is_beside(reading: Reading, node: Node, but: set[int], before: int = 0) -> bool:
    """True for one of several words of which another is an end: "attacks on [an office in Jenin] and on Salfit".

    Args:
        reading: The document.
        node: The word.
        but: Chains of the ends.
        before: The character before which the end does not count: a place behind them all is that of them all.
    """
    first = node
    while first.dep == "conj" and first.head is not None:
        first = first.head
    others = (reading.mentions.at(other) for other in conjuncts(first) if other is not node and other.start >= before)
    return any(reading.chains.of[i] in but for i in others if i is not None)


def _of_place(reading: Reading, noun: Node, but: set[int]) -> Argument | None:
    """The name inside a phrase for a place: "at the Nithi bridge", "in Jammu's Narwal area"; a country only owns it.

    Of a part of a place, it is the whole: "in a residential sector of Beirut".
    """
    cls = reading.ontology.noun_classes.get(noun.lemma)
    part = noun.lemma in reading.words("place-part")
    if noun.pos != "NOUN" or not (part or (cls is not None and reading.ontology.coarse(cls) == "Place")):
        return None
    for name in (*noun.of("compound"), *noun.of("nmod:poss")):
        found = _named_place(reading, name, but)
        i = reading.mentions.at(name)
        if (
            found is not None
            and i is not None
            and not reading.ontology.has(referents.class_of(reading, i), "sovereign")
        ):
            return found
    wholes = (_named_place(reading, kid, but) for kid in noun.of("nmod") if part and preposition(kid) == OF)
    found = next((found for found in wholes if found is not None), None)
    return found or (_country_of(reading, noun, but) if _is_inside_state(reading, noun, cls) else None)


def _is_inside_state(reading: Reading, noun: Node, cls: str | None) -> bool:
    """True for a town or a region, but not for a border, which has another side."""
    if cls is None or noun.lemma in reading.words("between-states"):
        return False
    return reading.ontology.has(cls, "town", "area") and not reading.ontology.has(cls, "sovereign")


def _country_of(reading: Reading, noun: Node, but: set[int]) -> Argument | None:
    """The country of a town or a region that has no other name: "in the [Syrian] capital"."""
    for kid in noun.of("amod"):
        i = reading.mentions.at(kid)
        found = referents.argument(reading, i)
        if i is None or found is None or found.chain in but or not reading.mentions.all[i].demonym:
            continue
        if reading.view.nodes[kid.i + 1].text not in HYPHENS and not nationality.is_other(reading, kid):
            return found
    return None


def _modifier(reading: Reading, noun: Node, but: set[int]) -> Argument | None:
    """As in "the Doha office": a city before a noun that is no participant says where."""
    owner = reading.mentions.at(noun)
    if owner is not None and reading.ontology.coarse(referents.class_of(reading, owner)) != "Place":
        return None
    for kid in noun.of("compound", "nmod:unmarked"):
        i = reading.mentions.covering.get(kid.i)
        found = referents.argument(reading, i)
        if i is None or found is None or found.chain in but:
            continue
        if reading.ontology.has(referents.class_of(reading, i), "town", "building"):
            return found
    return None


def _place_before(reading: Reading, adverb: Node) -> Argument | None:
    for sentence in range(adverb.sent, max(-1, adverb.sent - THERE_WINDOW - 1), -1):
        for i in reversed(reading.mentions.in_sentence(sentence)):
            candidate, found = reading.mentions.all[i], referents.argument(reading, i)
            if found is None or candidate.start >= adverb.start or candidate.kind is not Kind.NAME:
                continue
            if reading.ontology.coarse(referents.class_of(reading, i)) == "Place":
                return found
    return None


def behalf(reading: Reading, trigger: Trigger) -> Argument | None:
    """For whom the subject acts: "on the U.S.'s behalf", "on behalf of the union"."""
    words = reading.words("on-behalf")
    for kid in (kid for host in hosts(trigger) for kid in host.kids):
        if kid.lemma in words:
            owners = [owner for owner in kid.kids if owner.base == "nmod"]
        else:
            owners = [kid] if words & set(preposition(kid).split()) else []
        for owner in owners:
            if found := referents.resolved(reading, owner):
                return found
    return None
