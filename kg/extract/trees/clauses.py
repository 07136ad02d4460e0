"""Clauses that parsers of news get wrong, mended in place: what was said before "officials said", and participles."""

from __future__ import annotations

from kg.language.grammar import Node, View, is_passive, is_verb, move, preposition
from kg.ontology import Ontology


def mend(view: View, node: Node, ontology: Ontology) -> None:
    """Re-hangs what the clause of one node lost, or took, wrongly."""
    if node.head is None:
        return
    if node.dep == "ccomp" and node.i < node.head.i:
        _stolen_subject(node, node.head)
        _lost_speaker(node, node.head)
        _late_subject(node, node.head)
        _behind_saying(node, node.head)
    elif node.dep == "obj" and node.of("case") and is_verb(node.head) and node.i > node.head.i:
        node.dep = "obl"  # "pulled out of Iraq"
    elif node.dep == "obl" and node.pos in {"NOUN", "PROPN"}:
        _bare_oblique(node, node.head)
        _stolen_doer(view, node, node.head, ontology)
    elif node.dep == "conj" and node.tag == "VBD":
        _said_as_well(node, node.head)
    elif node.dep == "nmod:poss" and node.tag == "PRP$":
        _receiver(node, node.head)
    elif node.base == "nmod" and preposition(node) == "by":
        _lost_agent(node, node.head, ontology)
    elif node.tag == "VB" and node.dep in {"advcl", "acl"}:
        _asked(node, node.head, ontology)
    elif node.tag == "VBG" and node.dep in {"acl", "advcl"}:
        _bare_participle(view, node, node.head, ontology)


def _stolen_subject(clause: Node, verb: Node) -> None:
    """As in "Rebels freed him, officials said": what stands before the clause hangs from "freed", not from "said"."""
    subjects = [kid for kid in verb.kids if kid.base == "nsubj"]
    if len(subjects) < 2 or not subjects[0].i < clause.i < subjects[-1].i or clause.first("nsubj", "nsubj:pass"):
        return
    for kid in [kid for kid in verb.kids if kid.i < clause.i]:
        move(kid, clause, kid.dep)
    subjects[0].dep = "nsubj:pass" if clause.first("aux:pass") is not None else "nsubj"


def _lost_speaker(node: Node, verb: Node) -> None:
    """As in "They fled, a statement -ccomp-> said": a noun that heads no clause says what the clause before it says."""
    said = [kid for kid in verb.of("ccomp") if kid.i < node.i]
    if node.pos in {"NOUN", "PROPN"} and said and verb.first("nsubj") is None and node.first("cop", "nsubj") is None:
        node.dep = "nsubj"


def _late_subject(clause: Node, verb: Node) -> None:
    """As in "Envoys met in Oman, three diplomats told the AP": the second subject of "met" is the first of "told"."""
    subjects = clause.of("nsubj", "nsubj:pass")
    if len(subjects) > 1 and subjects[0].i < clause.i < subjects[-1].i < verb.i and verb.first("nsubj") is None:
        move(subjects[-1], verb, "nsubj")


def _behind_saying(clause: Node, verb: Node) -> None:
    """As in "They fled, officials said on Monday": what stands behind "said" tells when, and is not said."""
    for kid in [kid for kid in clause.kids if kid.i > verb.i and kid.base in {"obl", "advmod", "nmod"}]:
        move(kid, verb, kid.dep if kid.base != "nmod" else "obl")


def _bare_oblique(node: Node, verb: Node) -> None:
    """As in "denounced as a crime the arrest of nuns": a noun behind a verb that nothing marks is its object."""
    if node.i > verb.i and is_verb(verb) and not node.of("case") and not verb.of("obj", "aux:pass"):
        node.dep = "obj"


def _said_as_well(verb: Node, first: Node) -> None:
    """As in "said they would appeal and warned the senator": who said it warned; "would" asks for no past tense."""
    above = first.head
    future = first.tag == "VB" and any(kid.tag == "MD" for kid in first.of("aux"))
    if future and above is not None and first.dep == "ccomp" and above.tag == "VBD" and not verb.of("nsubj"):
        move(verb, above, "conj")


def _receiver(pronoun: Node, gift: Node) -> None:
    """As in "awarded her the National Prize", "left her his books": who gets it, and not whose it is."""
    before = any(other.i == pronoun.i + 1 and other.tag in {"DT", "PRP$"} for other in gift.kids)
    if before and gift.dep == "obj" and gift.head is not None:
        move(pronoun, gift.head, "iobj")
        pronoun.tag = "PRP"


def _stolen_doer(view: View, node: Node, verb: Node, ontology: Ontology) -> None:
    """As in "condemned the murder of nuns by soldiers": an active verb has no doer behind "by", the murder has one.

    So has what is demanded by name, "an admission by Moscow".
    """
    deed = next((kid for kid in verb.of("obj") if kid.i < node.i), None)
    if deed is None or node.first("case") is None or verb.first("aux:pass") is not None:
        return
    ordeal = deed.lemma in ontology.words.get("ordeal", frozenset())
    if preposition(node) == "by" and (ordeal or (node.pos == "PROPN" and view.name_at(node.i) is not None)):
        move(node, deed, "nmod")


def _lost_agent(node: Node, place: Node, ontology: Ontology) -> None:
    """As in "was shot in the courtyard of his house by Mark Chapman": no house is anybody's by "by", the deed is."""
    verb = next((above for above in place.ancestors() if is_verb(above)), None)
    known = ontology.noun_classes.get(place.lemma)
    somewhere = known is not None and ontology.coarse(known) == "Place"
    if verb is not None and somewhere and is_passive(verb) and not any(preposition(kid) == "by" for kid in verb.kids):
        move(node, verb, "obl:agent")


def _asked(verb: Node, above: Node, ontology: Ontology) -> None:
    """As in "called on [Mali] to leave": who is asked is an argument of the call, and does what follows."""
    person, call = (above, above.head) if verb.dep == "acl" else (None, above)
    if call is None or not is_verb(call):
        return
    for kid in call.of("obl"):
        asked = f"{call.lemma} {preposition(kid)}" in ontology.words.get("asking", frozenset())
        if asked and call.i < kid.i < verb.i and person in {None, kid}:
            kid.dep = "obl:arg"
            move(verb, call, "xcomp")
            return


def _bare_participle(view: View, verb: Node, head: Node, ontology: Ontology) -> None:
    """Hangs a participle from whoever does it.

    As in "issued a statement condemning Israel": a text condemns nobody, who issues it does. And as in "disperse
    demonstrators protesting the law": who stands right before the participle protests.
    """
    if any(kid.base in {"mark", "case", "nsubj"} for kid in verb.kids):
        return
    if verb.dep == "acl" and head.lemma in ontology.words.get("utterance", frozenset()):
        if head.head is not None and head.base in {"obj", "obl"} and is_verb(head.head):
            move(verb, head.head, "advcl")
    elif verb.dep == "advcl" and head.i < verb.i - 1:
        before = view.nodes[verb.i - 1]
        if before in head.of("obj") and ontology.noun_classes.get(before.lemma) == "Person":
            move(verb, before, "acl")
