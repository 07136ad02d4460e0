"""Names side by side -> states: "Doha, Qatar", "Russia's Gazprom", "the AP's John Smith", "Rep. Valentine, D-N.C.".

Which link between which classes means which relation stands in `ontology/patterns.ttl`. The links:

    possessor     the object owns the subject: "NBC News' Fakhar ur Rehman"
    modifier      the object stands before the subject as a modifier: "Moscow State University"
    demonym       the same, as an adjective of nationality: "the Russian Foreign Ministry"
    comma         the object follows the subject after a comma: "Doha, Qatar"
    parenthesis   the object follows in brackets
    oblique:P     the object is marked by a preposition: "Kunduz in northern Afghanistan"
    inside        the object is named inside the name of the subject: "Chinese Foreign Ministry"
    header        the object is the place of a medium in a header: "Sofia BTA in English 1313 GMT"
    dateline      the subject is the agency of a dateline: "BANGKOK, Thailand (AP)"
    byline        the object is the medium in a byline: "By Signe Halvorsen, The Northern Herald"
    party         the object is the constituency behind a party letter: "Rep. Valentine, D-N.C."
    gazetteer     the sentence names both, and the gazetteer knows that one lies in the other
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import headers
from kg.extract.mentions import Candidate, Mentions
from kg.extract.namespans import PARTY
from kg.extract.roles import State
from kg.language.grammar import Node, View, conjuncts, preposition
from kg.ontology import Ontology, Pattern
from kg.records import Kind

DASHES = frozenset({"-", "--", "–", "—", "_", "---"})
BEARING = frozenset({"of", "at"})
"""Prepositions before a name that tie what follows to it rather than to the verb."""
ORIGIN = frozenset({"of", "from"})
"""Prepositions that say where somebody is from."""
HYPHENS = frozenset({"-", "–", "/"})
MAX_DATELINE = 12
"""Words before the agency of a dateline."""


def find(view: View, mentions: Mentions, ontology: Ontology) -> Iterator[State]:
    """Every state that the patterns find."""
    headed = {header.medium[1]: header.place[0] for header in headers.find(view, ontology)}
    for i, subject in enumerate(mentions.all):
        if subject.kind is not Kind.NAME:
            continue
        place = mentions.covering.get(headed[subject.last]) if subject.last in headed else None
        for link, obj in _neighbours(view, i, subject, mentions) if place is None else [("header", place)]:
            other = mentions.all[obj]
            for pattern in ontology.patterns:
                if pattern.link == link and _fits(subject, other, pattern, ontology):
                    yield State(pattern.relation, pattern.rule, subject.head, other.head, subject.head, None, link)


def _fits(subject: Candidate, other: Candidate, pattern: Pattern, ontology: Ontology) -> bool:
    return any(ontology.is_a(subject.cls, c) for c in pattern.subject_classes) and any(
        ontology.is_a(other.cls, c) for c in pattern.object_classes
    )


def _neighbours(view: View, i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    head = subject.head
    for link, node in _dependents(head):
        obj = mentions.at(node)
        if obj is None or obj == i or mentions.all[obj].kind is Kind.PRONOUN:
            continue
        other = mentions.all[obj]
        if other.kind is Kind.NOMINAL and not other.demonym:
            continue
        if other.demonym and (
            link not in {"modifier", "possessor"} or (other.end <= subject.end and other.start >= subject.start)
        ):
            continue  # "Radio Reloj in Spanish"; inside a name is a link of its own
        if link == "modifier" and any(view.nodes[n].text in HYPHENS for n in range(other.last + 1, subject.first)):
            continue  # "U.S.-Taliban talks"
        yield ("demonym" if other.demonym and link == "modifier" else link), obj
    yield from _after(view, i, subject, mentions)
    yield from _by_gazetteer(subject, mentions)
    if subject.cls == "Person":
        yield from _party(view, subject, mentions)
    else:
        yield from _inside(i, subject, mentions)
        yield from _dateline(view, subject, mentions)


def _dependents(head: Node) -> Iterator[tuple[str, Node]]:
    """Names that hang from the head of a name; coordinated names share what stands before the first."""
    owner = head.head if head.dep == "conj" and head.head is not None else None
    for kid in head.kids:
        if kid.dep == "nmod:poss":
            yield "possessor", kid
        elif kid.dep in {"amod", "compound", "nmod:desc", "nmod:unmarked"} and kid.i < head.i:
            yield "modifier", kid
        elif kid.dep == "nmod" and (prep := preposition(kid)):
            yield from ((f"oblique:{prep}", member) for member in conjuncts(kid))
    if owner is not None:
        yield from (("possessor", kid) for kid in owner.kids if kid.dep == "nmod:poss" and kid.i < owner.i)


def _after(view: View, i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """The name right behind a comma or an opening bracket."""
    comma = subject.last + 1
    if comma + 1 >= len(view.nodes) or view.nodes[comma].sent != subject.head.sent:
        return
    mark = view.nodes[comma].text
    if mark == "in" and preposition(subject.head) in BEARING:
        # "at Drexel Inc. in New York": behind a name that is itself in a phrase, "in" says where that one is.
        j = next(
            (j for n in range(comma + 1, min(comma + 4, len(view.nodes))) if (j := mentions.covering.get(n))), None
        )
        if j is not None and mentions.all[j].kind is Kind.NAME and mentions.all[j].head.head is not subject.head:
            yield "oblique:in", j
    yield from _behind_comma(view, subject, mentions)
    before = view.nodes[subject.first - 1] if subject.first else None
    if mark == "," and before is not None and before.lemma == "by" and before.i == _first(view, before):
        j = mentions.covering.get(comma + 1, mentions.covering.get(comma + 2))
        if j is not None:
            yield "byline", j
    follower = mentions.covering.get(comma + 1)
    if mark not in {",", "(", "["} or follower is None or follower == i:
        return
    other = mentions.all[follower]
    if other.first != comma + 1 or other.demonym:
        return
    if mark == "," and other.head.base == "nsubj":
        return  # "In New York, Chile accused Peru": the second name begins the clause
    if mark == "," and (_listed(i, follower, view, mentions) or not _ends_there(other, view)):
        return
    yield ("comma" if mark == "," else "parenthesis"), follower


def _behind_comma(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """As in "his widow, Norma Viscomi, of Niagara Falls" or "Ann Lee, 24, of Tempe", whatever "of" hangs from."""
    n = subject.last + 1
    if subject.cls != "Person" or view.nodes[n].text != ",":
        return
    words = view.nodes[n + 1 : n + 4]
    if len(words) == 3 and words[0].pos == "NUM" and words[1].text == ",":
        words = view.nodes[n + 3 : n + 5]
    if len(words) >= 2 and words[0].lemma in ORIGIN and words[1].sent == subject.head.sent:
        j = mentions.covering.get(words[1].i)
        if j is not None and not mentions.all[j].demonym:
            yield f"oblique:{words[0].lemma}", j


def _by_gazetteer(subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """Names of the same sentence that the gazetteer knows to contain the subject.

    True, but not always what the sentence says: in the training part of CoNLL04, 73 % of such pairs are annotated when
    the inner name comes first, 17 % when it comes last. The rule's name tells where the fact is from.
    """
    if subject.entry is None:
        return
    around = {subject.entry.country, subject.entry.part_of} - {None}
    for j in mentions.in_sentence(subject.head.sent):
        other = mentions.all[j]
        if other is not subject and other.kind is Kind.NAME and other.entry is not None and other.entry.key in around:
            yield "gazetteer", j


def _inside(i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """A nationality or country that is a word of an organization's name."""
    for j in mentions.in_sentence(subject.head.sent):
        other = mentions.all[j]
        if j != i and subject.start <= other.start and other.end < subject.end and other.demonym:
            yield "inside", j


