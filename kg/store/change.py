"""A change of the graph, as one atomic write."""

from __future__ import annotations

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
        return f"DELETE DATA {{ {_data(self.delete)} }} ; INSERT DATA {{ {_data(self.insert)} }}{drops}"


def _data(quads: set[Quad]) -> str:
    """Quads as SPARQL 1.1 QuadData; terms print themselves escaped."""
    return " ".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
