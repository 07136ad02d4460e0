"""Reading + frames of the ontology -> events: a trigger with the words that fill its roles.

Which words trigger what, and through which slots, stands in `ontology/frames*.ttl`; this module only
interprets it.
"""

from __future__ import annotations

from calendar import day_name
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from kg.extract.grammar.arguments import patients, relative_objects
from kg.extract.grammar.labels import ATTRIBUTES, NOUNS, PHRASAL
from kg.extract.grammar.slots import alternatives, fill
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import supports
from kg.extract.relations.works import in_titles
from kg.extract.time.words import DATE_NAMES, MODERN_YEAR
from kg.language.grammar import Node, conjuncts, is_passive, is_verb, preposition
from kg.ontology import Frame, Ontology

EACH = frozenset({"each", "one"})
"""First words of "each other" and "one another"."""
SUBJECT = "subject"
"""The slot of who does it."""
BARRED = "!part"
"""Asked for by phrases that evoke nothing, and rule out what their first word evokes: "fight a court battle"."""
NOBODY = "–"
"""What stands in a path for an end that the text does not name."""


class Second(StrEnum):
    """What the reading by roles says beside that by slots."""

    SILENT = "silent"
    """It knows no such event at this word."""
    AGREES = "agrees"
    """The same ends."""
    DIFFERS = "differs"
    """The same event with other ends."""
    ALONE = "alone"
    """It alone tells the event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One evoked relation: the frame, its trigger, and one word for each end that the text has."""

    frame: Frame
    trigger: Trigger
    subject: Node | None
    object: Node | None
    subject_slot: str
    object_slot: str
    sense: str = ""
    """The PropBank sense of the trigger, where the event was read off its roles."""
    second: Second = Second.SILENT
    """What the reading by roles says of an event that the slots found."""

    @property
    def ends(self) -> tuple[Node, ...]:
        """Subject and object, as far as the text has them."""
        return tuple(end for end in (self.subject, self.object) if end is not None)

    @property
    def rule(self) -> str:
        """`kills/active`; `kills/roles` of what roles alone tell."""
        return f"{self.frame.relation}/roles" if self.second is Second.ALONE else self.frame.rule

    @property
    def way(self) -> tuple[str, str, str, int]:
        """Which slots of which frame at which trigger: of several ways, the first that holds is the one."""
        return self.frame.name, self.subject_slot, self.object_slot, self.trigger.node.i

    @property
    def path(self) -> str:
        """For a reader: `subject ← meet → oblique:with`."""
        words = " ".join(node.lemma for node in sorted((self.trigger.node, *self.trigger.parts), key=lambda n: n.i))
        return f"{self.subject_slot or NOBODY} ← {self.sense or words} → {self.object_slot or NOBODY}"


Entries = list[tuple[tuple[str, ...], Frame]]
"""Frames of a main lemma, each with the further lemmas of its trigger, longest phrases first."""
Filled = list[tuple[str, list[Node]]]
"""Slots with the words that fill them, in order of preference."""


@lru_cache(maxsize=4)
def _index(ontology: Ontology, without: frozenset[str]) -> dict[str, Entries]:
    """Main lemma -> its frames, but for those that are switched off."""
    index: dict[str, Entries] = defaultdict(list)
    for frame in ontology.frames:
        for trigger in frame.triggers if frame.name not in without else ():
            main, *rest = trigger.split()
            index[main].append((tuple(rest), frame))
    return {lemma: sorted(found, key=lambda f: (-len(f[0]), f[1].name)) for lemma, found in index.items()}


def find(reading: Reading) -> Iterator[Event]:
    """Every event that a frame finds, in text order of the triggers."""
    index, nodes = _index(reading.ontology, reading.trail.without), reading.view.nodes
    works = reading.words("kind-of-work")
    for sentence in reading.view.sentences:
        own = nodes[sentence.first : sentence.last + 1]
        lemmas = {node.lemma for node in own}
        titles = set(in_titles(own, works))
        for node in own:
            # Most phrases lack a word in this sentence; looking for it in the tree costs far more.
            entries = [entry for entry in index.get(node.lemma, ()) if lemmas.issuperset(entry[0])]
            if entries and node.i not in titles and not _is_in_name(node, reading):
                yield from _at(node, entries, reading)


