"""States of role nouns, patterns and scores → claims between participants with names."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.circumstances.sources import source
from kg.extract.circumstances.status import is_only_described, of_title, status
from kg.extract.claims import terms
from kg.extract.claims.participants import Participants
from kg.extract.coreference import referents
from kg.extract.grammar.labels import PAST, PLURAL
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import scored, titles
from kg.extract.relations.states import State
from kg.language.grammar import Node, View, is_verb, verb_above
from kg.ontology import Relation
from kg.records import Argument, Claim, Status, TimeSpan


def claim_of(state: State, ends: Participants) -> Claim | None:
    """The claim that a state makes; None where an end is of no accepted class, or it is only spoken of."""
    reading, relation = ends.reading, ends.reading.ontology.relations[state.relation]
    subject = ends.named(state.subject, relation.subject_classes)
    obj = _held(state, relation, ends)
    if subject is None or obj is None or subject.chain == obj.chain:
        return None
    titled = state.trigger is not None and state.clause is state.subject  # the title of whom something is said to be
    predicate = is_verb(state.clause) or (state.clause.first("cop") is not None and not titled)
    found, cues = _standing(reading, state, tensed=predicate)
    if found is not Status.ASSERTED and state.trigger is not None and is_only_described(reading, state.trigger):
        return None
    held = state.clause if state.trigger is not None and predicate else _office(reading, state)
    claim = Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=reading.sentence(state.subject.sent),
        rule=state.rule,
        status=found,
        time=ends.times.of(held, held, found) if held is not None else None,
        at=ends.end(state.at, ("Entity",)) if state.at is not None else None,
        attributed_to=source(reading, state.clause) if predicate else None,
        trigger=state.trigger,
        path=state.path,
        cues=cues,
        mends=reading.trail.of(state.subject.sent),
        former=state.former and found is not Status.PLANNED,
        score=scored.score(reading, ends.scores, relation.name, state.subject, state.object),
    )
    claim = claim if claim.time is not None or predicate else replace(claim, time=_then(state, ends))
    return replace(claim, former=True) if _is_over(state, claim, held, ends) else claim


def _then(state: State, ends: Participants) -> TimeSpan | None:
    """When somebody had an office of state, of whom a year long past is told: "In 1991, President George Bush …"."""
    told = verb_above(state.subject)
    noun = ends.reading.view.word_at(state.trigger[0]) if state.trigger is not None else None
    office = noun is not None and not ends.reading.words("state-office").isdisjoint(
        {noun.lemma, titles.lemma(ends.reading.view, noun)}
    )
    titled = office and terms.TITLE in state.rule and not state.former
    return ends.times.long_past(told) if titled and told is not None and told.tag in PAST else None


def _is_over(state: State, claim: Claim, held: Node | None, ends: Participants) -> bool:
    """True for what had its time, and for what a clause of its own, unlike a title, tells in the past tense."""
    if held is not None and terms.has_ended(claim, held, ends):
        return True
    if state.trigger is None or not (is_verb(state.clause) or state.clause.start == state.trigger[0]):
        return False
    return terms.was(claim, state.clause, ends)


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
    node = reading.view.word_at(state.trigger[0])
    return None if is_verb(node) else node


def _standing(reading: Reading, state: State, *, tensed: bool) -> tuple[Status, tuple[str, ...]]:
    """The status of a state: of its clause, or of a title in front of a name."""
    if state.trigger is None:
        return Status.ASSERTED, ()
    return status(reading, Trigger(state.clause)) if tensed else of_title(reading, state.trigger)


def _words(state: State, view: View) -> Argument:
    """The title of a state as a literal; each of "two drivers, Ana and Tom" is a driver."""
    first, last = state.title or (state.subject.i, state.subject.i)
    start, end = view.nodes[first].start, view.nodes[last].end
    noun = view.word_at(state.trigger[0]) if state.trigger is not None else state.subject
    each = noun.tag in PLURAL and state.subject.tag not in PLURAL and noun.i == last
    if each and noun.text.lower().startswith(noun.lemma):
        end = noun.start + len(noun.lemma)
    return Argument(text=" ".join(view.text[start:end].split()), start=start, end=end)
