"""Clauses that parsers of news get wrong: who says, who does, what is done to whom, and where a participle hangs."""

from __future__ import annotations

from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import TO
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_verb, move, preposition

ENDS = of_words()
"""Words that are no end of their clause as labelled; before `CLAUSES`, which reads these labels."""
ESTIMATES = frozenset({"least", "most"})
"""Nouns of an estimate, as parsers read "at least" and "at most"."""
CLAUSES = of_words()


@ENDS.mend("second-subject", "She urged [the council] to act.", "nsubj")
def _second_subject(node: Node, _reading: Reading) -> bool:
    """A second subject, behind the verb, is its object."""
    verb = node.head
    if verb is None or node.i < verb.i or verb.pos != "VERB":
        return False
    if not any(kid.base == "nsubj" and kid.i < verb.i for kid in verb.kids):
        return False
    node.dep = "iobj" if verb.of("obj") else "obj"
    return True


@ENDS.mend("lost-conjunct", "talks between Obama and [Karzai]", "cc")
def _lost_conjunct(joint: Node, _reading: Reading) -> bool:
    """The second of two that "between" stands before, with "and" before it, is a conjunct."""
    second = joint.head
    if second is None or second.head is None or second.dep == "conj" or joint.i > second.i:
        return False
    alike = [kid for kid in second.head.kids if kid.dep == second.dep and kid.i < joint.i]
    if not alike or preposition(alike[-1]) != "between" or second.first("case") is not None:
        return False
    move(second, alike[-1], "conj")
    return True


@ENDS.mend("in-law", "the son-in-law of [Donald Trump]", "nmod")
def _in_law(node: Node, _reading: Reading) -> bool:
    """Whose son-in-law it is stands behind a word that tokenizers cut off."""
    relative = node.head
    if node.lemma != "law" or relative is None or node.i != relative.i + 4:
        return False
    behind = [kid for kid in node.kids if kid.i > node.i]
    for kid in behind:
        move(kid, relative, kid.dep)
    return bool(behind)


@ENDS.mend("to-see-doing", "The plan will see Ford [investing] in Ohio.", "ccomp", "xcomp")
def _to_see_doing(doing: Node, reading: Reading) -> bool:
    """Who stands before a participle below a verb of seeing, does it."""
    seeing, name = doing.head, doing.first("compound", "nsubj")
    if seeing is None or seeing.lemma not in reading.words("seeing") or doing.tag != "VBG" or name is None:
        return False
    doing.dep, name.dep = "xcomp", "nsubj"
    return True


@ENDS.mend("possessor", "on the [U.S.]'s behalf", "compound")
def _possessor(node: Node, _reading: Reading) -> bool:
    if not any(kid.tag == "POS" for kid in node.kids):
        return False
    node.dep = "nmod:poss"
    return True


# --- who says ------------------------------------------------------------------------------------------------


@CLAUSES.mend("stolen-subject", "[Rebels] freed him, officials said.", "ccomp")
def _stolen_subject(clause: Node, _reading: Reading) -> bool:
    """What stands before a clause that somebody says hangs from it, and not from the verb of saying."""
    verb = clause.head
    subjects = [kid for kid in verb.kids if kid.base == "nsubj"] if verb is not None and clause.i < verb.i else []
    if verb is None or len(subjects) < 2 or not subjects[0].i < clause.i < subjects[-1].i:
        return False
    if clause.first("nsubj", "nsubj:pass"):
        return False
    for kid in [kid for kid in verb.kids if kid.i < clause.i]:
        move(kid, clause, kid.dep)
    subjects[0].dep = "nsubj:pass" if clause.first("aux:pass") is not None else "nsubj"
    return True


@CLAUSES.mend("late-subject", "Envoys met in Oman, [three diplomats] told the AP.", "ccomp")
def _late_subject(clause: Node, _reading: Reading) -> bool:
    """The second subject of what is said is the first of who says it."""
    verb, subjects = clause.head, clause.of("nsubj", "nsubj:pass")
    if verb is None or len(subjects) < 2 or not subjects[0].i < clause.i < subjects[-1].i < verb.i:
        return False
    if verb.first("nsubj") is not None:
        return False
    move(subjects[-1], verb, "nsubj")
    return True


