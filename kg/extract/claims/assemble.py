"""Events and states -> `Claim`s: ends resolved, with place, time, source, status and confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.extract.circumstances.times import Times
from kg.extract.claims import confidence, derived, events, homes, states, terms
from kg.extract.claims.participants import Participants
from kg.extract.reading import Reading
from kg.extract.relations import patterns, readings, roles, scored
from kg.extract.relations.frames import Event
from kg.extract.relations.states import State
from kg.records import Claim, Document, LocalEntity, Status

BEHIND = "/title-behind"
"""In the name of a rule: what stands behind a name with a title."""
BEFORE = "/title-modifier"
"""The same of what stands in its title."""
BASED = "/based"
"""The same of where a body is told to sit; then a nationality beside it says something else."""
NATIONAL = ("/apposition-modifier", "/demonym", "/modifier")
OF = "/of"
"""The same of a name behind "of", whatever stands before."""


def make(reading: Reading, document: Document) -> tuple[tuple[Claim, ...], tuple[LocalEntity, ...]]:
    """All claims of a document in text order, and all its entities, those made for a claim included."""
    ends = Participants(reading, Times(reading, document), scored.scores(reading))
    found = _without_halves(list(derived.placed(reading, list(terms.ended(reading, _all(ends))))), reading)
    found.extend(list(derived.befallen(reading, found)))
    follows = [*derived.widened(reading, found), *homes.governed(ends, found), *homes.employed(ends, found)]
    every = (confidence.rated(claim, ends.entity, reading.ontology) for claim in [*found, *follows])
    order = sorted(_surest(every), key=_place)
    return tuple(order), ends.all()


def _place(claim: Claim) -> tuple[object, ...]:
    starts = (end.start if end is not None else -1 for end in (claim.subject, claim.object))
    return claim.evidence.start, claim.relation, *starts


def _surest(claims: Iterable[Claim]) -> Iterable[Claim]:
    """One claim per relation, ends, status and sentence: that of the surest rule."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (*_said(claim), claim.status)
        if key not in best or _told(claim) > _told(best[key]):
            best[key] = claim
    # Longer words of one event may have cues of their own: of "charged him with murder" the charge is no allegation.
    sure = {_deed(claim) for claim in best.values() if claim.status is Status.ASSERTED}
    return [claim for claim in best.values() if claim.status is not Status.ALLEGED or _deed(claim) not in sure]


def _said(claim: Claim) -> tuple[object, ...]:
    """Relation, ends and sentence."""
    ends = (end and (end.text if end.chain is None else end.chain) for end in (claim.subject, claim.object))
    return claim.relation, *ends, claim.evidence.start


def _deed(claim: Claim) -> tuple[object, ...]:
    """The same with where the words begin that tell it."""
    return (*_said(claim), claim.trigger and claim.trigger[0])


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
    symmetric = {name for name, relation in reading.ontology.relations.items() if relation.symmetric}
    between = {
        (claim.relation, claim.trigger) for claim in claims if len(claim.ends) > 1 and claim.relation in symmetric
    }
    return [
        claim
        for claim in claims
        if len(claim.ends) > 1
        or (
            (claim.relation, claim.evidence.start, claim.ends[0].chain) not in whole
            and (claim.relation, claim.trigger) not in between  # both sides met, so no one of them alone
        )
    ]


def _all(ends: Participants) -> Iterator[Claim]:
    """What grammar tells; then what roles and scores tell of ends that grammar leaves apart."""
    reading = ends.reading
    by_slots, by_roles = readings.find(reading)
    states = _states(chain(roles.find(reading), patterns.find(reading)), ends)
    happened = list(_events(by_slots, ends))
    first = [
        *happened,
        *_without_seats(list(states), {_seat(claim) for claim in happened if claim.rule.endswith(BASED)}, reading),
    ]
    yield from first
    told = {tie for claim in first for n in range(len(claim.ends) + 1) for tie in _ties(claim, n)}
    second = [*_events(by_roles, ends), *_states(scored.find(reading, ends.scores), ends)]
    yield from (claim for claim in second if told.isdisjoint(_ties(claim, len(claim.ends))))


def _without_seats(states: list[Claim], seated: set[tuple[str, int | None]], reading: Reading) -> list[Claim]:
    """Without what only stands side by side, where an office says more of it: "Sen. Moor of New York", "Lee of DAB"."""
    person = reading.ontology.classes["Person"]
    elsewise = {_pair(state) for state in states if state.relation != person.home}
    told = {_pair(state) for state in states if BEHIND in state.rule}
    headed = {_titled(state) for state in states if state.rule.endswith(BEFORE)}
    serving = {relation.below for relation in reading.ontology.relations.values()}
    return [
        state
        for state in states
        if (state.relation != person.home or _pair(state) not in elsewise)
        and not (state.relation in serving and state.rule.endswith(OF) and _pair(state) in told)
        and not (state.rule.endswith(BEHIND) and _titled(state) in headed)
        and not (state.rule.endswith(NATIONAL) and _seat(state) in seated)
    ]


def _titled(state: Claim) -> tuple[str, int]:
    """Of what somebody is told at one place: "Senate Republican leader Dole of Kansas" does not lead Kansas."""
    return state.relation, state.ends[0].start


def _seat(state: Claim) -> tuple[str, int | None]:
    return state.relation, state.ends[0].chain


def _pair(state: Claim) -> tuple[int | None, ...]:
    return tuple(end.chain for end in state.ends)


def _ties(claim: Claim, ends: int) -> Iterator[tuple[object, ...]]:
    """What a claim speaks of, as if it had so many ends: these, whatever the relation, or the relation and its word."""
    start, chains = claim.evidence.start, [end.chain for end in claim.ends]
    if claim.trigger is not None:
        yield claim.relation, claim.trigger, ends
    if ends == 1:
        yield from ((start, claim.relation, chain) for chain in chains)
    elif ends == len(chains):
        yield start, frozenset(chains)


def _events(found: Iterable[Event], ends: Participants) -> Iterator[Claim]:
    """The claims of events, and what follows from an event alone; of several ways to fill a frame, the first."""
    settled: dict[tuple[str, int], tuple[str, str, str, int]] = {}
    for event in found:
        occasion = (event.frame.name, event.trigger.node.i)
        if settled.get(occasion, event.way) != event.way:
            continue  # a preferred pair of slots has been filled
        claim = events.claim_of(event, ends)
        if claim is not None:
            settled[occasion] = event.way
            for each in (*events.told(claim, event, ends), *derived.towards_owner(ends.reading, event, claim)):
                yield each
                yield from derived.echoed(ends.reading, event, each)


def _states(found: Iterable[State], ends: Participants) -> Iterator[Claim]:
    return (claim for state in found if (claim := states.claim_of(state, ends)) is not None)
