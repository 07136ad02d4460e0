"""From facts and entities to what is drawn: nodes, merged edges, and the words beside them. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kg.ontology import Ontology
from kg.records import Entity, Fact, Status

FORMER = "former"
STATUSES = (*(status.value for status in Status), FORMER)
"""What lines are told apart by: the status of their facts; an asserted one that is over has a line of its own."""
_AGENT, _PATIENT = "#agent", "#patient"
"""Behind the IRI of an entity: the party that its events lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One entity that stands in at least one fact, or the party of its events that the text does not say."""

    iri: str
    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    degree: int = 0
    """Number of facts that tie it to another entity, or to somebody who is not said."""
    unsaid: bool = False
    """True for a dot in the place of whoever an event lacks: one for the agents that an entity lacks, one for its
    patients. It has neither name nor class; nobody is invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All facts of one status from one entity to another, drawn as one line."""

    source: int
    target: int
    status: str
    facts: tuple[int, ...]
    """Positions in `Drawing.facts`."""
    mutual: bool = False
    """Whether all its relations are symmetric: such a line has no arrowhead."""


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


def draw(facts: Iterable[Fact], entities: Iterable[Entity], ontology: Ontology) -> Drawing:
    """Arrange facts as a drawing.

    Args:
        facts: The facts, in any order.
        entities: The entities known; those without a fact are left out. An entity that only a fact
            names is drawn from what the fact says of it.
        ontology: Says which relations are symmetric.
    """
    ordered = tuple(sorted(facts, key=_order))
    symmetric = {relation.name for relation in ontology.relations.values() if relation.symmetric}
    links = _links(ordered, symmetric)
    known = {entity.iri: entity for entity in entities}
    nodes = sorted(_nodes(ordered, known, _degrees(links)), key=lambda node: (-node.degree, node.name, node.iri))
    index = {node.iri: position for position, node in enumerate(nodes)}
    edges = [
        Edge(
            source=index[subject],
            target=index[target],
            status=status,
            facts=tuple(positions),
            mutual=all(ordered[position].relation in symmetric for position in positions),
        )
        for (subject, target, status), positions in links.items()
    ]
    edges.sort(key=lambda edge: (edge.source, edge.target, STATUSES.index(edge.status)))
    return Drawing(nodes=tuple(nodes), edges=tuple(edges), facts=ordered)


def most_connected(drawing: Drawing, limit: int, *, lines: int | None = None) -> Drawing:
    """The part of a drawing that a picture can hold: the most connected entities, and the edges between them.

    Named entities go before described ones; entities left without a neighbour are dropped.

    Args:
        drawing: The whole.
        limit: How many entities to keep at most.
        lines: How many edges to keep at most, those between two entities and with the most facts first; None keeps
            all.
    """
    nodes = drawing.nodes
    ranked = sorted((i for i, node in enumerate(nodes) if not node.unsaid), key=lambda i: (nodes[i].described, i))
    kept = set([i for i in ranked if nodes[i].degree][:limit])
    edges = [edge for edge in drawing.edges if all(nodes[i].unsaid or i in kept for i in (edge.source, edge.target))]
    whole = [not nodes[edge.source].unsaid and not nodes[edge.target].unsaid for edge in edges]
    strongest = sorted(range(len(edges)), key=lambda i: (not whole[i], -len(edges[i].facts), i))[:lines]
    edges = [edges[i] for i in sorted(strongest)]
    joined = sorted({end for edge in edges for end in (edge.source, edge.target)})
    index = {old: new for new, old in enumerate(joined)}
    return Drawing(
        nodes=tuple(drawing.nodes[i] for i in joined),
        edges=tuple(replace(edge, source=index[edge.source], target=index[edge.target]) for edge in edges),
        facts=drawing.facts,
    )


def marked(fact: Fact) -> list[tuple[str, str]]:
    """The sentence of a fact in pieces `(text, role)`: role is `subject`, `object` or empty.

    The words of subject and object are looked for in the sentence; where they are not found,
    nothing is marked. Pieces, not offsets, because a browser counts characters differently.
    """
    spans: list[tuple[int, int, str]] = []
    for role, text in (("subject", fact.subject_text), ("object", fact.object_text)):
        span = _find(fact.sentence, text or "", spans)
        if span:
            spans.append((*span, role))
    pieces, position = [], 0
    for start, end, role in sorted(spans):
        pieces += [(fact.sentence[position:start], ""), (fact.sentence[start:end], role)]
        position = end
    return [piece for piece in [*pieces, (fact.sentence[position:], "")] if piece[0]]


def standing(fact: Fact) -> str:
    """The status of a fact as a reader wants it told: `former` for what was once asserted."""
    return FORMER if fact.former and fact.status == Status.ASSERTED else fact.status


def _order(fact: Fact) -> tuple[str, int, str, str, str, str]:
    return (fact.document, fact.start, fact.relation, fact.object or "", fact.subject or "", fact.fact)


def _links(facts: tuple[Fact, ...], symmetric: Collection[str]) -> dict[tuple[str, str, str], list[int]]:
    """Which facts join which two nodes in which status; literals and self-loops are no lines.

    A symmetric fact goes with whatever line there is between the two, so these come last.
    """
    links: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    joining = [(position, fact, ends) for position, fact in enumerate(facts) if (ends := _ends(fact))]
    for position, fact, (subject, target) in sorted(joining, key=lambda each: each[1].relation in symmetric):
        forth, back = (subject, target, standing(fact)), (target, subject, standing(fact))
        links[back if fact.relation in symmetric and back in links and forth not in links else forth].append(position)
    return {ends: sorted(positions) for ends, positions in links.items()}


def _ends(fact: Fact) -> tuple[str, str] | None:
    """The IRIs of what a fact joins; for a party that is not said, a key that no entity has."""
    if fact.subject is None:
        return (f"{fact.object_iri}{_AGENT}", fact.object_iri) if fact.object_iri else None
    if fact.object is None:
        return (fact.subject_iri, f"{fact.subject_iri}{_PATIENT}") if fact.subject_iri else None
    if fact.subject_iri is None or fact.object_iri is None or fact.subject_iri == fact.object_iri:
        return None
    return fact.subject_iri, fact.object_iri


def _degrees(links: Mapping[tuple[str, str, str], list[int]]) -> Counter[str]:
    """By IRI, the number of facts that tie an entity to another."""
    degrees: Counter[str] = Counter()
    for (subject, target, _), positions in links.items():
        degrees[subject] += len(positions)
        degrees[target] += len(positions)
    return degrees


def _nodes(facts: tuple[Fact, ...], known: dict[str, Entity], degrees: Counter[str]) -> list[Node]:
    named: dict[str, tuple[str, str]] = {}
    for fact in facts:
        if fact.subject_iri:
            named.setdefault(fact.subject_iri, (fact.subject or "", fact.subject_type or "Entity"))
        if fact.object_iri:
            named.setdefault(fact.object_iri, (fact.object or "", fact.object_type or "Entity"))
    nodes = [Node(iri=key, name="", cls="", degree=degrees[key], unsaid=True) for key in degrees if key not in named]
    for iri, (name, cls) in named.items():
        entity = known.get(iri) or Entity(iri=iri, cls=cls, name=name)
        nodes.append(node_of(entity, degrees[iri]))
    return nodes


def node_of(entity: Entity, degree: int = 0) -> Node:
    """An entity as it is drawn."""
    return Node(
        iri=entity.iri,
        name=entity.name,
        cls=entity.cls,
        aliases=entity.aliases,
        described=entity.described,
        degree=degree,
    )


def _find(sentence: str, text: str, taken: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    if not text.strip():
        return None
    pattern = rf"(?<!\w){re.escape(text)}(?!\w)"
    for flags in (re.NOFLAG, re.IGNORECASE):
        for match in re.finditer(pattern, sentence, flags):
            if all(match.end() <= start or match.start() >= end for start, end, _ in taken):
                return match.span()
    return None
