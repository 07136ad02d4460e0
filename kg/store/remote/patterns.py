"""Quads that are asked of a server by their patterns, many patterns a request.

A server may answer with fewer rows than there are, and say nothing of it (Virtuoso stops at 10,000). So the rows of a
long answer are counted by the server as well; where they do not agree, the patterns are asked for in two halves, and a
single one in sixteen parts, by a hash of what it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote.wire import Refused, Row, Term, Wire

Pattern = tuple[Term | None, Term | None, Term | None, Term | None]
"""Subject, predicate, object and graph of quads; None is any."""

VARIABLES = ("s", "p", "o", "g")
MOST = 200
"""Patterns in a request."""
MOST_GRAPHS = 32
"""Whole graphs in a request: as many quads as a server gives at once, or a few times more."""
SURE = 1_000
"""No server gives fewer rows than this when there are more."""
DIGITS = "0123456789abcdef"
DEEPEST = 4


def fetch(wire: Wire, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
    """All quads that match some pattern (of which something is open), in whatever graph; one may come twice.

    Raises:
        StoreError: the server does not answer, or not in full.
    """
    shapes: dict[tuple[bool, ...], list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        shapes[tuple(term is not None for term in pattern)].append(pattern)
    for shape, alike in sorted(shapes.items()):
        most = MOST_GRAPHS if shape == (False, False, False, True) else MOST
        for start in range(0, len(alike), most):
            yield from _fetch(wire, alike[start : start + most])


def count(wire: Wire, where: str) -> int:
    """How many answers there are to a group of patterns."""
    rows = _rows(wire, f"SELECT (COUNT(*) AS ?n) {{ {where} }}")
    return int(rows[0]["n"].value)


def _fetch(wire: Wire, patterns: Sequence[Pattern], digits: str = "") -> Iterator[ox.Quad]:
    alone = len(patterns) == 1
    bound = _bound(patterns[0]) if alone else {}
    where = _where(patterns, digits)
    asked = " ".join(f"?{name}" for name in VARIABLES if name not in bound)
    rows: list[Row] = []
    try:
        many = count(wire, where) if wire.limit and tuple(_bound(patterns[0])) == ("g",) else 0
        if whole := not wire.limit or many <= wire.limit:
            rows = _rows(wire, f"SELECT {asked} {{ {where} }}")
            whole = len(rows) < SURE or len(rows) >= (many or count(wire, where))
            wire.limit = wire.limit if whole else len(rows)
    except StoreError as error:
        if alone or not isinstance(error.__cause__, Refused):
            raise
        whole = False
    if whole:
        yield from (_quad({**bound, **row}) for row in rows)
    elif not alone:
        half = len(patterns) // 2
        yield from _fetch(wire, patterns[:half])
        yield from _fetch(wire, patterns[half:])
    elif len(digits) < DEEPEST:
        for digit in DIGITS:
            yield from _fetch(wire, patterns, digits + digit)
    else:
        raise StoreError(f"{wire.url} gives no more than {len(rows):,} rows; raise its limit (ResultSetMaxRows)")


def _bound(pattern: Pattern) -> dict[str, Term]:
    return {name: term for name, term in zip(VARIABLES, pattern, strict=True) if term is not None}


def _where(patterns: Sequence[Pattern], digits: str) -> str:
    """The group that matches the patterns, all of one shape; of one alone only a part, by the hash of what it asks."""
    if len(patterns) == 1:
        bound = _bound(patterns[0])
        s, p, o, g = (str(bound.get(name, f"?{name}")) for name in VARIABLES)
        free = next(name for name in ("s", "o", "g", "p") if name not in bound)
        part = f' FILTER(STRSTARTS(MD5(STR(?{free})), "{digits}"))' if digits else ""
        return f"GRAPH {g} {{ {s} {p} {o} }}{part}"
    if tuple(_bound(patterns[0])) == ("g",):  # servers that are given graphs as VALUES look through all of them
        return " UNION ".join(f"{{ GRAPH {g} {{ ?s ?p ?o }} BIND({g} AS ?g) }}" for *_, g in patterns)
    names = _bound(patterns[0])
    values = " ".join(f"({' '.join(str(term) for term in pattern if term is not None)})" for pattern in patterns)
    return f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}"


def _rows(wire: Wire, query: str) -> list[Row]:
    try:
        return wire.rows(query)
    except Refused as error:
        raise StoreError(f"{wire.url} does not take a query of ours: {error}") from error


def _quad(row: Row) -> ox.Quad:
    subject, predicate, graph = row["s"], row["p"], row["g"]
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    assert isinstance(graph, ox.NamedNode)
    return ox.Quad(subject, predicate, row["o"], graph)


def graphs(wire: Wire, condition: str, digits: str = "") -> list[ox.NamedNode]:
    """The graphs whose IRI, `?g`, meets a condition; in order.

    Raises:
        StoreError: the server does not answer, or not in full.
    """
    part = f' FILTER(STRSTARTS(MD5(STR(?g)), "{digits}"))' if digits else ""
    where = f"GRAPH ?g {{ ?s ?p ?o }} {condition}{part}"
    found = [row["g"] for row in _rows(wire, f"SELECT DISTINCT ?g {{ {where} }}")]
    if len(found) >= SURE:
        number = int(_rows(wire, f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {where} }}")[0]["n"].value)
        if len(found) < number and len(digits) < DEEPEST:
            return sorted({each for digit in DIGITS for each in graphs(wire, condition, digits + digit)}, key=str)
    return sorted((each for each in found if isinstance(each, ox.NamedNode)), key=str)
