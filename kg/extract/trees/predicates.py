"""What is said of whom, where parsers take the predicate or its subject for something else."""

from __future__ import annotations

from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import COMMON, FINITE, INSIDE_PHRASE, MODAL, PAST, REPORTED, TO
from kg.extract.reading import Reading
from kg.extract.trees.offices import borne_by_persons
from kg.extract.trees.phrases import subordinate
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, auxiliaries, is_verb, move, preposition

PREDICATES = of_words()
TENSED = FINITE | PAST
IN_PHRASE = frozenset({"case", "nmod", *INSIDE_PHRASE})
"""Labels of what belongs to a noun and to no clause."""


@PREDICATES.mend("fronted-object", "[Castor Steel] named him chairman.", "obj")
def _fronted_object(node: Node, _reading: Reading) -> bool:
    """A noun before a verb with a tense is its subject when it has no other."""
    verb = node.head
    if verb is None or node.i > verb.i or verb.tag not in TENSED or node.pos not in {"NOUN", "PROPN"}:
        return False
    if any(kid.base in {"nsubj", "expl", "aux"} for kid in verb.kids) or verb.dep not in {"root", *REPORTED}:
        return False
    node.dep = "nsubj"
    return True


@PREDICATES.mend("noun-before-noun", "named him [chief] executive", "amod")
def _noun_before_noun(node: Node, _reading: Reading) -> bool:
    """A noun before a noun is part of what it is called."""
    noun = node.head
    if node.tag != "NN" or noun is None or noun.tag not in COMMON or node.i + 1 != noun.i:
        return False
    node.dep = "compound"
    return True


@PREDICATES.mend("awaited", "Kim is [due] in Oslo on Friday.", "case")
def _awaited(node: Node, reading: Reading) -> bool:
    """Who is due somewhere is there not yet: the place hangs from what is said of them."""
    place = node.head
    if node.lemma not in reading.words("awaited") or place is None or is_verb(place) or place.first("cop") is None:
        return False
    _take_over(node, place)
    move(place, node, "obl")
    return True


@PREDICATES.mend("re-elected", "Kim was [re-elected] president.", "amod")
def _re_elected(node: Node, reading: Reading) -> bool:
    """What somebody was elected or named is a predicate of the participle."""
    office = node.head
    copula = office.first("cop") if office is not None else None
    if office is None or copula is None or node.tag != "VBN" or node.lemma not in reading.words("role-verb"):
        return False
    if copula.i > node.i or any(kid.dep == "det" for kid in office.kids):
        return False  # "is an elected president"
    _take_over(node, office)
    move(office, node, "xcomp")
    node.pos = "VERB"
    copula.dep = "aux:pass"
    for subject in node.of("nsubj"):
        subject.dep = "nsubj:pass"
    return True


@PREDICATES.mend("for-subject", "They called for [Kenya] to leave.", "mark")
def _for_subject(mark: Node, reading: Reading) -> bool:
    """Who stands between "for" and an infinitive is to do what it says."""
    verb = mark.head
    if mark.lemma != "for" or verb is None or verb.tag != "VB" or verb.of("nsubj") or not is_marked(verb, TO):
        return False
    between = reading.view.nodes[mark.i + 1 : verb.i]
    nouns = [node for node in between if node.pos in {"NOUN", "PROPN", "PRON"} and node.head not in between]
    if len(nouns) != 1 or nouns[0].head is None or nouns[0] in verb.ancestors() or nouns[0].head.i > mark.i:
        return False
    move(nouns[0], verb, "nsubj")
    return True


@PREDICATES.mend("of-office", "She was named head [of the bank].", "obl:agent")
def _no_agent(node: Node, reading: Reading) -> bool:
    """Nobody does it by "of": whose it is, is told of the noun before."""
    first = min((kid.i for kid in node.kids if kid.dep == "case"), default=0)
    before = reading.view.nodes[first - 1] if first else None
    if preposition(node) != "of" or before is None or before.pos != "NOUN" or before.sent != node.sent:
        return False
    if node in before.ancestors():
        return False
    move(node, before, "nmod")
    return True


