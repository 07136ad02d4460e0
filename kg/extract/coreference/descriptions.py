"""Descriptions -> whom they mean: "the president", "the company", "the 44-year-old engineer", "his wife".

A definite description joins what was described by the same words, who bears that office, or the participant that it
most likely means (`likeness`); when none is likely enough it joins nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.coreference.antecedents import Antecedent, antecedents
from kg.extract.coreference.context import Context
from kg.extract.coreference.described import Described, may_be_of, modifiers_of, words_of
from kg.extract.coreference.likeness import chances, is_main_subject, is_new
from kg.extract.reading import Candidate
from kg.names import fold, without_article
from kg.records import Kind

WINDOW = 4
"""Sentences; how far back a description looks for what it describes."""
LEAST = 0.6
"""A less likely antecedent is none: a wrong link makes a false fact, a missing one leaves "the company" open."""
OFFICE_WINDOW = 2
"""Sentences; how far back the bearer of an office is looked for when the document names several."""
MOST = 60
"""Mentions that one description is compared with."""
AGED = "-year-old"


Choice = Callable[[int, Sequence[Antecedent], Context], int | None]
"""From the number of a description and its antecedents to the mention that it means."""


def choose(i: int, against: Sequence[Antecedent], context: Context) -> int | None:
    """The last mention of the participant most likely meant, when it is likely enough."""
    likely = chances(i, against, context)
    best = max(range(len(against)), key=lambda k: likely[k], default=None)
    return against[best].mention if best is not None and likely[best] >= LEAST else None


@dataclass(frozen=True, slots=True)
class _Description:
    """A description in its document."""

    i: int
    candidate: Candidate
    words: str
    modifiers: frozenset[str]
    context: Context
    described: Described
    choice: Choice


def join(context: Context, described: Described, *, choice: Choice = choose) -> None:
    """Joins descriptions in text order, but those whom the grammar has told who they are."""
    for i, candidate in enumerate(context.found):
        if candidate.kind is Kind.NOMINAL and not candidate.demonym:
            if context.links.link[i] != "apposition" and not _is_owned(candidate):
                _join(i, candidate, context, described, choice)
            described.by_noun[candidate.head.lemma].append(i)


def _join(i: int, candidate: Candidate, context: Context, described: Described, choice: Choice) -> None:
    """Joins a description to whom it means, if that is plain, and remembers its words."""
    words = fold(without_article(candidate.name))
    if _is_definite(candidate, context):
        this = _Description(i, candidate, words, modifiers_of(candidate.head, context), context, described, choice)
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


def _capital(this: _Description) -> int | None:
    """The town that is known as the capital of the state: "flew to Ankara. The Turkish capital …"."""
    context = this.context
    if this.candidate.head.lemma not in context.reading.words("capital-noun"):
        return None
    states = (context.reading.ontology.gazetteer.entries.get(modifier) for modifier in this.modifiers)
    towns = {state.capital for state in states if state is not None}
    named = (
        (j > this.i, abs(this.i - j), j)
        for j, entry in enumerate(context.agreed.entries)
        if entry is not None and entry.key in towns and context.found[j].kind is Kind.NAME
    )
    return min(named, default=(False, 0, None))[2]


def _bearer(this: _Description) -> int | None:
    """Who bears an office: the only one in the document of whom it is said, or the one last named so."""
    head, modifiers = this.candidate.head, this.modifiers
    if this.candidate.number != "sing" or this.candidate.cls != "Person":
        return None
    if head.first("nmod:poss") is not None and not modifiers:
        return None
    known = this.described.offices.get(head.lemma, ())
    new = modifiers & this.context.reading.words("other-than-before")
    alike = (j for j, theirs in known if j < this.i and new <= theirs and may_be_of(modifiers, theirs))
    before = list(alike)[-MOST:]
    if len({this.context.links.root(j) for j in before}) == 1:
        return before[-1]
    return _only([j for j in before if _sentences_back(this, j) <= OFFICE_WINDOW], this.context)


def _same_noun(this: _Description) -> int | None:
    """The nearest description in reach with the same noun and at least the same modifiers, if all are of one name."""
    same, links = list(_with_noun(this)), this.context.links
    bearers = (j for j, _ in this.described.offices.get(this.candidate.head.lemma, ()) if j < this.i)
    of_office = [] if this.modifiers else [j for j in bearers if _sentences_back(this, j) <= WINDOW]
    names = {root for j in (*same, *of_office) if (root := links.root(j)) in links.named}
    return same[0] if same and len(names) <= 1 else None


def _same_noun_surely(this: _Description) -> int | None:
    """The same, if that description has got a name or has just brought somebody new: "a team …. The team …"."""
    found, links = _same_noun(this), this.context.links
    if found is None or links.root(found) in links.named:
        return found
    new = this.context.found[found].head.of("det")
    indefinite = any(kid.lemma in this.context.reading.words("indefinite") for kid in new)
    return found if indefinite and _sentences_back(this, found) > 0 else None


def _with_noun(this: _Description) -> Iterator[int]:
    for j in reversed(this.described.by_noun.get(this.candidate.head.lemma, ())[-MOST:]):
        other = this.context.found[j]
        if _sentences_back(this, j) > WINDOW:
            return
        apart = other.number == this.candidate.number and other.last < this.candidate.first
        certain = this.context.reading.words("nobody-certain").isdisjoint(kid.lemma for kid in other.head.of("det"))
        theirs = modifiers_of(other.head, this.context)
        if apart and certain and words_of(this.modifiers) <= theirs and may_be_of(this.modifiers, theirs):
            yield j


def _likely(this: _Description) -> int | None:
    """The participant named before that the noun most likely means, when it is likely enough."""
    if this.candidate.number == "plur" or this.candidate.cls == "Person" or is_new(this.candidate.head, this.context):
        return None
    return this.choice(this.i, antecedents(this.i, this.context), this.context)


def _aged(this: _Description) -> int | None:
    """The only person named in the sentence before, for "the 44-year-old" and "the 44-year-old [engineer]"."""
    person = this.candidate.cls == "Person" and this.candidate.number == "sing"
    target = _only(_persons_before(this), this.context) if person and AGED in this.candidate.text else None
    if target is None:
        return None
    root, here = this.context.links.root, this.candidate.head.sent
    beside = (j for j in this.context.reading.mentions.in_sentence(here) if j < this.i)
    return None if root(target) in {root(j) for j in beside} else target  # "Rudd spoke about the 26-year-old"


def _subject_goes_on(this: _Description) -> int | None:
    """As in "Ali spoke in Doha. The Somali cleric …": whom alone the sentence before named, as its subject."""
    head, candidate = this.candidate.head, this.candidate
    if candidate.cls != "Person" or candidate.number != "sing" or not is_main_subject(head) or not this.modifiers:
        return None
    target = _only(_persons_before(this), this.context)
    if target is None or not is_main_subject(this.context.found[target].head) or is_new(head, this.context):
        return None
    root = this.context.links.root
    if any(root(j) == root(target) for j, _ in this.described.offices.get(head.lemma, ())):
        return None  # an envoy is not "the Russian envoy", or the office would have told
    verb, contrast = head.head, this.context.reading.words("contrast")
    return None if verb is not None and any(kid.lemma in contrast for kid in verb.of("advmod", "cc")) else target


def _persons_before(this: _Description) -> Iterator[int]:
    agreed = this.context.agreed
    for j in range(this.i - 1, max(-1, this.i - MOST), -1):
        back = _sentences_back(this, j)
        if back > 1:
            return
        if back == 1 and this.context.found[j].kind is Kind.NAME and agreed.classes[j] == "Person":
            yield j


def _sentences_back(this: _Description, j: int) -> int:
    return this.candidate.head.sent - this.context.found[j].head.sent


def _only(candidates: Iterable[int], context: Context) -> int | None:
    """The nearest of several mentions when all are of one chain."""
    near = list(candidates)
    return near[0] if near and len({context.links.root(j) for j in near}) == 1 else None


SIEVES: tuple[tuple[str, str, Callable[[_Description], int | None]], ...] = (
    ("coreference/same-words", "same-words", _same_words),
    ("coreference/capital", "definite", _capital),
    ("coreference/role", "role", _bearer),
    ("coreference/same-noun", "definite", _same_noun_surely),
    ("coreference/definite", "definite", _likely),
    ("coreference/same-noun", "definite", _same_noun),
    ("coreference/aged", "definite", _aged),
    ("coreference/subject-goes-on", "definite", _subject_goes_on),
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
