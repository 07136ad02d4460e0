"""One class, one gazetteer entry and one gender per name of a document, however often it is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.reading import Candidate, Reading
from kg.names import PARTICLES, fold, given_gender, words_of
from kg.ontology import Entry
from kg.records import Kind

LONGEST_PERSON = 4
"""Words of a full name whose last is a surname."""


@dataclass(slots=True)
class Agreement:
    """A class, an entry and a gender per candidate; local to one document, as sieves may learn a finer class."""

    classes: list[str]
    entries: list[Entry | None]
    genders: list[str]

    def settle(self, candidates: Iterable[int], cls: str, entry: Entry | None = None) -> None:
        """Gives all mentions of a name one class and entry."""
        for i in candidates:
            self.classes[i], self.entries[i] = cls, entry

    def differ(self, i: int, j: int) -> bool:
        """True when one is known to be a man and the other a woman."""
        return {self.genders[i], self.genders[j]} >= {"m", "f"}


@dataclass(frozen=True, slots=True)
class _Group:
    """All mentions of one folded name, how they were read one by one."""

    name: str
    at: Sequence[int]
    found: Sequence[Candidate]
    votes: Counter[str]
    """Coarse class -> mentions."""
    entries: Counter[str]
    """Gazetteer key -> mentions."""


@dataclass(frozen=True, slots=True)
class _Bearers:
    """Words of the full names of persons: those that end one, and those that begin or end one."""

    surnames: frozenset[str]
    outer: frozenset[str]


def agree(reading: Reading) -> Agreement:
    """What a document agrees on: bearers of a surname first, the gazetteer next, then the majority."""
    found = reading.mentions.all
    agreed = Agreement([c.cls for c in found], [c.entry for c in found], [_gender(c, reading) for c in found])
    groups = _groups(reading)
    bearers = _bearers(groups)
    for group in groups:
        _settle(group, bearers, agreed, reading)
    return agreed


def _gender(candidate: Candidate, reading: Reading) -> str:
    if candidate.gender or candidate.kind is not Kind.NAME or candidate.cls != "Person":
        return candidate.gender
    return given_gender(candidate.name, reading.ontology.words)


def _groups(reading: Reading) -> list[_Group]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, candidate in enumerate(reading.mentions.all):
        if candidate.kind is Kind.NAME:
            by_name[fold(candidate.name)].append(i)
    groups = []
    for name, at in by_name.items():
        found = [reading.mentions.all[i] for i in at]
        votes = Counter(reading.ontology.coarse(candidate.cls) for candidate in found)
        entries = Counter(candidate.entry.key for candidate in found if candidate.entry)
        groups.append(_Group(name, at, found, votes, entries))
    return groups


def _bearers(groups: Sequence[_Group]) -> _Bearers:
    surnames: set[str] = set()
    outer: set[str] = set()
    for group in groups:
        words = words_of(group.name, person=True)
        if 2 <= len(words) <= LONGEST_PERSON and 2 * group.votes["Person"] > len(group.at):
            surnames.add(words[-1])
            outer.update((words[0], words[-1]))
    return _Bearers(frozenset(surnames), frozenset(outer - PARTICLES))


def _settle(group: _Group, bearers: _Bearers, agreed: Agreement, reading: Reading) -> None:
    persons, is_surname = group.votes["Person"], group.name in bearers.surnames
    if (is_surname and 2 * persons >= len(group.at)) or (group.name in bearers.outer and not group.entries):
        agreed.settle(group.at, "Person")
    elif is_surname and persons:
        pass  # "Houston" the man and Houston the city: each as it was read
    elif (entry := _entry(group, reading)) is not None:
        agreed.settle(group.at, entry.cls, entry)
    else:
        agreed.settle(group.at, _majority(group, reading))


def _entry(group: _Group, reading: Reading) -> Entry | None:
    """The gazetteer's entry: what most mentions were found as, or what a "Person" is known as ("al-Qaida")."""
    if group.entries:
        key = min(group.entries, key=lambda k: (-group.entries[k], k))
        return next(c.entry for c in group.found if c.entry and c.entry.key == key)
    is_given = any(group.name in reading.words(f"given-{gender}") for gender in ("m", "f"))
    if is_given or group.votes["Person"] < len(group.at):
        return None
    ontology = reading.ontology
    every = ontology.gazetteer.find_all(group.found[0].name)
    known = [e for e in every if ontology.coarse(e.cls) == "Organization" or ontology.is_a(e.cls, "Country")]
    return known[0] if len(known) == 1 else None


def _majority(group: _Group, reading: Reading) -> str:
    """The finest of the classes within the coarse class that most mentions were read as."""
    ontology = reading.ontology
    coarse = min(group.votes, key=lambda c: (-group.votes[c], c))
    within = Counter(c.cls for c in group.found if ontology.coarse(c.cls) == coarse)
    return min(within, key=lambda c: (-within[c], -len(ontology.ancestors(c)), c))
