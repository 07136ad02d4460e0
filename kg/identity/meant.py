"""Whom of the gazetteer a short or shared name means, weighed by what stands around it in one document.

"RSF" are the Rapid Support Forces where Sudan is named and Reporters Without Borders where the press is; "London" lies
in Ontario where the document names Ontario and nothing else of England. Where nothing speaks for an entry, it is not
meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.identity.names import LONGEST_SHARED
from kg.names import fold, is_acronym
from kg.ontology import Entry, Ontology

NAMED, CLUED, SIGNED, GIVEN = 2, 2, 1, 1
"""What it is worth that its country is named, a clue or a word of its class stands near, or extraction has found it."""
EVERYWHERE = 3
"""What it is worth that extraction has chosen a medium: a news agency is named in documents about any country."""
CONTRARY = -3
"""What it costs that a body of a state stands in a document about other countries."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document has beside one of its names."""

    countries: Sequence[str] = ()
    """Keys of the countries that it names, those it is about first."""
    places: frozenset[str] = frozenset()
    """Keys of the other places that it names, and of what they lie in."""
    near: frozenset[str] = frozenset()
    """Keys of the places in the sentences that have the name, and of their countries."""
    text: str = ""
    """The folded sentences that have the name, with a space at both ends."""
    governed: bool = False
    """Whether it has a governor, which countries have not."""
    year: int | None = None
    """When it was published."""

    def has(self, words: Iterable[str]) -> bool:
        """Whether one of some words stands near the name."""
        return any(f" {fold(word)} " in self.text for word in words)


def short(text: str) -> bool:
    """Whether a name is so short that others bear it elsewhere."""
    return is_acronym(text) and len(text.replace(".", "")) <= LONGEST_SHARED


def group(forms: Sequence[str], given: Entry | None, around: Surroundings, ontology: Ontology) -> Entry | None:
    """Whom a name of a group means whose every form is short or shared.

    Args:
        forms: what the document calls it.
        given: the entry that extraction found under the name.
        around: what stands around it.
        ontology: for classes, words and the gazetteer.
    """
    index = bearers(ontology)
    found = {entry.key: entry for text in forms for entry in index.get(fold(text), ())}
    if given is not None:
        found.setdefault(given.key, given)
    weighed = [(_weight(forms, each, each is given, around, ontology), each) for each in found.values()]
    best = max((weight for weight, _ in weighed), default=0)
    winners = [each for weight, each in weighed if weight == best]
    return winners[0] if best > 0 and len(winners) == 1 else None


def _weight(forms: Sequence[str], entry: Entry, given: bool, around: Surroundings, ontology: Ontology) -> int:
    """How well an entry fits; nothing where a name needs surroundings that the document has not."""
    if not any(entry.bears(text, around.year) for text in forms):
        return 0
    named = NAMED if entry.country and entry.country in around.countries else 0
    clued = CLUED if around.has(entry.clues) else 0
    signed = SIGNED if around.has(ontology.words.get(f"sign-of-{entry.cls}", ())) else 0
    labels = {fold(label) for label in (entry.name, *entry.aliases)}
    cost = _contrary(entry, around, ontology) if all(map(short, forms)) else 0
    if not any(fold(text) in labels for text in forms):
        return named + clued + signed + cost if named or clued else 0
    if all(text in entry.shared for text in forms) and not (named or clued or signed):
        return 0
    medium = entry.cls in ontology.words.get("class-of-medium", frozenset())
    return named + clued + signed + given * (EVERYWHERE if medium else GIVEN) + cost


def _contrary(entry: Entry, around: Surroundings, ontology: Ontology) -> int:
    """What it costs a body of a state that the document is about other countries."""
    local = entry.cls in ontology.words.get("class-of-state", frozenset())
    elsewhere = around.countries and entry.country and entry.country not in around.countries
    return CONTRARY if local and elsewhere else 0


def hidden(forms: Sequence[str], coarse: str, around: Surroundings, ontology: Ontology) -> Entry | None:
    """Whom a name means that extraction does not look up: "Congress" in a document about the United States."""
    found = {}
    for text in forms:
        for entry in ontology.gazetteer.find_hidden(text):
            if ontology.coarse(entry.cls) == coarse and entry.bears(text, around.year):
                found[entry.key] = entry
    owners = [(entry, entry.country or entry.key) for entry in found.values()]
    fitting = [entry for entry, owner in owners if owner in around.near]
    fitting = fitting or [entry for entry, owner in owners if owner in around.countries[:1]]
    fitting = fitting or [entry for entry, _ in owners if around.has(entry.clues)]
    return fitting[0] if len(fitting) == 1 else None


def place(forms: Sequence[str], given: Entry, around: Surroundings, ontology: Ontology) -> Entry | None:
    """Which of the places of one name is meant: another one only where what it lies in, or lies in it, is named."""
    if around.countries and given.country and given.country not in around.countries and all(map(_abbreviated, forms)):
        return None  # "N.C." of India is no Carolina
    if given.key in around.places or given.country in around.countries or given.part_of in around.places:
        return given
    fitting = [each for each in namesakes(forms, given, ontology) if _inside(each, given, around, ontology)]
    return fitting[0] if len(fitting) == 1 else given


def doubtful(forms: Sequence[str], given: Entry, ontology: Ontology) -> bool:
    """Whether the name of a place means others elsewhere."""
    return all(map(_abbreviated, forms)) or bool(namesakes(forms, given, ontology))


def namesakes(forms: Sequence[str], given: Entry, ontology: Ontology) -> list[Entry]:
    """The other places that the gazetteer has under a name."""
    gazetteer = ontology.gazetteer
    found = {each.key: each for text in forms for f in (gazetteer.find_all, gazetteer.find_hidden) for each in f(text)}
    return [each for each in found.values() if each is not given and ontology.coarse(each.cls) == "Place"]


def _inside(entry: Entry, given: Entry, around: Surroundings, ontology: Ontology) -> bool:
    """Whether the document names what lies in a place, or, instead of a town, what it lies in."""
    state = ontology.is_a(given.cls, "Country")
    governed = around.governed and state and not ontology.is_a(entry.cls, "Country")
    around_it = around.places if entry.part_of == entry.country else around.near
    return governed or entry.key in around.places or (not state and entry.part_of in around_it)


def _abbreviated(text: str) -> bool:
    return short(text) and text.replace(".", "").isupper()


@lru_cache(maxsize=8)
def bearers(ontology: Ontology) -> Mapping[str, tuple[Entry, ...]]:
    """The groups that the gazetteer knows under a short name, hidden ones included, or under one that is shared."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in ontology.gazetteer.entries.values():
        if ontology.coarse(entry.cls) == "Organization":
            labels = (entry.name, *entry.aliases, *entry.hidden)
            for key in {fold(label) for label in labels if is_acronym(label) or label in entry.shared}:
                found[key] = (*found.get(key, ()), entry)
    return found
