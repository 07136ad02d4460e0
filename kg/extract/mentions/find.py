"""Reading -> mentions: names, described participants and pronouns, each at its head word.

A name is what the language model marked (`kg.extract.names`). A nominal is a noun phrase whose head noun the lexicon
knows (person, group, place); everything else becomes a `Thing` only when a frame asks for it (`phrases`).
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.grammar.labels import NOUNS
from kg.extract.mentions import names, phrases
from kg.extract.reading import Candidate, Mentions, Reading
from kg.records import Kind

__all__ = ["Candidate", "Mentions", "find"]


def find(reading: Reading) -> Reading:
    """All mentions of a document, in text order."""
    view = reading.view
    named = list(names.find(reading))
    taken = {i for name in named for i in range(name.first, name.last + 1)}
    others = (phrases.other(reading, node) for node in view.nodes if node.i not in taken)
    named = [name for name in named if not _is_money(reading, name)]
    each = [*named, *(other for other in others if other)]
    found = sorted((c for c in each if not phrases.is_of_title(reading, c.head)), key=lambda c: (c.start, -c.end))
    headed: dict[int, int] = {}
    for index, candidate in enumerate(found):
        headed.setdefault(candidate.head.i, index)  # "three Israelis" before the "Israelis" that tell of Israel
    sentences: dict[int, list[int]] = {}
    for index, candidate in enumerate(found):
        sentences.setdefault(candidate.head.sent, []).append(index)
    covering = {
        i: index
        for index, candidate in enumerate(found)
        if candidate.kind is Kind.NAME or candidate.demonym
        for i in range((candidate.spread or (candidate.first, 0))[0], candidate.last + 1)
    }
    spread = {number: tuple(ids) for number, ids in sentences.items()}
    return replace(reading, mentions=Mentions(tuple(found), covering, headed, spread))


def _is_money(reading: Reading, name: Candidate) -> bool:
    """True for the country of a currency: "69 billion [U.S.] dollars"."""
    nodes = reading.view.nodes
    after = nodes[name.last + 1] if name.last + 1 < len(nodes) else None
    return after is not None and after.pos in NOUNS and after.lemma.lower() in reading.words("unit-of-money")
