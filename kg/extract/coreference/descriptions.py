"""Descriptions -> whom they mean: "the president", "the company", "the 44-year-old engineer", "his wife".

A definite description joins what was described by the same words, who bears that office, the one participant in
reach that it can mean, or of several the subject of the sentence before; else it joins nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.extract.coreference.context import Context
from kg.extract.coreference.described import Described, modifiers_of
from kg.extract.grammar.labels import IDENTIFYING, TOPICAL
from kg.extract.reading import Candidate
from kg.names import fold, without_article
from kg.records import Kind

WINDOW = 4
"""Sentences; how far back a description looks for what it describes."""
OFFICE_WINDOW = 2
"""Sentences; how far back the bearer of an office is looked for when the document names several."""
MOST = 60
"""Mentions that one description is compared with."""
AGED = "-year-old"


@dataclass(frozen=True, slots=True)
class _Description:
    """A description in its document."""

    i: int
    candidate: Candidate
    words: str
    modifiers: frozenset[str]
    context: Context
    described: Described


def join(context: Context, described: Described) -> None:
    """Joins descriptions in text order, but those whom the grammar has told who they are."""
    for i, candidate in enumerate(context.found):
        if candidate.kind is Kind.NOMINAL and not candidate.demonym:
            if context.links.link[i] != "apposition" and not _is_owned(candidate):
                _join(i, candidate, context, described)
            described.by_noun[candidate.head.lemma].append(i)


def _join(i: int, candidate: Candidate, context: Context, described: Described) -> None:
    """Joins a description to whom it means, if that is plain, and remembers its words."""
    words = fold(without_article(candidate.name))
    if _is_definite(candidate, context):
        this = _Description(i, candidate, words, modifiers_of(candidate.head, context), context, described)
        for rule, link, sieve in SIEVES:
            if context.allows(rule) and (target := sieve(this)) is not None:
                context.describe(rule, i, target, link)
                break
        described.by_words.setdefault(words, i)
        return
    known = described.by_words.setdefault(words, i)
    if candidate.number != "plur":
        described.by_words[words] = i
    elif known != i and len(words.split()) > 1:
        context.describe("coreference/same-words", i, known, "same-words")


def _is_definite(candidate: Candidate, context: Context) -> bool:
    head, definite = candidate.head, context.reading.words("definite")
    return head.first("nmod:poss") is not None or any(kid.lemma in definite for kid in head.of("det"))


def _is_owned(candidate: Candidate) -> bool:
    """True for "his wife", "their opponents": the same words, but perhaps another man's."""
    owner = candidate.head.first("nmod:poss")
    return owner is not None and owner.tag == "PRP$"


# --- sieves of definite descriptions -------------------------------------------------------------------------


def _same_words(this: _Description) -> int | None:
    return this.described.by_words.get(this.words)


def _bearer(this: _Description) -> int | None:
    """Who bears an office: the only one in the document of whom it is said, or the one last named so."""
    head, modifiers = this.candidate.head, this.modifiers
    if this.candidate.number != "sing" or (head.first("nmod:poss") is not None and not modifiers):
        return None
    known = this.described.offices.get(head.lemma, ())
    before = [j for j, theirs in known if (not modifiers or modifiers & theirs) and j < this.i][-MOST:]
    if len({this.context.links.root(j) for j in before}) == 1:
        return before[-1]
    return _only([j for j in before if _sentences_back(this, j) <= OFFICE_WINDOW], this.context)


def _same_noun(this: _Description) -> int | None:
    """The nearest description in reach with the same noun and at least the same modifiers, if all are of one name."""
    same, links = list(_with_noun(this)), this.context.links
    names = {root for j in same if (root := links.root(j)) in links.named}
    return same[0] if same and len(names) <= 1 else None


def _with_noun(this: _Description) -> Iterator[int]:
    for j in reversed(this.described.by_noun.get(this.candidate.head.lemma, ())[-MOST:]):
        other = this.context.found[j]
        if _sentences_back(this, j) > WINDOW:
            return
        apart = other.number == this.candidate.number and other.last < this.candidate.first
        if apart and this.modifiers <= modifiers_of(other.head, this.context):
            yield j


