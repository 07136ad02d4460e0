"""Events and states -> `Claim`s: ends resolved, with place, time, source, status and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kg.extract.circumstances import tenure
from kg.extract.circumstances.places import behalf, place
from kg.extract.circumstances.sources import source
from kg.extract.circumstances.status import is_left_open, is_only_described, is_present, of_title, status
from kg.extract.circumstances.times import Times
from kg.extract.claims import confidence, derived
from kg.extract.claims.participants import Participants
from kg.extract.coreference import referents
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import frames, patterns, roles
from kg.extract.relations.frames import Event
from kg.extract.relations.states import State
from kg.language.grammar import View, is_verb
from kg.ontology import Relation
from kg.records import Argument, Claim, Document, LocalEntity, Status


def make(reading: Reading, document: Document) -> tuple[tuple[Claim, ...], tuple[LocalEntity, ...]]:
    """All claims of a document in text order, and all its entities, those made for a claim included."""
    ends = Participants(reading, Times(reading, document))
    found = _without_halves(list(derived.placed(reading, list(_ended(reading, _all(ends))))))
    best = _surest([*found, *derived.widened(reading, found)])
    order = sorted(best, key=_place)
    return tuple(order), ends.all()


def _place(claim: Claim) -> tuple[object, ...]:
    starts = (end.start if end is not None else -1 for end in (claim.subject, claim.object))
    return claim.evidence.start, claim.relation, *starts


def _surest(claims: Iterable[Claim]) -> Iterable[Claim]:
    """One claim per relation, ends, status and sentence: that of the surest rule."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        ends = (end and (end.text if end.chain is None else end.chain) for end in (claim.subject, claim.object))
        key = (claim.relation, *ends, claim.status, claim.evidence.start)
        if key not in best or (claim.confidence, claim.rule) > (best[key].confidence, best[key].rule):
            best[key] = claim
    return best.values()


def _without_halves(claims: list[Claim]) -> list[Claim]:
    """Without events of one party that the sentence tells with both."""
    whole = {
        (claim.relation, claim.evidence.start, end.chain)
        for claim in claims
        if claim.subject is not None and claim.object is not None
        for end in claim.ends
    }
    return [
        claim
        for claim in claims
        if len(claim.ends) > 1 or (claim.relation, claim.evidence.start, claim.ends[0].chain) not in whole
    ]


def _all(ends: Participants) -> Iterator[Claim]:
    """What frames, roles and patterns find, and what follows from an event alone."""
    settled: dict[tuple[str, int], tuple[str, str, str, int]] = {}
    for event in frames.find(ends.reading):
        occasion = (event.frame.name, event.trigger.node.i)
        if settled.get(occasion, event.way) != event.way:
            continue  # a preferred pair of slots has been filled
        claim = _from_event(event, ends)
        if claim is not None:
            settled[occasion] = event.way
            for each in (claim, *derived.towards_owner(ends.reading, event, claim)):
                yield each
                yield from derived.echoed(ends.reading, event, each)
    for state in chain(roles.find(ends.reading), patterns.find(ends.reading)):
        claim = _from_state(state, ends)
        if claim is not None:
            yield claim


def _from_event(event: Event, ends: Participants) -> Claim | None:
    reading, frame, trigger = ends.reading, event.frame, event.trigger
    relation = reading.ontology.relations[frame.relation]
    pair = _pair(event, relation, ends)
    if pair is None or is_left_open(reading, trigger):
        return None
    found, cues = status(reading, trigger, frame.status)
    claim = Claim(
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        evidence=reading.sentence(trigger.node.sent),
        rule=frame.rule,
        confidence=confidence.of(frame.rule, *(end for end in pair if end is not None)),
        status=found,
        time=ends.times.of(trigger.node, trigger.clause, planned=found is Status.PLANNED),
        attributed_to=source(reading, trigger.clause),
        trigger=trigger.span,
        path=event.path,
        cues=cues,
        mends=reading.trail.of(trigger.node.sent),
    )
    if relation.event_class is not None:
        claim = _happening(reading, event, _scheduled(claim, trigger, ends))
    else:
        past = _may_end(reading, claim) and tenure.was(reading, trigger.clause)
        claim = replace(claim, former=past or tenure.is_over(reading, trigger.clause))
    return claim if _tells(claim, ends) else None


def _scheduled(claim: Claim, trigger: Trigger, ends: Participants) -> Claim:
    """What somebody does, in the present tense, on a day that has not come: "meets Kim on Friday"."""
    if claim.status is not Status.ASSERTED or not is_present(trigger.clause) or not ends.times.is_ahead(claim.time):
        return claim
    return replace(claim, status=Status.PLANNED, cues=(claim.time.text,) if claim.time else ())


def _may_end(reading: Reading, claim: Claim) -> bool:
    """True for an office and the like, if the past tense is not that of reported speech: "said he was mayor"."""
    return claim.relation in reading.words("ending") and claim.attributed_to is None


