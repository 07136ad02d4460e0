"""What every parser gets wrong about names, mended before anything is read off the tree.

A named span is a stronger witness than a parse: a person's name is one unit, and what stands before it is its
title. Each mend is one small function that looks for one wrong shape and re-hangs the nodes as Universal
Dependencies would have it. The trees are fresh for each document, so they are mended in place.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.grammar.heads import head_of
from kg.extract.names import classes, spans
from kg.extract.reading import Reading
from kg.extract.trees import clauses, lemmas, offices, tangles, turns
from kg.language.grammar import Name, Node, View, is_verb, move
from kg.ontology import Ontology


def mend(reading: Reading) -> Reading:
    """The same document with names widened by the gazetteer; the trees around them are mended in place."""
    view, ontology = reading.view, reading.ontology
    tangles.mend(view)
    reading = replace(reading, view=replace(view, names=tuple(spans.settle(reading))))
    view = replace(view, names=tuple(classes.settle(reading)))
    for sentence in view.sentences:
        _dateline(view, sentence.first, sentence.last)
    for label in turns.find(view):
        turns.cut(view, label)
    for node in view.nodes:
        _verb(node, ontology)
    for name in view.names:
        _around(view, name, ontology)
    for node in view.nodes:
        _clause(node)
        clauses.mend(view, node, ontology)
    return replace(reading, view=view)


def _verb(node: Node, ontology: Ontology) -> None:
    lemmas.settle(node, ontology)
    _particle(node, ontology)
    _active(node)


def _around(view: View, name: Name, ontology: Ontology) -> None:
    head = head_of(view, name.first, name.last)
    if name.label == "Person":
        offices.mend(view, head, name, ontology)
    elif name.label == "Place":
        _place_in_place(view, head, name, ontology)
    _loose_participle(view, head, name)
    _lost_subject(view, head, name)


def _clause(node: Node) -> None:
    if node.lemma == "between" and node.dep == "case":
        _between(node)
    elif node.dep == "nsubj" and node.head is not None and node.i > node.head.i:
        _second_subject(node, node.head)
    elif node.dep == "cc":
        _lost_conjunct(node)
    elif node.lemma == "law" and node.dep == "nmod" and node.head is not None and node.i == node.head.i + 4:
        for kid in [kid for kid in node.kids if kid.i > node.i]:
            move(kid, node.head, kid.dep)  # "son-in-law of Donald Trump"
    elif node.dep == "compound" and any(kid.tag == "POS" for kid in node.kids):
        node.dep = "nmod:poss"  # "the U.S.'s behalf"


DASHES = frozenset({"-", "--", "–", "—", "_"})
MAX_DATELINE = 16
"""Words up to the dash of a dateline."""


def _dateline(view: View, first: int, last: int) -> None:
    """Cuts "NAIROBI, Kenya, March 4 (AP) —" off the sentence that follows: its places take no part in it."""
    dash = next((n for n in range(first, min(last, first + MAX_DATELINE)) if view.nodes[n].text in DASHES), None)
    if dash is None or not view.nodes[first].text.isupper() or len(view.nodes[first].text) < 3:
        return
    inside = view.nodes[first : dash + 1]
    top = next((n for n in inside if n.head is None or not first <= n.head.i <= dash), None)
    followers = [kid for n in inside for kid in n.kids if kid.i > dash]
    if top is None:
        return
    if followers:
        heir = followers[0]
        if top.head is None:
            if heir.head is not None:
                heir.head.kids.remove(heir)
            heir.head, heir.dep = None, "root"
        else:
            move(heir, top.head, top.dep)
        for other in followers[1:]:
            move(other, heir, other.dep)
        move(top, heir, "dep")
    elif top.head is not None:
        top.dep = "dep"


def _place_in_place(view: View, head: Node, name: Name, ontology: Ontology) -> None:
    """As in "for Ankara, Turkey": the country is no second goal when the gazetteer knows that the city lies in it."""
    first = head.head
    if first is None or head.dep != "conj" or name.first < 2 or view.nodes[name.first - 1].text != ",":
        return
    if any(kid.dep == "cc" for kid in head.kids):
        return
    inner = ontology.gazetteer.find(view.nodes[name.first - 2].text)
    outer = ontology.gazetteer.find(view.text[view.nodes[name.first].start : view.nodes[name.last].end])
    if inner is not None and outer is not None and outer.key in {inner.country, inner.part_of}:
        move(head, view.nodes[name.first - 2] if view.nodes[name.first - 2].head is not head else first, "appos")


def _loose_participle(view: View, head: Node, name: Name) -> None:
    """As in "the release of Bergdahl, held by …": a participle behind a name and a comma belongs to that name."""
    comma = name.last + 1
    if comma + 1 >= len(view.nodes) or view.nodes[comma].text != ",":
        return
    verb = view.nodes[comma + 1]
    loose = {"acl", "advcl", "parataxis", "ccomp"} if verb.tag == "VBN" else {"acl", "parataxis", "ccomp"}
    if verb.tag not in {"VBN", "VBD"} or verb.dep not in loose or verb.head is head or verb.head is None:
        return
    if any(kid.base in {"nsubj", "aux"} for kid in verb.kids) or head in verb.subtree():
        return
    if verb.dep != "acl" or head in verb.head.subtree():
        verb.tag = "VBN"
        move(verb, head, "acl")


def _lost_subject(view: View, head: Node, name: Name) -> None:
    """As in "…, envoy James Dobbins will meet": a name right before an auxiliary is the subject that is missing."""
    after = name.last + 1
    if after >= len(view.nodes) or head.base in {"nsubj", "conj", "nmod"} or view.nodes[after].base != "aux":
        return
    verb = view.nodes[after].head
    if verb is None or not is_verb(verb) or any(kid.base in {"nsubj", "csubj"} for kid in verb.kids):
        return
    if head is not verb and head not in verb.ancestors():
        move(head, verb, "nsubj:pass" if verb.first("aux:pass") else "nsubj")


def _lost_conjunct(joint: Node) -> None:
    """As in "between Obama -obl- and Karzai -obl-": the second of two alike, with "and" before it, is a conjunct."""
    second = joint.head
    if second is None or second.head is None or second.dep == "conj" or joint.i > second.i:
        return
    alike = [kid for kid in second.head.kids if kid.dep == second.dep and kid.i < joint.i]
    if alike and second.base in {"obl", "nmod", "obj", "nsubj"} and second.first("case") is None:
        move(second, alike[-1], "conj")


def _particle(node: Node, ontology: Ontology) -> None:
    """As in "handed -obl-> control -case-> over": the particle of a verb that the ontology knows is no preposition."""
    verb = node.head.head if node.dep == "case" and node.head is not None else None
    if verb is None or node.i != verb.i + 1 or (verb.lemma, node.lemma) not in ontology.phrasal:
        return
    obj = node.head
    if (
        obj is not None
        and obj.base == "obl"
        and not verb.of("obj")
        and node.lemma in ontology.words.get("particle", frozenset())
    ):
        move(node, verb, "compound:prt")
        obj.dep = "obj"


def _active(verb: Node) -> None:
    """A passive subject needs a passive auxiliary; without one ("forces handed over control") the clause is active."""
    if verb.tag not in {"VBD", "VBN"} or verb.dep == "conj" or verb.first("aux:pass") is not None:
        return
    shared = any(is_verb(kid) and kid.of("obj") for kid in verb.of("conj"))  # "condemned and sanctioned Belarus"
    for kid in verb.of("nsubj:pass"):
        if kid.i < verb.i and (shared or verb.of("obj") or verb.of("compound:prt")):
            kid.dep = "nsubj"


def _second_subject(node: Node, verb: Node) -> None:
    """As in "She urged the council to act": a second subject, behind the verb, is its object."""
    if verb.pos == "VERB" and any(kid.base == "nsubj" and kid.i < verb.i for kid in verb.kids):
        node.dep = "iobj" if verb.of("obj") else "obj"


def _between(case: Node) -> None:
    """As in "between Obama and Afghanistan's President Karzai", two people, read as "Obama and Afghanistan's"."""
    last = case.head
    if last is None or last.of("conj"):
        return
    owner = next((kid for kid in last.kids if kid.dep == "nmod:poss" and kid.i == case.i + 1), None)
    second = next(iter(owner.of("conj")), None) if owner is not None else None
    if owner is None or second is None:
        return
    move(second, last, "nmod:poss")
    head, dep = last.head, last.dep
    if head is None:
        return
    move(owner, head, "nmod" if head.pos == "NOUN" else "obl" if dep == "obl:agent" else dep)
    move(case, owner, "case")
    move(last, owner, "conj")
