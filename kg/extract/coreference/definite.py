"""Definite descriptions -> whom they mean: "the president", "the company", "the 44-year-old engineer".

A definite description joins what was described by the same words, who bears that office, the one participant in
reach that it can mean, or of several the subject of the sentence before; else it joins nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.coreference.context import MODIFIERS, Sieve, modifiers_of
from kg.extract.reading import Candidate
from kg.names import fold
from kg.records import Kind

WINDOW = 4
"""Sentences; how far back a description looks for what it describes."""
OFFICE_WINDOW = 2
"""Sentences; how far back the bearer of an office is looked for when the document names several."""
MOST = 60
"""Mentions that one description is compared with."""
AGED = "-year-old"
TOPICS = frozenset({"nsubj", "root", "ccomp"})
"""Labels of what a sentence is about, its subject as parsers see it."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def resolve(i: int, candidate: Candidate, sieve: Sieve) -> None:
    """Joins a description to whom it means, if that is plain, and remembers its words."""
    words = fold(candidate.name)
    if _owned(candidate):
        return  # the same words for "his wife", but perhaps another man's
    plural = candidate.number == "plur"
    if not _is_definite(candidate):
        known = sieve.by_words.setdefault(words, i)
        if plural and known != i and len(words.split()) > 1:
            sieve.links.describe(i, known, "same-words")
        elif not plural:
            sieve.by_words[words] = i
        return
    target, link = _antecedent(i, candidate, words, sieve)
    if target is not None:
        sieve.links.describe(i, target, link)
    sieve.by_words.setdefault(words, i)


def _is_definite(candidate: Candidate) -> bool:
    head = candidate.head
    return head.first("nmod:poss") is not None or any(kid.lemma in DEFINITE for kid in head.of("det"))


def _antecedent(i: int, candidate: Candidate, words: str, sieve: Sieve) -> tuple[int | None, str]:
    if words in sieve.by_words:
        return sieve.by_words[words], "same-words"
    modifiers = modifiers_of(candidate.head, sieve)
    if candidate.number == "sing":
        bearer = _bearer(i, candidate, modifiers, sieve)
        if bearer is not None:
            return bearer, "role"
    same = list(_same_head(candidate, modifiers, sieve))
    if same and len({root for j in same if (root := sieve.links.root(j)) in sieve.links.named}) <= 1:
        return same[0], "definite"
    named = None if modifiers else _only(_named(i, candidate, sieve), sieve)
    if named is None:
        named = _only(_topic(i, candidate, sieve), sieve)
    return (None, "") if named is None else (named, "definite")


def _topic(i: int, candidate: Candidate, sieve: Sieve) -> Iterator[int]:
    """The subject of the sentence before, for "the aid [group]" and "the 44-year-old [engineer]"."""
    aged = candidate.cls == "Person" and candidate.number == "sing" and AGED in candidate.text
    plain = candidate.text[1:].islower()  # "the Utrecht-based company" is known by more than its kind
    for j in range(i - 1, max(-1, i - MOST), -1):
        other = sieve.found[j]
        if candidate.head.sent - other.head.sent > 1:
            return
        if other.kind is not Kind.NAME or other.head.base not in TOPICS or other.head.sent == candidate.head.sent:
            continue
        if (aged and sieve.names.classes[j] == "Person") or (plain and _describes(candidate, j, sieve)):
            yield j


def _same_head(candidate: Candidate, modifiers: frozenset[str], sieve: Sieve) -> Iterator[int]:
    """Descriptions in reach with the same noun and at least the same modifiers, nearest first."""
    for j in reversed(sieve.by_head.get(candidate.head.lemma, ())[-MOST:]):
        other = sieve.found[j]
        if candidate.head.sent - other.head.sent > WINDOW:
            return
        apart = other.number == candidate.number and other.last < candidate.first
        if apart and modifiers <= modifiers_of(other.head, sieve):
            yield j


def _owned(candidate: Candidate) -> bool:
    """True for "his wife", "their opponents"."""
    owner = candidate.head.first("nmod:poss")
    return owner is not None and owner.tag == "PRP$"


def _bearer(i: int, candidate: Candidate, modifiers: frozenset[str], sieve: Sieve) -> int | None:
    """Who bears an office: the only one in the document of whom it is said, or the one last named so."""
    if candidate.head.first("nmod:poss") is not None and not modifiers:
        return None
    known = [
        (j, theirs) for j, theirs in sieve.offices.get(candidate.head.lemma, ()) if not modifiers or modifiers & theirs
    ]
    before = [j for j, _ in known if j < i]
    if not before:
        return None
    if len({sieve.links.root(j) for j in before[-MOST:]}) == 1:
        return before[-1]
    near = [j for j in before[-MOST:] if candidate.head.sent - sieve.found[j].head.sent <= OFFICE_WINDOW]
    return _only(near, sieve)


def _named(i: int, candidate: Candidate, sieve: Sieve) -> Iterator[int]:
    """Names in reach that the description can mean: "the company" for a Company."""
    for j in range(i - 1, max(-1, i - MOST), -1):
        other = sieve.found[j]
        if candidate.head.sent - other.head.sent > WINDOW:
            return
        if other.kind is Kind.NAME and other.last < candidate.first and _describes(candidate, j, sieve):
            yield j


def _describes(candidate: Candidate, j: int, sieve: Sieve) -> bool:
    """True of "the company" for a Company, "the group" for an ArmedGroup, "the country" for a Country."""
    if candidate.number == "plur" or candidate.cls == "Person":
        return False
    cls, lemma = sieve.names.classes[j], candidate.head.lemma
    words = sieve.ontology.words
    generic = words.get(f"generic-{cls}", frozenset())
    if cls == "Organization" and sieve.found[j].head.dep in MODIFIERS:  # "the [Budweiser] award": no team
        generic &= words.get("generic-Company", frozenset()) | words.get("generic-ArmedGroup", frozenset())
    beside = sieve.ontology.is_a(cls, "City") and sieve.found[j].head.dep in MODIFIERS  # "[Copenhagen] airport"
    if beside or sieve.ontology.is_a(cls, "GovernmentBody"):
        generic = frozenset()
    if cls == "ArmedGroup" and lemma in words.get("generic-MilitaryForce", frozenset()):
        return False  # "the army" is not the Liberation Army that fights it
    return lemma in generic or lemma in fold(sieve.found[j].name).split()  # "the ministry" is the one so called


def _only(candidates: Sequence[int] | Iterator[int], sieve: Sieve) -> int | None:
    """The nearest of several mentions when all are of one chain."""
    near = list(candidates)
    return near[0] if near and len({sieve.links.root(j) for j in near}) == 1 else None
