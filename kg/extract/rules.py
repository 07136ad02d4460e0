"""What a rule of extraction says of itself, so that it can be shown, counted and switched off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A mend of a tree, a guess of a name or a way to join two mentions."""

    name: str
    """Package and what it does: `trees/second-subject`."""
    example: str
    """Words it is made for, with what they are mistaken for or what is found in square brackets."""