def nominal(reading: Reading) -> Iterator[tuple[str, Trigger]]:
    """Definite nouns for events that both sides share ("the meeting", "the talks"), participants or not."""
    index, relations = _index(reading.ontology, reading.trail.without), reading.ontology.relations
    for node in reading.view.nodes:
        if node.pos != "NOUN" or not any(kid.text.lower() == "the" for kid in node.of("det")):
            continue
        for rest, frame in index.get(node.lemma, ()):
            if frame.pos == "noun" and not rest and relations[frame.relation].symmetric:
                yield frame.relation, Trigger(node, (), supports.of_noun(node, reading), reading.ontology.words)


def _at(node: Node, entries: Entries, reading: Reading) -> Iterator[Event]:
    length, open_to = -1, set[str]()
    for rest, frame in entries:
        if not _is_pos(node, frame.pos) or (
            len(rest) < length and not (frame.reciprocal and frame.relation in open_to)
        ):
            continue
        parts = _parts(node, rest)
        if parts is None or (not rest and _has_foreign_particle(node)) or _is_doer(node, parts, frame):
            continue
        verb = _support(frame, node, reading)
        trigger = Trigger(node, parts, verb, reading.ontology.words)
        if (frame.said and verb is None) or not all(holds(slot, trigger) for slot in frame.requires if slot != BARRED):
            continue
        events = list(_fill(frame, trigger))
        ruled_out = events or (rest and node.head not in parts)  # "hostages who were held" are no "held hostage"
        if not frame.said and ruled_out and not _is_charge(node, parts, reading):
            # A longer phrase rules the shorter one out: "step down" is no step. But where it finds nobody, "a telephone
            # call between Kim and Lee" is a call.
            length = len(rest)
            open_to |= {frame.relation} if not events and BARRED not in frame.requires else set()
        yield from events


def _is_doer(verb: Node, parts: tuple[Node, ...], frame: Frame) -> bool:
    """True where a word of the phrase is who does it: "troops pulled a man out" is no pulling out of troops."""
    return SUBJECT in frame.subject.split() and any(part.dep == "nsubj" and part.head is verb for part in parts)


def _is_in_name(node: Node, reading: Reading) -> bool:
    """True for a word of a body's name: the Organization for the [Prohibition] of Chemical Weapons bans nothing."""
    name = reading.view.name_at(node.i) if node.pos == "PROPN" else None
    return name is not None and name.label in {"Organization", "Person"} and name.last > name.first


def _support(frame: Frame, node: Node, reading: Reading) -> Node | None:
    """The verb that lends its subject to the trigger: of a noun, or who says what the trigger tells."""
    if frame.said:
        return supports.of_statement(node, reading.words(frame.said))
    return supports.of_noun(node, reading) if frame.pos == "noun" else None


def _is_charge(verb: Node, parts: tuple[Node, ...], reading: Reading) -> bool:
    """As in "charged with the murder of": the phrase tells the deed, the verb alone the charge."""
    marks = {preposition(part) for part in parts} | {kid.lemma for part in parts for kid in part.of("mark")}
    return any(f"{verb.lemma} {mark}" in reading.words("deed-of") for mark in marks)


def _is_pos(node: Node, pos: str) -> bool:
    if pos == "verb":
        return node.dep != "amod" if is_verb(node) and node.tag != "VBN" else is_verb(node) or _is_done_to(node)
    if pos == "noun":
        return node.pos in NOUNS
    return node.pos == "ADJ" or node.tag == "VBN"


def _is_done_to(participle: Node) -> bool:
    """True for "the [killed] men"; "[investigating] magistrates" are nobody that is investigated."""
    return participle.tag == "VBN" and participle.dep == "amod"


def _has_foreign_particle(node: Node) -> bool:
    """As in "hand over" is not "hand": a particle that the trigger does not name changes the verb."""
    return any(kid.dep == "compound:prt" for kid in node.kids)


def _parts(node: Node, words: tuple[str, ...]) -> tuple[Node, ...] | None:
    """The further words of a phrase, each below the words before it; None when one is missing."""
    hosts = [node]
    for word in words:
        part = next((kid for kid in _places_of_parts(hosts) if kid.lemma == word), None)
        if part is None:
            return None
        hosts.append(part)
    return tuple(hosts[1:])


