"""Verbs as the ontology knows them: lemmas cut wrongly, and voices mistaken."""

from __future__ import annotations

from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import MODAL, TO
from kg.extract.reading import Reading
from kg.extract.trees import lemmas
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_verb, move

VERBS = of_words()


@VERBS.mend("lemma", "They [prais|ed] the troop[s].", "VB", "VBD", "VBN", "VBG", "VBZ", "NNS", "NNPS")
def _lemma(node: Node, reading: Reading) -> bool:
    known = lemmas.known(node, reading.ontology)
    changed, node.lemma = known != node.lemma, known
    return changed


@VERBS.mend("active-voice", "[Forces] handed over control.", "VBD", "VBN")
def _active_voice(verb: Node, _reading: Reading) -> bool:
    """A passive subject needs a passive auxiliary; without one the clause is active."""
    wrong = [kid for kid in verb.of("nsubj:pass") if kid.i < verb.i]
    if not wrong or verb.dep == "conj" or verb.first("aux:pass") is not None:
        return False
    shared = any(is_verb(kid) and kid.of("obj") for kid in verb.of("conj"))  # "condemned and sanctioned Belarus"
    if not (shared or verb.of("obj") or verb.of("compound:prt")):
        return False
    for subject in wrong:
        subject.dep = "nsubj"
    return True


@VERBS.mend("in-court", "Two men appeared in court [charged] with murder.", "VBN")
def _in_court(verb: Node, reading: Reading) -> bool:
    """Who appears in court accused of something is accused, and not the court."""
    court = verb.head
    above = court.head if court is not None and verb.dep == "acl" else None
    if court is None or above is None or not is_verb(above) or court.lemma.lower() not in reading.words("courtroom"):
        return False
    if verb.lemma not in reading.words("charging") or verb.of("nsubj", "nsubj:pass"):
        return False
    move(verb, above, "advcl")
    return True


@VERBS.mend("asked-on", "They agreed and called [on] leaders to go.", "compound:prt")
def _asked_on(particle: Node, reading: Reading) -> bool:
    """The preposition before who is asked is no particle of the verb."""
    verb = particle.head
    if verb is None or f"{verb.lemma} {particle.lemma}" not in reading.words("asking"):
        return False
    asked = next((kid for kid in verb.of("obj", "obl") if kid.i > particle.i and kid.first("case") is None), None)
    if asked is None or particle.i != verb.i + 1:
        return False
    asked.dep = "obl"
    move(particle, asked, "case")
    return True


@VERBS.mend("base-form", "She did not [found] the firm.", "VBN", "VBD")
def _base_form(verb: Node, reading: Reading) -> bool:
    """Behind "did", "will" or "to" stands no participle, but a verb that looks like one."""
    form = verb.text.lower()
    if verb.lemma == form or form not in reading.words("base-form") or verb.of("aux:pass"):
        return False
    if not is_marked(verb, TO) and not any(aux.tag in MODAL or aux.lemma == "do" for aux in verb.of("aux")):
        return False
    verb.lemma, verb.tag = form, "VB"
    return True