@CLAUSES.mend("behind-saying", "They fled, officials said [on Monday].", "ccomp")
def _behind_saying(clause: Node, reading: Reading) -> bool:
    """What stands behind the verb of saying tells when it was said."""
    verb = clause.head
    if verb is None or clause.i > verb.i:
        return False
    behind = [kid for kid in clause.kids if kid.i > verb.i and kid.base in {"obl", "advmod", "nmod"}]
    behind += [kid for kid in clause.of("advcl") if kid.i > verb.i and _is_joined(kid, verb, reading)]
    for kid in behind:
        move(kid, verb, kid.dep if kid.base != "nmod" else "obl")
    return bool(behind)


def _is_joined(clause: Node, verb: Node, reading: Reading) -> bool:
    """True when no mark stands between a verb and a clause behind it: "“We never talk,” she said after meeting Kim"."""
    first = min(node.i for node in clause.subtree())
    return not any(node.pos == "PUNCT" for node in reading.view.nodes[verb.i + 1 : first])


@CLAUSES.mend("said-as-well", "They said they would appeal and [warned] the senator.", "conj")
def _said_as_well(verb: Node, _reading: Reading) -> bool:
    """Who said it also warned: "would" asks for no past tense."""
    first = verb.head
    above = first.head if first is not None and verb.tag == "VBD" else None
    if first is None or above is None or first.tag != "VB" or first.dep != "ccomp" or above.tag != "VBD":
        return False
    if not any(kid.tag == "MD" for kid in first.of("aux")) or verb.of("nsubj"):
        return False
    move(verb, above, "conj")
    return True


# --- what is done to whom --------------------------------------------------------------------------------------


@CLAUSES.mend("marked-object", "They pulled out [of Iraq].", "obj")
def _marked_object(node: Node, _reading: Reading) -> bool:
    """What a preposition marks is no object."""
    verb = node.head
    if verb is None or not preposition(node) or not is_verb(verb) or node.i < verb.i:
        return False
    node.dep = "obl"
    return True


@CLAUSES.mend("bare-oblique", "They denounced as a crime [the arrest] of nuns.", "obl")
def _bare_oblique(node: Node, _reading: Reading) -> bool:
    """A noun behind a verb that nothing marks is its object."""
    verb = node.head
    if verb is None or node.pos not in {"NOUN", "PROPN"} or node.i < verb.i or not is_verb(verb):
        return False
    if node.of("case") or verb.of("obj", "aux:pass"):
        return False
    node.dep = "obj"
    return True


@CLAUSES.mend("estimated-object", "A bomb killed [at least 12].", "obl")
def _estimated_object(node: Node, _reading: Reading) -> bool:
    """A bare number behind its estimate is an object."""
    verb, estimate = node.head, [kid for kid in node.of("nmod") if kid.lemma in ESTIMATES]
    if node.tag != "CD" or not estimate or verb is None or not is_verb(verb) or verb.of("obj"):
        return False
    node.dep = "obj"
    for kid in estimate:
        kid.dep = "advmod"
    return True


@CLAUSES.mend("receiver", "They left [her] his books.", "nmod:poss")
def _receiver(pronoun: Node, _reading: Reading) -> bool:
    """Who gets it, and not whose it is."""
    gift = pronoun.head
    if pronoun.tag != "PRP$" or gift is None or gift.dep != "obj" or gift.head is None:
        return False
    if not any(other.i == pronoun.i + 1 and other.tag in {"DT", "PRP$"} for other in gift.kids):
        return False
    move(pronoun, gift.head, "iobj")
    pronoun.tag = "PRP"
    return True


# --- infinitives and participles ---------------------------------------------------------------------------------


