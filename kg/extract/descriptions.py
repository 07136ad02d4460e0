"""Descriptions -> whom they describe: appositions and predicates, then "the president", "the company", "the group".

A definite description joins what was described by the same words, who bears that office, or the one participant in
reach that it can mean; when two would do, it joins nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.links import Links
from kg.extract.mentions import Candidate, Mentions
from kg.extract.names import acronym_of, fold
from kg.extract.namesakes import Names
from kg.language.grammar import Node, View
from kg.ontology import Ontology
from kg.records import Kind

WINDOW = 4
"""Sentences; how far back a description looks for what it describes."""
OFFICE_WINDOW = 2
"""Sentences; how far back the bearer of an office is looked for when the document names several."""
MOST = 60
"""Mentions that one description is compared with."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "any", "every"})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})


@dataclass(slots=True)
class Sieve:
    """What the sieves of this module share; local to one document."""

    view: View
    mentions: Mentions
    names: Names
    links: Links
    ontology: Ontology
    offices: dict[str, list[tuple[int, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    """Role noun -> its bearers in text order, each with the words that say of what ("Afghan", "State")."""
    by_words: dict[str, int] = field(default_factory=dict)
    by_head: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def found(self) -> tuple[Candidate, ...]:
        """All candidates of the document."""
        return self.mentions.all


def join(view: View, mentions: Mentions, names: Names, links: Links, ontology: Ontology) -> None:
    """Joins appositions, then descriptions in text order."""
    sieve = Sieve(view, mentions, names, links, ontology)
    for node in view.nodes:
        for other in _equated(node):
            _apposition(node, other, sieve)
    for i in range(len(sieve.found)):
        _title(i, sieve)
        _named_inside(i, sieve)
    for i, candidate in enumerate(sieve.found):
        if candidate.kind is Kind.NOMINAL and not candidate.demonym:
            if links.link[i] != "apposition":
                _description(i, candidate, sieve)
            sieve.by_head[candidate.head.lemma].append(i)


# --- appositions, titles, predicates -------------------------------------------------------------------------


def _equated(node: Node) -> Iterator[Node]:
    """The words that the grammar says mean the same as `node`: apposition, title, or predicate."""
    head = node.head
    if head is None:
        return
    if node.dep in {"appos", "nmod:desc"}:
        if not _is_listed(node, head):
            yield head
    elif node.base == "nsubj" and head.pos in {"NOUN", "PROPN"} and head.first("cop") and not head.of("case"):
        unreal = any(k.lemma in {"not", "n't", "no", "if"} or k.lemma in {"would", "could"} for k in head.kids)
        if not unreal:
            yield head


def _is_listed(node: Node, head: Node) -> bool:
    """True for the second of a list: "the Greek government, the Commission, the Fund and the Bank"."""
    comma = any(kid.text == "," and kid.i < node.i for kid in node.kids)
    return comma and head.tag == "NN" and node.dep == "appos" and bool(node.of("conj"))


def _apposition(node: Node, other: Node, sieve: Sieve) -> None:
    mentions, links = sieve.mentions, sieve.links
    i, j = _mention(node, mentions), _mention(other, mentions)
    if i is None or j is None or i == j:
        if j is not None and node.pos in {"NOUN", "PROPN"}:
            _bears(j, node, sieve)
        return
    a, b = mentions.all[i], mentions.all[j]
    if not _may_equal(a, b, sieve.names.classes[i], sieve.names.classes[j], sieve.ontology):
        return
    later, earlier = (i, j) if a.kind is not Kind.NAME else (j, i)
    if Kind.NOMINAL in {a.kind, b.kind}:
        links.describe(later, earlier, "apposition")
    else:
        links.join(later, earlier, "acronym")
    for k in (i, j):
        if mentions.all[k].kind is Kind.NOMINAL:
            _bears(earlier, mentions.all[k].head, sieve)


def _title(i: int, sieve: Sieve) -> None:
    """Joins an office right before a person's name, however it was parsed: "Ambassador [James Dobbins]"."""
    name = sieve.found[i]
    if name.kind is not Kind.NAME or sieve.names.classes[i] != "Person" or name.first == 0:
        return
    before = sieve.view.nodes[name.first - 1]
    j = sieve.mentions.headed.get(before.i)
    if j is None or before.sent != name.head.sent or before.lemma not in sieve.ontology.role_nouns:
        return
    title = sieve.found[j]
    if title.kind is Kind.NOMINAL and not title.demonym and title.cls == "Person" and title.number == "sing":
        sieve.links.describe(j, i, "apposition")
        _bears(i, before, sieve)


def _named_inside(i: int, sieve: Sieve) -> None:
    """Joins "the Upper Nile region" and "the Minox company" to the name inside: the noun says only what it is."""
    whole = sieve.found[i]
    if whole.kind is not Kind.NOMINAL or whole.demonym or whole.number == "plur":
        return
    j = sieve.mentions.covering.get(whole.head.i - 1)
    name = sieve.found[j] if j is not None else None
    if j is None or name is None or name.demonym or name.last != whole.head.i - 1 or name.head.dep != "compound":
        return
    indefinite = any(kid.lemma in INDEFINITE for kid in whole.head.of("det"))
    if indefinite or whole.head.lemma not in sieve.ontology.words.get("apposed", frozenset()):
        return
    cls, kind = sieve.names.classes[j], whole.cls
    if sieve.ontology.is_a(kind, cls) or sieve.ontology.is_a(cls, kind):
        sieve.links.describe(i, j, "apposition")


def _mention(node: Node, mentions: Mentions) -> int | None:
    found = mentions.headed.get(node.i)
    return mentions.covering.get(node.i) if found is None else found


def _bears(i: int, role: Node, sieve: Sieve) -> None:
    modifiers = _modifiers(role, sieve)
    if role.dep == "nmod:desc" and role.head is not None:  # "Afghan [President Karzai]"
        modifiers |= {m for m in _modifiers(role.head, sieve) if m != fold(role.text)}
    sieve.offices[role.lemma].append((i, modifiers))


def _modifiers(node: Node, sieve: Sieve) -> frozenset[str]:
    """Words that say which one is meant; a nationality counts as its country."""
    out = set()
    for kid in node.kids:
        if kid.dep in MODIFIERS and kid.tag not in {"PRP$", "CD"}:
            at = sieve.mentions.covering.get(kid.i)
            entry = sieve.mentions.all[at].entry if at is not None else None
            out.add(entry.key if entry else fold(kid.text))
    return frozenset(out)


def _may_equal(a: Candidate, b: Candidate, cls_a: str, cls_b: str, ontology: Ontology) -> bool:
    if a.demonym or b.demonym or Kind.PRONOUN in {a.kind, b.kind}:
        return False
    if a.kind is Kind.NAME and b.kind is Kind.NAME:
        person = cls_a == cls_b == "Person"
        return acronym_of(a.name, b.name, person=person) or acronym_of(b.name, a.name, person=person)
    x, y = ontology.coarse(cls_a), ontology.coarse(cls_b)
    numbers = {c.number for c in (a, b) if c.kind is Kind.NOMINAL}
    either = ontology.words.get("any-agent", frozenset())
    if any(c.head.lemma in either for c in (a, b) if c.kind is Kind.NOMINAL):
        return "Thing" not in {x, y} and "plur" not in numbers
    return x == y and numbers != {"sing", "plur"} and not (x == "Person" and "plur" in numbers)


# --- definite descriptions -----------------------------------------------------------------------------------


def _description(i: int, candidate: Candidate, sieve: Sieve) -> None:
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
    modifiers = _modifiers(candidate.head, sieve)
    if candidate.number == "sing":
        bearer = _bearer(i, candidate, modifiers, sieve)
        if bearer is not None:
            return bearer, "role"
    same = list(_same_head(candidate, modifiers, sieve))
    if same and len({root for j in same if (root := sieve.links.root(j)) in sieve.links.named}) <= 1:
        return same[0], "definite"
    if not modifiers:
        named = _only(_named(i, candidate, sieve), sieve)
        if named is not None:
            return named, "definite"
    return None, ""


def _same_head(candidate: Candidate, modifiers: frozenset[str], sieve: Sieve) -> Iterator[int]:
    """Descriptions in reach with the same noun and at least the same modifiers, nearest first."""
    for j in reversed(sieve.by_head.get(candidate.head.lemma, ())[-MOST:]):
        other = sieve.found[j]
        if candidate.head.sent - other.head.sent > WINDOW:
            return
        apart = other.number == candidate.number and other.last < candidate.first
        if apart and modifiers <= _modifiers(other.head, sieve):
            yield j


def join_owned(mentions: Mentions, links: Links) -> None:
    """Joins "Obama's wife" and "his wife" once it is known whose: same owner, same noun, same number."""
    known: dict[tuple[int, str, str], int] = {}
    for i, candidate in enumerate(mentions.all):
        owner = candidate.head.first("nmod:poss")
        if candidate.kind is not Kind.NOMINAL or candidate.demonym or owner is None:
            continue
        whose = mentions.at(owner)
        if whose is not None and links.root(whose) not in links.loose and links.root(whose) != links.root(i):
            first = known.setdefault((links.root(whose), candidate.head.lemma, candidate.number), i)
            if first != i:
                links.describe(i, first, "same-words")


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
    if sieve.ontology.is_a(cls, "GovernmentBody"):
        generic = frozenset()
    if cls == "ArmedGroup" and lemma in words.get("generic-MilitaryForce", frozenset()):
        return False  # "the army" is not the Liberation Army that fights it
    return lemma in generic or lemma in fold(sieve.found[j].name).split()  # "the ministry" is the one so called


def _only(candidates: Sequence[int] | Iterator[int], sieve: Sieve) -> int | None:
    """The nearest of several mentions when all are of one chain."""
    near = list(candidates)
    return near[0] if near and len({sieve.links.root(j) for j in near}) == 1 else None
