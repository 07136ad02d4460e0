"""Names side by side -> states: "Doha, Qatar", "Russia's Gazprom", "the AP's John Smith", "Rep. Valentine, D-N.C.".

Which link between which classes means which relation stands in `ontology/patterns.ttl`. The links:

    possessor     the object owns the subject: "NBC News' Fakhar ur Rehman"
    modifier      the object stands before the subject as a modifier: "Moscow State University"
    demonym       the same, as an adjective of nationality: "the Russian Foreign Ministry"
    comma         the object follows the subject after a comma: "Doha, Qatar"
    parenthesis   the object follows in brackets
    oblique:P     the object is marked by a preposition: "Kunduz in northern Afghanistan"
    inside        the object is named inside the name of the subject: "Chinese Foreign Ministry"
    inside-of     the same, at its end: "Federal Home Loan Bank of San Francisco"
    header        the object is the place of a medium in a header: "Sofia BTA in English 1313 GMT"
    byline        the object is the medium in a byline: "By Signe Halvorsen, The Northern Herald"
    party         the object is the party or constituency of a legislator: "Rep. Valentine, D-N.C.", "Lee, a Democrat"
    gazetteer     the sentence names both, and the gazetteer knows that one lies in the other
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.names import headers
from kg.extract.reading import Candidate, Reading
from kg.extract.relations import neighbours
from kg.extract.relations.states import State
from kg.language.grammar import preposition
from kg.ontology import Pattern
from kg.records import Kind

IN, INSIDE, PARENTHESIS, DEMONYM = "oblique:in", "inside", "parenthesis", "demonym"
ADJECTIVE_AND_NOUN = 2
AT_HOME = frozenset({"inside", "demonym", "modifier", "possessor", "gazetteer"})
"""Links to the state that an institution belongs to."""


def find(reading: Reading) -> Iterator[State]:
    """Every state that the patterns find."""
    headed = {header.medium[1]: header.place[0] for header in headers.find(reading.view, reading.ontology)}
    patterns = [pattern for pattern in reading.ontology.patterns if pattern.name not in reading.trail.without]
    mentions = reading.mentions
    for i, subject in enumerate(mentions.all):
        if subject.kind is not Kind.NAME:
            continue
        place = mentions.covering.get(headed[subject.last]) if subject.last in headed else None
        for link, obj in neighbours.find(reading, i) if place is None else [("header", place)]:
            other = mentions.all[obj]
            for pattern in patterns:
                ends = (other, subject) if pattern.inverse else (subject, other)
                if pattern.link == link and _fits(reading, pattern, *ends):
                    words, over = (ends[0].head, ends[1].head), _is_over(reading, other)
                    yield State(pattern.relation, pattern.rule, *words, subject.head, None, link, former=over)


def _fits(reading: Reading, pattern: Pattern, subject: Candidate, other: Candidate) -> bool:
    is_a, relation = reading.ontology.is_a, reading.ontology.relations[pattern.relation]
    if relation.at_home and pattern.link in AT_HOME and _is_mission(reading, subject):
        return False
    if pattern.link == INSIDE and _is_state_itself(reading, subject):
        return False
    if pattern.link == DEMONYM and _is_of_several(reading, subject):
        return False
    if _lies_in(other, subject) or _is_same(subject, other, pattern.link):
        return False  # "against Western Australia in Perth"
    if pattern.link == IN and (preposition(subject.head) == "by" or _are_peers(reading, subject, other)):
        return False  # "losses by HIH in Canada", which need not have a seat there
    accepted = any(is_a(subject.cls, cls) for cls in pattern.subject_classes)
    if any(is_a(other.cls, cls) for cls in pattern.except_classes):
        return False
    return accepted and any(is_a(other.cls, cls) for cls in pattern.object_classes)


def _is_state_itself(reading: Reading, subject: Candidate) -> bool:
    """True for the Palestinian Authority, whose name says no more than whose state it is."""
    *_, last = words = subject.name.split()
    return len(words) == ADJECTIVE_AND_NOUN and last in reading.words("state-itself")


def _are_peers(reading: Reading, one: Candidate, other: Candidate) -> bool:
    """True for "the invasion by Russia in Ukraine", "the mission of Spain in Rabat": no state lies in another."""
    has = reading.ontology.has
    return has(one.cls, "sovereign") and has(other.cls, "sovereign", "town")


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether the gazetteer knows that the one lies in the other."""
    if inner.entry is None or outer.entry is None:
        return False
    return outer.entry.key in {inner.entry.country, inner.entry.part_of}


def _is_of_several(reading: Reading, subject: Candidate) -> bool:
    """True for what lies in several countries, of which an adjective names the part meant: "the French Alps"."""
    entry = subject.entry
    return entry is not None and entry.country is None and reading.ontology.has(entry.cls, "area")


def _is_same(one: Candidate, other: Candidate, link: str) -> bool:
    """True for two names of one place: "Washington, DC", "Thitu Island (Jhongye Island, 中業島)"."""
    if one.entry is not None and one.entry is other.entry:
        return True
    if not any(letter.isascii() and letter.isalpha() for letter in other.name):
        return True
    ends = ((name.name.split()[0], name.name.split()[-1]) for name in (one, other))
    alike = any(a == b for a, b in zip(*ends, strict=True)) or other.entry is None
    return link == PARENTHESIS and alike


def _is_over(reading: Reading, other: Candidate) -> bool:
    """True for "Arakawa, formerly of the Bank of Tokyo", "Ann Lee, a former Democrat"."""
    first = other.head.head if other.head.dep == "conj" and other.head.head is not None else other.head
    before = other.head.dep == "appos" and any(kid.lemma in reading.words("former") for kid in other.head.of("amod"))
    return before or any(kid.lemma in reading.words("formerly") for kid in first.of("advmod"))


def _is_mission(reading: Reading, subject: Candidate) -> bool:
    """True for "the American Embassy", whose seat is anywhere but in America."""
    return any(word in subject.name for word in reading.words("mission"))
