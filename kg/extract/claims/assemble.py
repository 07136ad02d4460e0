"""Events and states -> `Claim`s: ends resolved, with place, time, source, status and confidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances.participants import Ends
from kg.extract.circumstances.places import behalf, place, source
from kg.extract.circumstances.status import status
from kg.extract.circumstances.times import Times
from kg.extract.claims import confidence, derived
from kg.extract.grammar.slots import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import frames, patterns, roles
from kg.extract.relations.frames import Event
from kg.extract.relations.roles import State
from kg.language.grammar import View, is_verb
from kg.ontology import Relation
from kg.records import Argument, Claim, Document, LocalEntity, Status


def make(reading: Reading, document: Document) -> tuple[tuple[Claim, ...], tuple[LocalEntity, ...]]:
    """All claims of a document in text order, and all its entities, those made for a claim included.

    One claim per relation, ends, status and sentence: that of the surest rule.
    """
    ends = Ends(reading, Times(reading.view, document))
    best: dict[tuple[object, ...], Claim] = {}
    found = list(derived.placed(list(_all(ends)), ends))
    for claim in [*found, *derived.widened(found, ends)]:
        end = claim.object.chain if claim.object.chain is not None else claim.object.text
        key = (claim.relation, claim.subject.chain, end, claim.status, claim.evidence.start)
        if key not in best or (claim.confidence, claim.rule) > (best[key].confidence, best[key].rule):
            best[key] = claim
    order = sorted(best.values(), key=lambda c: (c.evidence.start, c.relation, c.subject.start, c.object.start))
    return tuple(order), tuple(ends.entities())


def _all(ends: Ends) -> Iterator[Claim]:
    settled: dict[tuple[str, int], tuple[str, str, str, int]] = {}
    for event in frames.find(ends.view, ends.ontology):
        occasion = (event.frame.name, event.trigger.node.i)
        if settled.get(occasion, event.way) != event.way:
            continue  # a preferred pair of slots has been filled
        claim = _from_event(event, ends)
        if claim is not None:
            settled[occasion] = event.way
            for each in (claim, *derived.towards_owner(event, claim, ends)):
                yield each
                yield from derived.echoed(event, each, ends)
    for finder in (roles.find, patterns.find):
        for state in finder(ends.view, ends.mentions, ends.ontology):
            claim = _from_state(state, ends)
            if claim is not None:
                yield claim


def _from_event(event: Event, ends: Ends) -> Claim | None:
    frame, trigger = event.frame, event.trigger
    relation = ends.ontology.relations[frame.relation]
    pair = _pair(event, relation, ends)
    if pair is None:
        return None
    subject, obj = pair
    found, cues = status(trigger, frame.status, ends.ontology)
    happens = relation.event_class is not None
    thing = event.object if ends.entity(obj) is None else None
    roles_taken = {chain for chain in (subject.chain, obj.chain) if chain is not None}
    return Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=ends.reading.sentence(trigger.node.sent),
        rule=frame.rule,
        confidence=confidence.of(frame.rule, subject, obj),
        status=found,
        place=place(ends, trigger, but=roles_taken, avoid=thing) if happens else None,
        time=ends.times.of(trigger.node, trigger.clause, planned=found is Status.PLANNED),
        on_behalf_of=behalf(ends, trigger) if happens else None,
        attributed_to=source(ends, trigger.clause),
        trigger=trigger.span,
        path=event.path,
        cues=cues,
    )


def _pair(event: Event, relation: Relation, ends: Ends) -> tuple[Argument, Argument] | None:
    """Both ends of an event, or None when one is of no accepted class."""
    frame = event.frame
    subject = ends.argument(event.subject, accepts=frame.subject_classes or relation.subject_classes, metonymy=True)
    obj = ends.argument(event.object, accepts=frame.object_classes or relation.object_classes, metonymy=True)
    if subject is None or obj is None:
        return None
    if relation.symmetric:
        subject, obj = ends.principal(subject, event.subject), ends.principal(obj, event.object)
    if subject.chain == obj.chain or (frame.named and ends.is_described(obj)):
        return None
    if relation.event_class is None:
        # States hold between named participants; what a description belongs to is `affiliatedWith`.
        described_end = ends.is_described(obj) and "Thing" not in relation.object_classes
        if ends.is_described(subject) or described_end:
            return None
    return subject, obj


def _from_state(state: State, ends: Ends) -> Claim | None:
    relation = ends.ontology.relations[state.relation]
    subject = ends.argument(state.subject, accepts=relation.subject_classes)
    if subject is None or ends.is_described(subject):
        return None
    if state.object is None:
        obj = _literal(state, ends.view)
    else:
        other = ends.argument(state.object, accepts=relation.object_classes)
        if other is None or other.chain == subject.chain or ends.is_described(other):
            return None
        obj = other
    predicate = state.clause.first("cop") is not None or is_verb(state.clause)
    found: Status = Status.ASSERTED
    cues: tuple[str, ...] = ()
    if state.trigger and predicate:
        found, cues = status(Trigger(state.clause), None, ends.ontology)
    return Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=ends.reading.sentence(state.subject.sent),
        rule=state.rule,
        confidence=confidence.of(state.rule, subject, obj),
        status=found,
        at=ends.argument(state.at, accepts=("Entity",)) if state.at is not None else None,
        attributed_to=source(ends, state.clause) if predicate else None,
        trigger=state.trigger,
        path=state.path,
        cues=cues,
    )


def _literal(state: State, view: View) -> Argument:
    first, last = state.title or (state.subject.i, state.subject.i)
    start, end = view.nodes[first].start, view.nodes[last].end
    return Argument(text=" ".join(view.text[start:end].split()), start=start, end=end)
