"""What a verb says of the noun below it: that it is cancelled, wanted, given up."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances.cues import Cues, Found, negation
from kg.extract.grammar.labels import OBLIQUES, OWNERS
from kg.language.grammar import Node, is_verb, preposition
from kg.records import Status


def of_support(noun: Node, verb: Node, cues: Cues) -> Iterator[Found]:
    """What the verb that lends its subject to a noun says of it: "cancelled a visit", "ended its support"."""
    if went_on(noun, verb, cues):
        return
    found = given_up(noun, verb, cues)
    cue = governing(verb, cues) if noun.dep != "nsubj" else None  # "her arrest set off protests"
    if found or cue:
        yield found or Found(cue or Status.NEGATED, verb.text)


def went_on(noun: Node, verb: Node, cues: Cues) -> bool:
    """True for what had happened until then: who suspends bombings or stops its attacks."""
    known = noun.tag == "NNS" or noun.first("nmod:poss") is not None
    return known and cues.of("cessation", verb.lemma) is not None


def goes_on(noun: Node, above: Node, cues: Cues) -> bool:
    """True for what goes on, whoever wants it to end: "called for an end to attacks", "promised to end the siege"."""
    ended = noun.dep == "obj" if is_verb(above) else noun.base == "nmod"
    below = noun.head  # "to end days of clashes"
    ended = ended or (below is not None and below.head is above and below.dep == "obj" and is_verb(above))
    return ended and cues.is_a("termination", above.lemma) and not cues.is_a("stance", noun.lemma)


def is_ended(noun: Node, cues: Cues) -> bool:
    """True for what is only told to be over: "cancelled its agreement with Kenya"."""
    verb = noun.head
    if verb is None or not is_verb(verb) or noun.dep not in {"obj", "nsubj:pass"}:
        return False
    return cues.is_a("concluded", noun.lemma) and cues.is_a("annulling", with_particle(verb))


def given_up(noun: Node, verb: Node, cues: Cues) -> Found | None:
    """As in "withdrew its support", what lasts only as long as somebody keeps to it; "plans to buy it fell through"."""
    if _came_to_nothing(noun, verb, cues):
        return Found(Status.NEGATED, verb.text)
    if not cues.is_a("stance", noun.lemma):
        return None
    undergoes = noun.dep in {"obj", "nsubj:pass"}
    ends = [kid for kid in verb.of("obj", "obl") if kid is not noun and cues.is_a("termination", kid.lemma)]
    if is_verb(verb) and any(kid.dep == "obj" or undergoes for kid in ends):
        return Found(Status.NEGATED, ends[0].text)  # "put an end to its support", "brought its support to an end"
    cue = cues.of("ending", with_particle(verb)) if undergoes else None
    return Found(cue, verb.text) if cue else None


def governing(verb: Node, cues: Cues) -> Status | None:
    """What a word says of the noun below it; a particle makes it another one: "call off" is no "call"."""
    found = cues.of("complement", with_particle(verb)) if not cues.names(verb) else None
    return (cues.of("decreed", with_particle(verb)) if is_verb(verb) else None) or found


def towards(noun: Node, verb: Node, cue: Status | None, cues: Cues) -> Status | None:
    """What it says of an event that somebody is for or against it, weighs or awaits it, and else its `cue`."""
    if not is_verb(verb):
        return cue
    if noun.base in OBLIQUES:  # "warned of an attack", "campaigned for a boycott"
        return cue or cues.of("decreed", f"{verb.lemma} {preposition(noun)}")
    if cues.is_a("opposing", verb.lemma) and noun.base == "obj":
        return opposed(noun)
    if cues.is_a("weighing", verb.lemma) and any(cues.is_a("indefinite", kid.lemma) for kid in noun.of("det")):
        return cue or Status.HYPOTHETICAL  # "discussed a raid", but not "discussed the raid"
    return cue


def opposed(noun: Node) -> Status | None:
    """What it says of an event to be against it: nothing of one with its doer, "the Israeli occupation"."""
    owned = any(kid.dep in OWNERS and kid.text[0].isupper() for kid in noun.kids)
    return None if owned else Status.HYPOTHETICAL


def with_particle(verb: Node) -> str:
    """As in "call off"."""
    return " ".join((verb.lemma, *(kid.lemma for kid in verb.of("compound:prt"))))


def _came_to_nothing(noun: Node, verb: Node, cues: Cues) -> bool:
    """As in "plans to buy it fell through", "there was never a meeting"; talks that collapse have been held."""
    if noun.dep != "nsubj":
        return False
    if verb.of("expl") and any(negation(kid, cues) is Status.NEGATED for kid in verb.of("advmod")):
        return True
    planned = any(kid.tag == "VB" for kid in noun.of("acl"))
    planned = planned and bool(cues.of("complement", noun.lemma) or cues.is_a("concluded", noun.lemma))
    told = {verb.lemma, *(f"{verb.lemma} {kid.lemma}" for kid in verb.of("compound:prt", "advmod"))}
    return planned and any(cues.is_a("coming-to-nothing", words) for words in told)
