"""Claims that follow from other claims of the same sentence: nested places, echoes, and who stands behind a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.circumstances import status
from kg.extract.circumstances.participants import Ends
from kg.extract.circumstances.places import place
from kg.extract.claims import confidence
from kg.extract.grammar.slots import Trigger, owners
from kg.extract.relations import frames
from kg.extract.relations.frames import Event
from kg.language.grammar import Node, auxiliaries, preposition
from kg.ontology import Echo
from kg.records import Argument, Claim, Status

SAME_EVENT = 0.8
"""Certainty that two sentences of one article speak of the same planned meeting."""
NESTING = "locatedIn/comma"
"""The rule whose finds place one name inside another: "McCook, Ill."."""

FUTURE = frozenset({"auxiliary", "reported"})
"""Scopes of the cues that say that something will be done, not only that it is planned."""


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
    """Who promises, threatens or refuses to do something to somebody, promises it to, threatens or rejects them.

    So does who announces it: to say that one will bomb a city is a threat, to say that one will aid it a promise.
    """
    entity = ends.entity(claim.object)
    happens = ends.ontology.relations[claim.relation].event_class is not None
    if entity is None or not happens or ends.ontology.coarse(entity.cls) == "Thing":
        return  # who agrees to buy a bank promises it nothing
    verb = event.trigger.clause
    governor = verb.head if verb.base in {"xcomp", "ccomp"} else None
    for echo in ends.ontology.echoes:
        if echo.relation == claim.relation:
            continue
        if governor is not None and governor.lemma in echo.words:
            found, cues = status.status(Trigger(governor), None, ends.ontology)
            yield _echo(claim, _act(echo, claim, ends), f"{governor.lemma}-to", governor, found, cues)
        elif claim.relation in echo.announced and _announces(verb, claim, ends):
            yield _echo(claim, echo.relation, "announced", verb, Status.ASSERTED, ())


def _act(echo: Echo, claim: Claim, ends: Ends) -> str:
    """What the governing verb amounts to: to vow is to promise, but to vow to attack is to threaten."""
    other = next((other for other in ends.ontology.echoes if other.relation == echo.yields), echo)
    return other.relation if claim.relation in other.announced else echo.relation


def _echo(claim: Claim, relation: str, how: str, word: Node, found: Status, cues: tuple[str, ...]) -> Claim:
    rule = f"{relation}/{how}"
    return replace(
        claim,
        relation=relation,
        rule=rule,
        confidence=confidence.of(rule, claim.subject, claim.object),
        status=found,
        cues=cues,
        place=None,  # where and when it is to be done is not where and when it is promised
        time=None,
        trigger=(word.start, word.end),
        path=f"{word.lemma} → {claim.path}",
    )


def _announces(verb: Node, claim: Claim, ends: Ends) -> bool:
    """True when it is the doer, or somebody who speaks for it, who says that it will be done, on whatever condition."""
    cues = ends.ontology.cues
    will = {w for cue in cues if cue.scope in FUTURE and cue.status == Status.PLANNED for w in cue.words}
    conditions = {w for cue in cues if cue.scope == "mark" for w in cue.words}
    sure = claim.status is Status.PLANNED or (claim.status is Status.HYPOTHETICAL and conditions >= set(claim.cues))
    speaker = status.source(verb, ends.ontology) if sure else None
    if speaker is None or will.isdisjoint(aux.lemma for aux in auxiliaries(verb)):
        return False
    said = ends.resolved(speaker)
    if said is not None and said.chain == claim.subject.chain:
        return True
    inside = {i for node in speaker.subtree() if (i := ends.mentions.covering.get(node.i)) is not None}
    if not inside:
        return speaker.lemma in ends.ontology.words.get("mouthpiece", frozenset())
    return any(ends.chains.of[i] == claim.subject.chain for i in inside)


def towards_owner(event: Event, claim: Claim, ends: Ends) -> Iterator[Claim]:
    """To reject "a U.S. offer", "Iran's plan" or "calls by rebels" is to reject the United States, Iran, the rebels."""
    if not ends.ontology.relations[claim.relation].counterpart or ends.entity(claim.object) is not None:
        return  # only a participant without a class, made for this claim, has somebody behind it
    for owner_node in _doers(event.object, ends):
        i = ends.candidate(owner_node)
        chain = ends.chains.of[i] if i is not None else None
        if i is None or chain is None or chain == claim.subject.chain or not ends.fits(i, ("Agent",), metonymy=True):
            continue
        owner = ends.mention(i, chain)
        rule = f"{claim.rule}-by"
        sure = confidence.of(rule, claim.subject, owner)
        yield replace(claim, object=owner, rule=rule, confidence=sure, path=f"{claim.path} → {owner_node.dep}")


def _doers(deed: Node, ends: Ends) -> list[Node]:
    """Who stands behind a deed, and not who suffers it: "the conduct of the police", but not "Rodriguez's murder"."""
    words = ends.ontology.words
    behind = owners(deed)
    if deed.lemma in words.get("ordeal", frozenset()):
        return [node for node in behind if node.dep == "obl:agent" or preposition(node) == "by"]
    if deed.lemma in words.get("deed", frozenset()):
        behind += [kid for kid in deed.of("nmod") if preposition(kid) == "of"]
    return behind
