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


def trimmed(reading: Reading, span: Name, *, noted: bool = False) -> Name | None:
    """The name inside a marked span; None where nothing of a name is left.

    Args:
        reading: Up to names.
        span: As marked.
        noted: True for the one time in a document that the trail should tell of.
    """
    nodes, first, last = reading.view.nodes, span.first, span.last
    acted: list[str] = []
    while first < last and (rule := _dropped(reading, span, nodes[first], LEADING)):
        acted.append(rule)
        first += 1
    while last > first and (rule := _dropped(reading, span, nodes[last], TRAILING)):
        acted.append(rule)
        last -= 1
    for rule in acted if noted else ():
        reading.trail.note(rule, nodes[first].sent)
    if nodes[last].tag == "$" or _half_title(reading, span, nodes[last]):
        return None  # "US$34 billion"; nothing else is left of "[Solicitor] General"
    if not any(ch.isalnum() for ch in reading.text_of(first, last)) or (first == last and nodes[first].pos == "PRON"):
        return None
    return replace(span, first=first, last=last)


def _dropped(reading: Reading, span: Name, node: Node, drops: tuple[tuple[Rule, Drop], ...]) -> str:
    """Name of the rule that takes a word away; empty if none does."""
    own = (rule.name for rule, drop in drops if rule.name not in reading.trail.without and drop(reading, span, node))
    return next(own, "")


def _determiner(reading: Reading, span: Name, node: Node) -> bool:  # noqa: ARG001
    return node.pos in {"DET", "PUNCT"}


def _title(reading: Reading, span: Name, node: Node) -> bool:
    if span.label != "Person" or node.lemma not in reading.words("title"):
        return False
    behind = reading.view.nodes[min(node.i + 1, span.last)]
    return node.lemma not in reading.words("title-or-name") or behind.lemma in reading.words("title")


def _possessive(reading: Reading, span: Name, node: Node) -> bool:  # noqa: ARG001
    return node.text in POSSESSIVES


def _preposition(reading: Reading, span: Name, node: Node) -> bool:  # noqa: ARG001
    return node.pos == "ADP"


def _half_title(reading: Reading, span: Name, node: Node) -> bool:
    """The first word of a title of two, whose second stands behind the span: Solicitor General, Labour Minister."""
    nodes, after = reading.view.nodes, node.i + 1
    if span.label == "Person" or after >= len(nodes) or reading.view.name_at(after) is not None:
        return False
    office = nodes[after].lemma.lower() in reading.words("of-portfolio") and nodes[after].text[0].isupper()
    if office and node.text.lower() in reading.words("portfolio"):
        return True
    return f"{node.text} {nodes[after].text}".lower() in reading.ontology.role_nouns


LEADING: tuple[tuple[Rule, Drop], ...] = (
    (Rule("names/trim-determiner", "the [United Nations]"), _determiner),
    (Rule("names/trim-title", "President [Hamid Karzai]"), _title),
)
TRAILING: tuple[tuple[Rule, Drop], ...] = (
    (Rule("names/trim-possessive", "[Norvik]'s shareholders"), _possessive),
    (Rule("names/trim-preposition", "Princess [Irina] of Russia"), _preposition),
    (Rule("names/trim-half-title", "[Manitoba] Solicitor General Ana Ruiz"), _half_title),
)
RULES = tuple(rule for rule, _ in (*LEADING, *TRAILING))
