"""One class, one gazetteer entry and one gender per name of a document, however often it is written."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.reading import Candidate, Reading
from kg.names import given_gender
from kg.ontology import Entry
from kg.records import Kind


@dataclass(slots=True)
class Agreement:
    """A class, an entry and a gender per candidate; local to one document, as sieves may learn a finer class."""

    classes: list[str]
    entries: list[Entry | None]
    genders: list[str]

    def differ(self, i: int, j: int) -> bool:
        """True when one is known to be a man and the other a woman."""
        return {self.genders[i], self.genders[j]} >= {"m", "f"}


def agree(reading: Reading) -> Agreement:
    """What names settled by their document are, with the gender that a given name tells."""
    found = reading.mentions.all
    return Agreement([c.cls for c in found], [c.entry for c in found], [_gender(c, reading) for c in found])


def _gender(candidate: Candidate, reading: Reading) -> str:
    if candidate.gender or candidate.kind is not Kind.NAME or candidate.cls != "Person":
        return candidate.gender
    return given_gender(candidate.name, reading.ontology.words)
