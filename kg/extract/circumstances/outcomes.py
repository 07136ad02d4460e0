"""Where the word above an event does not say what it says elsewhere: what was not stopped, what is allowed, results."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator

from kg.extract.circumstances.cues import Cues, Found, negation
from kg.extract.circumstances.unreal import is_performed
from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import (
    ADJUNCTS,
    BARE_FORMS,
    MARKERS,
    MODAL,
    NEGATING,
    OBLIQUES,
    PAST,
    PRESENT,
    RELATIVE,
    TO,
)
from kg.extract.grammar.triggers import Trigger
from kg.extract.time.words import MODERN_YEAR
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb, preposition
from kg.records import Status

BY, TO_COME = "by", "to"
SINGULAR = frozenset({"he", "she", "it"})


def unstopped(verb: Node, cues: Cues) -> Status | None:
    """What follows from a verb of stopping that is denied itself: "did not stop", "could not", "failed to prevent"."""
    if not cues.is_a("preventing", verb.lemma):
        return None
    above = verb.head
    denied = _denied(verb, cues)
    failed = above is not None and verb.base == "xcomp" and cues.of("complement", above.lemma) is Status.NEGATED
    if not denied and not failed:
        return None
    main = above if above is not None and not denied else verb
    return Status.ASSERTED if _is_past(main, cues) else Status.HYPOTHETICAL


def permission(verb: Node, cues: Cues) -> Status | None:
    """What is only allowed to happen: "will allow", "means to enable"; what somebody allowed mostly did."""
    if not cues.is_a("permitting", verb.lemma):
        return None
    present = is_passive(verb) and any(aux.tag in PRESENT | MODAL for aux in auxiliaries(verb))
    return Status.HYPOTHETICAL if verb.tag == "VB" or present else None


def is_achieved(word: Node, cues: Cues) -> bool:
    """True for what was done and not only meant: "negotiated her release", "were able to leave"."""
    taking = word.head if word.dep == "obj" else None
    if taking is not None and cues.is_a("taking-chances", taking.lemma):
        return cues.is_a("chance", word.lemma) and _is_past(taking, cues)  # "took the opportunity to warn them"
    if not cues.is_a("achieving", word.lemma):
        return False
    copula = word.first("cop")
    return _is_past(word, cues) or (copula is not None and copula.tag in PAST)


def is_result(verb: Node, head: Node, cues: Cues) -> bool:
    """True for an infinitive of what came of an act, or what the act itself says: "gathered to protest"."""
    if any(cues.is_a("resulting", kid.lemma) for kid in verb.of("advmod") if kid.i < verb.i):
        return True
    phrases = set(_phrases(head))
    if cues.is_a("outspoken", verb.lemma) or any(cues.is_a("resulting", phrase) for phrase in phrases):
        return True
    if (head.of("obj") or is_passive(head)) and cues.is_a("using", head.lemma):
        return True
    if cues.is_a("crowned", verb.lemma) and any(cues.is_a("crowning", phrase) for phrase in phrases):
        return True
    recovered = cues.is_a("recovering", head.lemma) and head.tag not in PRESENT  # not "they fight to win"
    if recovered and (cues.is_a("crowned", verb.lemma) or cues.is_a("crowning", verb.lemma)):
        return True
    return cues.is_a("voiced", verb.lemma) and any(cues.is_a("voicing", phrase) for phrase in phrases)


def to_come(verb: Node, cues: Cues) -> Iterator[Found]:
    """What "is to" says: that something is planned; that it has not happened where it "is yet to"."""
    denied = next((kid for kid in verb.of("advmod") if kid.i < verb.i and cues.is_a("not-so-far", kid.lemma)), None)
    yield Found(Status.NEGATED, denied.text) if denied else Found(Status.PLANNED, TO_COME)


def is_wished(clause: Node) -> bool:
    """True for a clause in the subjunctive: "a recommendation that he never [be] released", "demands that he [go]"."""
    helpers = auxiliaries(clause)
    bare = any(aux.tag == "VB" for aux in helpers)
    modal = any(aux.tag in MODAL for aux in helpers)
    if clause.base in {"acl", "ccomp"} and bare and not modal and not is_marked(clause, TO):
        return True
    one = any(kid.tag in {"NN", "NNP"} or kid.text.lower() in SINGULAR for kid in clause.of("nsubj"))
    said_of = clause.base == "acl" and is_marked(clause, RELATIVE)
    return said_of and one and not helpers and clause.tag in {"VB", "VBP"} and clause.text == clause.lemma


def is_identified(noun: Node) -> bool:
    """True for what something is or is not, and which there is anyway: "the core is not [the talks] with Kim"."""
    return noun.first("cop") is not None and any(kid.lemma == "the" for kid in noun.of("det"))


def is_presupposed(trigger: Trigger) -> bool:
    """True for what a question is about: "What came of [Kim's visit]?"; what it asks for is open."""
    noun = trigger.node
    return not is_verb(noun) and trigger.support is None and noun.first("nmod:poss") is not None


def is_counterfactual(clause: Node, cues: Cues) -> bool:
    """True for what happened and would not have otherwise: "would not have [left] if he had been paid"."""
    helpers = auxiliaries(clause)
    modal = any(aux.tag in MODAL for aux in helpers) and any(aux.lemma == "have" for aux in helpers)
    denied = any(negation(kid, cues) is Status.NEGATED for kid in clause.of("advmod"))
    return modal and denied and any(cues.marks(kid) for kid in clause.of("advcl"))


def whichever(noun: Node, cues: Cues) -> str:
    """The word that leaves open who or what is meant: "[any] villager"."""
    dets = noun.of("det")
    return next((det.text for det in dets if cues.of("modifier", det.lemma) is Status.HYPOTHETICAL), "")


def still_open(verb: Node, cues: Cues) -> Iterator[Found]:
    """What "has yet to" and "will …, when" say: that it has not happened, and that it comes before what is to come."""
    above = verb.head
    if above is None:
        return
    if verb.dep == "acl:relcl" and (word := whichever(above, cues)):  # "will shoot any villager who shelters them"
        yield Found(Status.HYPOTHETICAL, word)
    if verb.base == "xcomp" and above.lemma == "have" and is_marked(verb, TO):
        between = (kid for kid in above.of("advmod") if above.i < kid.i < verb.i)
        denied = next((kid for kid in between if cues.is_a("not-so-far", kid.lemma)), None)
        yield from [Found(Status.NEGATED, denied.text)] if denied is not None else ()
    bare = verb.tag in PRESENT or (verb.tag == "VBN" and not auxiliaries(verb))
    if verb.base != "advcl" or not bare or not is_verb(above):
        return
    before = next(
        (kid for kid in verb.of("advmod", "mark") if kid.i < verb.i and cues.is_a("not-before", kid.lemma)), None
    )
    ahead = any(aux.tag in MODAL and aux.lemma in {"will", "shall"} for aux in auxiliaries(above))
    yield from [Found(Status.PLANNED, before.text)] if before is not None and ahead else ()


def is_habit(clause: Node, cues: Cues) -> bool:
    """True for what happens again and again: "when they attack villages, people flee", not "when he lands, he will"."""
    above = clause.head
    if above is None or clause.base != "advcl" or not _is_now(clause) or not _is_now(above):
        return False
    return any(cues.is_a("habitual", kid.lemma) for kid in clause.kids if kid.i < clause.i)


def _is_now(word: Node) -> bool:
    """As in "kill", "have the right", "is dangerous"; not "have killed", "are killing", "will kill"."""
    return word.tag in PRESENT if not auxiliaries(word) else any(cop.tag in PRESENT for cop in word.of("cop"))


def is_done_so(verb: Node, head: Node, cues: Cues) -> bool:
    """True for an infinitive that is no plan: "called to congratulate him", "voted to reject it"."""
    deed_too = cues.is_a("asking-deed", head.lemma) or not cues.is_a("outspoken", verb.lemma)
    return deed_too and is_marked(verb, TO) and is_verb(head) and is_result(verb, head, cues)


def is_given(clause: Node, cues: Cues) -> bool:
    """True for what is taken for done where only its manner or time is open: "would not say how he died"."""
    if _is_carried(clause, cues) or is_performed(clause, cues):
        return True
    asked = any(cues.is_a("asking-word", kid.lemma) and kid.tag == "WRB" for kid in clause.of("advmod", "mark"))
    return asked and clause.base in {"ccomp", "csubj"} and _is_past(clause, cues)


def _is_carried(clause: Node, cues: Cues) -> bool:
    """True for what a vote itself does: "voted to pass the bill", but "voted to strike" only plans it."""
    vote = clause.head
    if vote is None or clause.base not in {"xcomp", "advcl"} or not cues.is_a("voting", vote.lemma):
        return False
    return cues.is_a("carried", clause.lemma) and _is_past(vote, cues) and not _denied(vote, cues)


def weighed(clause: Node) -> Iterator[Found]:
    """What is said of a deed that is only talked of: "arresting her would be a mistake", not "was a mistake"."""
    above = clause.head
    if above is None or clause.base != "csubj" or clause.tag not in BARE_FORMS:
        return
    forms = {word.tag for word in (above, *auxiliaries(above), *above.of("cop"))}
    if forms & MODAL or not forms & PAST:
        yield Found(Status.HYPOTHETICAL, above.text)


def in_fiction(verb: Node, present: bool, cues: Cues) -> Iterator[Found]:
    """What is said of a deed by where it happens: "in a film, she killed him", "she kills him in a film"."""
    told = (kid for kid in verb.of("obl") if cues.is_a("fiction", kid.lemma) and preposition(kid) == "in")
    yield from (Found(Status.HYPOTHETICAL, kid.text) for kid in told if present or kid.i < verb.i)


def is_background(clause: Node, cues: Cues) -> bool:
    """True for what came before or after an open deed: "may have met her before leaving", "charged with it after"."""
    deed = clause.head
    timed = any(cues.is_a("time-preposition", kid.lemma) for kid in clause.kids if kid.base in MARKERS)
    if deed is None or clause.base != "advcl" or clause.tag != "VBG" or not timed:
        return False
    if deed.tag == "VBG" and deed.base in ADJUNCTS:
        return deed.head is not None and is_verb(deed.head) and _is_past(deed.head, cues)
    words = auxiliaries(deed)
    return any(cues.is_a("open-modal", aux.lemma) for aux in words) and any(aux.text == "have" for aux in words)


def _phrases(verb: Node) -> Iterator[str]:
    """A verb alone, with its particle and with each of its prepositions."""
    if not verb.of("obj"):
        yield verb.lemma
    for kid in verb.kids:
        marker = kid.lemma if kid.base in {"compound", "advmod"} else preposition(kid) if kid.base in OBLIQUES else ""
        if marker:
            yield f"{verb.lemma} {marker}"


def means_of(verb: Node, cues: Cues) -> Node | None:
    """The attempt that a deed was done for, of "tried to win by attacking": who tries so, does the latter."""
    aim = verb.head
    if aim is None or verb.tag != "VBG" or verb.base not in ADJUNCTS or not is_marked(verb, frozenset({BY})):
        return None
    attempt = aim.head
    if attempt is None or aim.tag != "VB" or not is_marked(aim, TO) or not cues.is_a("attempting", attempt.lemma):
        return None
    return attempt


def comes_with(clause: Node, cues: Cues) -> bool:
    """True for what is to come with the clause above: "will leave when he meets her", not "as he met her"."""
    if clause.base != "advcl" or clause.tag not in PRESENT:
        return False
    before = (kid for kid in clause.kids if kid.i < clause.i and kid.base in {*MARKERS, "advmod"})
    return any(cues.is_a("then", kid.lemma) for kid in before)


def softened(found: Found, clause: Node, cues: Cues) -> Found | None:
    """A negation as it is meant: none in "did not leave until Friday", an open question in "may not have left"."""
    first = clause.head if clause.base == "conj" and clause.tag == "VB" and not auxiliaries(clause) else None
    words = auxiliaries(first if first is not None else clause)  # "should stay and not leave"
    if any(cues.is_a("open-modal", aux.lemma) for aux in words):
        return Found(Status.HYPOTHETICAL, found.word)
    waits = (kid for kid in clause.kids if kid.i > clause.i and kid.base in {*OBLIQUES, "advcl", "advmod"})
    if any(cues.is_a("until", mark.lemma) for kid in waits for mark in (kid, *kid.kids) if mark.i <= kid.i):
        return None if _is_past(clause, cues) else Found(Status.HYPOTHETICAL, found.word)
    return found


def _denied(verb: Node, cues: Cues) -> bool:
    kids = (kid for kid in verb.kids if kid.base in NEGATING and kid.base != "cc")
    return any(negation(kid, cues) is Status.NEGATED for kid in kids)


def _is_past(verb: Node, cues: Cues) -> bool:
    """As in "did not stop", "could not stop", "failed"."""
    aux = auxiliaries(verb)
    if any(cues.is_a("past-auxiliary", word.text.lower()) for word in aux):
        return True
    return not aux and verb.tag in PAST and verb.tag not in BARE_FORMS


def is_ungoverned(noun: Node) -> bool:
    """True for an event of which what stands above its noun says nothing.

    So it is of one with a date: [Indonesia's 1975 invasion] was, whoever doubts it, and so were [the September 11
    attacks]; of an adjective ("the [ousted] leader is accused of"); and of a predicate.
    """
    if noun.first("cop") is not None or noun.dep == "amod":
        return True
    before = [kid for kid in noun.of("nummod", "compound", "amod") if kid.i < noun.i]
    if any(word.text in month_name for kid in before if kid.kids for word in (kid, *kid.kids)):
        return True
    return noun.first("nmod:poss") is not None and any(MODERN_YEAR.fullmatch(kid.text) for kid in before)
