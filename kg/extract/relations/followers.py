"""The name that follows a name: behind a comma or bracket, behind "in" or "of", or in a byline."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar.labels import NOUNS
from kg.extract.reading import Candidate, Reading
from kg.language.grammar import Node, preposition
from kg.records import Kind

BRACKETS = frozenset({"(", "["})
COORDINATING = frozenset({"and", "or", "&"})
MAX_LOCATION = 6
"""Words between "in" and a place: "in the far south of England"."""
MOST_NESTED = 4
"""Names in a row that may still lie in one another: a district, its city, state and country."""


def find(reading: Reading, i: int) -> Iterator[tuple[str, int]]:
    """The names behind the name `i`, each with its link."""
    subject, nodes = reading.mentions.all[i], reading.view.nodes
    at = subject.last + 1
    if at < len(nodes) and nodes[at].lemma in reading.words("apposed"):
        at += 1  # "the Najd plateau in Arabia"
    if at + 1 >= len(nodes) or nodes[at].sent != subject.head.sent:
        return
    mark = nodes[at].text
    if mark == "in" and _is_seated(reading, subject):
        yield from _located(reading, at, subject)
    yield from _origin(reading, subject)
    if mark == ",":
        yield from _byline(reading, at, subject)
    follower = reading.mentions.covering.get(at + 1)
    if follower is None or follower == i or not _starts(reading.mentions.all[follower], at + 1):
        return
    if mark in BRACKETS:
        yield "parenthesis", follower
    elif mark == "," and _adds(reading, i, follower):
        yield "comma", follower


def _starts(name: Candidate, n: int) -> bool:
    return name.first == n and not name.demonym


def _is_seated(reading: Reading, subject: Candidate) -> bool:
    """True when "in" behind a name says where that one is: "at Drexel Inc. in New York", "near Swanwick in England"."""
    case = preposition(subject.head)
    if reading.ontology.is_a(subject.cls, "Place"):
        return case in reading.words("situating-preposition")
    seats = reading.words("seated")
    return case in reading.words("seat-preposition") or any(word in seats for word in subject.name.split())


def _located(reading: Reading, case: int, subject: Candidate) -> Iterator[tuple[str, int]]:
    """The name behind "in", unless it hangs from the subject and is found there."""
    nodes, mentions, has = reading.view.nodes, reading.mentions, reading.ontology.has
    n = case + 1
    while n < len(nodes) - 1 and n not in mentions.covering and n < case + MAX_LOCATION:
        if not _leads_to_place(reading, nodes[n]):
            return
        n += 1
    j = mentions.covering.get(n)
    if j is None or mentions.all[j].head.head is subject.head or mentions.all[j].kind is not Kind.NAME:
        return
    if _is_of_a_thing(reading, mentions.all[j]):
        return
    place = reading.ontology.is_a(subject.cls, "Place")
    if not place or has(mentions.all[j].cls, "area") or has(subject.cls, "building"):
        yield "oblique:in", j


def _is_of_a_thing(reading: Reading, name: Candidate) -> bool:
    """True for "in New Zealand in a US effort", which is no place, but not for "in Guangdong province"."""
    if name.head.dep not in {"compound", "amod"} or name.head.head is None:
        return False
    thing = reading.mentions.at(name.head.head)
    place = thing is not None and reading.ontology.is_a(reading.mentions.all[thing].cls, "Place")
    return not place and name.head.head.lemma not in reading.words("place-part")


def _leads_to_place(reading: Reading, node: Node) -> bool:
    """True for a word between "in" and a place: "the far south of"."""
    return node.pos in {"DET", "ADJ"} or node.lemma == "of" or node.lemma in reading.words("place-part")


def _origin(reading: Reading, subject: Candidate) -> Iterator[tuple[str, int]]:
    """As in "his widow, Norma Viscomi, of Niagara Falls" or "Ann Lee, 24, of Tempe", whatever "of" hangs from."""
    nodes, n = reading.view.nodes, subject.last + 1
    if subject.cls != "Person" or nodes[n].text != ",":
        return
    words = nodes[n + 1 : n + 4]
    if len(words) == 3 and words[0].pos == "NUM" and words[1].text == ",":
        words = nodes[n + 3 : n + 5]
    if len(words) < 2 or words[0].lemma not in reading.words("origin-preposition"):
        return
    j = reading.mentions.covering.get(words[1].i) if words[1].sent == subject.head.sent else None
    if j is not None and not reading.mentions.all[j].demonym:
        yield f"oblique:{words[0].lemma}", j


def _byline(reading: Reading, comma: int, subject: Candidate) -> Iterator[tuple[str, int]]:
    """The medium behind a sentence that begins with "By" and a name."""
    before = reading.view.nodes[subject.first - 1] if subject.first else None
    if before is not None and before.lemma == "by" and before.i == reading.view.sentences[before.sent].first:
        covering = reading.mentions.covering
        j = covering.get(comma + 1, covering.get(comma + 2))
        if j is not None:
            yield "byline", j


def _adds(reading: Reading, i: int, follower: int) -> bool:
    """True when the name behind a comma says more of the one before, and neither begins a clause nor goes on a list."""
    other = reading.mentions.all[follower]
    if other.head.base == "nsubj":
        return False  # "In New York, Chile accused Peru"
    return _ends_there(reading, other) and not _listed(reading, i, follower)


def _ends_there(reading: Reading, other: Candidate) -> bool:
    """As in "Doha, Qatar," closes with punctuation, a verb or a function word, not with more of a noun phrase."""
    following = reading.view.nodes[other.last + 1 : other.last + 2]
    return not any(node.pos in {*NOUNS, "NUM"} or node.tag == "POS" for node in following)


# --- lists ------------------------------------------------------------------------------------------------------


def _listed(reading: Reading, i: int, j: int) -> bool:
    """True for a list of peers ("in France, Germany and Italy", "Tijuana, Puebla, Merida, Leon")."""
    mentions, has = reading.mentions, reading.ontology.has
    subject, other = mentions.all[i], mentions.all[j]
    long = _row(reading, i) > MOST_NESTED
    if has(subject.cls, "building") and has(other.cls, "building"):
        return True
    if subject.entry is not None and other.entry is not None:
        wide = has(other.cls, "sovereign") or has(subject.cls, "area")  # "Jackson, Wyoming and Boise, Idaho"
        peers = subject.cls == other.cls or has(other.cls, "town") or long or (wide and _goes_on(reading, j))
        return peers and other.entry.key not in {subject.entry.country, subject.entry.part_of}
    if long or (subject.entry is None and other.entry is None and _are_joined(subject.head, other.head)):
        return True
    if has(other.cls, "area") and not has(subject.cls, "area"):
        return False
    following = reading.view.nodes[other.last + 1 : other.last + 2]
    if other.head.dep == "conj" or any(node.lemma in COORDINATING for node in following):
        return True
    # Three or more names in a row, none of them a country or region, are a list.
    return any(k is not None and mentions.all[k].cls == other.cls for k in (_next(reading, j), _last(reading, i)))


def _are_joined(first: Node, second: Node) -> bool:
    """True for members of one list behind its first: "including Penrith, [Carlow], [Mount Wexley] and Hale"."""
    return first.dep == second.dep == "conj" and first.head is second.head


def _goes_on(reading: Reading, j: int) -> bool:
    """True where "and" and another name follow, with a comma or without: "in Europe, [Russia] and Japan"."""
    nodes, after = reading.view.nodes, reading.mentions.all[j].last + 1
    words = nodes[after : after + 4]
    rest = words[1:] if words and words[0].text == "," else words
    joined = len(rest) > 1 and rest[0].lemma in COORDINATING
    return joined and any(node.i in reading.mentions.covering for node in rest[1:3])


def _row(reading: Reading, i: int) -> int:
    """How many names stand in a row with this one, commas between them; no more are counted than matter."""
    length = 1
    for step in (_next, _last):
        at = step(reading, i)
        while at is not None and length <= MOST_NESTED:
            length, at = length + 1, step(reading, at)
    return length


def _next(reading: Reading, i: int) -> int | None:
    """The name behind the comma behind a name."""
    nodes, comma = reading.view.nodes, reading.mentions.all[i].last + 1
    return reading.mentions.covering.get(comma + 1) if comma < len(nodes) and nodes[comma].text == "," else None


def _last(reading: Reading, i: int) -> int | None:
    """The name before the comma before a name."""
    comma = reading.mentions.all[i].first - 1
    return reading.mentions.covering.get(comma - 1) if comma > 0 and reading.view.nodes[comma].text == "," else None
