"""Names the world agrees on: countries, cities, organizations, with demonyms and what lies where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class HeldName:
    """A name of an entry with the years in which it was its name."""

    text: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One gazetteer entry."""

    key: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Short names ("Congress"): they mean this entry only where the text names its country or has a clue."""
    shared: frozenset[str] = frozenset()
    """Those of its names that others bear, too ("ICC"): they need such surroundings as the hidden ones do."""
    clues: tuple[str, ...] = ()
    """Words that speak for this entry beside a hidden or shared name: "court", "warrant"."""
    held: tuple[HeldName, ...] = ()
    """Names that were its names for some years: "Statoil" until 2018."""
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    capital: str | None = None
    code: str = ""
    """ISO 3166 code of a country, territory or state."""
    letter: str = ""
    """The letter of a party behind the names of its members: "R" in "R-Ohio"."""
    former: bool = False
    """Whether it is no more."""
    since: int | None = None
    until: int | None = None
    iri: str | None = None
    """Where the entry comes from, unless it is `gaz:` and its key: a term in a namespace of the user's own."""

    def bears(self, name: str, year: int | None) -> bool:
        """Whether a name can be its name in a year: not before it began, nor before it took the name.

        >>> meta = Entry("Meta", "Company", "Meta", held=(HeldName("Meta", 2021),))
        >>> meta.bears("Meta", 2019), meta.bears("Meta", 2022), meta.bears("Meta", None)
        (False, True, True)
        """
        taken = [held.since for held in self.held if held.text == name and held.since is not None]
        begun = max([*taken, *([self.since] if self.since is not None else [])], default=None)
        return year is None or begun is None or year >= begun


def fold_name(name: str) -> str:
    """The form under which a gazetteer name is looked up: no article, case and spaces evened out."""
    words = name.replace("’", "'").split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    text = " ".join(words)
    # "US" is a country and "us" a pronoun: short all-capital names keep their case.
    return text if len(text) <= 4 and text.isupper() else text.casefold()


@dataclass(frozen=True)
class Gazetteer:
    """Names the world agrees on, looked up by folded alias."""

    entries: Mapping[str, Entry]

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda entry: entry.key):
            for name in dict.fromkeys(fold_name(name) for name in (entry.name, *entry.aliases)):
                index[name].append(entry)
        return dict(index)

    @cached_property
    def _by_hidden_name(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda entry: entry.key):
            for name in dict.fromkeys(fold_name(name) for name in entry.hidden):
                index[name].append(entry)
        return dict(index)

    @cached_property
    def _by_letter(self) -> dict[str, Entry]:
        return {entry.letter: entry for entry in self.entries.values() if entry.letter}

    @cached_property
    def _sharing(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda entry: entry.key):
            for word in dict.fromkeys(word.casefold() for word in entry.demonyms):
                index[word].append(entry)
        return {word: entries for word, entries in index.items() if len(entries) > 1}

    @cached_property
    def _by_demonym(self) -> dict[str, Entry]:
        """A word that two countries share ("Dominican") is left open."""
        index: dict[str, Entry] = {}
        shared: set[str] = set()
        for entry in sorted(self.entries.values(), key=lambda entry: (entry.cls != "Country", entry.key)):
            for word in dict.fromkeys(word.casefold() for word in entry.demonyms):
                if index.setdefault(word, entry) is not entry and entry.cls == "Country":
                    shared.add(word)
        return {word: entry for word, entry in index.items() if word not in shared}

    def find(self, name: str) -> Entry | None:
        """The entry of a name, or None; of several, the country, then the first by key."""
        found = self.find_all(name)
        return min(found, key=lambda e: (e.cls != "Country", e.key)) if found else None

    def spelled(self, name: str) -> Entry | None:
        """The entry that ``find`` gives, if it is written just so: "Russia Today", but not "Russia today"."""
        entry = self.find(name)
        return entry if entry is not None and name in {entry.name, *entry.aliases} else None

    def find_all(self, name: str) -> Sequence[Entry]:
        """Every entry that bears this name ("Washington": the city and the state)."""
        return self._by_name.get(fold_name(name), ())

    def find_hidden(self, name: str) -> Sequence[Entry]:
        """Every entry that bears this name where its surroundings agree ("Congress")."""
        return self._by_hidden_name.get(fold_name(name), ())

    def party(self, letter: str) -> Entry | None:
        """The party of a letter, "R", or None."""
        return self._by_letter.get(letter)

    def sharing(self, word: str) -> Sequence[Entry]:
        """The countries and regions of a word of nationality that several have: "Dominican"."""
        return self._sharing.get(word.casefold(), ())

    def demonym(self, word: str) -> Entry | None:
        """The country or region of "Afghan", "Afghans"."""
        return self._by_demonym.get(word.casefold())

    def around(self, key: str) -> tuple[str, ...]:
        """The keys of the places in which one lies, the largest first; empty for what is not listed."""
        found: list[str] = []
        while (entry := self.entries.get(key)) and (key := entry.part_of or entry.country or "") and key not in found:
            found.append(key)
        return tuple(reversed(found))
