"""What a text has said up to a pronoun: mentions and other nouns, how often each was meant, who is a man or a woman."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.coreference.context import Context
from kg.extract.coreference.quotations import Quotations
from kg.extract.grammar.labels import REFERRING
from kg.extract.reading import Reading
from kg.language.grammar import Node
from kg.records import Kind

KNOWN = frozenset({"m", "f"})


@dataclass(slots=True)
class Discourse:
    """Grows with the text; local to one document."""

    context: Context
    quotations: Quotations
    gone: list[Node | int] = field(default_factory=list)
    """Mentions (by number) and other nouns in text order."""
    uses: Counter[int] = field(default_factory=Counter)
    """Chain root -> mentions so far."""
    gender: dict[int, str] = field(default_factory=dict)
    """Chain root -> `m` or `f`, once known."""

    def __post_init__(self) -> None:
        """Names tell a gender wherever they stand."""
        for i, gender in enumerate(self.context.agreed.genders):
            if gender in KNOWN and self.context.found[i].kind is Kind.NAME:
                self.gender.setdefault(self.context.links.root(i), gender)

    def add(self, i: int) -> None:
        """A mention that can be meant from here on."""
        candidate, root = self.context.found[i], self.context.links.root(i)
        self.gone.append(i)
        self.uses[root] += 1
        gender = self.context.agreed.genders[i]
        if gender in KNOWN:
            self.gender.setdefault(root, gender)
        elif candidate.kind is Kind.PRONOUN and candidate.gender in KNOWN:
            self.gender.setdefault(root, candidate.gender)


def place(i: int, reading: Reading, quotations: Quotations) -> Node:
    """Where a mention is understood: "“He left,” [she] said" tells first who speaks, and then of whom."""
    candidate = reading.mentions.all[i]
    if candidate.kind is not Kind.PRONOUN or candidate.gender == "speaker":
        return candidate.head
    said = (quotation.first for quotation in quotations.spoken_by(i) if quotation.last < candidate.first)
    return reading.view.nodes[min(said, default=candidate.head.i)]


def in_text_order(reading: Reading, quotations: Quotations) -> Iterator[Node | int]:
    """Mentions by number, and the nouns that are none; a pronoun who speaks comes before what it says."""
    mentions = reading.mentions
    heads = {c.head.i for c in mentions.all}
    nouns = (
        n
        for n in reading.view.nodes
        if n.pos == "NOUN" and n.base in REFERRING and n.i not in heads and n.i not in mentions.covering
    )
    events: list[tuple[int, int, Node | int]] = [(n.start, 0, n) for n in nouns]
    for i, candidate in enumerate(mentions.all):
        at = place(i, reading, quotations).start
        events.append((at, -1, i) if at < candidate.head.start else (candidate.start, 1, i))
    return (event for *_, event in sorted(events, key=lambda e: e[:2]))
