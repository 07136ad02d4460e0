"""How many a description speaks of: "at least twelve civilians" are twelve or more."""

from __future__ import annotations

from kg.extract.reading import Reading
from kg.extract.time.words import MODERN_YEAR, NUMBERS
from kg.language.grammar import Node
from kg.records import CountKind

SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
BOTH, HALF = "both", "half"
UP_TO = frozenset({"to", "and", "or", "-", "–"})
"""Between the ends of a range."""
WINDOW = 3
"""Words before a number that may say how it is meant."""


def count_of(reading: Reading, head: Node) -> tuple[int | None, CountKind]:
    """The number before the head noun of a description and how it is meant; None where no number is told."""
    number = head if head.tag == "CD" else next((kid for kid in head.of("nummod") if kid.i < head.i), None)
    if number is None and any(kid.lemma == BOTH for kid in head.of("det", "det:predet", "cc:preconj")):
        return 2, CountKind.EXACT
    if number is None or (head.tag == "NN" and MODERN_YEAR.fullmatch(number.text)):  # "the [1975] invasion"
        return None, CountKind.EXACT
    nodes = reading.view.nodes
    if number.i + 1 < len(nodes) and nodes[number.i + 1].text.lower() in reading.words("percent"):
        return None, CountKind.EXACT  # "a [40] pct veto level"
    words = [node for node in nodes[min(n.i for n in number.subtree()) : number.i + 1] if _is_part(node)]
    before = nodes[words[0].i - 1] if words and words[0].i else None
    if words and words[0].lemma in SCALES and before is not None and before.lemma in reading.words("vague-count"):
        return None, CountKind.EXACT  # "a few [thousand] teachers"
    value = _value([node.text.lower() for node in words])
    if value and before is not None and _is_half(reading, before):
        value //= 2  # "half a million people"
    if _is_range(reading, number):
        return value, CountKind.AT_LEAST
    return value, _kind(reading, words[0].i if words else number.i)


def _is_half(reading: Reading, article: Node) -> bool:
    first = reading.view.nodes[article.i - 1] if article.i else article
    return article.lemma == "a" and first.lemma == HALF


def _is_range(reading: Reading, number: Node) -> bool:
    """True for the lower end of "10 to 20 people", "between 10 and 20 people"."""
    behind = reading.view.nodes[number.i + 1 : number.i + 3]
    return len(behind) > 1 and behind[0].text in UP_TO and behind[1].tag == "CD"


def _is_part(node: Node) -> bool:
    return node.tag == "CD" or node.lemma in SCALES


def _value(words: list[str]) -> int | None:
    """Read "12", "1,200", "two dozen", "3.5 million"; None for what is no number, as in "9/11"."""
    total, part = 0.0, 0.0
    for word in words:
        digits = word.replace(",", "")
        if digits.replace(".", "", 1).isdigit():
            part += float(digits)
        elif word in SCALES:
            part = (part or 1) * SCALES[word]
            total, part = (total + part, 0.0) if SCALES[word] >= SCALES["thousand"] else (total, part)
        elif all(piece in NUMBERS for piece in word.split("-")):
            part += sum(NUMBERS[piece] for piece in word.split("-"))
        else:
            return None
    return int(total + part) or None


def _kind(reading: Reading, first: int) -> CountKind:
    sent = reading.view.nodes[first].sent
    before = {node.lemma for node in reading.view.nodes[max(0, first - WINDOW) : first] if node.sent == sent}
    for kind in (CountKind.AT_LEAST, CountKind.AT_MOST, CountKind.ABOUT):
        if not before.isdisjoint(reading.words(f"count-{kind}")):
            return kind
    return CountKind.EXACT