@CLAUSES.mend("asked", "They called on Mali [to leave].", "advcl", "acl", "xcomp")
def _asked(verb: Node, reading: Reading) -> bool:
    """Who is asked is an argument of the call, and does what follows."""
    above = verb.head
    if verb.tag != "VB" or above is None:
        return False
    person, call = (above, above.head) if verb.dep == "acl" else (None, above)
    if call is None or not is_verb(call):
        return False
    for kid in call.of("obl"):
        asked = f"{call.lemma} {preposition(kid)}" in reading.words("asking")
        if asked and call.i < kid.i < verb.i and person in {None, kid}:
            kid.dep = "obl:arg"
            move(verb, call, "xcomp")
            return True
    return False


@CLAUSES.mend("told-of", "He told the court of his [sorrow].", "nmod")
def _told_of(topic: Node, reading: Reading) -> bool:
    """What somebody is told of is no part of who is told, where it is somebody's own."""
    hearer = topic.head
    verb = hearer.head if hearer is not None and hearer.dep in {"obj", "iobj"} else None
    if verb is None or verb.lemma not in reading.words("told-of") or preposition(topic) != "of":
        return False
    if topic.first("nmod:poss") is None or not is_verb(verb):
        return False
    move(topic, verb, "obl")
    return True


@CLAUSES.mend("behind-particle", "He gave up [smoking].", "advcl")
def _behind_particle(verb: Node, _reading: Reading) -> bool:
    """A gerund right behind the particle of a verb is what the verb is about."""
    above = verb.head
    if above is None or verb.tag != "VBG" or not any(kid.i == verb.i - 1 for kid in above.of("compound:prt")):
        return False
    verb.dep = "xcomp"
    return True


@CLAUSES.mend("sent", "They dispatched an envoy [to meet] him.", "advcl")
def _sent(verb: Node, reading: Reading) -> bool:
    """Who is sent, hired or chosen does what follows."""
    above = verb.head
    hired = reading.words("object-control")
    if verb.tag != "VB" or above is None:
        return False
    if above.lemma not in hired and not any(f"{above.lemma} {kid.lemma}" in hired for kid in above.of("compound:prt")):
        return False
    fronted = verb.i < above.i and verb.dep == "advcl"  # "to run it, they hired him"
    if not (fronted and above.of("obj")) and not any(kid.i < verb.i for kid in above.of("obj")):
        return False
    if not is_marked(verb, TO):
        return False
    verb.dep = "xcomp"
    return True


@CLAUSES.mend("promiser", "He promised her [to leave].", "xcomp")
def _promiser(verb: Node, reading: Reading) -> bool:
    """Who promises does what follows, and not who is promised it."""
    above = verb.head
    if verb.tag != "VB" or above is None or above.lemma not in reading.words("subject-control"):
        return False
    if not above.of("obj", "iobj") or not is_marked(verb, TO):
        return False
    verb.dep = "advcl"
    return True


@CLAUSES.mend("utterance-participle", "He issued a statement [condemning] Israel.", "acl")
def _utterance_participle(verb: Node, reading: Reading) -> bool:
    """A text condemns nobody, who issues it does."""
    text = verb.head
    if not _is_bare(verb) or text is None or text.head is None or text.lemma not in reading.words("utterance"):
        return False
    if text.base not in {"obj", "obl"} or not is_verb(text.head):
        return False
    move(verb, text.head, "advcl")
    return True


@CLAUSES.mend("person-participle", "They dispersed demonstrators [protesting] the law.", "advcl")
def _person_participle(verb: Node, reading: Reading) -> bool:
    """Who stands right before a participle does it."""
    head = verb.head
    if not _is_bare(verb) or head is None or not head.i < verb.i - 1:
        return False
    before = reading.view.nodes[verb.i - 1]
    if before not in head.of("obj") or reading.ontology.noun_classes.get(before.lemma) != "Person":
        return False
    move(verb, before, "acl")
    return True


def _is_bare(verb: Node) -> bool:
    """True for a gerund that nothing introduces."""
    return verb.tag == "VBG" and not any(kid.base in {"mark", "case", "nsubj"} for kid in verb.kids)