def _named(this: _Description) -> int | None:
    """The only name in reach that a description without modifiers can mean: "the company" for a Company."""
    return None if this.modifiers else _only(_names(this, WINDOW), this.context)


def _names(this: _Description, window: int) -> Iterator[int]:
    for j in range(this.i - 1, max(-1, this.i - MOST), -1):
        other = this.context.found[j]
        if _sentences_back(this, j) > window:
            return
        if other.kind is Kind.NAME and other.last < this.candidate.first and _describes(this, j):
            yield j


def _topic(this: _Description) -> int | None:
    """The subject of the sentence before, for "the aid [group]" and "the 44-year-old [engineer]"."""
    return _only(_topics(this), this.context)


def _topics(this: _Description) -> Iterator[int]:
    candidate = this.candidate
    aged = candidate.cls == "Person" and candidate.number == "sing" and AGED in candidate.text
    plain = candidate.text[1:].islower()  # "the Utrecht-based company" is known by more than its kind
    for j in range(this.i - 1, max(-1, this.i - MOST), -1):
        other, back = this.context.found[j], _sentences_back(this, j)
        if back > 1:
            return
        if other.kind is not Kind.NAME or other.head.base not in TOPICAL or back == 0:
            continue
        if (aged and this.context.agreed.classes[j] == "Person") or (plain and _describes(this, j)):
            yield j


def _describes(this: _Description, j: int) -> bool:
    """True of "the company" for a Company, "the group" for an ArmedGroup, "the country" for a Country."""
    if this.candidate.number == "plur" or this.candidate.cls == "Person":
        return False
    reading, name = this.context.reading, this.context.found[j]
    cls, lemma = this.context.agreed.classes[j], this.candidate.head.lemma
    generic = reading.words(f"generic-{cls}")
    modifies = name.head.dep in IDENTIFYING
    if modifies and cls == "Organization":  # "the [Budweiser] award": no team
        generic &= reading.words("generic-beside")
    if modifies and reading.ontology.has(cls, "town"):  # "[Copenhagen] airport"
        generic = frozenset()
    if lemma in reading.words(f"unlike-{cls}"):
        return False  # "the army" is not the Liberation Army that fights it
    return lemma in generic or lemma in fold(name.name).split()  # "the ministry" is the one so called


def _sentences_back(this: _Description, j: int) -> int:
    return this.candidate.head.sent - this.context.found[j].head.sent


def _only(candidates: Iterable[int], context: Context) -> int | None:
    """The nearest of several mentions when all are of one chain."""
    near = list(candidates)
    return near[0] if near and len({context.links.root(j) for j in near}) == 1 else None


SIEVES: tuple[tuple[str, str, Callable[[_Description], int | None]], ...] = (
    ("coreference/same-words", "same-words", _same_words),
    ("coreference/role", "role", _bearer),
    ("coreference/same-noun", "definite", _same_noun),
    ("coreference/definite", "definite", _named),
    ("coreference/topic", "definite", _topic),
)
"""Rule, link and function, the surest first."""


# --- descriptions by their owner ------------------------------------------------------------------------------


def join_owned(context: Context) -> None:
    """Joins "Obama's wife" and "his wife" once it is known whose: same owner, same noun, same number."""
    known: dict[tuple[int, str, str], int] = {}
    mentions, links = context.reading.mentions, context.links
    for i, candidate in enumerate(mentions.all):
        owner = candidate.head.first("nmod:poss")
        if candidate.kind is not Kind.NOMINAL or candidate.demonym or owner is None:
            continue
        whose = mentions.at(owner)
        if whose is not None and links.root(whose) not in links.loose and links.root(whose) != links.root(i):
            first = known.setdefault((links.root(whose), candidate.head.lemma, candidate.number), i)
            if first != i:
                context.describe("coreference/owned", i, first, "same-words")
