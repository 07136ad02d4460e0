"""Which names of one document are one participant's: one class per name, then exact, short, spelled and acronym forms.

Everything is looked up by words of the name, so that a name costs no more in a document of many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.coreference import kin
from kg.extract.coreference.links import Links
from kg.extract.reading import Candidate
from kg.names import (
    by_surname,
    fold,
    given_gender,
    initials,
    is_acronym,
    is_short_form,
    same_person,
    shortens,
    skeleton,
    words_of,
)
from kg.ontology import Entry, Ontology
from kg.records import Kind

MOST_FULLER = 40
"""Fuller names that one word is compared with."""


@dataclass(slots=True)
class Names:
    """What a document agrees on: a class, a gazetteer entry and a gender per candidate."""

    classes: list[str]
    entries: list[Entry | None]
    genders: list[str]


@dataclass(slots=True)
class _Index:
    """The distinct names, by first mention, and the words they can be found under."""

    mentions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_initials: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def first(self, key: str) -> int:
        return self.mentions[key][0]


# --- one class per name ------------------------------------------------------------------------------------


def agree(found: Sequence[Candidate], ontology: Ontology) -> Names:
    """The class and entry of each mention, as its name was settled, and the gender that a given name tells."""
    return Names([c.cls for c in found], [c.entry for c in found], [_gender(c, ontology) for c in found])


def _gender(candidate: Candidate, ontology: Ontology) -> str:
    if candidate.gender or candidate.kind is not Kind.NAME or candidate.cls != "Person":
        return candidate.gender
    return given_gender(candidate.name, ontology.words)


# --- exact names, then fuller ones --------------------------------------------------------------------------


def join(found: Sequence[Candidate], names: Names, links: Links, ontology: Ontology) -> None:
    """Joins every name to its chain, the surest ways first."""
    index = _index(found, names, ontology)
    kinds = _kinds(ontology)
    ambiguous: dict[str, list[str]] = {}
    for key in sorted(index.mentions, key=lambda k: (k.count(" "), index.first(k))):
        i = index.first(key)
        if found[i].demonym:
            continue
        fuller, link = _fuller(key, index, found, names, ontology, kinds)
        roots = {links.root(index.first(k)) for k in fuller}
        if len(roots) == 1:
            links.join(i, index.first(fuller[0]), link)
        elif roots and ontology.coarse(names.classes[i]) == "Person" and link == "short-name":
            ambiguous[key] = fuller
    for key, mentions in index.mentions.items():
        if key in ambiguous:
            _nearest(mentions, ambiguous[key], index, found, names, links, ontology)
            continue
        for i in mentions[1:]:
            how = "demonym" if found[i].demonym else "gazetteer" if names.entries[i] else "name"
            links.join(i, mentions[0], how)
    links.named.update(links.root(i) for mentions in index.mentions.values() for i in mentions)


def _index(found: Sequence[Candidate], names: Names, ontology: Ontology) -> _Index:
    index = _Index()
    for i, candidate in enumerate(found):
        if candidate.kind is not Kind.NAME and not candidate.demonym:
            continue
        entry, coarse = names.entries[i], ontology.coarse(names.classes[i])
        key = f"gaz:{entry.key}" if entry else f"{coarse}:{fold(candidate.name)}"
        index.mentions[key].append(i)
        words = words_of(candidate.name, person=coarse == "Person")
        if candidate.demonym or len(words) < 2:
            continue
        for word in {words[0], words[-1], *words[1:-1], f"~{skeleton(words[-1])}", f"~{words[0][0]} {words[-1]}"}:
            if key not in index.by_word[word][-1:] and len(index.by_word[word]) < MOST_FULLER:
                index.by_word[word].append(key)
        if coarse == "Organization":
            for letters in initials(candidate.name):
                if key not in index.by_initials[letters]:
                    index.by_initials[letters].append(key)
    return index


def _kinds(ontology: Ontology) -> frozenset[str]:
    """Words that say what kind of organization a name is of, from the lexicon."""
    return frozenset(
        fold(word)
        for cls in ontology.classes
        if ontology.is_a(cls, "Organization")
        for words in (ontology.words.get(f"name-of-{cls}", ()), ontology.nouns(cls))
        for word in words
    )


def _fuller(
    key: str, index: _Index, found: Sequence[Candidate], names: Names, ontology: Ontology, kinds: frozenset[str]
) -> tuple[list[str], str]:
    """The fuller names that a name can stand for, and by which way; nothing when none or too many fit."""
    i = index.first(key)
    name, coarse = found[i].name, ontology.coarse(names.classes[i])
    if is_acronym(name):
        letters = name.replace(".", "").casefold()
        full = [k for k in index.by_initials.get(letters, ()) if k != key and _spelled_out(i, k, index, found, names)]
        if full:
            return full, "acronym"
    if names.entries[i] is not None:
        return [], ""
    if coarse == "Person":
        return _fuller_person(key, index, found, names), "short-name"
    same = [
        k
        for k in index.by_word.get(fold(name).rpartition(" ")[2], ())
        if k != key and ontology.coarse(names.classes[index.first(k)]) == coarse
    ]
    fits = [
        k
        for k in same
        if is_short_form(name, found[index.first(k)].name, person=False)
        or (coarse == "Organization" and shortens(name, found[index.first(k)].name, kinds))
    ]
    return fits, "short-name"


def _spelled_out(i: int, key: str, index: _Index, found: Sequence[Candidate], names: Names) -> bool:
    """False when the gazetteer knows the acronym as something else: "UN" is not the Upper Nile."""
    entry, j = names.entries[i], index.first(key)
    if entry is None:
        return True
    words = set(fold(entry.name).split())
    return names.entries[j] is None and 2 * len(words & set(fold(found[j].name).split())) > len(words)


def _fuller_person(key: str, index: _Index, found: Sequence[Candidate], names: Names) -> list[str]:
    i = index.first(key)
    name = found[i].name
    words = words_of(name, person=True)
    if not words:
        return []
    keys = dict.fromkeys(
        k for word in (words[-1], words[0]) for k in index.by_word.get(word, ()) if k.startswith("Person:") and k != key
    )
    fits = [
        k
        for k in keys
        if is_short_form(name, found[index.first(k)].name, person=True)
        and not {names.genders[i], names.genders[index.first(k)]} >= {"m", "f"}
    ]
    best = [k for k in fits if by_surname(name, found[index.first(k)].name)]
    if fits or len(words) < 2:
        return best or fits
    spelled = (f"~{skeleton(words[-1])}", f"~{words[0][0]} {words[-1]}")
    return [
        k
        for word in spelled
        for k in index.by_word.get(word, ())
        if k != key and k.startswith("Person:") and same_person(name, found[index.first(k)].name)
    ][:1]


def _nearest(
    mentions: list[int],
    fuller: list[str],
    index: _Index,
    found: Sequence[Candidate],
    names: Names,
    links: Links,
    ontology: Ontology,
) -> None:
    """A surname of several people: each time the one who was last named in full, of the right gender.

    Who is introduced as somebody's wife or brother does not take the surname over.
    """
    full = sorted((i, k) for k in fuller for i in index.mentions[k])
    own = [(i, k) for i, k in full if kin.of(found[index.first(k)].head, ontology) is None]
    starts = [i for i, _ in own or full]
    full = own or full
    for i in mentions:
        at = bisect_left(starts, i)
        near = [j for j, _ in reversed(full[max(0, at - MOST_FULLER) : at])] or starts[:1]
        fits = [j for j in near if not {names.genders[i], names.genders[j]} >= {"m", "f"}]
        if fits:
            links.join(i, fits[0], "short-name")