@PREDICATES.mend("inverted-speaker", "“We will not talk to Mali,” said [the leader].", "ccomp")
def _inverted_speaker(clause: Node, reading: Reading) -> bool:
    """Who stands behind the verb of saying that has no subject says it, and is no object of what is said."""
    verb = clause.head
    if verb is None or clause.i > verb.i or verb.lemma not in reading.words("reporting-verb") or verb.of("nsubj"):
        return False
    behind = [kid for kid in clause.of("obj", "nsubj", "obl") if kid.i > verb.i and not kid.of("case")]
    if len(behind) != 1:
        return False
    move(behind[0], verb, "nsubj")
    return True


@PREDICATES.mend("called-so", "a woman named [Ana Ruiz]", "xcomp", "obj")
def _called_so(name: Node, reading: Reading) -> bool:
    """What a participle behind a noun only gives, is the name of whom the noun describes."""
    verb = name.head
    noun = verb.head if verb is not None and verb.dep == "acl" and verb.tag in PAST else None
    if verb is None or noun is None or noun.tag != "NN" or name.pos != "PROPN" or name.i < verb.i:
        return False
    if verb.lemma not in reading.words("dubbing") or any(kid is not name for kid in verb.kids) or noun.of("appos"):
        return False
    move(name, noun, "appos")
    return True


@PREDICATES.mend("two-word-office", "Omar Haddad, the secretary [general] of Oxfam, left.", "appos")
def _two_word_office(second: Node, reading: Reading) -> bool:
    """The two words of one office stand beside a name together."""
    first = reading.view.nodes[second.i - 1]
    name = first.head
    if name is None or first.dep != "appos" or first.tag not in COMMON or second.head not in {first, name}:
        return False
    if f"{first.lemma} {second.lemma}" not in borne_by_persons(reading.ontology):
        return False
    move(second, name, "appos")
    subordinate(first, second)
    return True


@PREDICATES.mend("last-of-list", "It quoted Ana Ruiz, Tom Berg and Jo Lee, [mayor] of Bergen.", "appos")
def _last_of_list(office: Node, reading: Reading) -> bool:
    """One office behind a list of names is that of the last of them."""
    first = office.head
    if first is None or office.tag != "NN" or office.lemma not in borne_by_persons(reading.ontology):
        return False
    top = first.head if first.dep == "conj" and first.head is not None else first
    before = [name for name in top.of("conj") if first.i < name.i < office.i and name.pos == "PROPN"]
    if not before or first.pos != "PROPN" or office.first("det") is not None:
        return False
    move(office, before[-1], "appos")
    return True


@PREDICATES.mend("day-of-saying", "Police said [Monday] soldiers left.", "compound", "obl:unmarked", "obl", "advmod")
def _day_of_saying(day: Node, reading: Reading) -> bool:
    """A day between a verb of saying and the subject of what is said tells when it was said."""
    nodes, first = reading.view.nodes, min(node.i for node in day.subtree())
    verb = nodes[first - 1] if first else None
    if verb is None or verb.sent != day.sent or verb.lemma not in reading.words("reporting-verb") or day.head is verb:
        return False
    told = next((kid for kid in verb.of("ccomp") if kid.i > day.i and kid.first("mark") is None), None)
    subject = told.first("nsubj", "nsubj:pass") if told is not None else None
    if subject is None or day.head not in {told, subject} or day.i > subject.i or day.lemma not in reading.words("day"):
        return False
    move(day, verb, "obl:unmarked" if not day.of("case") else "obl")
    return True


@PREDICATES.mend("number-of-subject", "Mali said its envoys are watched and [has] accused Chad.", "conj")
def _number_of_subject(verb: Node, reading: Reading) -> bool:
    """A verb in the singular does not go on a clause with a plural subject, but the clause above it."""
    first = verb.head
    said = first.head if first is not None and first.dep == "ccomp" else None
    if (
        first is None
        or said is None
        or said.lemma not in reading.words("reporting-verb")
        or verb.of("nsubj", "nsubj:pass")
    ):
        return False
    tensed = next((aux for aux in (*auxiliaries(verb), verb) if aux.tag in FINITE | MODAL), None)
    inner, outer = first.first("nsubj", "nsubj:pass"), said.first("nsubj")
    if tensed is None or tensed.tag != "VBZ" or inner is None or outer is None:
        return False
    if inner.tag not in {"NNS", "NNPS"} or outer.tag in {"NNS", "NNPS"} or outer.of("conj"):
        return False
    move(verb, said, "conj")
    return True


