"""Events of frames and roles → claims: both ends or one, with place, time, source and status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.circumstances.cues import declared, modifiers
from kg.extract.circumstances.outcomes import is_identified, whichever
from kg.extract.circumstances.places import behalf, place
from kg.extract.circumstances.sources import source
from kg.extract.circumstances.status import SEVERITY, is_left_open, status
from kg.extract.claims import terms
from kg.extract.claims.participants import Participants
from kg.extract.coreference import referents
from kg.extract.grammar.arguments import is_reflexive
from kg.extract.grammar.labels import NOUNS
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import scored
from kg.extract.relations.frames import Event
from kg.extract.relations.neighbours import is_party
from kg.language.grammar import Node, preposition
from kg.ontology import Relation
from kg.records import Argument, Claim, Status

Standing = tuple[Status, tuple[str, ...]]
"""A status with the words that set it."""
THE = "the"
AROUND = "around"
"""The slot of who takes part in what the clause around an event noun tells."""


def claim_of(event: Event, ends: Participants) -> Claim | None:
    """The claim that an event makes; None where an end is of no accepted class, or too little is known."""
    reading, frame, trigger = ends.reading, event.frame, event.trigger
    relation = reading.ontology.relations[frame.relation]
    pair = _pair(event, relation, ends)
    if pair is None or is_left_open(reading, trigger) or (frame.said and not _is_said_so(reading, trigger)):
        return None
    found, cues = _standing(reading, event)
    if frame.holds_as and found not in frame.holds_as:
        return None
    happens = relation.event_class is not None
    claim = Claim(
        relation=relation.name,
        subject=pair[0],
        object=pair[1],
        evidence=reading.sentence(trigger.node.sent),
        rule=event.rule,
        status=found,
        time=None if frame.afterwards else ends.times.of(trigger.node, trigger.clause, found),
        second=str(event.second) if happens else "",
        score=scored.score(reading, ends.scores, relation.name, event.subject, event.object),
        attributed_to=source(reading, trigger.clause),
        trigger=trigger.span,
        path=event.path,
        cues=cues,
        mends=reading.trail.of(trigger.node.sent),
    )
    if happens:
        claim = _happening(reading, event, terms.scheduled(claim, trigger.clause, ends))
    elif terms.is_over(claim, trigger.clause, ends):
        claim = replace(claim, former=True)
    return claim if _tells(claim, ends) else None


def _standing(reading: Reading, event: Event) -> Standing:
    """The standing of an event, also of one in the course of the clause around it."""
    happens = reading.ontology.relations[event.frame.relation].event_class is not None
    known = happens and is_identified(event.trigger.node)
    if event.frame.afterwards or (not happens and _is_there(reading, event.trigger.node)):
        return Status.ASSERTED, ()  # "after seeking refuge at the Ecuadorean embassy in London"
    own = status(reading, event.trigger, event.frame.status, Status.NEGATED if known else None)
    if own[0] in {Status.ASSERTED, Status.PLANNED} and (word := _whoever(reading, event)):
        return Status.HYPOTHETICAL, (word,)
    return _as_around(reading, event.trigger, own) if event.subject_slot == AROUND else own


def _is_there(reading: Reading, noun: Node) -> bool:
    """True for a noun that says that there is something whatever is said of it: "[the] embassy in London"."""
    there = noun.pos in NOUNS and any(kid.lemma == THE for kid in noun.of("det"))
    return there and not any(modifiers(noun, declared(reading.ontology)))


def _whoever(reading: Reading, event: Event) -> str:
    """The word that leaves open whom an event is done to: "is willing to work with [any] union"."""
    if event.object is None or reading.mentions.at(event.object) is None:
        return ""  # "denied any wrongdoing"
    return whichever(event.object, declared(reading.ontology))


def _as_around(reading: Reading, trigger: Trigger, own: Standing) -> Standing:
    """The standing of what happens in the course of the clause around it, whichever is the less sure."""
    verb = trigger.node.head
    if verb is None or preposition(trigger.node) not in reading.words("same-standing"):
        return own
    return max(own, status(reading, Trigger(verb, words=trigger.words)), key=lambda standing: SEVERITY[standing[0]])


def told(claim: Claim, event: Event, ends: Participants) -> Iterator[Claim]:
    """The claim, without what it is only about: who demanded a truce, has not demanded it from the truce."""
    if not event.frame.topical:
        yield claim
    elif _tells(said := replace(claim, object=None), ends):
        yield said


def _tells(claim: Claim, ends: Participants) -> bool:
    """False for an event of which all that is known is that somebody without a name, number or country took part."""
    if claim.subject is not None and claim.object is not None:
        return True
    known = [entity for end in claim.ends if (entity := ends.entity(end)) is not None]
    told = any(not one.described or one.count is not None or one.affiliated_with for one in known)
    return told or claim.place is not None or claim.time is not None


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
    if event.object is not None and event.object.pos == "PRON" and is_reflexive(event.object):
        return None  # "questioning herself": nothing happens between two
    subject = obj = None
    if event.subject is not None:
        accepts = frame.subject_classes or relation.subject_classes
        subject = ends.end(event.subject, accepts, metonymy=True)
        if subject is None:
            happens = relation.event_class is not None
            subject = (ends.author if happens else ends.somebody)(event.subject, accepts)
    if event.object is not None and relation.literal_object:
        obj = None if _is_party(ends.reading, event.object) else ends.words(event.object)
    elif event.object is not None:
        obj = ends.end(event.object, frame.object_classes or relation.object_classes, metonymy=True)
    if (subject is None) != (event.subject is None) or (obj is None) != (event.object is None):
        return None
    if subject is None or obj is None:
        named = frame.described_subject and subject is not None and not ends.is_described(subject)
        return None if named else (subject, obj)
    if relation.symmetric and event.subject is not None and event.object is not None:
        subject, obj = ends.principal(subject, event.subject), ends.principal(obj, event.object)
    return (subject, obj) if _holds(subject, obj, event, relation, ends) else None


def _is_party(reading: Reading, node: Node) -> bool:
    """True for the name of a party, which is no office: "a candidate for the Liberals"."""
    i = reading.mentions.at(node)
    return i is not None and is_party(reading, reading.mentions.all[i])


def _holds(subject: Argument, obj: Argument, event: Event, relation: Relation, ends: Participants) -> bool:
    """Whether two ends may stand in a relation: never one with itself, and a state between names only."""
    described = obj.chain is not None and ends.is_described(obj)
    if (subject.chain is not None and subject.chain == obj.chain) or (event.frame.named and described):
        return False
    if event.frame.named_subject and ends.is_described(subject):
        return False
    if event.frame.described_subject and not ends.is_described(subject):
        return False
    if event.frame.described_object and not described:
        return False
    # What a description belongs to is `affiliatedWith`, and no state.
    return relation.event_class is not None or not (
        (ends.is_described(subject) and not ends.is_somebody(subject))
        or (described and "Thing" not in relation.object_classes)
    )
