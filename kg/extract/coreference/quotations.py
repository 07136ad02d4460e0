"""Quotations and who speaks them: the subject of the verb of saying beside them, or of the quotation before.

Words in quotation marks count, and paragraphs that begin with a name and a colon. A quotation whose speaker is not
plain has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.grammar.arguments import subjects
from kg.extract.grammar.labels import FINITE
from kg.extract.reading import Candidate, Reading
from kg.extract.trees import turns
from kg.language.grammar import Node, View, is_verb
from kg.records import Kind

REACH = 40
"""Words between a quotation and its verb of saying; longer inserts are rare."""
OPENING, CLOSING = frozenset({"“", "``"}), frozenset({"”", "''"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Nodes `first`..`last` between quotation marks, and the candidate who speaks them, if known."""

    first: int
    last: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a document, and which one each node stands in (None: the author speaks)."""

    all: tuple[Quotation, ...]
    of: tuple[int | None, ...]
    by: Mapping[int, tuple[int, ...]]
    """Candidate -> the quotations it speaks."""

    def around(self, node: Node) -> Quotation | None:
        """The quotation that a word stands in."""
        number = self.of[node.i]
        return None if number is None else self.all[number]

    def spoken_by(self, i: int) -> tuple[Quotation, ...]:
        """The quotations that a mention is the speaker of."""
        return tuple(self.all[number] for number in self.by.get(i, ()))


def find(reading: Reading) -> Quotations:
    """All quotations of a document with their speakers."""
    of: list[int | None] = [None] * len(reading.view.nodes)
    spans = list(_spans(reading.view))
    for number, (first, last) in enumerate(spans):
        of[first : last + 1] = [number] * (last + 1 - first)
    out: list[Quotation] = []
    for first, last in spans:
        speaker = _speaker(first, last, of, reading)
        if speaker is None and out and _continues(out[-1], first, reading):
            speaker = out[-1].speaker
        if speaker is None and _stands_alone(first, last, reading.view):
            speaker = _goes_on_from(first, out, of, reading)
        out.append(Quotation(first, last, speaker))
    for turn in turns.find(reading.view):
        for i in range(turn.first, turn.last + 1):
            of[i] = len(out) if of[i] is None else of[i]
        out.append(Quotation(turn.first, turn.last, reading.mentions.covering.get(turn.name.first)))
    by: dict[int, tuple[int, ...]] = {}
    for number, quotation in enumerate(out):
        if quotation.speaker is not None:
            by[quotation.speaker] = (*by.get(quotation.speaker, ()), number)
    return Quotations(tuple(out), tuple(of), by)


def _spans(view: View) -> Iterator[tuple[int, int]]:
    """First and last node of each quotation; a paragraph break closes what was not closed."""
    start: int | None = None
    end = 0
    for node in view.nodes:
        broken = "\n\n" in view.text[end : node.start]
        end = node.end
        opens = node.text in OPENING or (node.text == '"' and (start is None or broken))
        if start is not None and (broken or opens or node.text in CLOSING or node.text == '"'):
            if node.i - 1 >= start:
                yield start, node.i - 1
            start = None
        if opens:
            start = node.i + 1
    if start is not None and start < len(view.nodes):
        yield start, len(view.nodes) - 1


def _continues(before: Quotation, first: int, reading: Reading) -> bool:
    """True when nothing but the attribution stands between two quotations."""
    nodes, verbs = reading.view.nodes, reading.words("reporting-verb")
    if first - before.last > REACH or nodes[first].sent - nodes[before.last].sent > 1:
        return False
    between = nodes[before.last + 1 : first]
    return all(node.lemma in verbs for node in between if is_verb(node) and node.tag in FINITE)


def _stands_alone(first: int, last: int, view: View) -> bool:
    """True for a quotation that is a sentence by itself, or several."""
    sentences = view.sentences
    before = view.nodes[sentences[view.nodes[first].sent].first : first]
    behind = view.nodes[last + 1 : sentences[view.nodes[last].sent].last + 1]
    return not any(node.text[0].isalnum() for node in (*before, *behind))


def _goes_on_from(first: int, out: Sequence[Quotation], of: Sequence[int | None], reading: Reading) -> int | None:
    """Who says what the sentence before a quotation reports, or spoke the quotation that ends there."""
    view, sent = reading.view, reading.view.nodes[first].sent
    if sent == 0:
        return None
    if out and view.nodes[out[-1].last].sent == sent - 1:
        return out[-1].speaker
    before = view.sentences[sent - 1]
    root = next((node for node in view.nodes[before.first : before.last + 1] if node.head is None), None)
    if root is None or of[root.i] is not None or root.lemma not in reading.words("reporting-verb"):
        return None
    said = (reading.mentions.at(subject) for subject in subjects(root))
    return next((i for i in said if i is not None and _can_speak(reading.mentions.all[i])), None)


def _speaker(first: int, last: int, of: Sequence[int | None], reading: Reading) -> int | None:
    mentions, nodes, verbs = reading.mentions, reading.view.nodes, reading.words("reporting-verb")
    near = [
        (first - node.i if node.i < first else node.i - last, node.i)
        for node in (*nodes[max(0, first - REACH) : first], *nodes[last + 1 : last + 1 + REACH])
        if of[node.i] is None and node.lemma in verbs and is_verb(node) and _beside(node, first, last, reading.view)
    ]
    said = [nodes[i] for _, i in sorted(near)]
    for verb in said or _before_colon(first, reading.view):
        for subject in subjects(verb):
            i = mentions.at(subject)
            if i is not None and of[subject.i] is None and _can_speak(mentions.all[i]):
                return i
    return None


def _before_colon(first: int, view: View) -> list[Node]:
    """The main verb before a colon and a quotation says it, whatever it is: "Sunak defended the plan: "We …""."""
    if first < 2 or view.nodes[first - 2].text != ":":
        return []
    root = view.nodes[first - 2]
    while root.head is not None and root.head.i < first:
        root = root.head
    return [root] if is_verb(root) else []


def _beside(verb: Node, first: int, last: int, view: View) -> bool:
    """The same sentence as an end of the quotation, or the one before a colon."""
    if verb.i > last:
        return verb.sent == view.nodes[last].sent
    before = view.nodes[max(0, first - 2)]
    return verb.sent == view.nodes[first].sent or (before.text == ":" and verb.sent == before.sent)


def _can_speak(candidate: Candidate) -> bool:
    return not candidate.demonym and not (candidate.kind is Kind.PRONOUN and candidate.gender == "n")
