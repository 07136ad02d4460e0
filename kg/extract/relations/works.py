"""Titles of films, books and songs, which tell nothing of the world: "The Siege of Nairobi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.grammar import Node

OPENS, CLOSES = "``", "''"
"""Tags of quotation marks."""
SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART"})
"""Parts of speech that a title may write small: "of", "the", "and"."""


def in_titles(sentence: Sequence[Node], kinds: frozenset[str]) -> Iterator[int]:
    """The words of a sentence that stand in quotation marks or behind a kind of work, capitalised but the small ones.

    Args:
        sentence: Its words.
        kinds: Lemmas of works: "her novel, [The Siege of Nairobi]", "the film [Murder in Rome]".
    """
    first: int | None = None
    for n, node in enumerate(sentence):
        if node.lemma in kinds:
            yield from (word.i for word in _behind(sentence[n + 1 :]))
        if node.tag == OPENS:
            first = n + 1
        elif node.tag == CLOSES and first is not None:
            quoted = sentence[first:n]
            if _is_title(quoted):
                yield from (word.i for word in quoted)
            first = None


def _behind(rest: Sequence[Node]) -> Sequence[Node]:
    """The capitalised words right behind the kind of a work, with a comma before them or not."""
    start = int(bool(rest) and rest[0].text == ",")
    end = start
    while end < len(rest) and (rest[end].text[0].isupper() or (end > start and rest[end].pos in SMALL)):
        end += 1
    while end > start and not rest[end - 1].text[0].isupper():
        end -= 1
    return rest[start:end] if _is_title(rest[start:end]) else ()


def _is_title(quoted: Sequence[Node]) -> bool:
    words = [node for node in quoted if node.text.isalpha()]
    return len(words) > 1 and all(node.text[0].isupper() or node.pos in SMALL for node in words)
