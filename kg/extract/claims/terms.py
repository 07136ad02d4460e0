"""Whether what a claim says is over, or still to come, by its tense, its time and the lives of those it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.circumstances import tenure
from kg.extract.circumstances.status import is_present
from kg.extract.claims.participants import Participants
from kg.extract.reading import Reading
from kg.extract.relations.states import LEAVING
from kg.language.grammar import Node, is_verb
from kg.records import Argument, Claim, Status

TITLE = "/title"
"""In the name of a rule: what stands right before a name."""
NOMINAL = "/noun"
"""The same of what a noun tells: "the resignation of Ana Ruiz, head of"."""


def scheduled(claim: Claim, clause: Node, ends: Participants) -> Claim:
    """What is done on a day that has not come, told in the present tense or as a noun: "meets Kim on Friday".

    A verb in the past tense and a day to come do not fit; there the day is another's.
    """
    ahead = ends.times.is_ahead(claim.time)
    if claim.status is not Status.ASSERTED:
        return claim
    if is_verb(clause) and not is_present(clause):
        limit = claim.time is not None and claim.time.text.split()[0].lower() in ends.reading.words("deadline")
        return replace(claim, time=None) if ahead and limit else claim
    if is_verb(clause) and clause.lemma in ends.reading.words("setting-out"):
        return replace(claim, status=Status.PLANNED, cues=(clause.text,))  # who heads for Riga, is not there yet
    if not ahead:
        return claim
    return replace(claim, status=Status.PLANNED, cues=(claim.time.text,) if claim.time else ())


def is_over(claim: Claim, clause: Node, ends: Participants) -> bool:
    """True for a state that a clause tells as past: "who once led", "worked for", "served until 2011"."""
    return tenure.is_over(ends.reading, clause) or was(claim, clause, ends) or has_ended(claim, clause, ends)


def was(claim: Claim, clause: Node, ends: Participants) -> bool:
    """True for an office and the like in the past tense, if that is not of reported speech: "said he was mayor"."""
    may_end = claim.relation in ends.reading.words("ending") and claim.attributed_to is None
    return may_end and tenure.was(ends.reading, clause)


def has_ended(claim: Claim, clause: Node, ends: Participants) -> bool:
    """True for a state whose time is over: "mayor until 2011"; who was born there until then still was."""
    return claim.relation not in ends.reading.words("lasting") and ends.times.ends_before(claim.time, clause)


def ended(reading: Reading, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same claims; over are those of the dead, of a name with years behind it, and titles of who left or had to."""
    told = list(claims)
    terms, dead = tenure.terms(reading)
    dead |= {claim.object.chain for claim in told if claim.object is not None and _is_deadly(reading, claim)}
    left = [(end.chain, claim) for claim in told if (end := _leaver(reading, claim)) is not None]
    gone_from = {(chain, claim.evidence) for chain, claim in left}
    told_gone = {(chain, claim.evidence) for chain, claim in left if claim.rule.endswith(NOMINAL)}
    for claim in told:
        bearer = claim.subject
        gone = bearer is not None and (bearer.start in terms or bearer.chain in dead)
        if bearer is not None and TITLE in claim.rule:
            gone = gone or (bearer.chain, claim.evidence) in gone_from
        gone = gone or (bearer is not None and (bearer.chain, claim.evidence) in told_gone)
        over = gone and claim.relation in reading.words("ending")
        if f"/{LEAVING}" in claim.rule:  # who is to resign as mayor, still is mayor
            yield replace(claim, status=Status.ASSERTED, former=claim.status is Status.ASSERTED, time=None)
        elif _is_bereft(reading, claim):
            yield replace(claim, former=True, time=None)  # the year of a divorce is when the marriage ended
        else:
            yield replace(claim, former=True) if over else claim


def _is_bereft(reading: Reading, claim: Claim) -> bool:
    """True for what a word like "widow" says to be over."""
    if claim.trigger is None:
        return False
    first, last = claim.trigger
    return reading.view.text[first:last].lower() in reading.words("bereft")


def _leaver(reading: Reading, claim: Claim) -> Argument | None:
    """Whose office an event ends: "sacked Prime Minister Kim", "Prime Minister Kim resigned"."""
    if claim.status is not Status.ASSERTED:
        return None
    if claim.relation in reading.words("removing"):
        return claim.object
    return claim.subject if claim.relation in reading.words("resigning") else None


def _is_deadly(reading: Reading, claim: Claim) -> bool:
    """True for the death of its patient, if that has happened."""
    return claim.status is Status.ASSERTED and claim.relation in reading.words("deadly")
