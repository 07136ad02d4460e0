"""Who speaks in an interview: the name and colon that a paragraph begins with, "Kalnina: We agreed on a cable."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.grammar import Name, Node, View, move

SPEAKERS = frozenset({"Person", "Organization"})


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the beginning of a paragraph, and the first and last node of what it says."""

    name: Name
    first: int
    last: int


def find(view: View) -> Iterator[Label]:
    """Every name that a colon follows at the beginning of a paragraph, where the paragraph goes on."""
    for name in view.names:
        colon = name.last + 1
        if name.label not in SPEAKERS or colon + 1 >= len(view.nodes) or view.nodes[colon].text != ":":
            continue
        if begins_line(view, name.first) and not begins_line(view, colon + 1):
            last = colon + 1
            while last + 1 < len(view.nodes) and not begins_line(view, last + 1):
                last += 1
            yield Label(name, colon + 1, last)


def begins_line(view: View, i: int) -> bool:
    """True for the first word of a line."""
    return i == 0 or "\n" in view.text[view.nodes[i - 1].end : view.nodes[i].start]


def cut(view: View, label: Label) -> None:
    """Parts a label from the sentence behind it, which parsers take it for a word of.

    In "Kalnina: Its leader, Janis Ozols, agreed" the label took the place of the subject, which stands beside it.
    """
    end = max((s.last for s in view.sentences if s.first <= label.first <= s.last), default=label.last)
    inside, behind = range(label.name.first, label.first), range(label.first, end + 1)
    verb: Node | None = None
    orphans: list[Node] = []
    for i in (*inside, *behind):
        node = view.nodes[i]
        if node.head is None or (node.head.i in inside) == (i in inside):
            continue
        if i in behind:
            orphans.append(node)
        elif node.base == "nsubj":
            verb = node.head
        node.head.kids.remove(node)
        node.head, node.dep = None, "root"
    subject = next((node for node in orphans if node.pos in {"NOUN", "PROPN", "PRON"}), None)
    if verb is not None and subject is not None and subject.i < verb.i:
        move(subject, verb, "nsubj")
