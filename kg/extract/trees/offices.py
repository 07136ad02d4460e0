"""Trees around a person's office mended: title, name, and the institution between them.

"Secretary of State John Kerry" and "the head of the Commission, José Barroso" have one person and one office each;
parsers hang the name from whatever stands next to it.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.grammar.heads import head_of
from kg.language.grammar import Name, Node, View, move
from kg.ontology import Ontology

MAX_BRACKETS = 4
"""Words between brackets behind a name: an abbreviation."""


def mend(view: View, head: Node, name: Name, ontology: Ontology) -> None:
    """Re-hangs the office of a named person, or the person beside an office."""
    roles = ontology.role_nouns
    _title_as_head(head, name, roles)
    _office_of_person(view, head, name, roles)
    _shared_office(view, head, name, roles)
    _beside_office(view, head, name, _borne_by_persons(ontology))
    _behind_brackets(view, head, name, roles)
    _marked_title(head)


@lru_cache(maxsize=4)
def _borne_by_persons(ontology: Ontology) -> frozenset[str]:
    return frozenset(lemma for role in ontology.roles if role.bearer == "Person" for lemma in role.lemmas)


def _replace(old: Node, new: Node, dep: str) -> None:
    """`new` takes the place of `old` in the tree; `old` hangs below it as `dep`."""
    head, label = old.head, old.dep
    if new.head is not None:
        new.head.kids.remove(new)
        new.head = None
    if head is None:
        new.dep = label
    else:
        move(new, head, label)
    keep = {"amod", "compound", "det", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked"}
    for kid in list(old.kids):
        if kid is not new and (kid.dep not in keep or kid.i > new.i):
            move(kid, new, kid.dep)
    move(old, new, dep)


def _title_as_head(head: Node, name: Name, roles: frozenset[str]) -> None:
    """As in "Ambassador -flat-> James": the name is the head and the title hangs from it."""
    title = head.head
    if title is None or head.dep not in {"flat", "appos"} or title.i != name.first - 1 or title.lemma not in roles:
        return
    if not any(kid.dep == "det" for kid in title.kids):
        _replace(title, head, "nmod:desc")


def _office_of_person(view: View, head: Node, name: Name, roles: frozenset[str]) -> None:
    """As in "Secretary -nmod-> Kerry" with "of State" in between: the office is the secretary's, the name the head."""
    title = head.head
    if title is None or head.dep not in {"nmod", "nmod:unmarked"} or title.lemma not in roles or title.i >= name.first:
        return
    inner = view.nodes[name.first - 1]
    if any(kid.dep == "det" for kid in title.kids) or inner.pos not in {"NOUN", "PROPN"}:
        return
    case = head.first("case")
    if case is not None:
        if case.i >= inner.i or inner is title:
            return  # "spokesman for Kerry"
        move(case, inner, "case")
    _replace(title, head, "nmod:desc")
    if inner is not title:
        move(inner, title, "nmod")


def _shared_office(view: View, head: Node, name: Name, roles: frozenset[str]) -> None:
    """As in "representative to Afghanistan and [Pakistan Ambassador James Dobbins]": two countries, one person."""
    office = head.head
    if (
        office is None
        or head.dep not in {"conj", "appos"}
        or office.lemma not in roles
        or any(kid.dep == "det" for kid in office.kids)
    ):
        return
    first = next((kid for kid in office.kids if kid.dep == "nmod" and office.i < kid.i < name.first), None)
    if first is None:
        return
    joint = view.nodes[max(n.i for n in first.subtree()) + 1]
    if joint.dep != "cc" or joint.i + 1 >= name.first:
        return
    second = view.nodes[joint.i + 1]
    if second.i >= name.first or second.pos != first.pos:
        return
    move(second, first, "conj")
    move(joint, second, "cc")
    _replace(office, head, "nmod:desc")


def _beside_office(view: View, head: Node, name: Name, roles: frozenset[str]) -> None:
    """As in "the head of the Commission -appos-> José Barroso": the person stands beside the office."""
    beside = head.head
    if beside is None or head.dep not in {"appos", "conj", "nmod"} or view.nodes[name.first - 1].text != ",":
        return
    if head.first("cc", "case") is not None:
        return
    if head.dep == "nmod" and beside.lemma in roles and not beside.of("appos"):
        head.dep = "appos"
        return
    office: Node | None = beside
    while office is not None and office.lemma not in roles:
        office = office.head if office.dep == "nmod" else None
    if office is not None and office is not beside and office.i < name.first and not office.of("appos"):
        move(head, office, "appos")


def _behind_brackets(view: View, head: Node, name: Name, roles: frozenset[str]) -> None:
    """As in "Palestine Liberation Organization (PLO) Chairman Yasser Arafat": the title is that of the organization."""
    if name.first < MAX_BRACKETS:
        return
    title, closing = view.nodes[name.first - 1], view.nodes[name.first - 2]
    if closing.text != ")" or title.lemma not in roles or title.sent != head.sent:
        return
    opening = next((i for i in range(closing.i - 1, closing.i - MAX_BRACKETS, -1) if view.nodes[i].text == "("), 0)
    whole = next((n for n in view.names if n.last == opening - 1 and n.label == "Organization"), None)
    if whole is None or title.head is not head:
        return
    body = head_of(view, whole.first, whole.last)
    if body in head.ancestors():
        _replace(body, head, "nmod:desc")
    move(body, title, "compound")


def _marked_title(head: Node) -> None:
    """As in "the widow of the lawmaker Ehsan Jafri": the preposition before a title marks the person."""
    for title in head.of("nmod:desc"):
        for case in title.of("case"):
            if case.i < title.i < head.i:
                move(case, head, "case")
