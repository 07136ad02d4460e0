"""What changes in what a document says, of which as little is read as need be.

To look up whether a quad is there costs a third of reading one back. So where a few lines of what a document will say
are all there already, the others are looked up as well, and what is there beside them is searched for only in what is
said of the document itself: its title, its day, its digest. Where that does not account for all, all is read.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.store.change import parsed
from kg.store.lines import lines_of
from kg.store.protocol import Quads

STEP = 50
"""One line in so many is looked up first: where all offsets are other ones, nothing more is."""
MOST = 8
"""So few lines may be new where it is expected that the rest stays."""


def differing(quads: Quads, graph: NamedNode, document: NamedNode, after: Sequence[str]) -> tuple[set[Quad], set[Quad]]:
    """The quads to delete and those to insert so that a graph holds what a document says from now on.

    Args:
        quads: the store; it is only read.
        graph: of what the document says.
        document: its node.
        after: what it will say, as lines of N-Quads; one may come twice.
    """
    if isinstance(quads, ox.Store) and (found := _few(quads, graph, document, after)) is not None:
        return found
    before = set(lines_of(quads, graph))
    other = before.symmetric_difference(after)
    return set(parsed(other & before)), set(parsed(other - before))


def _few(
    quads: ox.Store, graph: NamedNode, document: NamedNode, after: Sequence[str]
) -> tuple[set[Quad], set[Quad]] | None:
    """The same where next to nothing changes; None where more does, or where it cannot be told."""
    if not after or sum(quad not in quads for quad in parsed(after[::STEP])) > 1:
        return None
    lines = dict.fromkeys(after)
    new: set[Quad] = set()
    for quad in parsed(lines):
        if quad not in quads:
            new.add(quad)
            if len(new) > MOST:
                return None
    own = set(quads.quads_for_pattern(document, None, None, graph))
    gone = own - set(parsed(line for line in lines if line.startswith(f"{document} ")))
    counted = quads.query(f"SELECT (COUNT(*) AS ?count) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    assert isinstance(counted, ox.QuerySolutions)
    there = int(next(counted)["count"].value)
    return (gone, new) if there - len(gone) == len(lines) - len(new) else None
