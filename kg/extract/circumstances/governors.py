"""What the words above an event say of it, and how far up they may stand: "plans to", "denied that", "rumours that"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances import attitudes, outcomes, stances, unreal
from kg.extract.circumstances.cues import Cues, Found, deed, inverted, is_none, modifiers, negation
from kg.extract.grammar.arguments import first_of_several, is_independent, is_marked
from kg.extract.grammar.labels import (
    ADJUNCTS,
    BARE_FORMS,
    CESSATION,
    CLAIMED,
    COMPLEMENTS,
    CORE,
    FINITE,
    GOVERNED,
    MARKERS,
    MODAL,
    OBJECT_MARKS,
    OBLIQUES,
    PARTICIPLES,
    REPORTED,
    TO,
)
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb, preposition, verb_above
from kg.records import Status

THE, HAVE = "the", "have"


def of_noun(noun: Node, cues: Cues) -> Iterator[Found]:
    """As in "called for talks", "cancelled the visit"; also through "the start of talks"."""
    first, found = noun, stances.given_up(noun, noun.head, cues) if noun.head is not None else None
    if found:
        yield found
        return
    for above in noun.ancestors():
        then = any(cues.is_a(when, preposition(noun)) for when in ("past-preposition", "time-preposition"))
        then = then or (cues.is_a("objection-preposition", preposition(noun)) and _is_known(noun))
        if noun.base in OBLIQUES and (cues.is_a("involvement", above.lemma) or then):
            return  # "denied any role in the murder", "called for talks after it", "appealed against her arrest"
        if stances.goes_on(noun, above, cues):
            return
        found = deed(noun, cues)
        cue = None if _is_apart(noun, above, cues) else _of_object(above, cues)
        cue = stances.towards(noun, above, cue, cues)
        stopped = cue is Status.NEGATED and stances.went_on(first, above, cues)  # "stop its attacks"
        ongoing = stopped or _is_turned_down(noun, above, cues)
        if found is None and cue and not ongoing and (noun.base != "nsubj" or noun.dep.endswith("pass")):
            found = Found(cue, above.text)
        if found is not None:
            yield found
        if is_verb(above):
            clue = above.head if above.base == "acl" else None
            if clue is not None and cues.is_a("clue", clue.lemma):
                yield Found(Status.HYPOTHETICAL, clue.text)  # "information leading to his arrest"
            return
        yield from modifiers(above, cues)
        noun = above


def _is_turned_down(noun: Node, above: Node, cues: Cues) -> bool:
    """True for what was said all the same: a request that is rejected has been made."""
    return cues.is_a("uttered", noun.lemma) and cues.is_a("turning-down", above.lemma)


def _of_object(above: Node, cues: Cues) -> Status | None:
    """What a word says of a noun below it; one that allows her murder to be forgotten, does not allow the murder."""
    found = outcomes.unstopped(above, cues) or stances.governing(above, cues)
    if outcomes.is_achieved(above, cues):
        return None
    return found or (outcomes.permission(above, cues) if above.first("xcomp") is None else None)


def _is_apart(noun: Node, verb: Node, cues: Cues) -> bool:
    """As in "in cooperation with Kim, she seeks", "blocked a road in a protest": no object of the verb."""
    whole = verb.first("obj") is not None or is_passive(verb)  # "was opposed at a meeting of the committee"
    beside = whole and cues.is_a("occasion-preposition", preposition(noun))
    return is_verb(verb) and noun.base in OBLIQUES and (noun.i < verb.i or beside)


def of_clause(node: Node, cues: Cues) -> Iterator[Found]:
    """What the word above a clause says of it: "plans to", "in order to", "it is not true that", "no evidence that"."""
    head, base = node.head, node.base
    if head is None or outcomes.is_given(node, cues):
        return
    if (first := first_of_several(node)) is not None:
        yield from _shared(node, first, cues)
    cue, found = _cue(node, cues), deed(node, cues)
    if found is not None:  # "must refrain from attacking"
        yield Found(Status.HYPOTHETICAL, found.word) if head.tag == "VB" and found.status is Status.NEGATED else found
    elif (_is_gerund(node, cues) or base in GOVERNED) and cue and not node.dep.endswith("relcl"):
        yield Found(Status.HYPOTHETICAL if _is_undone(head, cue, cues) or _is_aim(head, cue) else cue, head.text)
    yield from (*_of_infinitive(node, head, cue, cues), *unreal.of_clause(node, cues))
    if base in CLAIMED and cue is None:
        yield from _denied(head, cues)
    if base in REPORTED and (accused := accuser(head, node, cues)):
        yield accused
    if base == "acl" and node.first("mark") is not None and not _is_certain(head, cues):
        yield from modifiers(head, cues)
        if cue is Status.ALLEGED and not is_marked(node, TO):
            above = of_noun(head, cues)  # "dismissed rumours that", not "has no information on rumours that"
            yield from (found for found in above if not cues.of("negation", found.word.lower()))


def _shared(node: Node, first: Node, cues: Cues) -> Iterator[Found]:
    """What is said in front of several deeds of one doer: "allegedly stole a car and fled", "denied that he … or"."""
    for kid in first.of("advmod"):
        if kid.i < first.i and (cue := cues.of("adverb", kid.lemma)) is Status.ALLEGED:
            yield Found(cue, kid.text)
    for kid in first.of("mark"):
        if cue := cues.of("mark", kid.lemma):
            yield Found(cue, kid.text)  # "if he leaves or attacks them"
    found = of_clause(first, cues)
    procedure = cues.is_a("procedure", node.lemma)
    yield from (each for each in found if each.status is not Status.ALLEGED or not procedure)


def _of_infinitive(node: Node, head: Node, cue: Status | None, cues: Cues) -> Iterator[Found]:
    """What an infinitive says by itself, "left to meet her", or its noun: "abandoned plans to meet"."""
    if not is_marked(node, TO) or "VB" not in {node.tag, *(aux.tag for aux in auxiliaries(node))}:
        return
    if node.base == "advcl" and not (outcomes.is_result(node, head, cues) or is_ranked(head, cues)):
        yield Found(Status.PLANNED, "to")
    if node.base == "acl" and not any(aux.tag == "VB" and aux.lemma == HAVE for aux in auxiliaries(node)):
        if cue is None and not is_ranked(head, cues) and not outcomes.is_achieved(head, cues):
            yield Found(Status.PLANNED, "to")
        yield from (found for found in of_noun(head, cues) if _reaches(found, head, cues))


def _reaches(found: Found, noun: Node, cues: Cues) -> bool:
    """Whether what is said of a plan is said of the deed: "abandoned plans to meet", not "opposed plans to meet"."""
    verb = verb_above(noun)
    if found.status is not Status.NEGATED or verb is None:
        return found.status is Status.ALLEGED
    open_ = cues.marks(verb) or inverted(verb, cues) or any(aux.tag in MODAL for aux in auxiliaries(verb))
    return not open_ and not cues.is_a("objecting", verb.lemma)


def _is_certain(noun: Node, cues: Cues) -> bool:
    """As in "there is no doubt that"."""
    return cues.is_a("certainty", noun.lemma) and is_none(noun, cues)


def accuser(verb: Node, said: Node, cues: Cues) -> Found | None:
    """Who says it and need not be believed, as in "prosecutors say that he killed her"; of themselves they know."""
    own = said.first("nsubj", "nsubj:pass")
    if not cues.is_a("reporting-verb", verb.lemma) or own is None or own.pos == "PRON" or is_passive(said):
        return None
    if cues.is_a("procedure", said.lemma):
        return None
    subjects = (kid for kid in verb.of("nsubj") if kid is not own)
    return next((Found(cue, kid.text) for kid in subjects if (cue := cues.of("accuser", kid.lemma))), None)


def up(node: Node, cues: Cues) -> Node | None:
    """The clause above if it passes its status on."""
    head, base = node.head, node.base
    if head is None or is_ceased(node, cues) or outcomes.is_given(node, cues) or outcomes.is_background(node, cues):
        return None
    cue = _cue(node, cues)
    if _is_cut_off(node, head, cue, cues):
        return None
    if attempt := outcomes.means_of(node, cues):
        return attempt
    if outcomes.comes_with(node, cues):
        return head
    if base == "xcomp" or (base == "conj" and not is_independent(node)):
        return head
    if (first := first_of_several(node)) is not None:
        return up(first, cues)
    if base == "ccomp" and cue and cue is not Status.NEGATED:
        return None
    since = node.tag == "VBG" and _is_marked_as(node, "since", cues)  # "lands there for the first time since becoming"
    if base == "advcl" and node.tag in BARE_FORMS and not cues.marks(node) and not _has_tense(node) and not since:
        return head
    return _above_noun(node, head, cues) if base == "acl" else None


def _is_cut_off(node: Node, head: Node, cue: Status | None, cues: Cues) -> bool:
    """True where what is said further up is not said of a clause."""
    if node.base == "xcomp" and cue is not None and _is_undone(head, cue, cues):
        return True
    if node.base == "acl" and cue is Status.PLANNED and _is_known(head):
        return True  # what was decided stands, whatever is said of the decision
    return node.base in COMPLEMENTS | ADJUNCTS and outcomes.unstopped(head, cues) is not None


def _above_noun(node: Node, head: Node, cues: Cues) -> Node | None:
    """The clause above that of a noun: "is the first president to visit", "had a plan to visit"."""
    if head.first("cop") is not None and is_ranked(head, cues):
        return head
    finite = any(aux.tag in MODAL for aux in auxiliaries(node))  # "reports that they may visit"
    gerund = node.tag == "VBG" and node.first("mark", "case") is not None
    if (node.tag == "VB" and not finite) or (gerund and not _is_marked_as(node, "past-preposition", cues)):
        return verb_above(node)  # but not in "will pay his first visit since becoming president"
    return None


def is_apart(node: Node, cues: Cues) -> bool:
    """True for a clause that no negation above reaches: "did not resign after meeting", "has not met but aided"."""
    if node.base == "conj":
        return any(cues.is_a("adversative", kid.lemma) for kid in node.of("cc"))
    if node.base == "xcomp" and node.head is not None and cues.is_a("wishing", node.head.lemma):
        return True  # "does not want to meet"
    then = node.base == "advcl" and node.tag == "VBG" and _is_marked_as(node, "time-preposition", cues)
    return then or outcomes.comes_with(node, cues)


def _is_known(noun: Node) -> bool:
    """As in "the decision to leave", "his plan to leave", "her conviction"."""
    return any(kid.dep == "nmod:poss" or (kid.dep == "det" and kid.lemma == THE) for kid in noun.kids)


def is_ranked(noun: Node, cues: Cues) -> bool:
    """As in "the first president to visit Mali": nothing is to come that the clause does not say to be."""
    return any(cues.is_a("ranking", word.text.lower()) for word in (noun, *noun.kids))


def is_ceased(node: Node, cues: Cues) -> bool:
    """True for what somebody did until they stopped, unlike what they kept others from doing."""
    head, kind = node.head, CESSATION.get(node.tag, "")
    if head is None or node.base not in COMPLEMENTS or not cues.is_a(kind, stances.with_particle(head)):
        return False
    return not (node.first("nsubj") or head.first("obj") or is_marked(node, OBJECT_MARKS))


def _cue(node: Node, cues: Cues) -> Status | None:
    """What the word above says as a rule; one that stops what goes on says nothing."""
    head = node.head
    if head is None or is_ceased(node, cues):
        return None
    if (cue := outcomes.unstopped(head, cues)) and node.base in COMPLEMENTS | ADJUNCTS:
        return cue
    if (node.base == "acl" and _is_attribute(node)) or outcomes.is_achieved(head, cues):
        return None
    found = cues.of_word("complement", head)  # "going to", not "went to"
    if found is not None and _is_certain(head, cues):
        return None
    if found is not None and outcomes.is_done_so(node, head, cues):
        return None  # "called to congratulate him"
    if found is None and node.base == "xcomp":
        found = cues.of("infinitive", head.lemma) or attitudes.present(node, head, cues)
        found = found or attitudes.hearsay(node, head, cues) or outcomes.permission(head, cues)
    if found is None and node.base in COMPLEMENTS and is_verb(head):
        found = cues.of("statement", head.lemma) or attitudes.belief(node, head, cues)
    then = any(_is_marked_as(node, f"{kind}-preposition", cues) for kind in ("past", "time"))
    if found is None and node.base == "acl" and node.first("mark", "case") is not None and not then:
        found = cues.of("content", head.lemma)
    return found


def _is_attribute(node: Node) -> bool:
    """As in "an agreement signed by Kim", "plans threatening Mali": which one, and not what is in it."""
    return node.tag in PARTICIPLES and node.first("mark", "case") is None


def _is_undone(head: Node, cue: Status, cues: Cues) -> bool:
    """As in "did not deny that", "never refused to": who does not deny it need not have done it."""
    return cue is Status.NEGATED and any(negation(kid, cues) is Status.NEGATED for kid in head.of("advmod"))


def _is_aim(head: Node, cue: Status | None) -> bool:
    """As in "to keep them from leaving", which says of neither that it came to pass."""
    return cue is Status.NEGATED and head.tag == "VB" and is_marked(head, TO) and head.base in {*ADJUNCTS, "acl"}


def _is_gerund(node: Node, cues: Cues) -> bool:
    """As in "accused of arming", but not "was charged after meeting"."""
    if node.tag != "VBG" or node.base not in ADJUNCTS or node.first("mark", "case") is None:
        return False
    if node.head is None or node.i < node.head.i or outcomes.means_of(node, cues):
        return False  # "on reaching Lima, he tried"
    return not _is_marked_as(node, "past-preposition", cues)


def _is_marked_as(node: Node, kind: str, cues: Cues) -> bool:
    marks = {kid.lemma for kid in node.kids if kid.base in MARKERS} - OBJECT_MARKS
    return any(cues.is_a(kind, mark) for mark in marks)


def _denied(head: Node, cues: Cues) -> Iterator[Found]:
    """As in "it is not true that they met", which did not happen, "he did not say" and "nobody said that they met"."""
    for kid in head.kids:
        negated = negation(kid, cues) if kid.base == "advmod" else None
        if kid.base in CORE and is_none(kid, cues):
            negated = Status.NEGATED
        if negated is Status.NEGATED:
            yield Found(cues.of("truth", head.lemma) or Status.HYPOTHETICAL, kid.text)


def _has_tense(node: Node) -> bool:
    """As in "while Kim is urging", "while she will leave", "with Kim leaving": no part of the clause above."""
    if any(aux.tag in FINITE or aux.tag in MODAL for aux in auxiliaries(node)):
        return True
    return node.tag == "VBG" and node.first("nsubj") is not None
