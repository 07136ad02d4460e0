"""One word of a sentence in Universal Dependencies, and how it is hung elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
"""Parts of speech of what can be a participant."""


class Node:
    """One word of a sentence; a plain mutable slot class because extraction reads millions of them."""

    __slots__ = ("dep", "end", "head", "i", "kids", "lemma", "pos", "roles", "sent", "start", "tag", "text")

    def __init__(self, i: int, start: int, text: str, lemma: str, tag: str, pos: str, dep: str, sent: int) -> None:
        self.i, self.start, self.end, self.text = i, start, start + len(text), text
        self.lemma, self.tag, self.pos, self.dep, self.sent = lemma, tag, pos, dep, sent
        self.head: Node | None = None
        self.kids: list[Node] = []
        self.roles: Roles | None = None

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def of(self, *deps: str) -> list[Node]:
        """Dependents with one of these labels; `nmod` does not match `nmod:poss`."""
        return [kid for kid in self.kids if kid.dep in deps]

    def first(self, *deps: str) -> Node | None:
        """The first dependent with one of these labels, or None."""
        for kid in self.kids:
            if kid.dep in deps:
                return kid
        return None

    @property
    def base(self) -> str:
        """The label without its subtype: `nsubj` of `nsubj:pass`."""
        return self.dep.partition(":")[0] if ":" in self.dep else self.dep

    def ancestors(self) -> Iterator[Node]:
        """Heads, from the nearest to the root."""
        node = self.head
        while node is not None:
            yield node
            node = node.head

    def subtree(self) -> Iterator[Node]:
        """This node and all below it, in no particular order; iterative, so that depth is no limit."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.kids)


@dataclass(frozen=True, slots=True)
class Roles:
    """What a predicate says: its PropBank roleset, and the words that head its arguments with their roles, in order."""

    roleset: str
    arguments: tuple[tuple[Node, str], ...]

    def of(self, *roles: str) -> list[Node]:
        """The arguments with one of these roles."""
        return [node for node, role in self.arguments if role in roles]


def move(node: Node, head: Node, dep: str) -> None:
    """Re-hangs `node` below `head` under a label; the order of dependents stays that of the text."""
    if node.head is not None:
        node.head.kids.remove(node)
    node.head, node.dep = head, dep
    head.kids.append(node)
    head.kids.sort(key=lambda kid: kid.i)


def flatten_conjunct(node: Node) -> None:
    """A chain of conjuncts (A -> B -> C), as ClearNLP has it and parsers err: all hang from the first, as in UD."""
    head = node.head
    while head is not None and head.dep == "conj" and head.head is not None and head.pos in NOMINAL:
        head = head.head
    if head is not None and head is not node.head:
        move(node, head, "conj")
