"""Claims that follow from other claims of the same sentence: nested places, echoes, and who stands behind a thing.

Each of the five has a name by which it can be switched off: `claims/widened`, `claims/befallen`, `claims/placed`,
`claims/echoed` and `claims/owner`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.circumstances.places import place
from kg.extract.circumstances.sources import speaker
from kg.extract.circumstances.status import status
from kg.extract.claims.participants import fits
from kg.extract.coreference import referents
from kg.extract.grammar.arguments import subjects
from kg.extract.grammar.labels import ATTRIBUTES, COMPLEMENTS
from kg.extract.grammar.triggers import Trigger, owners
from kg.extract.reading import Reading
from kg.extract.relations import frames
from kg.extract.relations.frames import Event
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb, preposition
from kg.ontology import Echo
from kg.records import Argument, Claim, Status

SAME_EVENT = 0.8
"""Certainty that two sentences of one article speak of the same planned meeting."""
TOLD = frozenset({Status.ASSERTED, Status.ALLEGED})
"""What is said to have happened."""
FUTURE = frozenset({"auxiliary", "reported"})
"""Scopes of the cues that say that something will be done, not only that it is planned."""


def widened(reading: Reading, claims: list[Claim]) -> Iterator[Claim]:
    """As in "S.A. Healy Co. of McCook, Ill.", based in McCook and in Illinois: places nest within a sentence."""
    if "claims/widened" in reading.trail.without:
        return
    nesting = {pattern.rule for pattern in reading.ontology.patterns if pattern.nests}
    around = {(claim.evidence.start, _chain(claim.subject)): claim for claim in claims if claim.rule in nesting}
    for claim in claims:
        widens = reading.ontology.relations[claim.relation].widens
        outer = around.get((claim.evidence.start, _chain(claim.object))) if widens else None
        if outer is not None and _chain(outer.object) not in {end.chain for end in claim.ends}:
            yield replace(claim, object=outer.object, rule=f"{claim.rule}+")


def befallen(reading: Reading, claims: list[Claim]) -> Iterator[Claim]:
    """As in "she passed away in Lima", who died there: a state of whom an event befell and of its place."""
    if "claims/befallen" in reading.trail.without:
        return
    told = {(claim.relation, claim.evidence.start, _chain(claim.subject)) for claim in claims}
    for claim in claims:
        state, where = reading.ontology.relations[claim.relation].place_relation, claim.place
        if state is None or where is None or claim.object is None or claim.status not in TOLD:
            continue
        patient, relation = referents.entity(reading, claim.object), reading.ontology.relations[state]
        if patient is None or patient.described or (state, claim.evidence.start, patient.chain) in told:
            continue
        if any(reading.ontology.is_a(patient.cls, cls) for cls in relation.subject_classes):
            yield replace(claim, relation=state, subject=claim.object, object=where, place=None, rule=f"{state}/place")


def _chain(end: Argument | None) -> int | None:
    return end.chain if end is not None else None


# --- the place of a planned meeting ------------------------------------------------------------------------------


def placed(reading: Reading, claims: list[Claim]) -> Iterator[Claim]:
    """All claims, with the place of a planned meeting from another sentence: "the meeting will be in Doha".

    Only for events that both sides share, when every definite noun for that event that has a place has the same one.
    """
    spots = {} if "claims/placed" in reading.trail.without else _spots(reading)
    for claim in claims:
        where = spots.get(claim.relation, [])
        taken = {end.chain for end in claim.ends}
        missing = claim.place is None and claim.status is Status.PLANNED
        if missing and len({spot.chain for spot in where}) == 1 and where[-1].chain not in taken:
            yield replace(claim, place=where[-1])
        else:
            yield claim


def _spots(reading: Reading) -> dict[str, list[Argument]]:
    """Relation -> the places of the planned events that definite nouns for it speak of."""
    spots: dict[str, list[Argument]] = {}
    for relation, trigger in frames.nominal(reading):
        planned = status(reading, trigger)[0] is Status.PLANNED
        found = place(reading, trigger, but=set()) if planned else None
        if found is not None:
            spots.setdefault(relation, []).append(replace(found, link="same-event", confidence=SAME_EVENT))
    return spots


# --- promises, threats and refusals ------------------------------------------------------------------------------


def echoed(reading: Reading, event: Event, claim: Claim) -> Iterator[Claim]:
    """Who promises, threatens or refuses to do something to somebody, promises it to, threatens or rejects them.

    So does who announces it: to say that one will bomb a city is a threat, to say that one will aid it a promise.
    What goes on already is neither: who agrees to end a war does not threaten with it.
    """
    if not _is_done_to_somebody(reading, claim) or "claims/echoed" in reading.trail.without:
        return  # who agrees to buy a bank promises it nothing
    verb = event.trigger.clause
    governor = verb.head if verb.base in COMPLEMENTS and not is_passive(verb) else None  # not "agreed to be met by"
    for echo in reading.ontology.echoes:
        if claim.relation in {echo.relation, *echo.but}:
            continue
        if governor is not None and governor.lemma in echo.words and claim.status is not Status.ASSERTED:
            found, cues = status(reading, Trigger(governor))
            yield _echo(claim, _act(reading, echo, claim), f"{governor.lemma}-to", governor, found, cues)
        elif claim.relation in echo.suffered and (victim := _victim(reading, verb, claim)) is not None:
            told = replace(claim, subject=victim, object=claim.subject, attributed_to=None)
            yield _echo(told, echo.relation, "suffered", verb, Status.ASSERTED, ())
        elif claim.relation in echo.announced and _announces(reading, verb, claim):
            told = replace(claim, subject=_leader(reading, verb) or claim.subject)
            yield _echo(told, echo.relation, "announced", verb, Status.ASSERTED, ())


def _is_done_to_somebody(reading: Reading, claim: Claim) -> bool:
    """True for an event whose object is a person, a group or a place."""
    entity = referents.entity(reading, claim.object) if claim.object is not None else None
    happens = reading.ontology.relations[claim.relation].event_class is not None
    return happens and entity is not None and reading.ontology.coarse(entity.cls) != "Thing"


def _victim(reading: Reading, verb: Node, claim: Claim) -> Argument | None:
    """Who says that it was done to them, as in "she said that police had beaten her"."""
    if claim.subject is None or claim.status not in TOLD:
        return None
    said_by = speaker(reading, verb)
    said = referents.resolved(reading, said_by) if said_by is not None else None
    return said if said is not None and said.chain == _chain(claim.object) else None


def _act(reading: Reading, echo: Echo, claim: Claim) -> str:
    """What the governing verb amounts to: to vow is to promise, but to vow to attack is to threaten."""
    other = next((other for other in reading.ontology.echoes if other.relation == echo.yields), echo)
    return other.relation if claim.relation in other.announced else echo.relation


def _echo(claim: Claim, relation: str, how: str, word: Node, found: Status, cues: tuple[str, ...]) -> Claim:
    rule = f"{relation}/{how}"
    return replace(
        claim,
        relation=relation,
        rule=rule,
        status=found,
        cues=cues,
        place=None,  # where and when it is to be done is not where and when it is promised
        time=None,
        trigger=(word.start, word.end),
        path=f"{word.lemma} → {claim.path}",
    )


def _announces(reading: Reading, verb: Node, claim: Claim) -> bool:
    """True when it is the doer, or somebody who speaks for it, who says that it will be done, on whatever condition."""
    if not _is_sure(reading, verb, claim):
        return False
    said_by = speaker(reading, _told(verb))
    if said_by is None:
        return False
    said = referents.resolved(reading, said_by)
    if (said is not None and said.chain == _chain(claim.subject)) or _leader(reading, verb) is not None:
        return True
    covering = reading.mentions.covering
    inside = [i for node in said_by.subtree() if (i := covering.get(node.i)) is not None]
    if not inside:
        return said_by.lemma in reading.words("mouthpiece")
    return any(reading.chains.of[i] == _chain(claim.subject) for i in inside)


def _leader(reading: Reading, verb: Node) -> Argument | None:
    """Who says what their own people will do: "[the Front] said its fighters would bomb the city"."""
    said_by = speaker(reading, _told(verb))
    said = referents.resolved(reading, said_by) if said_by is not None else None
    owners_of = [kid for subject in subjects(verb) for kid in subject.of("nmod:poss")]
    at = [i for kid in owners_of if (i := reading.mentions.at(kid)) is not None]
    whose = {reading.chains.of[i] for i in at}
    return said if said is not None and said.chain in whose else None


def _told(verb: Node) -> Node:
    """The verb of the clause that is told: "said they were [going] to bomb the city"."""
    return verb.head if verb.base == "xcomp" and verb.head is not None and verb.head.tag == "VBG" else verb


def _is_sure(reading: Reading, verb: Node, claim: Claim) -> bool:
    """True for what will be done, if only under a condition: "will bomb it unless …"."""
    cues = reading.ontology.cues
    will = {w for cue in cues if cue.scope in FUTURE and cue.status == Status.PLANNED for w in cue.words}
    conditions = {w for cue in cues if cue.scope == "mark" for w in cue.words}
    sure = claim.status is Status.PLANNED or (claim.status is Status.HYPOTHETICAL and conditions >= set(claim.cues))
    return sure and (_told(verb) is not verb or not will.isdisjoint(aux.lemma for aux in auxiliaries(verb)))


# --- who stands behind a thing -----------------------------------------------------------------------------------


def towards_owner(reading: Reading, event: Event, claim: Claim) -> Iterator[Claim]:
    """To reject "a U.S. offer", "Iran's plan" or "calls by rebels" is to reject the United States, Iran, the rebels."""
    counterpart = reading.ontology.relations[claim.relation].counterpart
    if not (counterpart and event.frame.counterpart) or "claims/owner" in reading.trail.without:
        return
    if claim.object is None or event.object is None or referents.entity(reading, claim.object) is not None:
        return  # only a participant without a class, made for this claim, has somebody behind it
    if claim.relation in reading.words("of-overtures") and event.object.lemma not in reading.words("overture"):
        return  # who rejects the families' appeal, does not reject the families
    for doer in _doers(reading, event.object):
        i = referents.mention_of(reading, doer)
        owner = referents.argument(reading, i)
        if i is None or owner is None or owner.chain == _chain(claim.subject):
            continue
        if _only_names(reading, doer, i) or _shares_verb(doer, event):
            continue
        if fits(reading, i, ("Agent",), metonymy=True):
            rule = f"{claim.rule}-by"
            yield replace(claim, object=owner, rule=rule, path=f"{claim.path} → {doer.dep}")


def _shares_verb(doer: Node, event: Event) -> bool:
    """True for "a speech arranged by the Union and criticized by Norway", which does not criticize the Union for it."""
    made = doer.head
    return made is not None and is_verb(made) and made in list(event.trigger.node.ancestors())


def _only_names(reading: Reading, word: Node, i: int) -> bool:
    """True for a name in that of an event, "the [Brenholm] bombing": where it was or whom it hit, and no doer.

    "A [U.S.] offer" is that of a state, and "the [Hamas] attack" that of a group.
    """
    if word.dep not in ATTRIBUTES or reading.mentions.all[i].demonym:
        return False
    cls, ontology = referents.class_of(reading, i), reading.ontology
    unsure = ontology.coarse(cls) == cls and reading.mentions.all[i].entry is None
    return unsure or (ontology.is_a(cls, "Place") and not ontology.has(cls, "sovereign"))


def _may_be_done(reading: Reading, noun: Node) -> bool:
    """True for a noun that the language model takes for a predicate; for any, where it knows none."""
    sentence = reading.view.sentences[noun.sent]
    among = reading.view.nodes[sentence.first : sentence.last + 1]
    return noun.roles is not None or all(node.roles is None for node in among)


def _doers(reading: Reading, deed: Node) -> list[Node]:
    """Who stands behind a deed, and not who suffers it: "the conduct of the police", but not "Rodriguez's murder".

    Before a noun that is no deed a name only says which one: "the Australian wheat industry".
    """
    behind = [owner for owner in owners(deed) if owner.dep not in ATTRIBUTES or _may_be_done(reading, deed)]
    if deed.lemma in reading.words("ordeal"):
        return [node for node in behind if node.dep == "obl:agent" or preposition(node) == "by"]
    if deed.lemma in reading.words("deed"):
        behind += [kid for kid in deed.of("nmod") if preposition(kid) == "of"]
    if deed.lemma in reading.words("motion-noun"):
        behind = [node for node in behind if preposition(node) != "from"]  # "a withdrawal from India"
    return behind
