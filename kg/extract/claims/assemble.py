"""Events and states -> `Claim`s: ends resolved, with place, time, source, status and confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kg.extract.circumstances.places import behalf, place
from kg.extract.circumstances.sources import source
from kg.extract.circumstances.status import is_left_open, is_only_described, is_over, of_title, status
from kg.extract.circumstances.times import Times
from kg.extract.claims import confidence, derived
from kg.extract.claims.participants import Participants
from kg.extract.coreference import referents
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import patterns, readings, roles, scored
from kg.extract.relations.frames import Event
from kg.extract.relations.states import State
from kg.language.grammar import Node, View, is_verb
from kg.ontology import Relation
from kg.records import Argument, Claim, Document, LocalEntity, Status, TimeSpan


def make(reading: Reading, document: Document) -> tuple[tuple[Claim, ...], tuple[LocalEntity, ...]]:
    """All claims of a document in text order, and all its entities, those made for a claim included."""
    ends = Participants(reading, Times(reading, document), scored.scores(reading))
    found = _without_halves(list(derived.placed(reading, list(_all(ends)))), reading)
    every = (
        confidence.rated(claim, ends.entity, reading.ontology) for claim in [*found, *derived.widened(reading, found)]
    )
    order = sorted(_surest(every), key=_place)
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
        if key not in best or _told(claim) > _told(best[key]):
            best[key] = claim
    return best.values()


def _told(claim: Claim) -> tuple[float, str, bool]:
    """What makes one of two claims the better one: certainty, and that it says where an office is held."""
    return claim.confidence, claim.rule, claim.at is not None


def _without_halves(claims: list[Claim], reading: Reading) -> list[Claim]:
    """Without events of one party that the sentence tells with both; who vows to attack, threatens and promises not."""
    yielding: dict[str | None, list[str]] = defaultdict(list)
    for echo in reading.ontology.echoes:
        yielding[echo.yields].append(echo.relation)
    whole = {
        (told, claim.evidence.start, end.chain)
        for claim in claims
        if claim.subject is not None and claim.object is not None
        for end in claim.ends
        for told in (claim.relation, *yielding[claim.relation])
    }
    return [
        claim
        for claim in claims
        if len(claim.ends) > 1 or (claim.relation, claim.evidence.start, claim.ends[0].chain) not in whole
    ]


def _all(ends: Participants) -> Iterator[Claim]:
    """What grammar tells; then what roles and scores tell of ends that grammar leaves apart."""
    reading = ends.reading
    by_slots, by_roles = readings.find(reading)
    first = [*_events(by_slots, ends), *_states(chain(roles.find(reading), patterns.find(reading)), ends)]
    yield from first
    told = {tie for claim in first for n in range(len(claim.ends) + 1) for tie in _ties(claim, n)}
    second = [*_events(by_roles, ends), *_states(scored.find(reading, ends.scores), ends)]
    yield from (claim for claim in second if told.isdisjoint(_ties(claim, len(claim.ends))))


def _ties(claim: Claim, ends: int) -> Iterator[tuple[object, ...]]:
    """What a claim speaks of, as if it had so many ends: these, whatever the relation, or the relation and its word."""
    start, chains = claim.evidence.start, [end.chain for end in claim.ends]
    if claim.trigger is not None:
        yield claim.relation, claim.trigger, ends
    if ends == 1:
        yield from ((start, claim.relation, chain) for chain in chains)
    elif ends == len(chains):
        yield start, frozenset(chains)


def _events(events: Iterable[Event], ends: Participants) -> Iterator[Claim]:
    """The claims of events, and what follows from an event alone; of several ways to fill a frame, the first."""
    settled: dict[tuple[str, int], tuple[str, str, str, int]] = {}
    for event in events:
        occasion = (event.frame.name, event.trigger.node.i)
        if settled.get(occasion, event.way) != event.way:
            continue  # a preferred pair of slots has been filled
        claim = _from_event(event, ends)
        if claim is not None:
            settled[occasion] = event.way
            for each in (claim, *derived.towards_owner(ends.reading, event, claim)):
                yield each
                yield from derived.echoed(ends.reading, event, each)


def _states(states: Iterable[State], ends: Participants) -> Iterator[Claim]:
    return (claim for state in states if (claim := _from_state(state, ends)) is not None)


def _from_event(event: Event, ends: Participants) -> Claim | None:
    reading, frame, trigger = ends.reading, event.frame, event.trigger
    relation = reading.ontology.relations[frame.relation]
    pair = _pair(event, relation, ends)
    if pair is None or is_left_open(reading, trigger) or (frame.said and not _is_said_so(reading, trigger)):
        return None
    found, cues = status(reading, trigger, frame.status)
    when = ends.times.of(trigger.node, trigger.clause, found)
    state = relation.event_class is None
    over = state and (is_over(reading, trigger) or _has_ended(ends, relation, when, trigger.clause))
    claim = Claim(
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        evidence=reading.sentence(trigger.node.sent),
        rule=event.rule,
        status=found,
        former=over,
        time=when,
        second="" if state else str(event.second),
        score=scored.score(reading, ends.scores, relation.name, event.subject, event.object),
        attributed_to=source(reading, trigger.clause),
        trigger=trigger.span,
        path=event.path,
        cues=cues,
        mends=reading.trail.of(trigger.node.sent),
    )
    if not state:
        claim = _happening(reading, event, claim)
    return claim if _tells(claim, ends) else None


def _tells(claim: Claim, ends: Participants) -> bool:
    """False for an event of which all that is known is that somebody without a name took part."""
    if claim.subject is not None and claim.object is not None:
        return True
    known = (ends.entity(end) for end in claim.ends)
    named = any(entity is not None and (not entity.described or entity.count is not None) for entity in known)
    return named or claim.place is not None or claim.time is not None


def _happening(reading: Reading, event: Event, claim: Claim) -> Claim:
    """The claim of an event, which unlike a state has a place and is done for somebody."""
    taken = {end.chain for end in claim.ends if end.chain is not None}
    known = claim.object is not None and referents.entity(reading, claim.object) is not None
    thing = None if known else event.object
    where = place(reading, event.trigger, but=taken, avoid=thing)
    return replace(claim, place=where, on_behalf_of=behalf(reading, event.trigger))


def _is_said_so(reading: Reading, trigger: Trigger) -> bool:
    """True where who says it says that it is so: not "said that Kim had not lied", "might lie"."""
    own = Trigger(trigger.node, trigger.parts, words=trigger.words)
    return status(reading, own)[0] in {Status.ASSERTED, Status.ALLEGED}


Pair = tuple[Argument | None, Argument | None]


def _pair(event: Event, relation: Relation, ends: Participants) -> Pair | None:
    """Both ends of an event, or the one that it has; None when an end is of no accepted class."""
    frame = event.frame
    subject = obj = None
    if event.subject is not None:
        accepts = frame.subject_classes or relation.subject_classes
        subject = ends.end(event.subject, accepts, metonymy=True)
        if subject is None and relation.event_class is None:
            subject = ends.somebody(event.subject, accepts)
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
        (ends.is_described(subject) and not ends.is_somebody(subject))
        or (described and "Thing" not in relation.object_classes)
    )


def _from_state(state: State, ends: Participants) -> Claim | None:
    reading, relation = ends.reading, ends.reading.ontology.relations[state.relation]
    subject = ends.named(state.subject, relation.subject_classes)
    obj = _held(state, relation, ends)
    if subject is None or obj is None or subject.chain == obj.chain:
        return None
    predicate = state.clause.first("cop") is not None or is_verb(state.clause)
    tensed = state.trigger is not None and predicate
    found, cues = _standing(reading, state, tensed=predicate)
    if found is not Status.ASSERTED and state.trigger is not None and is_only_described(reading, state.trigger):
        return None
    held = state.clause if tensed else _office(reading, state)
    when = ends.times.of(held, held, found) if held is not None else None
    return Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=reading.sentence(state.subject.sent),
        rule=state.rule,
        status=found,
        time=when,
        at=ends.end(state.at, ("Entity",)) if state.at is not None else None,
        attributed_to=source(reading, state.clause) if predicate else None,
        trigger=state.trigger,
        path=state.path,
        cues=cues,
        mends=reading.trail.of(state.subject.sent),
        former=state.former or (held is not None and _has_ended(ends, relation, when, held)),
        score=scored.score(reading, ends.scores, relation.name, state.subject, state.object),
    )


def _held(state: State, relation: Relation, ends: Participants) -> Argument | None:
    """The other end of a state: what has a name, or a body that is only known by whose it is, or words."""
    if state.object is None:
        return _words(state, ends.reading.view)
    found = ends.named(state.object, relation.object_classes)
    if found is None and relation.unnamed:
        body = ends.end(state.object, ("Organization",))
        entity = referents.entity(ends.reading, body) if body is not None else None
        return body if entity is not None and entity.affiliated_with else None
    return found


def _office(reading: Reading, state: State) -> Node | None:
    """The role noun beside a person's name: "Berg, [mayor] of Oslo since 2014"."""
    i = reading.mentions.at(state.subject)
    if state.trigger is None or i is None or reading.ontology.coarse(reading.mentions.all[i].cls) != "Person":
        return None
    nodes = reading.view.nodes
    node = nodes[bisect_right(nodes, state.trigger[0], key=lambda node: node.start) - 1]
    return None if is_verb(node) else node


def _has_ended(ends: Participants, relation: Relation, when: TimeSpan | None, clause: Node) -> bool:
    """True for a state whose time is over: "mayor until 2011"; who was born there until then still was."""
    return relation.name not in ends.reading.words("lasting") and ends.times.ends_before(when, clause)


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
