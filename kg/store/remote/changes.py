"""A revision as requests to a server, none of which is too large, in an order that may be cut off anywhere.

First the graph stops saying that it is whole, and the documents of the change lose the marks by which they count as
read; then come deletions and insertions; last the marks, and the graph is whole again. Servers that undo nothing when
half of a request fails leave no more behind than a writer that is killed, and everything may be sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

import kg.triples.terms as terms
from kg.errors import StoreError
from kg.store.change import Revision, data
from kg.store.protocol import Quads
from kg.store.remote.wire import Refused, Wire
from kg.triples import Minter
from kg.triples.said import value
from kg.triples.terms import kg

CHUNK = 1_000
"""Quads in a request; Virtuoso takes about 1,400 of ours."""
GRAPHS = 100
"""Graphs that are cleared in a request."""
DIGEST = kg("digest")
Operation = Callable[[Sequence[ox.Quad]], str]


@dataclass(frozen=True, slots=True)
class Steps:
    """A change in the order in which it is made."""

    first: Sequence[ox.Quad]
    """Marks to delete."""
    delete: Sequence[ox.Quad]
    insert: Sequence[ox.Quad]
    clear: Sequence[ox.NamedNode]
    last: Sequence[ox.Quad]
    """Marks to insert, and the new state."""


def steps(revision: Revision, quads: Quads, minter: Minter, state: Sequence[ox.Quad]) -> Steps:
    """A revision in its steps.

    Args:
        revision: the change.
        quads: what is stored before it.
        minter: for IRIs.
        state: the quads that tell that the graph is whole.
    """
    changed = (quad.graph_name for each in (revision.insert, revision.delete) for quad in each)
    says = {graph for graph in changed if value(graph).endswith("/says")}
    marks = {quad for graph in says for quad in _marks(quads, minter, graph)}
    there = marks - revision.delete
    new = {quad for quad in revision.insert if _is_mark(quad)}
    cleared = set(revision.drop)
    return Steps(
        first=_sorted(marks),
        delete=_sorted(quad for quad in revision.delete - marks if quad.graph_name not in cleared),
        insert=_sorted(revision.insert - new),
        clear=sorted(cleared, key=str),
        last=[*_sorted(there | new), *state],
    )


def make(wire: Wire, change: Steps, *, state: ox.NamedNode) -> None:
    """Have a server make a change: in one request where it fits.

    Raises:
        StoreError: the server does not answer, or refuses; some of the change may have been made.
    """
    begin = f"CLEAR SILENT GRAPH {state}"
    texts = [begin, _delete(change.first), _delete(change.delete), _clear(change.clear), _insert(change.insert)]
    if sum(map(len, (change.first, change.delete, change.insert, change.last, change.clear))) <= CHUNK:
        _send(wire, " ;\n".join(filter(None, [*texts, _insert(change.last)])))
        return
    _send(wire, begin)
    _in_chunks(wire, _delete, change.first)
    _in_chunks(wire, _delete, change.delete)
    for start in range(0, len(change.clear), GRAPHS):
        _send(wire, _clear(change.clear[start : start + GRAPHS]))
    _in_chunks(wire, _insert, change.insert)
    _in_chunks(wire, _insert, change.last)


def clear(wire: Wire, graphs: Sequence[ox.NamedNode]) -> None:
    """Have a server empty graphs; not drop them, which not all do to graphs that were never created."""
    for start in range(0, len(graphs), GRAPHS):
        _send(wire, _clear(graphs[start : start + GRAPHS]))


def insert(wire: Wire, quads: Sequence[ox.Quad]) -> None:
    """Have a server take quads in."""
    _in_chunks(wire, _insert, quads)


def _in_chunks(wire: Wire, operation: Operation, quads: Sequence[ox.Quad], size: int | None = None) -> None:
    """Send quads by the thousand, and by fewer where a server finds these too many."""
    most = size or CHUNK
    for start in range(0, len(quads), most):
        chunk = quads[start : start + most]
        try:
            wire.update(operation(chunk))
        except Refused as error:
            if len(chunk) == 1:
                raise _refusal(wire, error) from error
            _in_chunks(wire, operation, chunk, (len(chunk) + 1) // 2)


def _send(wire: Wire, text: str) -> None:
    try:
        wire.update(text)
    except Refused as error:
        raise _refusal(wire, error) from error


def _refusal(wire: Wire, error: Refused) -> StoreError:
    return StoreError(f"{wire.url} does not take a change: {error}; give us the right to write there")


def _delete(quads: Sequence[ox.Quad]) -> str:
    """An operation for each graph: Virtuoso 7.2.5 keeps literals with a language where one operation names two."""
    graphs = groupby(sorted(quads, key=_graph), key=_graph)
    return " ;\n".join(f"DELETE DATA {{ {data(list(own))} }}" for _, own in graphs)


def _insert(quads: Sequence[ox.Quad]) -> str:
    return f"INSERT DATA {{ {data(quads)} }}" if quads else ""


def _clear(graphs: Sequence[ox.NamedNode]) -> str:
    return " ; ".join(f"CLEAR SILENT GRAPH {graph}" for graph in graphs)


def _marks(quads: Quads, minter: Minter, graph: object) -> Iterator[ox.Quad]:
    node = ox.NamedNode(minter.document(minter.document_id(value(graph))))
    return (quad for quad in quads.quads_for_pattern(node, None, None, graph) if _is_mark(quad))


def _is_mark(quad: ox.Quad) -> bool:
    """Whether a quad is what a document counts as read by."""
    return quad.predicate == DIGEST or (quad.predicate == terms.TYPE and quad.object == kg("Document"))


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda quad: (_graph(quad), value(quad.subject)))


def _graph(quad: ox.Quad) -> str:
    return value(quad.graph_name)
