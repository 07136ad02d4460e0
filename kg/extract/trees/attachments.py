"""Words that hang from a neighbour of what they belong to: a subject, a second name, a doer, a clause with "whose"."""

from __future__ import annotations

from kg.extract.grammar.labels import FINITE, NOUNS, RELATIVE
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move, preposition

ATTACHMENTS = of_words()
INSIDE = frozenset({"flat", "compound"})
"""Words of a name but for its head."""
MISREAD = frozenset({"advcl", "ccomp", "parataxis", "appos", "acl"})
"""What a clause with "whose" is taken for."""


@ATTACHMENTS.mend("of-another", "The successor of Ana Ruiz, [Joonas] Virta, left.", "appos")
def _of_another(name: Node, reading: Reading) -> bool:
    """A person's name behind that of another or of a place is not theirs, but of whom the noun before both speaks."""
    other, nodes = name.head, reading.view.nodes
    noun = other.head if other is not None else None
    if other is None or noun is None or other.dep != "nmod" or noun.pos != "NOUN" or noun.first("appos"):
        return False
    first, second = reading.view.name_at(other.i), reading.view.name_at(name.i)
    if first is None or second is None or first is second or second.label != "Person":
        return False
    if nodes[second.first - 1].text != "," or reading.noun_class(noun) != "Person":
        return False
    move(name, noun, "appos")
    return True


@ATTACHMENTS.mend("two-callings", "Ana Ruiz, the mayor of Riga and a former [teacher], left.", "conj")
def _two_callings(noun: Node, reading: Reading) -> bool:
    """A second office, without a comma before its "and", is another one of the same person."""
    person, nodes = noun.head, reading.view.nodes
    conjunction = noun.first("cc")
    if person is None or conjunction is None or person.pos != "PROPN" or noun.pos != "NOUN" or noun.tag != "NN":
        return False
    office = next((kid for kid in person.of("appos") if person.i < kid.i < conjunction.i), None)
    if office is None or office.pos != "NOUN" or nodes[conjunction.i - 1].text == ",":
        return False
    if reading.noun_class(noun) != "Person":
        return False
    move(noun, office, "conj")
    return True


@ATTACHMENTS.mend("doer-of-verdict", "They were found not guilty by a [judge].", "obl", "obl:agent")
def _doer_of_verdict(doer: Node, _reading: Reading) -> bool:
    """Who stands behind "by" after what somebody was found to be, found it."""
    quality = doer.head
    verb = quality.head if quality is not None else None
    if quality is None or verb is None or quality.base != "xcomp" or quality.pos != "ADJ":
        return False
    if preposition(doer) != "by" or not is_passive(verb) or verb.first("obl:agent"):
        return False
    move(doer, verb, "obl:agent")
    return True


@ATTACHMENTS.mend("whose", "Ana Ruiz, [whose] husband is Joonas Virta, left.", "WP$")
def _whose(whose: Node, reading: Reading) -> bool:
    """A clause that begins with "whose" is said of the noun right before it."""
    nodes, before = reading.view.nodes, whose.i - 1
    before -= before > 0 and nodes[before].text == ","
    owner = nodes[before] if before >= 0 else None
    while owner is not None and owner.head is not None and owner.dep in INSIDE:
        owner = owner.head
    clause = whose.head
    if owner is None or clause is None or owner.pos not in NOUNS or owner.i > whose.i:
        return False
    while clause.head is not None and clause.head.i > whose.i and clause.dep not in MISREAD:
        clause = clause.head
    if clause.head is None or clause.dep not in MISREAD or owner in clause.subtree():
        return False
    if not (
        is_verb(clause) or clause.first("cop")
    ):  # "whose brother [Tom] runs a bank": he is none of its owner's names
        verb = clause.first("acl:relcl")
        if verb is None or verb.of("nsubj", "nsubj:pass") or verb.tag not in FINITE:
            return False
        move(clause, verb, "nsubj")
        clause = verb
    move(clause, owner, "acl:relcl")
    return True


@ATTACHMENTS.mend("given-time", "They gave Ana Ruiz two days [to leave].", "xcomp")
def _given_time(verb: Node, _reading: Reading) -> bool:
    """What somebody was given a time or means for, is to come."""
    giving = verb.head
    given = giving.first("obj", "obl:unmarked") if giving is not None else None
    if giving is None or given is None or verb.tag != "VB" or not giving.of("iobj") or not giving.i < given.i < verb.i:
        return False
    move(verb, giving, "advcl")
    return True


