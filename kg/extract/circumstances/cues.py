"""The words that set a status, as the lexicon declares them, and the simplest questions about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.grammar.labels import CUED, MARKERS
from kg.language.grammar import Node, auxiliaries, preposition
from kg.ontology import Ontology
from kg.records import Status

BEHIND = frozenset({"nmod", "obl"})
"""Labels of a time behind a noun."""

THAN = "than"
HAD = frozenset({"'d", "\u2019d", "d"})
"""How "had" and "would" are written behind a pronoun."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in force: what it says and the word that says it."""

    status: Status
    word: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of an ontology, by scope and word."""

    table: Mapping[tuple[str, str], Status]
    words: Mapping[str, frozenset[str]]
    """Word classes: `reporting-verb`, `adversative`, …"""

    def of(self, scope: str, word: str) -> Status | None:
        """What a word says of what stands in its scope."""
        return self.table.get((scope, word))

    def of_word(self, scope: str, node: Node) -> Status | None:
        """The same for a word under its lemma, or else as it is written: "suspected", "going to", "later"."""
        if self.names(node):
            return None
        return self.of(scope, node.lemma) or self.of(scope, node.text.lower())

    def names(self, verb: Node) -> bool:
        """True for "called the raid a mistake", which asks for none."""
        said = (kid for kid in verb.of("xcomp") if kid.first("mark") is None)
        return self.is_a("calling", verb.lemma) and any(kid.pos in {"NOUN", "PROPN", "ADJ"} for kid in said)

    def is_a(self, kind: str, word: str) -> bool:
        """True for a word of a class of the lexicon."""
        return word in self.words.get(kind, ())

    def marks(self, clause: Node) -> str:
        """The subordinator that makes a clause a condition; empty when none does."""
        marks = (mark for mark in clause.of("mark") if self.of("mark", mark.lemma) not in {None, Status.PLANNED})
        return next((mark.text for mark in marks), "")  # "before he is due to leave" is no condition


@lru_cache(maxsize=4)
def declared(ontology: Ontology) -> Cues:
    """The cues of an ontology."""
    table = {(cue.scope, word): Status(cue.status) for cue in ontology.cues for word in cue.words}
    return Cues(table, ontology.words)


def modifiers(noun: Node, cues: Cues) -> Iterator[Found]:
    """What stands beside a noun: "a planned meeting", "no talks", "instead of a visit", "ahead of talks"."""
    for kid in noun.kids:
        found = cues.of_word("modifier", kid) if kid.base in CUED and kid.pos != "PROPN" else None  # the firm Next
        if found is None and kid.dep == "case" and noun.pos != "PROPN":
            found = cues.of("negation", phrase(kid)) or cues.of("modifier", preposition(noun))
        if kid.base in BEHIND and kid.i > noun.i and kid.first("case") is None:  # "the summit [next] month"
            found = next((cue for word in kid.of("amod") if (cue := cues.of("modifier", word.lemma))), found)
        if found and not _is_standard(kid, noun):
            yield Found(found, kid.text)


def _is_standard(modifier: Node, noun: Node) -> bool:
    """True for what is only compared with: "a smaller-than-expected loss" is no expected one."""
    words = (kid for other in noun.kids for kid in other.kids if kid.i < modifier.i)
    return any(kid.lemma == THAN for kid in words)


def negation(adverb: Node, cues: Cues) -> Status | None:
    """As in "not", "never", of two words "no longer" and "instead of"; what "not only" says happened all the same."""
    behind = next((kid for kid in adverb.head.kids if kid.i == adverb.i + 1), None) if adverb.head is not None else None
    if behind is not None and (found := cues.of("negation", f"{adverb.lemma} {behind.lemma}")):
        return found
    two = f"{adverb.kids[-1].text.lower()} {adverb.text.lower()}" if adverb.kids else ""
    return cues.of("negation", phrase(adverb)) or cues.of("negation", two)


def is_none(noun: Node, cues: Cues) -> bool:
    """As in "nobody", "no officials", "neither Kim nor Lee"."""
    words = [noun, *(kid for kid in noun.kids if kid.dep in {"det", "cc:preconj"})]
    return any(cues.of("negation", word.lemma) is Status.NEGATED for word in words)


def is_had(auxiliary: Node) -> bool:
    """True for the first half of "he'd been mayor", which is no "he would be"."""
    verb = auxiliary.head
    if auxiliary.text not in HAD or verb is None:
        return False
    return any(part.tag == "VBN" for part in (verb, *verb.of("cop", "aux", "aux:pass")))


def phrase(marker: Node) -> str:
    """A word with those that make one marker with it: "instead of"."""
    return " ".join((marker.lemma, *(kid.lemma for kid in marker.of("fixed"))))


def inverted(clause: Node, cues: Cues) -> str:
    """The auxiliary before the subject of a condition without "if": "should they attack"."""
    subject = clause.first("nsubj", "nsubj:pass")
    first = next(iter(auxiliaries(clause)), None)
    if subject is None or first is None or clause.first("mark") or first.i > subject.i:
        return ""
    return first.text if cues.of("inversion", first.lemma) else ""


def deed(node: Node, cues: Cues) -> Found | None:
    """What a verb and its preposition say of the deed behind: "accused of killing", "charged with the murder of"."""
    return next((Found(found, word) for found, word in _with_marker(node, cues.table)), None)


def is_unsaid(node: Node, cues: Cues) -> bool:
    """True for a deed of which nothing is said: "acquitted of killing"."""
    return any(cues.is_a("clearing", key) for key, _ in _marked(node))


def _with_marker(node: Node, table: Mapping[tuple[str, str], Status]) -> Iterator[tuple[Status, str]]:
    for key, word in _marked(node):
        if ("deed", key) in table:
            yield table["deed", key], word


def _marked(node: Node) -> Iterator[tuple[str, str]]:
    """The word above with each preposition in front of a word, and the word above as it is written."""
    head = node.head
    if head is None:
        return
    markers = [kid for kid in node.kids if kid.base in MARKERS and kid.i < node.i]
    several = len([kid for kid in markers if kid.base == "case"]) > 1  # "ahead of" is no "of"
    words = {kid.lemma for kid in markers if kid.base != "case" or not several} | {preposition(node)}
    for word in sorted(words):
        if word:
            yield f"{head.lemma} {word}", head.text
            yield from ((f"{kid.lemma} {head.lemma} {word}", head.text) for kid in head.of("advmod"))  # "not guilty of"