def _ended(reading: Reading, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same claims; those of the dead, and of a name with years in brackets behind it, are over."""
    terms, dead = tenure.terms(reading)
    for claim in claims:
        bearer = claim.subject
        gone = bearer is not None and (bearer.start in terms or bearer.chain in dead)
        yield replace(claim, former=True) if gone and claim.relation in reading.words("ending") else claim


def _tells(claim: Claim, ends: Participants) -> bool:
    """False for an event of which all that is known is that somebody without a name took part."""
    if claim.subject is not None and claim.object is not None:
        return True
    known = (referents.entity(ends.reading, end) or ends.made(end) for end in claim.ends)
    named = any(entity is not None and (not entity.described or entity.count is not None) for entity in known)
    return named or claim.place is not None or claim.time is not None


def _happening(reading: Reading, event: Event, claim: Claim) -> Claim:
    """The claim of an event, which unlike a state has a place and is done for somebody."""
    taken = {end.chain for end in claim.ends if end.chain is not None}
    known = claim.object is not None and referents.entity(reading, claim.object) is not None
    thing = None if known else event.object
    where = place(reading, event.trigger, but=taken, avoid=thing)
    return replace(claim, place=where, on_behalf_of=behalf(reading, event.trigger))


Pair = tuple[Argument | None, Argument | None]


def _pair(event: Event, relation: Relation, ends: Participants) -> Pair | None:
    """Both ends of an event, or the one that it has; None when an end is of no accepted class."""
    frame = event.frame
    subject = obj = None
    if event.subject is not None:
        subject = ends.end(event.subject, frame.subject_classes or relation.subject_classes, metonymy=True)
    if event.object is not None and relation.literal_object:
        obj = ends.words(event.object)
    elif event.object is not None:
        obj = ends.end(event.object, frame.object_classes or relation.object_classes, metonymy=True)
    if (subject is None) != (event.subject is None) or (obj is None) != (event.object is None):
        return None
    if subject is None or obj is None:
        return subject, obj
    if relation.symmetric and event.subject is not None and event.object is not None:
        subject, obj = ends.principal(subject, event.subject), ends.principal(obj, event.object)
    return (subject, obj) if _holds(subject, obj, event, relation, ends) else None


def _holds(subject: Argument, obj: Argument, event: Event, relation: Relation, ends: Participants) -> bool:
    """Whether two ends may stand in a relation: never one with itself, and a state between names only."""
    described = obj.chain is not None and ends.is_described(obj)
    if (subject.chain is not None and subject.chain == obj.chain) or (event.frame.named and described):
        return False
    if event.frame.named_subject and ends.is_described(subject):
        return False
    # What a description belongs to is `affiliatedWith`, and no state.
    return relation.event_class is not None or not (
        ends.is_described(subject) or (described and "Thing" not in relation.object_classes)
    )


def _from_state(state: State, ends: Participants) -> Claim | None:
    reading = ends.reading
    relation = reading.ontology.relations[state.relation]
    subject = ends.named(state.subject, relation.subject_classes)
    obj = ends.named(state.object, relation.object_classes) if state.object is not None else _words(state, reading.view)
    if subject is None or obj is None or subject.chain == obj.chain:
        return None
    predicate = state.clause.first("cop") is not None or is_verb(state.clause)
    tensed = state.trigger is not None and predicate
    found, cues = _standing(reading, state, tensed=predicate)
    if found is not Status.ASSERTED and state.trigger is not None and is_only_described(reading, state.trigger):
        return None
    claim = Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=reading.sentence(state.subject.sent),
        rule=state.rule,
        confidence=confidence.of(state.rule, subject, obj),
        status=found,
        time=ends.times.of(state.clause, state.clause, planned=found is Status.PLANNED) if tensed else None,
        at=ends.end(state.at, ("Entity",)) if state.at is not None else None,
        attributed_to=source(reading, state.clause) if predicate else None,
        trigger=state.trigger,
        path=state.path,
        cues=cues,
        mends=reading.trail.of(state.subject.sent),
        former=state.former,
    )
    return replace(claim, former=True) if _was(state, claim, reading) else claim


def _was(state: State, claim: Claim, reading: Reading) -> bool:
    """True for what a clause of its own tells in the past tense, unlike a title in front of a name."""
    if state.trigger is None or not (is_verb(state.clause) or state.clause.start == state.trigger[0]):
        return False
    return _may_end(reading, claim) and tenure.was(reading, state.clause)


def _standing(reading: Reading, state: State, *, tensed: bool) -> tuple[Status, tuple[str, ...]]:
    """The status of a state: of its clause, or of a title in front of a name."""
    if state.trigger is None:
        return Status.ASSERTED, ()
    return status(reading, Trigger(state.clause)) if tensed else of_title(reading, state.trigger)


def _words(state: State, view: View) -> Argument:
    """The title of a state as a literal."""
    first, last = state.title or (state.subject.i, state.subject.i)
    start, end = view.nodes[first].start, view.nodes[last].end
    return Argument(text=" ".join(view.text[start:end].split()), start=start, end=end)
