"""Clauses whose words parsers tangle: inverted conditions, "is to", two subjects for one, a name tied across its verb.

Mended in place, before the names of a document are settled.
"""

from __future__ import annotations

from typing import Final

from kg.language.grammar import Node, View, is_verb, move

INVERTED: Final = frozenset({"have", "should", "be"})
"""Auxiliaries that open a condition: "[Had] Mobutu left", "[Should] Latvia expel him", "[Were] she to resign"."""


def mend(view: View) -> None:
    """Mends every tangle of a document."""
    for node in view.nodes:
        if node.head is None:
            continue
        if node.dep == "mark" and node.lemma in INVERTED:
            node.dep = "aux"
        elif node.dep == "cop" and node.head.tag == "VB" and any(mark.lemma == "to" for mark in node.head.of("mark")):
            node.dep = "aux"  # "the minister is to travel"
        elif node.dep in {"case", "det"} and node.head.dep in {"flat", "compound"}:
            _inside_name(node, node.head)
        elif node.dep == "nsubj" and node.pos == "PROPN":
            _paired(view, node, node.head)
        elif node.dep == "nsubj" and node.pos == "NOUN":
            _enclosed(node, node.head)
        elif node.dep == "flat" and node.pos == "PROPN":
            _across(node, node.head)


def _inside_name(word: Node, part: Node) -> None:
    """As in "of the Abu Sayyaf", "flew to Puerto Princesa": what stands before a name belongs to all of it."""
    name = part.head
    if name is None or not word.i < min(part.i, name.i):
        return
    opens = word.dep == "case" and word.i == part.i - 1 and part.pos == name.pos == "PROPN"
    if part.dep == "flat" or opens:
        move(word, name, word.dep)


def _paired(view: View, name: Node, verb: Node) -> None:
    """As in "carmaker Hanil said": of two subjects side by side, the name is that of the noun."""
    noun = view.nodes[name.i - 1] if name.i else None
    if noun is not None and noun.tag == "NN" and noun.dep == "nsubj" and noun.head is verb:
        move(name, noun, "appos")


def _enclosed(noun: Node, verb: Node) -> None:
    """As in "a magnitude 6.9 earthquake struck": a subject between the article and the noun of another is its word."""
    for other in verb.of("nsubj"):
        if noun.i < other.i < verb.i and any(kid.i < noun.i for kid in other.of("det")):
            move(noun, other, "compound")
            return


def _across(name: Node, other: Node) -> None:
    """As in "Yesenia Cruz told Radio Sur": no name goes on behind the verb whose subject it is."""
    verb = other.head
    if verb is not None and other.base == "nsubj" and is_verb(verb) and other.i < verb.i < name.i:
        move(name, verb, "obj")
