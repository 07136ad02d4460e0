"""Two readings of an event, compared: by slots of grammar and by roles of senses.

What the slots found is told apart by what the roles say of it. What the roles found counts where the slots, and all
that else is read off grammar, tell nothing of the same ends.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.extract.reading import Reading
from kg.extract.relations import frames, senses
from kg.extract.relations.frames import Event, Second

Place = tuple[str, int]
"""A relation and the word that evokes it."""


def find(reading: Reading) -> tuple[list[Event], list[Event]]:
    """The events that slots tell, with what the roles say of each; and those that roles alone may tell, in text order.

    Roles alone tell what was done to somebody, whoever did it: where they name a doer that no slot finds, the event
    was wrong more than four times in five on news that was read.
    """
    by_roles = list(senses.find(reading))
    told: dict[Place, list[Event]] = defaultdict(list)
    for event in by_roles:
        told[_place(event)].append(event)
    by_slots = [replace(event, second=_compared(event, told.get(_place(event), ()))) for event in frames.find(reading)]
    return by_slots, [event for event in by_roles if event.subject is None]


def _place(event: Event) -> Place:
    return event.frame.relation, event.trigger.node.i


def _compared(event: Event, others: list[Event] | tuple[()]) -> Second:
    """What the roles say of an event of the slots; who is coordinated with an end is that end for this purpose."""
    if not others:
        return Second.SILENT
    same = any(other.subject is event.subject and other.object is event.object for other in others)
    return Second.AGREES if same else Second.DIFFERS
