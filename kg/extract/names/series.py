"""Names with commas in them: a firm of several partners, a union of several trades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node

JOINTS = frozenset({"and", "&"})
BETWEEN = frozenset({*JOINTS, ",", "of", "for", "the", "in"})
"""Words of a name that its letters leave out."""
LEAST_LETTERS = 3
MAX_WORDS = 14


def joined(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with those that are parts of one name made one."""
    given: list[Name] = []
    for rule, find in ((SPELT_OUT, _spelt_out), (PARTNERS, _partners)):
        for whole in find(reading, names) if rule.name not in reading.trail.without else ():
            if not any(whole.first <= other.last and other.first <= whole.last for other in given):
                reading.trail.note(rule.name, reading.view.nodes[whole.first].sent)
                given.append(whole)
    taken = {i for name in given for i in range(name.first, name.last + 1)}
    return [*given, *(name for name in names if taken.isdisjoint(range(name.first, name.last + 1)))]


def _spelt_out(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Names as far back as the letters in brackets behind them reach, where the marked ones do not reach so far."""
    nodes = reading.view.nodes
    marked = {i: name for name in names for i in range(name.first, name.last + 1)}
    for opens in range(1, len(nodes) - 2):
        if nodes[opens].text != "(" or nodes[opens + 2].text != ")":
            continue
        letters, last = nodes[opens + 1].text, opens - 1
        if not letters.isupper() or not letters.isalpha() or len(letters) < LEAST_LETTERS:
            continue
        first = _first_of(nodes, last, letters)
        if first is None or (last in marked and marked[last].first <= first):
            continue
        if any(marked[i].label == "Organization" for i in range(first, last + 1) if i in marked):
            yield Name(first, last, "Organization", 1.0)


def _first_of(nodes: tuple[Node, ...], last: int, letters: str) -> int | None:
    """Where the capitalised words begin that the letters stand for."""
    left, sent = list(letters), nodes[last].sent
    for i in range(last, max(-1, last - MAX_WORDS), -1):
        text = nodes[i].text
        if nodes[i].sent != sent or (text[0].isupper() and text[0] != left[-1]):
            return None
        if text[0].isupper():
            left.pop()
            if not left:
                return i
        elif text not in BETWEEN:
            return None
    return None


def _partners(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Names of firms up to "and Co", whatever partners stand between."""
    nodes = reading.view.nodes
    for name in names:
        i = name.last + 1
        while i + 2 < len(nodes) and nodes[i].text == "," and nodes[i + 1].text[0].isupper():
            i += 2
        ends = i + 1 < len(nodes) and nodes[i].text in JOINTS and nodes[i + 1].sent == nodes[name.first].sent
        if ends and nodes[i + 1].text.rstrip(".") in reading.words("and-partners"):
            yield replace(name, last=i + 1, label="Organization")


SPELT_OUT = Rule("names/spelt-out", "the [Forestry, Mining and Energy Union] (FMEU)")
PARTNERS = Rule("names/partners", "an analyst with [Birr, Wilson and Co]")
RULES = (SPELT_OUT, PARTNERS)
