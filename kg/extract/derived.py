"""Claims that follow from other claims of the same sentence: nested places, echoes, and who stands behind a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import confidence, frames, status
from kg.extract.circumstances import place
from kg.extract.ends import Ends
from kg.extract.frames import Event
from kg.extract.slots import Trigger
from kg.language.grammar import preposition
from kg.records import Argument, Claim, Status

SAME_EVENT = 0.8
"""Certainty that two sentences of one article speak of the same planned meeting."""
NESTING = "locatedIn/comma"
"""The rule whose finds place one name inside another: "McCook, Ill."."""


def widened(claims: list[Claim], ends: Ends) -> Iterator[Claim]:
    """As in "S.A. Healy Co. of McCook, Ill.", based in McCook and in Illinois: places nest within a sentence."""
    placed = ends.ontology.words.get("placing-relation", frozenset())
    around = {(claim.evidence.start, claim.subject.chain): claim for claim in claims if claim.rule == NESTING}
    for claim in claims:
        outer = around.get((claim.evidence.start, claim.object.chain)) if claim.relation in placed else None
        if outer is not None and outer.object.chain not in {claim.subject.chain, claim.object.chain}:
            sure = round(claim.confidence * outer.confidence, 3)
            yield replace(claim, object=outer.object, rule=f"{claim.rule}+", confidence=sure)


def placed(claims: list[Claim], ends: Ends) -> Iterator[Claim]:
    """The place of a planned meeting from another sentence of the document: "the meeting will be in Doha".

    Only for events that both sides share, when every definite noun for that event that has a place has the same one.
    """
    known: dict[str, set[int | None]] = {}
    spots: dict[str, Argument] = {}
    for relation, trigger in frames.nominal(ends.view, ends.ontology):
        found = (
            place(ends, trigger, but=set())
            if status.status(trigger, None, ends.ontology)[0] is Status.PLANNED
            else None
        )
        if found is not None:
            known.setdefault(relation, set()).add(found.chain)
            spots[relation] = replace(found, link="same-event", confidence=SAME_EVENT)
    for claim in claims:
        where = spots.get(claim.relation)
        taken = {claim.subject.chain, claim.object.chain}
        if claim.place is None and claim.status is Status.PLANNED and where is not None and where.chain not in taken:
            yield replace(claim, place=where) if len(known[claim.relation]) == 1 else claim
        else:
            yield claim


def echoed(event: Event, claim: Claim, ends: Ends) -> Iterator[Claim]:
    """Who promises, threatens or refuses to do something to somebody, promises it to, threatens or rejects them."""
    verb = event.trigger.clause
    governor, entity = verb.head, ends.entity(claim.object)
    if governor is None or verb.base != "xcomp" or entity is None or ends.ontology.coarse(entity.cls) == "Thing":
        return
    for echo in ends.ontology.echoes:
        if governor.lemma in echo.words and echo.relation != claim.relation:
            rule = f"{echo.relation}/{governor.lemma}-to"
            found, cues = status.status(Trigger(governor), None, ends.ontology)
            yield replace(
                claim,
                relation=echo.relation,
                rule=rule,
                confidence=confidence.of(rule, claim.subject, claim.object),
                status=found,
                cues=cues,
                place=None,
                trigger=(governor.start, governor.end),
                path=f"{governor.lemma} → {claim.path}",
            )


def towards_owner(event: Event, claim: Claim, ends: Ends) -> Iterator[Claim]:
    """To reject "a U.S. offer", "Iran's plan" or "calls by rebels" is to reject the United States, Iran, the rebels."""
    if not ends.ontology.relations[claim.relation].counterpart or ends.entity(claim.object) is not None:
        return  # only a participant without a class, made for this claim, has somebody behind it
    for kid in event.object.kids:
        named = kid.dep in {"nmod:poss", "amod", "compound"}
        i = ends.candidate(kid) if named or (kid.base == "nmod" and preposition(kid) in {"by", "from"}) else None
        chain = ends.chains.of[i] if i is not None else None
        if i is None or chain is None or chain == claim.subject.chain or not ends.fits(i, ("Agent",), metonymy=True):
            continue
        owner = ends.mention(i, chain)
        rule = f"{claim.rule}-by"
        sure = confidence.of(rule, claim.subject, owner)
        yield replace(claim, object=owner, rule=rule, confidence=sure, path=f"{claim.path} → {kid.dep}")
