"""Names the world agrees on: countries, cities, organizations, with demonyms and what lies where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Entry:
    """One gazetteer entry."""

    key: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Short or shared names ("Congress"): they mean this entry only where the text is about its country."""
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    iri: str | None = None
    """Where the entry comes from, unless it is `gaz:` and its key: a term in a namespace of the user's own."""


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

    def demonym(self, word: str) -> Entry | None:
        """The country or region of "Afghan", "Afghans"."""
        return self._by_demonym.get(word.casefold())

    def around(self, key: str) -> tuple[str, ...]:
        """The keys of the places in which one lies, the largest first; empty for what is not listed."""
        found: list[str] = []
        while (entry := self.entries.get(key)) and (key := entry.part_of or entry.country or "") and key not in found:
            found.append(key)
        return tuple(reversed(found))
