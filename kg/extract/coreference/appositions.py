"""Words that the grammar says mean the same: appositions, predicates, titles, and nouns that say what a name is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.context import Context
from kg.extract.coreference.described import Described
from kg.extract.grammar.labels import APPOSITIVE
from kg.extract.grammar.lists import is_listed
from kg.extract.reading import Candidate
from kg.language.grammar import Node, preposition
from kg.names import acronym_of
from kg.records import Kind

UNREAL = frozenset({"not", "n't", "no", "if", "would", "could"})
"""Words that make of a predicate something that its subject is not."""


def join(context: Context, described: Described) -> None:
    """Joins what the grammar equates, and remembers the offices that are told this way."""
    for node in context.reading.view.nodes:
        for rule, other in _equated(node):
            _equate(rule, node, other, context, described)
    for i in range(len(context.found)):
        _title(i, context, described)
        _named_inside(i, context)
        _named_behind(i, context)


# --- appositions and predicates ------------------------------------------------------------------------------


def _equated(node: Node) -> Iterator[tuple[str, Node]]:
    """The word that the grammar says means the same as `node`, and the rule that says so."""
    head = node.head
    if head is None:
        return
    if node.dep in APPOSITIVE and not is_listed(node, head):
        yield "coreference/apposition", head
    elif node.base == "nsubj" and _is_real_predicate(head):
        yield "coreference/predicate", head


def _is_real_predicate(head: Node) -> bool:
    if head.pos not in {"NOUN", "PROPN"} or not head.first("cop") or head.of("case"):
        return False
    return not any(kid.lemma in UNREAL for kid in head.kids)


def _equate(rule: str, node: Node, other: Node, context: Context, described: Described) -> None:
    mentions, classes = context.reading.mentions, context.agreed.classes
    i, j = mentions.at(node), mentions.at(other)
    if not context.allows(rule):
        return
    if i is None or j is None or i == j:
        if j is not None and node.pos in {"NOUN", "PROPN"}:
            described.bears(j, node, context)
        return
    a, b = mentions.all[i], mentions.all[j]
    if not _may_equal(a, b, classes[i], classes[j], context):
        return
    later, earlier = (i, j) if a.kind is not Kind.NAME else (j, i)
    if Kind.NOMINAL in {a.kind, b.kind}:
        context.describe(rule, later, earlier, "apposition")
    else:
        context.join(rule, later, earlier, "acronym")
    for candidate in (a, b):
        if candidate.kind is Kind.NOMINAL:
            described.bears(earlier, candidate.head, context)
            _refine(earlier, candidate.cls, context)


def _refine(i: int, cls: str, context: Context) -> None:
    """As in "Quillon, a maker of chips": what was only known for an organization is a company."""
    known, ontology = context.agreed.classes[i], context.reading.ontology
    if context.found[i].kind is Kind.NAME and known == ontology.coarse(known) and ontology.is_a(cls, known):
        context.agreed.classes[i] = cls


def _may_equal(a: Candidate, b: Candidate, cls_a: str, cls_b: str, context: Context) -> bool:
    if a.demonym or b.demonym or Kind.PRONOUN in {a.kind, b.kind}:
        return False
    if a.kind is Kind.NAME and b.kind is Kind.NAME:
        person = cls_a == cls_b == "Person"
        return acronym_of(a.name, b.name, person=person) or acronym_of(b.name, a.name, person=person)
    coarse = context.reading.ontology.coarse
    x, y = coarse(cls_a), coarse(cls_b)
    nominal = [c for c in (a, b) if c.kind is Kind.NOMINAL]
    numbers = {c.number for c in nominal}
    either = context.reading.words("any-agent") | context.reading.words("trade-or-trader")
    if any(c.head.lemma in either for c in nominal):
        return "Thing" not in {x, y} and "plur" not in numbers
    alike = x == y or _is_called(a, cls_b, context) or _is_called(b, cls_a, context)
    return alike and numbers != {"sing", "plur"} and not (x == "Person" and "plur" in numbers)


def _is_called(noun: Candidate, cls: str, context: Context) -> bool:
    """True for a noun that things of another class are called, too: Eswatini is a "state", as governments are."""
    return noun.kind is Kind.NOMINAL and noun.head.lemma in context.reading.words(f"generic-{cls}")


# --- titles, and nouns behind a name ---------------------------------------------------------------------------


def _title(i: int, context: Context, described: Described) -> None:
    """Joins an office right before a person's name, however it was parsed: "Ambassador [James Dobbins]"."""
    name, reading = context.found[i], context.reading
    if name.kind is not Kind.NAME or context.agreed.classes[i] != "Person" or name.first == 0:
        return
    before = reading.view.nodes[name.first - 1]
    j = reading.mentions.headed.get(before.i)
    if j is None or before.sent != name.head.sent or before.lemma not in reading.ontology.role_nouns:
        return
    title = context.found[j]
    one_person = title.cls == "Person" and title.number == "sing"
    if title.kind is Kind.NOMINAL and not title.demonym and one_person and context.allows("coreference/title"):
        context.describe("coreference/title", j, i, "apposition")
        described.bears(i, before, context)


def _named_inside(i: int, context: Context) -> None:
    """Joins "the Upper Nile region" and "the Minox company" to the name inside: the noun says only what it is."""
    whole, reading = context.found[i], context.reading
    if whole.kind is not Kind.NOMINAL or whole.demonym or whole.number == "plur":
        return
    j = reading.mentions.covering.get(whole.head.i - 1)
    name = context.found[j] if j is not None else None
    if j is None or name is None or name.demonym or name.last != whole.head.i - 1 or name.head.dep != "compound":
        return
    indefinite = any(kid.lemma in reading.words("indefinite") for kid in whole.head.of("det"))
    if indefinite or whole.head.lemma not in reading.words("apposed"):
        return
    cls, kind, is_a = context.agreed.classes[j], whole.cls, reading.ontology.is_a
    if is_a(kind, cls) or is_a(cls, kind):
        context.describe("coreference/named-inside", i, j, "apposition")


def _named_behind(i: int, context: Context) -> None:
    """Joins "the city of Doha" to the place behind: "of" says only which one; "the mayor of Doha" is another."""
    whole, mentions = context.found[i], context.reading.mentions
    if whole.kind is not Kind.NOMINAL or whole.demonym or whole.number == "plur":
        return
    definite = any(kid.lemma in context.reading.words("definite") for kid in whole.head.of("det"))
    if not definite or whole.head.lemma not in context.reading.words("apposed"):
        return
    for kid in whole.head.of("nmod"):
        j = mentions.covering.get(kid.i) if preposition(kid) == "of" and kid.pos == "PROPN" else None
        name = mentions.all[j] if j is not None else None
        if j is None or name is None or name.demonym or name.kind is not Kind.NAME or context.coarse(j) != "Place":
            continue
        kind, cls, is_a = whole.cls, context.agreed.classes[j], context.reading.ontology.is_a
        if name.first > whole.head.i and (is_a(kind, cls) or is_a(cls, kind)):
            context.describe("coreference/named-behind", i, j, "apposition")
            return
