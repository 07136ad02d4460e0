"""What the other names of a document say of a name: a person who bears it, a longer name that it is a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.names.evidence import Evidence
from kg.extract.names.trim import trimmed
from kg.extract.reading import Reading
from kg.names import PARTICLES, fold, initials, is_acronym, words_of
from kg.ontology import COARSE, Ontology

MOST = 4
"""Words of the full name of a person."""


@dataclass(slots=True)
class Around:
    """The longer names of a document, by their words."""

    ontology: Ontology
    ends: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Last word of a name of several -> the classes of such names."""
    begins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_shared(self, text: str) -> bool:
        """True for "Houston" the city where a man of that name is spoken of: each mention is judged alone."""
        known = bool(self.ontology.gazetteer.find_all(text))
        return known and "Person" in self.ends.get(fold(text), ())

    def evidence(self, text: str) -> Iterator[Evidence]:
        """What the other names say of one."""
        key = fold(text)
        known = ", but is known itself" if self.ontology.gazetteer.find_all(text) else ""
        for feature, index in (("ends", self.ends), ("begins", self.begins)):
            for cls in sorted(index.get(key, ())):
                yield Evidence(f"{feature} the name of a {cls}{known}")
        if is_acronym(text):
            for cls in sorted(self.initials.get(text.replace(".", "").casefold(), ())):
                yield Evidence(f"initials of a {cls}")


def around(reading: Reading) -> Around:
    """The names of several words of a document, by class as marked."""
    found = Around(reading.ontology)
    for whole in reading.view.names:
        name = trimmed(reading, whole) if whole.label in COARSE and whole.first < whole.last else None
        if name is None or name.first == name.last:
            continue
        text = reading.text_of(name.first, name.last)
        words = words_of(text, person=whole.label == "Person")
        if len(words) < 2 or (whole.label == "Person" and len(words) > MOST):
            continue
        found.ends[words[-1]].add(whole.label)
        if words[0] not in PARTICLES:
            found.begins[words[0]].add(whole.label)
        for letters in initials(text):
            found.initials[letters].add(whole.label)
    return found
