"""What a role noun or two names side by side say: who bears which role, and a relation between two words."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.grammar import Node
from kg.ontology import Role

LEAVING = "leaving"
"""How somebody bears the role whose end is told: "resigned as chairman"."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role noun with one of its bearers."""

    noun: Node
    role: Role
    how: str
    """By title, apposition, predicate, `of`, …; see `bearers`."""
    bearer: Node

    @property
    def clause(self) -> Node:
        """The word whose clause decides status and attribution."""
        if self.how in {"becoming", LEAVING}:
            noun = self.noun
            while noun.dep == "conj" and noun.head is not None:
                noun = noun.head  # "did not become a doctor or an engineer"
            return noun.head or noun
        if self.how == "identified":
            return self.noun.head or self.noun
        if self.how == "taking" and self.noun.head is not None:
            return self.noun.head.head or self.noun
        return self.noun if self.how == "predicate" else self.bearer


@dataclass(frozen=True, slots=True)
class State:
    """A relation found by grammar alone, or by a role noun; `object` None means the literal `title`."""

    relation: str
    rule: str
    subject: Node
    object: Node | None
    clause: Node
    """The word whose clause decides status and attribution."""
    trigger: tuple[int, int] | None
    path: str
    title: tuple[int, int] | None = None
    """First and last node of the words of a position."""
    at: Node | None = None
    former: bool = False
    """Whether it is over: "the former president"."""
