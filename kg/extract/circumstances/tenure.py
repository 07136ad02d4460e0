"""Whether a state is over: told in the past tense, or of somebody who is dead."""

from __future__ import annotations

import re

from kg.extract.circumstances.cues import declared
from kg.extract.circumstances.governors import is_ceased
from kg.extract.grammar.labels import PAST
from kg.extract.reading import Reading
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb
from kg.records import Kind

YEARS = re.compile(
    r"(?:,? \(\)|,[^().;]{1,24})?\s*"  # "(), 1st Baronet"
    r"\((?:[^()]{0,40}[^()\d])?(\d{4})\b[^()]{0,20}?[-–—][^()]{0,40}?\b(\d{4})[^()\d]{0,20}\)"
)
"""Two years in brackets behind a name."""
LIFETIME = 18
"""Years that are taken for a life rather than a term of office."""
PAST_FINITE = "VBD"


def is_over(reading: Reading, clause: Node) -> bool:
    """True for what held until it was stopped: "stopped working for", "who once led", "sold its stake"."""
    if clause.lemma in reading.words("youth-verb") and (clause.tag in PAST or is_passive(clause)):
        return True
    parted = clause.head if clause.base == "obj" else None
    if parted is not None and parted.lemma in reading.words("parting") and parted.tag in PAST:
        return True
    if any(kid.lemma in reading.words("formerly") for kid in clause.of("advmod")):
        return True
    above = clause.head
    return above is not None and above.tag in PAST and is_ceased(clause, declared(reading.ontology))


def was(reading: Reading, clause: Node) -> bool:
    """True for what is told in the past tense: "was the mayor", "had been mayor", "worked for", "used to lead"."""
    copula = clause.first("cop")
    if copula is None and clause.base == "conj" and clause.head is not None and not is_verb(clause):
        copula, clause = clause.head.first("cop"), clause.head  # "was president and [chairman] until May"
    if copula is None or _is_of_past(reading, clause):
        return _is_past(reading, clause)
    aux = auxiliaries(clause)
    return copula.tag == PAST_FINITE if not aux else any(word.tag == PAST_FINITE for word in aux)


def terms(reading: Reading) -> tuple[set[int], set[int | None]]:
    """The first characters of names with years in brackets behind them, and the chains of those whose life it was."""
    found: set[int] = set()
    dead: set[int | None] = set()
    for i, mention in enumerate(reading.mentions.all):
        years = YEARS.match(reading.view.text, mention.end) if mention.kind is Kind.NAME else None
        if years is not None and mention.cls == "Person" and int(years[1]) <= int(years[2]):
            found.add(mention.start)
            if int(years[2]) - int(years[1]) >= LIFETIME:
                dead.add(reading.chains.of[i])
    return found, dead - {None}


def _is_past(reading: Reading, verb: Node) -> bool:
    """As in "worked", "was led by", "had led", and for the verb below "used to"; not "has led"."""
    if _is_of_past(reading, verb):
        return True
    if verb.lemma not in reading.words("enduring"):
        return False
    aux = auxiliaries(verb)
    if not aux:
        return verb.tag == PAST_FINITE
    return any(word.tag == PAST_FINITE for word in aux) and (is_passive(verb) or verb.tag in PAST)


def _is_of_past(reading: Reading, verb: Node) -> bool:
    """As in "used to lead"."""
    above = verb.head
    return verb.base == "xcomp" and above is not None and above.lemma in reading.words("used-to") and above.tag in PAST
