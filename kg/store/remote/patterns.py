"""Quads that are asked of a server by their patterns, many patterns a request.

A server may answer with fewer rows than there are, and say nothing of it (Virtuoso stops at 10,000). So the rows of a
long answer are counted by the server as well; where they do not agree, the patterns are asked for in two halves, and a
single one in sixteen parts, by a hash of what it asks for.
"""

from __future__ import annotations

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
SEVERAL = 4
"""So many patterns of one predicate and graph are asked for by themselves."""
SURE = 1_000
"""No server gives fewer rows than this when there are more."""
DIGITS = "0123456789abcdef"
DEEPEST = 4


def fetch(wire: Wire, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
    """All quads that match some pattern (of which something is open), in whatever graph; one may come twice.

    Raises:
        StoreError: the server does not answer, or not in full.
    """
    for alike in _alike(patterns):
        most = MOST_GRAPHS if set(_bound(alike[0])) == {"g"} else MOST
        for start in range(0, len(alike), most):
            yield from _fetch(wire, alike[start : start + most])


def _alike(patterns: Iterable[Pattern]) -> Iterator[list[Pattern]]:
    """Patterns of one shape together, and of one predicate and graph where there are several such.

    What they have in common stands in the query as it is: given one row after the other it costs Virtuoso ten seconds.
    """
    shapes: dict[tuple[str, ...], dict[tuple[Term | None, Term | None], list[Pattern]]] = {}
    for pattern in patterns:
        _, predicate, _, graph = pattern
        shapes.setdefault(tuple(_bound(pattern)), {}).setdefault((predicate, graph), []).append(pattern)
    for groups in shapes.values():
        yield from (group for group in groups.values() if len(group) >= SEVERAL)
        if rest := [each for group in groups.values() if len(group) < SEVERAL for each in group]:
            yield rest


def count(wire: Wire, where: str) -> int:
    """How many answers there are to a group of patterns."""
    rows = _rows(wire, f"SELECT (COUNT(*) AS ?n) {{ {where} }}")
    return int(rows[0]["n"].value)


def _fetch(wire: Wire, patterns: Sequence[Pattern], digits: str = "") -> Iterator[ox.Quad]:
    alone = len(patterns) == 1
    common = _common(patterns)
    where = _where(patterns, digits)
    asked = " ".join(f"?{name}" for name in VARIABLES if name not in common)
    rows: list[Row] = []
    try:
        many = count(wire, where) if wire.limit and set(_bound(patterns[0])) == {"g"} else 0
        if whole := not wire.limit or many <= wire.limit:
            rows = _rows(wire, f"SELECT {asked} {{ {where} }}")
            whole = len(rows) < SURE or len(rows) >= (many or count(wire, where))
            wire.limit = wire.limit if whole else len(rows)
    except StoreError as error:
        if alone or not isinstance(error.__cause__, Refused):
            raise
        whole = False
    if whole:
        yield from (_quad({**common, **row}) for row in rows)
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


def _common(patterns: Sequence[Pattern]) -> dict[str, Term]:
    """What all patterns, of one shape, have in common."""
    first = _bound(patterns[0])
    return {name: term for name, term in first.items() if all(_bound(each)[name] == term for each in patterns[1:])}


def _where(patterns: Sequence[Pattern], digits: str) -> str:
    """The group that matches the patterns, all of one shape; of one alone only a part, by the hash of what it asks."""
    common = _common(patterns)
    s, p, o, g = (str(common.get(name, f"?{name}")) for name in VARIABLES)
    group = f"GRAPH {g} {{ {s} {p} {o} }}"
    if len(patterns) == 1:
        free = next(name for name in ("s", "o", "g", "p") if name not in common)
        return group + (f' FILTER(STRSTARTS(MD5(STR(?{free})), "{digits}"))' if digits else "")
    names = [name for name in _bound(patterns[0]) if name not in common]
    if names == ["g"] and not common:  # servers that are given graphs as VALUES look through all of them
        return " UNION ".join(f"{{ GRAPH {g} {{ ?s ?p ?o }} BIND({g} AS ?g) }}" for *_, g in patterns)
    rows = (" ".join(str(_bound(each)[name]) for name in names) for each in patterns)
    return f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(f'({row})' for row in rows)} }} {group}"


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
