"""From facts and entities to what is drawn: nodes, merged edges, and the words beside them. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.records import Entity, Fact

STATUSES = ("asserted", "planned", "hypothetical", "negated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One entity that stands in at least one fact."""

    iri: str
    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    degree: int = 0
    """Number of facts that tie it to another entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All facts of one status from one entity to another, drawn as one line."""

    source: int
    target: int
    status: str
    facts: tuple[int, ...]
    """Positions in `Drawing.facts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything a picture or a page shows, in an order that depends on the content alone."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]

    def relations(self, edge: Edge) -> tuple[str, ...]:
        """The relations that an edge stands for, the most frequent first."""
        counts = Counter(self.facts[position].relation for position in edge.facts)
        return tuple(sorted(counts, key=lambda relation: (-counts[relation], relation)))


def draw(facts: Iterable[Fact], entities: Iterable[Entity] = ()) -> Drawing:
    """Arrange facts as a drawing.

    Args:
        facts: The facts, in any order.
        entities: The entities known; those without a fact are left out. An entity that only a fact
            names is drawn from what the fact says of it.
    """
    ordered = tuple(sorted(facts, key=_order))
    links = _links(ordered)
    known = {entity.iri: entity for entity in entities}
    degrees: Counter[str] = Counter()
    for (subject, target, _), positions in links.items():
        degrees[subject] += len(positions)
        degrees[target] += len(positions)
    nodes = sorted(_nodes(ordered, known, degrees), key=lambda node: (-node.degree, node.name, node.iri))
    index = {node.iri: position for position, node in enumerate(nodes)}
    edges = [
        Edge(source=index[subject], target=index[target], status=status, facts=tuple(positions))
        for (subject, target, status), positions in links.items()
    ]
    edges.sort(key=lambda edge: (edge.source, edge.target, STATUSES.index(edge.status)))
    return Drawing(nodes=tuple(nodes), edges=tuple(edges), facts=ordered)


def most_connected(drawing: Drawing, limit: int) -> Drawing:
    """The part of a drawing that a picture can hold: at most `limit` entities, and the edges between them.

    Named entities go before described ones; entities left without a neighbour are dropped.
    """
    ranked = sorted(range(len(drawing.nodes)), key=lambda i: (drawing.nodes[i].described, i))
    kept = {i for i in ranked if drawing.nodes[i].degree}
    for i in ranked[::-1]:
        if len(kept) <= limit:
            break
        kept.discard(i)
    edges = [edge for edge in drawing.edges if edge.source in kept and edge.target in kept]
    joined = sorted({end for edge in edges for end in (edge.source, edge.target)})
    index = {old: new for new, old in enumerate(joined)}
    return Drawing(
        nodes=tuple(drawing.nodes[i] for i in joined),
        edges=tuple(
            Edge(source=index[edge.source], target=index[edge.target], status=edge.status, facts=edge.facts)
            for edge in edges
        ),
        facts=drawing.facts,
    )


def words(name: str) -> str:
    """`negotiatesWith` → `negotiates with`, `ArmedGroup` → `armed group`: a term as a reader says it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word where possible."""
    line = " ".join(printable(text).split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > width // 2 else cut).rstrip(" ,;:-") + "…"


def printable(text: str) -> str:
    """Text without what XML forbids or what turns a line around: controls, surrogates, bidi marks."""
    return "".join("�" if _is_unprintable(character) else character for character in text if not _is_turning(character))


def marked(fact: Fact) -> list[tuple[str, str]]:
    """The sentence of a fact in pieces `(text, role)`: role is `subject`, `object` or empty.

    The words of subject and object are looked for in the sentence; where they are not found,
    nothing is marked. Pieces, not offsets, because a browser counts characters differently.
    """
    spans: list[tuple[int, int, str]] = []
    for role, text in (("subject", fact.subject_text), ("object", fact.object_text)):
        span = _find(fact.sentence, text, spans)
        if span:
            spans.append((*span, role))
    pieces, position = [], 0
    for start, end, role in sorted(spans):
        pieces += [(fact.sentence[position:start], ""), (fact.sentence[start:end], role)]
        position = end
    return [piece for piece in [*pieces, (fact.sentence[position:], "")] if piece[0]]


def _order(fact: Fact) -> tuple[str, int, str, str, str, str]:
    return (fact.document, fact.start, fact.relation, fact.object, fact.subject, fact.fact)


def _links(facts: tuple[Fact, ...]) -> dict[tuple[str, str, str], list[int]]:
    """Which facts join which two entities in which status; literals and self-loops are no lines."""
    links: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for position, fact in enumerate(facts):
        if fact.object_iri and fact.object_iri != fact.subject_iri:
            links[fact.subject_iri, fact.object_iri, fact.status].append(position)
    return links


def _nodes(facts: tuple[Fact, ...], known: dict[str, Entity], degrees: Counter[str]) -> list[Node]:
    named = {}
    for fact in facts:
        named.setdefault(fact.subject_iri, (fact.subject, fact.subject_type))
        if fact.object_iri:
            named.setdefault(fact.object_iri, (fact.object, fact.object_type or "Entity"))
    nodes = []
    for iri, (name, cls) in named.items():
        entity = known.get(iri) or Entity(iri=iri, cls=cls, name=name)
        nodes.append(
            Node(
                iri=iri,
                name=entity.name,
                cls=entity.cls,
                aliases=entity.aliases,
                described=entity.described,
                degree=degrees[iri],
            )
        )
    return nodes


def _find(sentence: str, text: str, taken: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    if not text.strip():
        return None
    pattern = rf"(?<!\w){re.escape(text)}(?!\w)"
    for flags in (re.NOFLAG, re.IGNORECASE):
        for match in re.finditer(pattern, sentence, flags):
            if all(match.end() <= start or match.start() >= end for start, end, _ in taken):
                return match.span()
    return None


def _is_unprintable(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or 0x7F <= code < 0xA0
        or unicodedata.category(character) == "Cs"
        or code in (0xFFFE, 0xFFFF)
    )


def _is_turning(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" or character in "\u200e\u200f\u061c"
