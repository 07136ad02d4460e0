"""Headers of monitored media: "Sofia BTA", "Havana Radio Reloj Network in Spanish 2100 GMT 13 Feb 94".

Services that monitor the world's press and radio head each text with the place of a medium, its name, the language and
the hour or day. No verb, no comma and often no known word helps a parser here; the order of the parts does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.language.grammar import Node, View
from kg.ontology import Ontology

LINK = "header"
"""What a pattern over headers names."""
MOST = 9
"""Words of a place and the medium behind it."""
LONGEST_PLACE = 3
"""Words of a city."""
SMALL = frozenset({"de", "la", "el", "del", "al", "of", "the", "and", "i", "y", "-", "&"})
"""Words that may be written small, and marks, inside the name of a medium."""
ISSUED = re.compile(r" in [A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:\d{4} GMT|\d{1,2}(?:-\d{1,2})? [A-Z][a-z]{2}|No\.)")
"""Language, then the hour, day or number, behind a medium."""
SERIAL = re.compile(r"[A-Z0-9]*\d{5}")
"""The number of a text in the archive of a service, which may stand before a place."""
DATED = re.compile(r" (?:\d{4} GMT|\d{1,2} [A-Z][a-z]{2} \d{2})")


@dataclass(frozen=True, slots=True)
class Header:
    """First and last node of the place and of the medium."""

    place: tuple[int, int]
    medium: tuple[int, int]


def find(view: View, ontology: Ontology) -> Iterator[Header]:
    """Every header of a document, if a pattern asks for headers (`ontology/packs/broadcasts.ttl`)."""
    if not any(pattern.link == LINK for pattern in ontology.patterns):
        return
    for line in _lines(view):
        for last in _ends(view, line, ontology):
            header = _header(view, line[0].i, last, ontology)
            if header is not None:
                yield header


def _lines(view: View) -> Iterator[list[Node]]:
    line: list[Node] = []
    for before, node in pairwise((None, *view.nodes)):
        if line and before is not None and node is not None and "\n" in view.text[before.end : node.start]:
            yield line
            line = []
        if node is not None:
            line.append(node)
    if line:
        yield line


def _ends(view: View, line: list[Node], ontology: Ontology) -> Iterator[int]:
    """Nodes that may close the name of a medium: before the language or date, or at the end of a short line."""
    stop = line[-1].end
    for node in line[1:]:
        if ISSUED.match(view.text, node.end, stop) or (_shouts(node) and DATED.match(view.text, node.end, stop)):
            yield node.i
    words = [node for node in line if node.text not in {"(", ")"}]
    medium = ontology.words.get("medium", frozenset())
    if 2 <= len(words) <= MOST and all(_capitalised(node) for node in words):
        last = words[-1]
        if last.text in medium or any(_shouts(node) for node in words[1:4]):
            yield next((node.i - 1 for node in line if node.text == "("), last.i)


def _header(view: View, first: int, last: int, ontology: Ontology) -> Header | None:
    """The header that ends at a node: back to the first city of a run of capitalised words."""
    start = last
    while start > max(first, last - MOST) and _capitalised(view.nodes[start - 1]):
        start -= 1
    for begin in range(start, last):
        for end in range(min(begin + LONGEST_PLACE, last) - 1, begin - 1, -1):
            name = view.text[view.nodes[begin].start : view.nodes[end].end]
            if not name.isupper() and any(ontology.has(e.cls, "town") for e in ontology.gazetteer.find_all(name)):
                return Header((begin, end), (end + 1, last))
    return None


def _capitalised(node: Node) -> bool:
    proper = node.text[0].isupper() or node.text[0].isdigit() or node.text.lower() in SMALL
    return proper and not SERIAL.match(node.text)


def _shouts(node: Node) -> bool:
    return len(node.text) > 1 and node.text.isupper()
