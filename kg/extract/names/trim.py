"""What a marked span holds besides the name: determiners, titles, a possessive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})

Drop = Callable[[Reading, Name, Node], bool]
"""True for a word at an edge of a span that is no part of the name."""


def trimmed(reading: Reading, span: Name) -> Name | None:
    """The name inside a marked span; None where nothing of a name is left."""
    nodes, first, last = reading.view.nodes, span.first, span.last
    while first < last and _drops(reading, span, nodes[first], LEADING):
        first += 1
    while last > first and _drops(reading, span, nodes[last], TRAILING):
        last -= 1
    if not any(ch.isalnum() for ch in reading.text_of(first, last)) or (first == last and nodes[first].pos == "PRON"):
        return None
    return replace(span, first=first, last=last)


def _drops(reading: Reading, span: Name, node: Node, drops: tuple[tuple[Rule, Drop], ...]) -> bool:
    for rule, drop in drops:
        if rule.name not in reading.trail.without and drop(reading, span, node):
            reading.trail.note(rule.name, node.sent)
            return True
    return False


def _determiner(reading: Reading, span: Name, node: Node) -> bool:  # noqa: ARG001
    return node.pos in {"DET", "PUNCT"}


def _title(reading: Reading, span: Name, node: Node) -> bool:
    return span.label == "Person" and node.lemma in reading.words("title")


def _possessive(reading: Reading, span: Name, node: Node) -> bool:  # noqa: ARG001
    return node.text in POSSESSIVES


LEADING: tuple[tuple[Rule, Drop], ...] = (
    (Rule("names/trim-determiner", "the [United Nations]"), _determiner),
    (Rule("names/trim-title", "President [Hamid Karzai]"), _title),
)
TRAILING: tuple[tuple[Rule, Drop], ...] = ((Rule("names/trim-possessive", "[Norvik]'s shareholders"), _possessive),)
RULES = tuple(rule for rule, _ in (*LEADING, *TRAILING))
