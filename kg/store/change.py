"""A change of the graph, as one atomic write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad


@dataclass(slots=True)
class Revision:
    """What one atomic update will do."""

    insert: set[Quad] = field(default_factory=set)
    delete: set[Quad] = field(default_factory=set)
    drop: tuple[NamedNode, ...] = ()
    """Graphs that will be empty and shall not be listed any more."""

    @property
    def update(self) -> str:
        """The change as one SPARQL update."""
        drops = "".join(f" ; DROP SILENT GRAPH {graph}" for graph in self.drop)
        return f"DELETE DATA {{ {data(self.delete)} }} ; INSERT DATA {{ {data(self.insert)} }}{drops}"


def data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL 1.1 QuadData, each graph named once; terms print themselves escaped."""
    graphs: dict[object, list[str]] = defaultdict(list)
    for quad in quads:
        subject, predicate, obj, graph = quad
        graphs[graph].append(f"{subject} {predicate} {obj}")
    return " ".join(f"GRAPH {graph} {{ {' . '.join(triples)} }}" for graph, triples in graphs.items())
