"""Descriptions -> whom they describe: appositions, titles and predicates, then (`definite`) "the president"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference import definite
from kg.extract.coreference.context import Sieve, modifiers_of
from kg.extract.coreference.links import Links
from kg.extract.coreference.namesakes import Names
from kg.extract.reading import Candidate, Mentions
from kg.language.grammar import Node, View
from kg.names import acronym_of, fold
from kg.ontology import Ontology
from kg.records import Kind

INDEFINITE = frozenset({"a", "an", "another", "any", "every"})


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
                definite.resolve(i, candidate, sieve)
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
            _refine(earlier, mentions.all[k].cls, sieve)


def _refine(i: int, cls: str, sieve: Sieve) -> None:
    """As in "Quillon, a maker of chips": what was only known for an organization is a company."""
    known = sieve.names.classes[i]
    if sieve.found[i].kind is Kind.NAME and known == sieve.ontology.coarse(known) and sieve.ontology.is_a(cls, known):
        sieve.names.classes[i] = cls


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
    modifiers = modifiers_of(role, sieve)
    if role.dep == "nmod:desc" and role.head is not None:  # "Afghan [President Karzai]"
        modifiers |= {m for m in modifiers_of(role.head, sieve) if m != fold(role.text)}
    sieve.offices[role.lemma].append((i, modifiers))


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
