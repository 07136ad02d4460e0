"""Titles of films, books and songs, which tell nothing of the world: "The Siege of Nairobi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.grammar import Node

OPENS, CLOSES = "``", "''"
"""Tags of quotation marks."""
SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART"})
"""Parts of speech that a title may write small: "of", "the", "and"."""


def in_titles(sentence: Sequence[Node]) -> Iterator[int]:
    """The words of a sentence that stand in quotation marks, all capitalised but the small ones."""
    first: int | None = None
    for n, node in enumerate(sentence):
        if node.tag == OPENS:
            first = n + 1
        elif node.tag == CLOSES and first is not None:
            quoted = sentence[first:n]
            if _is_title(quoted):
                yield from (word.i for word in quoted)
            first = None


def _is_title(quoted: Sequence[Node]) -> bool:
    words = [node for node in quoted if node.text.isalpha()]
    return len(words) > 1 and all(node.text[0].isupper() or node.pos in SMALL for node in words)