def _places_of_parts(hosts: list[Node]) -> Iterator[Node]:
    """Where a further word may stand: below a word, before its phrase, or measured ("sent thousands of troops").

    A preposition stands behind a verb that it belongs to: "In Lima he called on them" is not "called in"; and before
    a time it belongs to none: "handed over Macau in 1999" is not "handed in".
    """
    below = (kid for host in hosts for kid in host.kids if kid.dep in PHRASAL)
    yield from relative_objects(hosts[0])  # "the [port], which was blocked by fishermen"
    if hosts[0].dep == "conj" and is_passive(hosts[0]):
        yield from patients(hosts[0])  # "the [bill] was introduced and passed"
    yield from (kid for kid in below if kid.dep != "advcl" or kid.first("nsubj") is None)  # a clause of its own
    cases = (case for host in hosts for kid in host.kids if not _is_date(kid) for case in kid.of("case"))
    yield from (case for case in cases if case.i > hosts[0].i or not is_verb(hosts[0]))
    things = (thing for host in hosts for thing in host.of("obj", "xcomp"))
    yield from (kid for thing in things for kid in thing.of("nmod") if preposition(kid) == "of")


def _is_date(node: Node) -> bool:
    if node.text in DATE_NAMES:
        return True
    return node.tag == "CD" and (MODERN_YEAR.fullmatch(node.text) is not None or _has_month(node))


def _has_month(day: Node) -> bool:
    return any(kid.text in DATE_NAMES for kid in day.kids)


def holds(slot: str, trigger: Trigger) -> bool:
    """True when a required slot is filled, or a slot that must stay empty (`!slot`) is empty."""
    found = fill(slot.removeprefix("!"), trigger)[1]
    return not all(map(_is_date, found)) if not slot.startswith("!") else all(map(_is_date, found))


def _sides(subjects: list[Node], trigger: Trigger) -> list[Node]:
    """The parties inside one plural: "U.S. and Taliban representatives", "the ministers of Japan and Australia"."""
    if not subjects or subjects[0].tag != "NNS":
        return subjects
    if subjects[0].lemma in trigger.list_of("states-men"):
        states = [conjuncts(kid) for kid in subjects[0].of("nmod") if preposition(kid) == "of" and kid.pos == "PROPN"]
        if states and len(states[0]) > 1:
            return list(states[0])
    if not any(word.dep == "cc" for kid in subjects[0].kids for word in (kid, *kid.kids, *conjuncts(kid)[-1].kids)):
        return subjects
    named = [kid for kid in subjects[0].kids if kid.dep in ATTRIBUTES and kid.text[0].isupper()]
    return [member for kid in named for member in conjuncts(kid)]


def _fill(frame: Frame, trigger: Trigger) -> Iterator[Event]:
    """Every way to fill the frame, the preferred slots first; one end alone only where a frame asks for no more."""
    if not all(holds(slot, trigger) for slot in frame.requires):
        return
    subjects_by_slot, objects_by_slot = (list(alternatives(slots, trigger)) for slots in (frame.subject, frame.object))
    for subject_slot, subjects in subjects_by_slot:
        if frame.reciprocal:
            for first, second in combinations(subjects if len(subjects) > 1 else _sides(subjects, trigger), 2):
                yield Event(frame, trigger, first, second, subject_slot, subject_slot)
            continue
        for object_slot, objects in objects_by_slot:
            done_to = subjects if any(map(_are_each_other, objects)) else objects
            for subject in subjects:
                for obj in done_to:
                    if subject is not obj:
                        yield Event(frame, trigger, subject, obj, subject_slot, object_slot)
    if frame.one_party:
        yield from _alone(frame, trigger, subjects_by_slot, objects_by_slot)


def _are_each_other(node: Node) -> bool:
    """True in "each other", "one another", who are those who do it."""
    return node.lemma in EACH and any(kid.dep == "fixed" for kid in node.kids)


def _parties(ends: Filled) -> list[Node]:
    """The words of slots that may be somebody: who marched on Monday, has not marched on anybody."""
    return [node for _, words in ends for node in words if node.text.capitalize() not in day_name]


def _alone(frame: Frame, trigger: Trigger, agents: Filled, patients: Filled) -> Iterator[Event]:
    """Whom it was done to, whoever did it; or who did it, where a frame allows that and nothing is done to anybody."""
    for slot, objects in patients:
        yield from (Event(frame, trigger, None, obj, "", slot) for obj in objects)
    if frame.agent_alone and not _parties(patients) and all(kid in trigger.parts for kid in trigger.node.of("obj")):
        for slot, subjects in agents:
            yield from (Event(frame, trigger, subject, None, slot, "") for subject in subjects)