@PREDICATES.mend("told-medium", "Ruiz told [Reuters] Finance Secretary Tom Berg had left.", "compound")
def _told_medium(medium: Node, reading: Reading) -> bool:
    """A medium between "told" and the subject of what is told is who was told."""
    person = medium.head
    while person is not None and person.dep == "nmod:desc":
        person = person.head
    verb = reading.view.nodes[medium.i - 1]
    if person is None or verb.lemma not in reading.words("addressing") or verb.sent != medium.sent:
        return False
    told = next((clause for clause in verb.of("ccomp") if clause.first("nsubj") in {None, person}), None)
    name = reading.view.name_at(medium.i)
    if told is None or name is None or not name.last < person.i < told.i or person.head not in {told, verb}:
        return False
    entries = reading.ontology.gazetteer.find_all(reading.text_of(name.first, name.last))
    if not any(entry.cls in reading.words("class-of-media") for entry in entries):
        return False
    move(person, told, "nsubj")
    move(medium, verb, "iobj")
    return True


@PREDICATES.mend("incident", "The crash of a plane which [killed] 20 people was investigated.", "acl:relcl")
def _incident(verb: Node, reading: Reading) -> bool:
    """What kills is the crash, and not the plane that stands between it and "which"."""
    event = _around(verb.head, reading) if verb.head is not None else None
    if event is None or verb.lemma not in reading.words("harming"):
        return False
    relative = verb.first("nsubj")
    if relative is None or relative.lemma not in {"which", "that"} or event.i > verb.i:
        return False
    move(verb, event, "acl:relcl")
    return True


def _around(thing: Node, reading: Reading) -> Node | None:
    """The incident around a thing or what it carries: "the ambush of a bus (carrying settlers)"."""
    bearer = thing.head if thing.base == "obj" and thing.head is not None and thing.head.base == "acl" else None
    within = bearer.head if bearer is not None else thing
    event = within.head if within is not None and within.dep == "nmod" else None
    return event if event is not None and event.lemma in reading.words("incident") else None


@PREDICATES.mend("elided-noun", "Ten soldiers were killed and [20] wounded.", "nummod")
def _elided_noun(number: Node, _reading: Reading) -> bool:
    """A number before a participle that goes on a list of deeds counts those to whom it was done."""
    verb = number.head
    if verb is None or verb.tag != "VBN" or verb.dep != "conj" or number.i + 1 != verb.i or verb.of("nsubj:pass"):
        return False
    number.dep = "nsubj:pass"
    return True


def _take_over(node: Node, head: Node) -> None:
    """A word takes the place of the one above it, with all that hangs there but what belongs to a noun."""
    above, label = head.head, head.dep
    if above is None:
        head.kids.remove(node)
        node.head, node.dep = None, label
    else:
        move(node, above, label)
    for kid in [kid for kid in head.kids if kid.dep not in IN_PHRASE]:
        move(kid, node, kid.dep)


@PREDICATES.mend("among-them", "Among the [dead] was Ana Ruiz.", "nmod")
def _among_them(several: Node, _reading: Reading) -> bool:
    """Who is said to be among the dead is one of them."""
    name = several.head
    if name is None or name.pos != "PROPN" or preposition(several) != "among":
        return False
    if not any(several.i < be.i < name.i for be in name.of("cop")):
        return False
    several.dep = "appos"
    return True


@PREDICATES.mend("undergone", "Nepal suffered a crash, [killing] nine people.", "advcl")
def _undergone(verb: Node, reading: Reading) -> bool:
    """What comes of a blow that somebody suffered is done by the blow."""
    above = verb.head
    blow = above.first("obj") if above is not None and above.lemma in reading.words("undergoing") else None
    if blow is None or verb.tag != "VBG" or verb.first("nsubj", "mark", "case") is not None or verb.i < blow.i:
        return False
    move(verb, blow, "acl")
    return True


@PREDICATES.mend("late-infinitive", "Parliament failed again on Friday [to elect] Ana Ruiz.", "advcl")
def _late_infinitive(verb: Node, reading: Reading) -> bool:
    """What somebody fails or agrees to do may stand far behind, and is no purpose."""
    above = verb.head
    if above is None or verb.tag != "VB" or not is_marked(verb, TO) or verb.i < above.i or verb.of("nsubj"):
        return False
    if above.lemma not in reading.words("bare-of-purpose") or above.of("obj", "xcomp", "ccomp"):
        return False
    verb.dep = "xcomp"
    return True
