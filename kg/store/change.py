"""A change of the graph, as one atomic write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad


@dataclass(slots=True)
class Revision:
    """What one atomic update will do."""

    insert: set[Quad] = field(default_factory=set)
    delete: set[Quad] = field(default_factory=set)
    drop: tuple[NamedNode, ...] = ()
    """Graphs that will be empty and shall not be listed any more."""
    new: dict[NamedNode, list[str]] = field(default_factory=dict)
    """Graphs of which there was nothing, each with all that it will hold, as lines of N-Quads: nothing has to be
    compared with it, so that it need not become objects."""

    def __bool__(self) -> bool:
        """Whether it does anything."""
        return bool(self.insert or self.delete or self.new)

    def __len__(self) -> int:
        """How many quads it inserts and deletes."""
        return len(self.insert) + len(self.delete) + sum(map(len, self.new.values()))

    @property
    def lines(self) -> bytes:
        """All that it inserts, as lines of N-Quads."""
        new = "".join(line for lines in self.new.values() for line in lines).encode()
        return (ox.serialize(self.insert, format=ox.RdfFormat.N_QUADS) or b"") + new

    def spelled_out(self) -> Revision:
        """The same, with all that it inserts as quads."""
        if not self.new:
            return self
        return Revision(self.insert | {quad for graph in self.new for quad in self.of(graph)}, self.delete, self.drop)

    def of(self, graph: NamedNode) -> Iterable[Quad]:
        """What a graph will hold of which there was nothing."""
        return parsed(self.new.get(graph, ()))

    @property
    def update(self) -> str:
        """The change as one SPARQL update."""
        drops = "".join(f" ; DROP SILENT GRAPH {graph}" for graph in self.drop)
        inserted = self.spelled_out().insert
        return f"DELETE DATA {{ {data(self.delete)} }} ; INSERT DATA {{ {data(inserted)} }}{drops}"


def parsed(lines: Iterable[str]) -> Iterable[Quad]:
    """The quads of lines of N-Quads that we have written."""
    return ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)


def data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL 1.1 QuadData, each graph named once; terms print themselves escaped."""
    graphs: dict[object, list[str]] = defaultdict(list)
    for quad in quads:
        subject, predicate, obj, graph = quad
        graphs[graph].append(f"{subject} {predicate} {obj}")
    return " ".join(f"GRAPH {graph} {{ {' . '.join(triples)} }}" for graph, triples in graphs.items())
