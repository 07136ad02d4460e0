"""View + frames of the ontology -> events: a trigger with the words that fill its roles.

Which words trigger what, and through which slots, stands in `ontology/frames*.ttl`; this module only
interprets it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kg.extract.grammar.slots import Trigger, alternatives, fill
from kg.language.grammar import Node, View, conjuncts, is_verb, preposition
from kg.ontology import Frame, Ontology

PART_DEPS = frozenset(
    {
        "compound:prt",
        "advmod",
        "obj",
        "obl",
        "nmod",
        "xcomp",
        "iobj",
        "amod",
        "compound",
        "nsubj:pass",
        "case",
        "nsubj",
        "obl:unmarked",
        "advcl",
        "ccomp",
        "acl",
        "acl:relcl",
    }
)
"""Dependents among which the further words of a phrasal trigger are looked for."""


SUPPORTING = frozenset({"in", "into", "on", "from", "to", "with"})
"""Prepositions between a support verb and its noun: engage in talks, embark on a trip; "during talks" is none."""


@dataclass(frozen=True, slots=True)
class Event:
    """One evoked relation: the frame, its trigger, and one word for each end."""

    frame: Frame
    trigger: Trigger
    subject: Node
    object: Node
    subject_slot: str
    object_slot: str

    @property
    def way(self) -> tuple[str, str, str, int]:
        """Which slots of which frame at which trigger: of several ways, the first that holds is the one."""
        return self.frame.name, self.subject_slot, self.object_slot, self.trigger.node.i

    @property
    def path(self) -> str:
        """For a reader: `subject ← meet → oblique:with`."""
        words = " ".join(node.lemma for node in sorted((self.trigger.node, *self.trigger.parts), key=lambda n: n.i))
        return f"{self.subject_slot} ← {words} → {self.object_slot}"


@lru_cache(maxsize=4)
def _index(ontology: Ontology) -> dict[str, list[tuple[tuple[str, ...], Frame]]]:
    """Main lemma -> (further lemmas, frame), longest phrases first."""
    index: dict[str, list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
    for frame in ontology.frames:
        for trigger in frame.triggers:
            main, *rest = trigger.split()
            index[main].append((tuple(rest), frame))
    return {lemma: sorted(found, key=lambda f: (-len(f[0]), f[1].name)) for lemma, found in index.items()}


def find(view: View, ontology: Ontology) -> Iterator[Event]:
    """Every event that a frame finds, in text order of the triggers."""
    index = _index(ontology)
    support = ontology.words.get("support-verb", frozenset())
    aspect = ontology.words.get("aspect-noun", frozenset())
    for node in view.nodes:
        entries = index.get(node.lemma)
        if entries:
            yield from _at(node, entries, support, aspect)


def nominal(view: View, ontology: Ontology) -> Iterator[tuple[str, Trigger]]:
    """Definite nouns for events that both sides share ("the meeting", "the talks"), participants or not."""
    index = _index(ontology)
    support = ontology.words.get("support-verb", frozenset())
    aspect = ontology.words.get("aspect-noun", frozenset())
    for node in view.nodes:
        if node.pos != "NOUN" or not any(kid.text.lower() == "the" for kid in node.of("det")):
            continue
        for rest, frame in index.get(node.lemma, ()):
            if frame.pos == "noun" and not rest and ontology.relations[frame.relation].symmetric:
                yield frame.relation, Trigger(node, (), _support(node, support, aspect))


def _at(
    node: Node, entries: list[tuple[tuple[str, ...], Frame]], support: frozenset[str], aspect: frozenset[str]
) -> Iterator[Event]:
    length = -1
    for rest, frame in entries:
        if not _is_pos(node, frame.pos) or len(rest) < length:
            continue
        parts = _parts(node, rest)
        if parts is None or (not rest and _has_foreign_particle(node)):
            continue
        verb = _support(node, support, aspect) if frame.pos == "noun" else None
        events = list(_fill(frame, Trigger(node, parts, verb)))
        if events or rest:
            length = len(rest)  # a longer phrase rules the shorter one out: "step down" is no step
        yield from events


def _is_pos(node: Node, pos: str) -> bool:
    if pos == "verb":
        return is_verb(node) or (node.tag in {"VBN", "VBG"} and node.dep == "amod")
    if pos == "noun":
        return node.pos in {"NOUN", "PROPN"}
    return node.pos == "ADJ" or node.tag == "VBN"


def _has_foreign_particle(node: Node) -> bool:
    """As in "hand over" is not "hand": a particle that the trigger does not name changes the verb."""
    return any(kid.dep == "compound:prt" for kid in node.kids)


def _parts(node: Node, words: tuple[str, ...]) -> tuple[Node, ...] | None:
    found: list[Node] = []
    hosts = [node]
    for word in words:
        part = next((k for h in hosts for k in h.kids if k.lemma == word and (k.dep in PART_DEPS)), None)
        if part is None:
            part = next((k for h in hosts for o in h.kids for k in o.kids if k.lemma == word and k.dep == "case"), None)
        if part is None:
            measured = (k for h in hosts for o in h.of("obj") for k in o.of("nmod") if preposition(k) == "of")
            part = next((k for k in measured if k.lemma == word), None)  # "sent thousands of troops"
        if part is None:
            return None
        found.append(part)
        hosts.append(part)
    return tuple(found)


def _support(noun: Node, support: frozenset[str], aspect: frozenset[str]) -> Node | None:
    """The verb that lends its subject to an event noun: "hold talks", "talks were held", "the start of talks"."""
    for _ in range(3):
        head = noun.head
        if head is None:
            return None
        tied = noun.dep in {"obj", "nsubj:pass", "nsubj", "xcomp"} or (
            noun.dep == "obl" and preposition(noun) in SUPPORTING
        )
        if tied and head.lemma in support and is_verb(head):
            return head
        if noun.dep == "conj" or (noun.dep == "nmod" and head.lemma in aspect):
            noun = head
            continue
        return None
    return None


def _holds(slot: str, trigger: Trigger) -> bool:
    """True when a required slot is filled, or a slot that must stay empty (`!slot`) is empty."""
    return bool(fill(slot.removeprefix("!"), trigger)[1]) != slot.startswith("!")


def _sides(subjects: list[Node]) -> list[Node]:
    """The parties named inside one plural: "U.S. and Taliban representatives"."""
    if not subjects or subjects[0].tag != "NNS":
        return subjects
    if not any(word.dep == "cc" for kid in subjects[0].kids for word in (kid, *kid.kids, *conjuncts(kid)[-1].kids)):
        return subjects
    named = [kid for kid in subjects[0].kids if kid.dep in {"compound", "amod"} and kid.text[0].isupper()]
    return [member for kid in named for member in conjuncts(kid)]


def _fill(frame: Frame, trigger: Trigger) -> Iterator[Event]:
    """Every way to fill the frame, the preferred slots first."""
    if not all(_holds(slot, trigger) for slot in frame.requires):
        return
    for subject_slot, subjects in alternatives(frame.subject, trigger):
        if frame.reciprocal:
            for first, second in combinations(subjects if len(subjects) > 1 else _sides(subjects), 2):
                yield Event(frame, trigger, first, second, subject_slot, subject_slot)
            continue
        for object_slot, objects in alternatives(frame.object, trigger):
            for subject in subjects:
                for obj in objects:
                    if subject is not obj:
                        yield Event(frame, trigger, subject, obj, subject_slot, object_slot)
