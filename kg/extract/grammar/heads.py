"""The head word of a span of words."""

from __future__ import annotations

from kg.language.grammar import Node, View

MODIFIERS = frozenset({"amod", "compound", "det", "nummod", "punct", "case"})
"""Labels of words that head no name, if another one does."""


def head_of(view: View, first: int, last: int) -> Node:
    """The node of a span whose head lies outside it, no modifier if it can be; the last word for a broken tree."""
    nodes = view.nodes[first : last + 1]
    outer = [node for node in nodes if node.head is None or not first <= node.head.i <= last]
    return next((node for node in outer if node.dep not in MODIFIERS), outer[0] if outer else nodes[-1])