@ATTACHMENTS.mend("done-by-of", "the release by rebels of two [soldiers]", "nmod")
def _done_by_of(thing: Node, reading: Reading) -> bool:
    """What stands behind who did it, and "of", had it done to it: no rebels of 17 soldiers."""
    doer = thing.head
    deed = doer.head if doer is not None else None
    if doer is None or deed is None or preposition(thing) != "of" or preposition(doer) != "by" or doer.base != "nmod":
        return False
    if deed.lemma not in reading.ontology.deeds or not (thing.of("nummod") or doer.pos == "PROPN"):
        return False
    move(thing, deed, "nmod")
    return True


@ATTACHMENTS.mend("content", "rumours [that] Kim met Lee", "obl:unmarked", "mark", "obj")
def _content(that: Node, reading: Reading) -> bool:
    """A clause that lacks no participant is what the noun before it tells, and says nothing of it."""
    clause = that.head
    if that.lemma not in RELATIVE or clause is None or clause.head is None or clause.base != "acl":
        return False
    if clause.first("nsubj", "nsubj:pass") is None or that.i > clause.i:
        return False
    tells = clause.head.lemma in reading.words("uttered") | reading.words("content-noun")
    if not tells and (that.dep != "obl:unmarked" or that.tag != "IN"):
        return False  # "it was on Friday that they met", "the day that they met"
    others = [kid for kid in clause.of("obj", "iobj") if kid is not that]
    if that.dep == "obj" and not others:
        return False  # "the lie that he told"
    for other in others[:1]:
        other.dep = "obj"
    that.dep, clause.dep = "mark", "acl"
    return True


@ATTACHMENTS.mend("far-from", "Far from [leaving], Ana Ruiz stayed.", "advcl")
def _far_from(clause: Node, reading: Reading) -> bool:
    """What somebody is far from doing is told of who does something else."""
    far = clause.head
    verb = far.head if far is not None and far.pos == "ADV" else None
    marks = {f"{far.lemma} {kid.lemma}" for kid in clause.of("mark")} if far is not None else set()
    if verb is None or not is_verb(verb) or reading.words("far-from").isdisjoint(marks):
        return False
    move(clause, verb, "advcl")
    return True


@ATTACHMENTS.mend("seen-doing", "They saw Ana Ruiz [leave].", "xcomp")
def _seen_doing(verb: Node, reading: Reading) -> bool:
    """Who stands between a verb of seeing and a bare verb, is seen doing it."""
    seeing = verb.head
    if seeing is None or verb.tag != "VB" or verb.of("mark") or seeing.lemma not in reading.words("seeing"):
        return False
    before = (kid for kid in verb.of("obj", "iobj", "compound", "nmod:desc") if seeing.i < kid.i < verb.i)
    seen = next((kid for kid in before if kid.pos in NOUNS), None)
    if seen is None or verb.first("nsubj") is not None:
        return False
    seen.dep, verb.dep = "nsubj", "ccomp"
    return True


@ATTACHMENTS.mend("total-of", "A total of 40 [people] were killed.", "nmod")
def _total_of(counted: Node, reading: Reading) -> bool:
    """What a total is of, stands where the total stood."""
    total, of = counted.head, counted.first("case")
    if total is None or of is None or total.head is None or preposition(counted) != "of" or not counted.of("nummod"):
        return False
    if total.lemma not in reading.words("sum-noun") or total.i > counted.i:
        return False
    above, label = total.head, total.dep
    for kid in [kid for kid in total.kids if kid.i > counted.i]:
        move(kid, counted, kid.dep)
    move(counted, above, label)
    move(total, counted, "compound")
    move(of, total, "fixed")
    return True


@ATTACHMENTS.mend("second-deed", "The blast killed Omar Said and severely wounded photographer [Lina] Haddad.", "conj")
def _second_deed(name: Node, reading: Reading) -> bool:
    """A bare participle right behind "and" and before a name is a second deed and not what somebody is like."""
    first, conjunction = name.head, name.first("cc")
    verb = first.head if first is not None else None
    holders = (name, *name.of("nmod:desc", "compound"))
    deeds = [kid for holder in holders for kid in holder.of("amod") if kid.tag in {"VBN", "VBD"}]
    if verb is None or conjunction is None or first is None or first.dep != "obj" or verb.tag != "VBD" or not deeds:
        return False
    deed = deeds[0]
    if not {verb.lemma, deed.lemma} <= reading.words("one-and-other"):
        return False  # "met Ana Ruiz and retired general Tom Bell"
    between = range(conjunction.i + 1, deed.i)
    apart = any(reading.view.nodes[i].pos != "ADV" for i in between) or name.of("det") or name.pos != "PROPN"
    if apart or deed.i > name.i:
        return False
    move(deed, verb, "conj")
    move(name, deed, "obj")
    move(conjunction, deed, "cc")
    deed.tag = "VBD"
    return True
