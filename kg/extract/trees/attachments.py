"""Words that hang from a neighbour of what they belong to: a subject, a second name, a doer, a clause with "whose"."""

from __future__ import annotations

from kg.extract.grammar.labels import FINITE, NOUNS, RELATIVE
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move, preposition

ATTACHMENTS = of_words()
_WITH = frozenset({"with"})
INSIDE = frozenset({"flat", "compound"})
"""Words of a name but for its head."""
MISREAD = frozenset({"advcl", "ccomp", "parataxis", "appos", "acl"})
"""What a clause with "whose" is taken for."""


@ATTACHMENTS.mend("fronted-participle", "Speaking in Accra, [Ana Ruiz], a minister, urged them to go.", "nsubj")
def _fronted_participle(subject: Node, _reading: Reading) -> bool:
    """A subject between a participle in front and a verb that has none is that of the verb."""
    participle = subject.head
    verb = participle.head if participle is not None else None
    if participle is None or verb is None or participle.tag != "VBG" or participle.dep != "advcl":
        return False
    if not participle.i < subject.i < verb.i or not is_verb(verb) or verb.first("nsubj", "nsubj:pass", "csubj"):
        return False
    move(subject, verb, "nsubj:pass" if is_passive(verb) else "nsubj")
    return True


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


@ATTACHMENTS.mend("speaker-behind", "Rebels came, killing five and taking more, [residents] said.", "nsubj")
def _speaker_behind(speaker: Node, reading: Reading) -> bool:
    """Who stands between a participle and a verb of saying without a subject, says it."""
    participle, nodes = speaker.head, reading.view.nodes
    if participle is None or participle.tag != "VBG" or participle.i > speaker.i:
        return False
    verb = next((node for node in participle.ancestors() if node.lemma in reading.words("reporting-verb")), None)
    if verb is None or verb.i < speaker.i or verb.first("nsubj", "nsubj:pass"):
        return False
    if nodes[min(word.i for word in speaker.subtree()) - 1].text != ",":
        return False
    move(speaker, verb, "nsubj")
    return True


@ATTACHMENTS.mend("parenthesis", "It is not true, Ana Ruiz said, that Mali [left].", "ccomp")
def _parenthesis(clause: Node, reading: Reading) -> bool:
    """A clause behind a parenthesis with "said" belongs to what "it" in front announces."""
    said = clause.head
    judged = said.head if said is not None and said.dep == "parataxis" else None
    that, subject = clause.first("mark"), judged.first("nsubj") if judged is not None else None
    if said is None or judged is None or that is None or subject is None or subject.lemma != "it":
        return False
    if not judged.of("cop") or that.i < said.i or reading.view.nodes[that.i - 1].text != ",":
        return False
    move(clause, judged, "ccomp")
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


@ATTACHMENTS.mend("closed-clause", "She saw the raid, in which two died, and [telephoned] him.", "conj")
def _closed_clause(verb: Node, reading: Reading) -> bool:
    """Behind a relative clause in the passive and a comma, a verb in the active goes on with the clause around."""
    relative, nodes = verb.head, reading.view.nodes
    if relative is None or relative.dep != "acl:relcl" or not is_passive(relative) or is_passive(verb):
        return False
    conjunction, noun = verb.first("cc"), relative.head
    main = noun.head if noun is not None else None
    if conjunction is None or main is None or not is_verb(main) or nodes[conjunction.i - 1].text != ",":
        return False
    if verb.tag != main.tag or verb.tag not in FINITE or verb.first("nsubj"):
        return False
    move(verb, main, "conj")
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


@ATTACHMENTS.mend("absolute", "With Ana Ruiz [leading] the bank, it grew.", "advcl")
def _absolute(verb: Node, _reading: Reading) -> bool:
    """Who stands between "with" and a participle, does it."""
    mark = next((kid for kid in verb.of("mark") if kid.lemma in _WITH), None)
    if mark is None or verb.tag != "VBG" or verb.first("nsubj", "nsubj:pass") is not None:
        return False
    around = [*verb.kids, *(verb.head.kids if verb.head is not None else [])]
    between = (kid for kid in around if mark.i < kid.i < verb.i and kid.base in {"obl", "obj", "nmod"})
    doer = next((kid for kid in between if kid.pos in NOUNS and not kid.of("case")), None)
    if doer is None:
        return False
    move(doer, verb, "nsubj")
    return True


@ATTACHMENTS.mend("speaker-between", "They hired Ana Ruiz, [Joonas] Virta said.", "appos", "conj")
def _speaker_between(name: Node, reading: Reading) -> bool:
    """A name between a comma and a verb of saying without a subject is no other name of who stands before it."""
    nodes, span = reading.view.nodes, reading.view.name_at(name.i)
    if span is None or span.last + 1 >= len(nodes) or span.first == 0 or nodes[span.first - 1].text != ",":
        return False
    verb = nodes[span.last + 1]
    if name.of("cc"):
        return False
    if verb.tag not in FINITE or verb.lemma not in reading.words("reporting-verb") or name in verb.ancestors():
        return False
    if verb.first("nsubj", "nsubj:pass") is not None:
        return False
    move(name, verb, "nsubj")
    return True


@ATTACHMENTS.mend("said-between", "Farmers, Ana Ruiz [said], threw stones.", "advcl", "ccomp", "acl")
def _said_between(verb: Node, reading: Reading) -> bool:
    """Who says it between two commas, says all of what stands around."""
    nodes, subject, around = reading.view.nodes, verb.first("nsubj"), verb.head
    if subject is None or around is None or verb.tag not in FINITE or verb.of("mark") or around.i < verb.i:
        return False
    if verb.lemma not in reading.words("reporting-verb") or nodes[verb.i + 1].text != "," or subject.i > verb.i:
        return False
    first = min(node.i for node in subject.subtree() if node.text != ",")
    if first == 0 or nodes[first - 1].text != "," or verb.of("ccomp", "obj"):
        return False
    verb.dep = "parataxis"
    return True
