"""Names that are hung from the wrong office: the second of two offices, and who is named something."""

from __future__ import annotations

from kg.extract.reading import Reading
from kg.extract.trees.registry import Named, of_names
from kg.language.grammar import move

APPOINTED = of_names()


@APPOINTED.mend("nearest-office", "Kim Lee and the head of the bank, [Ana Ruiz], met.", "Person")
def _nearest_office(named: Named, reading: Reading) -> bool:
    """A name behind the second of two offices, whose first has a name, is that of the second."""
    name, first = named.head, named.head.head
    if name.dep != "appos" or first is None:
        return False
    roles = reading.ontology.role_nouns
    later = [kid for kid in first.of("conj") if first.i < kid.i < name.i and kid.pos == "NOUN" and kid.lemma in roles]
    if not later or later[-1].of("appos") or not later[-1].of("det"):
        return False
    if first.pos != "PROPN" and not any(kid.i < later[-1].i for kid in first.of("appos")):
        return False
    move(name, later[-1], "appos")
    return True


@APPOINTED.mend("named-before-office", "They named [Ana Ruiz] finance director.", "Person")
def _named_before_office(named: Named, reading: Reading) -> bool:
    """Who is named something stands before it, and is no part of its name."""
    name, office = named.head, named.head.head
    verb = office.head if office is not None else None
    if office is None or verb is None or name.dep not in {"compound", "nmod:desc"}:
        return False
    if office.dep not in {"xcomp", "obj"}:
        return False
    naming = reading.words("role-verb") | reading.words("appointing")
    known = office.lemma in reading.ontology.role_nouns and verb.lemma in naming
    if not known or not verb.i < name.i < office.i or verb.of("nsubj:pass"):
        return False
    move(name, verb, "obj")
    office.dep = "xcomp"
    return True


@APPOINTED.mend("next-in-list", "Minister Kim Lee, the mayor, [Ana Ruiz], and the judge, Tom Berg, met.", "Person")
def _next_in_list(named: Named, reading: Reading) -> bool:
    """Behind somebody with a title of their own, an office between commas is that of the next name in the list."""
    name, first = named.head, named.head.head
    if name.dep != "conj" or first is None or first.pos != "PROPN" or not first.of("nmod:desc"):
        return False
    nodes, before = reading.view.nodes, named.name.first - 1
    office = next((kid for kid in first.of("appos") if kid.i == before - 1 and kid.of("det")), None)
    if office is None or nodes[before].text != "," or office.lemma not in reading.ontology.role_nouns:
        return False
    move(office, first, "conj")
    move(name, office, "appos")
    return True
