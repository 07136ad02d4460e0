"""Chains of facts between two entities: what `queries/path.rq` asks, searched from both ends.

The query says what a chain is; evaluated, it would first make all chains of three facts. Here the facts of one end are
read, then those of the other, and a third fact is looked for only while there are fewer chains than are listed. Each
fact is read once.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import Literal, NamedNode

import kg.triples.terms as terms
from kg.errors import QueryError
from kg.ontology import local
from kg.store.protocol import Quads
from kg.store.sparql import Result
from kg.triples.ledger import FOLDED_LABEL
from kg.triples.said import value
from kg.triples.terms import kg

COLUMNS = ("length", "from", "relation1", "via1", "relation2", "via2", "relation3", "to")
MOST = 100
"""So many chains are listed, the shortest first."""
CONNECTING = frozenset({kg("Asserted"), kg("Planned")})
"""The status of facts that connect."""
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

Node = NamedNode | Literal
Row = tuple[str | None, ...]
Steps = Mapping[Node, frozenset[str]]
"""What is one fact away, with the relations of the facts that lead there."""


def chains(quads: Quads, start: str, to: str, least: float, *, timeout: float | None = None) -> Result:
    """Chains of one to three facts, as `path.rq` lists them.

    Args:
        quads: the store; it is only read.
        start: a folded name; where a chain begins.
        to: a folded name; where it ends.
        least: the confidence that each fact has at least.
        timeout: seconds.

    Raises:
        QueryError: too slow.
    """
    search = _Search(quads, least, timeout)
    ends = [(a, b) for a in search.called(start) for b in search.called(to) if a != b]
    rows: list[Row] = []
    for length in (search.one, search.two, search.three):
        if len(rows) < MOST:
            found = {row for a, b in ends for row in length(a, b, MOST - len(rows))}
            rows += sorted(found, key=_place)[: MOST - len(rows)]
    return Result("solutions", COLUMNS, tuple(rows), payload=_json(rows))


class _Search:
    """Reads facts, each entity once."""

    def __init__(self, quads: Quads, least: float, timeout: float | None) -> None:
        self._quads = quads
        self._least = least
        self._timeout = timeout
        self._end = time.monotonic() + timeout if timeout is not None else None
        self._steps: dict[Node, Steps] = {}
        self._names: dict[Node, str | None] = {}

    def called(self, folded: str) -> list[NamedNode]:
        """The entities of a name."""
        found = self._quads.quads_for_pattern(None, FOLDED_LABEL, terms.plain(folded), None)
        return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]

    def one(self, a: Node, b: Node, _: int) -> Iterator[Row]:
        """Facts between the two."""
        for relation in self.steps(a).get(b, ()):
            yield "1", self.name(a), relation, None, None, None, None, self.name(b)

    def two(self, a: Node, b: Node, _: int) -> Iterator[Row]:
        """Chains over one more."""
        before, behind = self.steps(a), self.steps(b)
        for x in (before.keys() & behind.keys()) - {a, b}:
            for first in before[x]:
                for second in behind[x]:
                    yield "2", self.name(a), first, self.name(x), second, None, None, self.name(b)

    def three(self, a: Node, b: Node, most: int) -> list[Row]:
        """The first of the chains over two more."""
        found: dict[Row, None] = {}
        for (first, via), xs in self._first_steps(a, b):
            rows = {
                ("3", self.name(a), first, via, second, self.name(y), third, self.name(b))
                for x in xs
                for y, seconds in self._between(x, a, b)
                for second in seconds
                for third in self.steps(b)[y]
            }
            found.update(dict.fromkeys(sorted(rows, key=_place)))
            if len(found) >= most:
                break
        return list(islice(found, most))

    def _first_steps(self, a: Node, b: Node) -> list[tuple[tuple[str, str | None], list[Node]]]:
        """The first relation and what it leads to by name, in the order of the list, each with its entities."""
        steps: dict[tuple[str, str | None], list[Node]] = defaultdict(list)
        for x, relations in self.steps(a).items():
            if x not in (a, b):
                for relation in relations:
                    steps[relation, self.name(x)].append(x)
        return sorted(steps.items(), key=lambda step: _order(step[0]))

    def _between(self, x: Node, a: Node, b: Node) -> Iterator[tuple[Node, frozenset[str]]]:
        """What is one fact away from both `x` and `b`, with the relations to `x`."""
        near, far = self.steps(x), self.steps(b)
        for y in near.keys() & far.keys():
            if y not in (a, b, x):
                yield y, near[y]

    def steps(self, node: Node) -> Steps:
        """All that is one fact away from a node."""
        if node not in self._steps:
            if self._end is not None and time.monotonic() > self._end:
                raise QueryError(f"no answer within {self._timeout:g} s; narrow the query, or give it a longer limit")
            found: dict[Node, set[str]] = defaultdict(set)
            for fact in self._facts(node):
                for other, relation in self._ends(fact):
                    found[other].add(relation)
            self._steps[node] = {other: frozenset(relations) for other, relations in found.items()}
        return self._steps[node]

    def _facts(self, node: Node) -> set[NamedNode]:
        found = (
            quad.subject
            for role in (terms.SUBJECT, terms.OBJECT)
            for quad in self._quads.quads_for_pattern(None, role, node, None)
        )
        return {fact for fact in found if isinstance(fact, NamedNode)}

    def _ends(self, fact: NamedNode) -> Iterable[tuple[Node, str]]:
        """Both ends of a fact that connects, with its relation."""
        own = {quad.predicate: quad.object for quad in self._quads.quads_for_pattern(fact, None, None, None)}
        sure, relation = own.get(kg("confidence")), own.get(terms.PREDICATE)
        over = own.get(kg("former")) == Literal(True)
        if sure is None or relation is None or over or own.get(kg("status")) not in CONNECTING:
            return []
        if float(value(sure)) < self._least:
            return []
        ends = (own.get(role) for role in (terms.SUBJECT, terms.OBJECT))
        return [(end, local(value(relation))) for end in ends if isinstance(end, NamedNode | Literal)]

    def name(self, node: Node) -> str | None:
        """What an entity is called; None for words, which are no entity."""
        if node not in self._names:
            self._names[node] = None
            if isinstance(node, NamedNode):
                found = self._quads.quads_for_pattern(node, terms.PREF_LABEL, None, None)
                self._names[node] = next((value(quad.object) for quad in found), None)
        return self._names[node]


def _order(cells: Iterable[str | None]) -> tuple[tuple[bool, str], ...]:
    return tuple((cell is not None, cell or "") for cell in cells)


def _place(row: Row) -> tuple[tuple[bool, str], ...]:
    """By length, relations and what lies between; what is missing comes first."""
    return _order((row[0], *row[2:7], row[1], row[7]))


def _json(rows: Iterable[Row]) -> bytes:
    """The rows as SPARQL results."""
    bindings = [
        {
            column: {"type": "literal", "value": cell} | ({"datatype": _INTEGER} if column == "length" else {})
            for column, cell in zip(COLUMNS, row, strict=True)
            if cell is not None
        }
        for row in rows
    ]
    return json.dumps({"head": {"vars": COLUMNS}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()
