"""Two mentions of one sentence → the states that the language model thinks likely of them.

A trained part of the model scores pairs of mentions for a dozen states (who works for whom, who lives where). Its
score stands beside what grammar finds, as a reason for confidence; where grammar finds nothing and the score is high,
it proposes the state under a rule of its own, which is weighed like every other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from kg.extract.grammar.labels import CUT_OFF
from kg.extract.reading import Reading
from kg.extract.relations.states import State
from kg.language.grammar import Node
from kg.records import Kind

MOST_MENTIONS = 14
"""A sentence with more of them is a list, of which pairs tell nothing."""
RULE = "pair"
"""The second half of the names of these rules, and the name with which all are switched off."""


Scores = Mapping[tuple[int, int], Mapping[str, float]]
"""Heads of two mentions, the subject's first → how probable each state is of them, by the name of its relation."""


def scores(reading: Reading) -> Scores:
    """What the language model says of all pairs of a document; nothing where it cannot say."""
    pairs = reading.view.pairs
    if pairs is None or RULE in reading.trail.without:
        return {}
    asked = [(first.i, second.i) for first, second in _asked(reading)]
    return dict(zip(asked, pairs.states(asked), strict=True))


def find(reading: Reading, known: Scores) -> Iterator[State]:
    """States of which the score is high, in text order of the subjects."""
    nodes = reading.view.nodes
    for (first, second), found in known.items():
        for name, score in found.items():
            if name in reading.ontology.relations and score >= reading.ontology.relations[name].least_score:
                yield State(
                    name, f"{name}/{RULE}", nodes[first], nodes[second], nodes[first], None, f"score {score:.2f}"
                )


def score(reading: Reading, known: Scores, relation: str, subject: Node | None, obj: Node | None) -> float | None:
    """How probable a relation is of two words, or of the mentions around them; None where nothing was asked."""
    if subject is None or obj is None:
        return None
    first, second = _head(reading, subject), _head(reading, obj)
    return known.get((first, second), {}).get(relation)


def _head(reading: Reading, node: Node) -> int:
    i = reading.mentions.at(node)
    return node.i if i is None else reading.mentions.all[i].head.i


def _is_before(node: Node) -> bool:
    """True for a word of a dateline, which tells where a report was written and nothing of whom it is about."""
    return any(
        word.dep == CUT_OFF and word.head is not None and word.head.i > word.i for word in (node, *node.ancestors())
    )


def _asked(reading: Reading) -> Iterator[tuple[Node, Node]]:
    """Pairs of mentions of different participants in one sentence, of which one at least has its name there."""
    for number in range(len(reading.view.sentences)):
        inside = [i for i in reading.mentions.in_sentence(number) if not _is_before(reading.mentions.all[i].head)]
        if 1 < len(inside) <= MOST_MENTIONS:
            for first, second in permutations(inside, 2):
                one, other = reading.mentions.all[first], reading.mentions.all[second]
                if other.kind is Kind.NAME and reading.chains.of[first] != reading.chains.of[second]:
                    yield one.head, other.head