def _dateline(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """The places before an agency in brackets at the start of a paragraph: "BANGKOK, Thailand (AP) --"."""
    first = next((n for n in range(subject.first, -1, -1) if view.nodes[n].sent != subject.head.sent), -1) + 1
    before, after = subject.first - 1, subject.last + 1
    if not first < before <= first + MAX_DATELINE or view.nodes[before].text != "(":
        return
    if after >= len(view.nodes) or view.nodes[after].text != ")":
        return
    closes = after + 1 >= len(view.nodes) or view.nodes[after + 1].sent != subject.head.sent
    if closes or view.nodes[after + 1].text in DASHES:
        for j in mentions.in_sentence(subject.head.sent):
            if mentions.all[j].last < before and not mentions.all[j].demonym:
                yield "dateline", j


def _party(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """As in "Rep. Tim Valentine, D-N.C.,": the constituency two or three words behind the name."""
    for n in range(subject.last + 2, min(subject.last + 5, len(view.nodes))):
        j = mentions.covering.get(n)
        if j is not None and PARTY.match(view.text, mentions.all[j].start - 2):
            yield "party", j
            return


def _listed(i: int, j: int, view: View, mentions: Mentions) -> bool:
    """True for a list of peers ("in France, Germany and Italy", "Tijuana, Puebla, Merida, Leon")."""
    subject, other = mentions.all[i], mentions.all[j]
    if subject.entry is not None and other.entry is not None:
        return other.entry.key not in {subject.entry.country, subject.entry.part_of} and subject.cls == other.cls
    if other.cls in {"Country", "Region"} and subject.cls not in {"Country", "Region"}:
        return False
    following = view.nodes[other.last + 1] if other.last + 1 < len(view.nodes) else None
    if other.head.dep == "conj" or (following is not None and following.lemma in {"and", "or", "&"}):
        return True
    # Three or more names in a row, none of them a country or region, are a list.
    after = mentions.covering.get(other.last + 2) if following is not None and following.text == "," else None
    before = (
        mentions.covering.get(subject.first - 2)
        if subject.first >= 2 and view.nodes[subject.first - 1].text == ","
        else None
    )
    return any(k is not None and mentions.all[k].cls == other.cls for k in (after, before))


def _first(view: View, node: Node) -> int:
    """Index of the first word of a node's sentence."""
    return view.sentences[node.sent].first


def _ends_there(other: Candidate, view: View) -> bool:
    """As in "Doha, Qatar," closes with punctuation, a verb or a function word, not with more of a noun phrase."""
    if other.last + 1 >= len(view.nodes):
        return True
    following = view.nodes[other.last + 1]
    return following.pos not in {"NOUN", "PROPN", "NUM"} and following.tag != "POS"
