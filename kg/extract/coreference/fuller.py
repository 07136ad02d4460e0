"""The fuller names that a name of a document can stand for: "AP", "Dobbins", "Mahmud Abbas" for "Mahmoud Abbas"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.extract.coreference.context import Context
from kg.extract.coreference.index import Index, spellings
from kg.names import (
    acronyms,
    by_surname,
    fold,
    initialled,
    is_acronym,
    is_short_form,
    same_person,
    shortens,
    spelling,
    without_legal_form,
    words_of,
)
from kg.ontology import Ontology

BRACKETED = re.compile(r"\s*\(([^()\s]+)\)")
"""One word in brackets behind a name."""

Sieve = Callable[[str, Index, Context], Sequence[str]]
"""From the key of a name to those of fuller names; of several, the name means the one that was named last."""


def acronym(key: str, index: Index, context: Context) -> Sequence[str]:
    """Organizations with these initials; "UN", which the gazetteer knows, is not the Upper Nile."""
    name = context.found[index.first(key)].name
    if not is_acronym(name):
        return ()
    full = index.by_initials.get(fold(name), ())
    return [k for k in full if k != key and _may_abbreviate(key, k, index, context)]


def _may_abbreviate(short: str, full: str, index: Index, context: Context) -> bool:
    i, j = index.first(short), index.first(full)
    entry = context.agreed.entries[i]
    if entry is None:
        return True
    words = set(fold(entry.name).split())
    shared = words & set(fold(context.found[j].name).split())
    return context.agreed.entries[j] is None and 2 * len(shared) > len(words)


def legal_form(key: str, index: Index, context: Context) -> Sequence[str]:
    """The same organization with what it is before the law: "Bank of Boston" is the Bank of Boston Corp.

    A bare surname is that of a firm, too, that was named before its founder: "Norvik plc … Ana Norvik … Norvik".
    """
    i = index.first(key)
    plain, person = fold(context.found[i].name), context.coarse(i) == "Person"
    if context.coarse(i) == "Place" or is_acronym(context.found[i].name) or (person and " " in plain):
        return ()
    firms = [k for k in index.others(key, *plain.split()[:1]) if context.coarse(index.first(k)) == "Organization"]
    names = {k: fold(context.found[index.first(k)].name) for k in firms}
    found = [k for k, full in names.items() if full != plain and without_legal_form(full) == plain]
    first = min((index.first(k) for k in _persons(key, index, context)), default=None) if person else None
    return [k for k in found if not person or index.first(k) < min(i, i if first is None else first)]


def short_name(key: str, index: Index, context: Context) -> Sequence[str]:
    """Full names of persons with this surname (or else this given name); organizations and places that end so."""
    i = index.first(key)
    name, coarse = context.found[i].name, context.coarse(i)
    if context.agreed.entries[i] is not None:
        return ()
    if coarse == "Person":
        return _persons(key, index, context)
    kinds = _kinds(context.reading.ontology) if coarse == "Organization" else None
    alike = [k for k in index.others(key, fold(name).rpartition(" ")[2]) if context.coarse(index.first(k)) == coarse]
    return [k for k in alike if _ends_as(name, k, kinds, index, context)]


def _ends_as(short: str, key: str, kinds: frozenset[str] | None, index: Index, context: Context) -> bool:
    """True for the end of a name; but the Assembly of the Berne Union is not the Union that it is of."""
    full = context.found[index.first(key)].name
    if is_short_form(short, full, person=False):
        before = fold(full).removesuffix(fold(short)).split()
        return "of" not in before[-2:]
    return kinds is not None and shortens(short, full, kinds) and not _has_letters(key, index, context)


def _has_letters(key: str, index: Index, context: Context) -> bool:
    """True for a name that the document shortens to capitals: "Congress" is not the Trinamool Congress (TMC)."""
    mentions, text = [context.found[i] for i in index.mentions[key]], context.reading.view.text
    behind = (BRACKETED.match(text, name.end) for name in mentions)
    return any(match and is_acronym(match[1]) for match in behind) or any(
        is_acronym(name.name) or not index.letters.isdisjoint(acronyms(name.name)) for name in mentions
    )


def _persons(key: str, index: Index, context: Context) -> Sequence[str]:
    i = index.first(key)
    name = context.found[i].name
    words = words_of(name, person=True)
    fits = [
        k
        for k in index.others(key, *words[-1:], *words[:1])
        if k.startswith("Person:")
        and is_short_form(name, context.found[index.first(k)].name, person=True)
        and not context.agreed.differ(i, index.first(k))
    ]
    return [k for k in fits if by_surname(name, context.found[index.first(k)].name)] or fits


def spelled_alike(key: str, index: Index, context: Context) -> Sequence[str]:
    """Another spelling of the full name of a person; for "J. Smith", the only full name that fits."""
    i = index.first(key)
    name = context.found[i].name
    words = words_of(name, person=True)
    if context.agreed.entries[i] is not None or context.coarse(i) != "Person" or len(words) < 2:
        return ()
    full = {
        k: other
        for k in index.others(key, *spellings(words))
        if k.startswith("Person:") and initialled(other := context.found[index.first(k)].name)
    }
    fits = [k for k, other in full.items() if same_person(name, other)]
    several = len({spelling(full[k]) for k in fits}) > 1
    return () if several and not initialled(name) else fits[:1]


@lru_cache(maxsize=4)
def _kinds(ontology: Ontology) -> frozenset[str]:
    """Words that say what kind of organization a name is of, from the lexicon; the board of a bank is not the bank."""
    organs = ontology.words.get("organ", frozenset())
    return frozenset(
        fold(word)
        for cls in ontology.classes
        if ontology.is_a(cls, "Organization")
        for words in (ontology.words.get(f"name-of-{cls}", ()), ontology.nouns(cls))
        for word in words
        if word not in organs
    )
