"""Two readings of an event, compared: by slots of grammar and by roles of senses.

What the slots found is kept, and told apart by what the roles say of it; what the roles alone found comes after, for
the places where the slots found less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.reading import Reading
from kg.extract.relations import frames, senses
from kg.extract.relations.frames import Event, Second

Place = tuple[str, int]
"""A relation and the word that evokes it."""


def find(reading: Reading) -> Iterator[Event]:
    """Every event that slots or roles tell: those of the slots in text order, then those that roles alone tell."""
    told: dict[Place, list[Event]] = defaultdict(list)
    for event in senses.find(reading):
        told[_place(event)].append(event)
    for event in frames.find(reading):
        yield replace(event, second=_compared(event, told.get(_place(event), ())))
    for events in told.values():
        yield from events


def _place(event: Event) -> Place:
    return event.frame.relation, event.trigger.node.i


def _compared(event: Event, others: list[Event] | tuple[()]) -> Second:
    """What the roles say of an event of the slots; who is coordinated with an end is that end for this purpose."""
    if not others:
        return Second.SILENT
    same = any(other.subject is event.subject and other.object is event.object for other in others)
    return Second.AGREES if same else Second.DIFFERS
