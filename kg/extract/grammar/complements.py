"""Clauses that depend on a verb: what is said, asked for or promised, and on which condition."""

from __future__ import annotations

from kg.language.grammar import Node, is_verb

CONDITION = frozenset({"if", "unless", "until"})


def complements(*words: Node) -> list[Node]:
    """The verbs of the clauses that depend on the words of a trigger, the main word first; conditions are none."""
    return [
        kid
        for word in words
        for kid in word.of("ccomp", "xcomp", "acl", "advcl")
        if is_verb(kid) and not (kid.dep == "advcl" and is_condition(kid))
    ] or _said_before(words[0])


def is_condition(clause: Node) -> bool:
    """True for "unless he resigns"."""
    return any(mark.lemma in CONDITION for mark in clause.of("mark"))


def _said_before(verb: Node) -> list[Node]:
    """As in "Sudan must agree, Straw said": the clause that a verb behind it reports."""
    clause = verb.head
    if clause is None or verb.dep != "parataxis" or not clause.i < verb.i or not is_verb(clause) or not is_verb(verb):
        return []
    return [clause] if verb.of("nsubj") and not verb.of("obj") else []
