"""One mend or guess of the reading, by name: it can be switched off, and it leaves a note where it acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a package does about one kind of mistake.

    Attributes:
        name: Package and rule, as `Trail` notes it: `names/again`.
        example: Words of a text on which it acts, with what it is about in brackets.
    """

    name: str
    example: str
