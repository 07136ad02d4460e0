"""What the sieves share while they go through one document."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.coreference.agreement import Agreement
from kg.extract.coreference.links import Links
from kg.extract.reading import Candidate, Reading


@dataclass(frozen=True, slots=True)
class Context:
    """A reading, what its names agree on, and the links made so far; a sieve joins by `join` and `describe`."""

    reading: Reading
    agreed: Agreement
    links: Links

    @property
    def found(self) -> tuple[Candidate, ...]:
        """All candidates of the document."""
        return self.reading.mentions.all

    def coarse(self, i: int) -> str:
        """The coarse class that the document agrees on for a candidate."""
        return self.reading.ontology.coarse(self.agreed.classes[i])

    def allows(self, rule: str) -> bool:
        """False for a sieve that is switched off."""
        return rule not in self.reading.trail.without

    def note(self, rule: str, i: int) -> None:
        """Remembers that a sieve decided about a candidate."""
        self.reading.trail.note(rule, self.found[i].head.sent)

    def join(self, rule: str, i: int, j: int, link: str) -> None:
        """Joins `i` to the chain of `j`, unless the sieve is switched off."""
        if self.allows(rule) and self.links.join(i, j, link):
            self.note(rule, i)

    def describe(self, rule: str, i: int, j: int, link: str) -> None:
        """Joins like `join`, unless both chains have names of their own."""
        if self.allows(rule) and self.links.describe(i, j, link):
            self.note(rule, i)
