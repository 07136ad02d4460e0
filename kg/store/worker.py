"""Runs one query in a process of its own, so that it can be killed when it takes too long.

Reads `{"path": …, "scratch": …, "query": …, "prefixes": {…}, "repeatable": […], "apart": …}` on standard input;
writes one line of JSON that says what follows (`solutions` and `boolean`: SPARQL results JSON; `triples`: N-Triples;
`error`: a message in the line itself).
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox


def evaluate(store: ox.Store, query: str, prefixes: dict[str, str], *, union: bool = True) -> tuple[str, bytes]:
    """Runs a query over the union of all graphs.

    Args:
        store: the quads.
        query: SPARQL.
        prefixes: known without declaration.
        union: False where the default graph holds all that the named ones do.

    Returns:
        Its kind, and the result as SPARQL JSON or N-Triples.

    Raises:
        SyntaxError, ValueError, RuntimeError, OSError: as pyoxigraph does.
    """
    result = store.query(query, prefixes=prefixes, use_default_graph_as_union=union)
    if isinstance(result, ox.QueryTriples):
        return "triples", _bytes(result.serialize(format=ox.RdfFormat.N_TRIPLES))
    kind = "boolean" if isinstance(result, ox.QueryBoolean) else "solutions"
    return kind, _bytes(result.serialize(format=ox.QueryResultsFormat.JSON))


def repeats(store: ox.Store, predicates: Iterable[str]) -> list[ox.Quad]:
    """The quads of some predicates whose triple stands in another graph, too; one of each triple is left out."""
    found: list[ox.Quad] = []
    for predicate in predicates:
        seen: set[ox.Triple] = set()
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            if quad.triple in seen:
                found.append(quad)
            seen.add(quad.triple)
    return found


def count_once(store: ox.Store, again: Iterable[ox.Quad], *, apart: bool) -> bool:
    """Changes a copy of the quads so that a triple counts once however many graphs have it.

    pyoxigraph counts it once for each. The quick way leaves it in one graph; the slow one puts the union of all graphs
    into the default graph.

    Args:
        store: the copy.
        again: what `repeats` found.
        apart: whether the graphs are asked one by one as well, and have to stay whole.

    Returns:
        Whether the union of all graphs is still to be asked, not the default graph.
    """
    if not apart:
        for quad in again:
            store.remove(quad)
        return True
    triples = io.BytesIO()
    for name in list(store.named_graphs()):
        store.dump(triples, ox.RdfFormat.N_TRIPLES, from_graph=name)
    store.bulk_load(triples.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    return False


def copied(state: Path, scratch: Path) -> str:
    """A copy of a published state that may be changed: of links to the files that never change, where links can be."""
    target = scratch / "quads"
    target.mkdir()
    for file in state.iterdir():
        linked = False
        if file.suffix == ".sst":
            with suppress(OSError):
                (target / file.name).hardlink_to(file)
                linked = True
        if not linked:
            shutil.copy(file, target / file.name)
    return str(target)


def _bytes(data: bytes | None) -> bytes:
    return data or b""


def main(request: BinaryIO, reply: BinaryIO) -> None:
    """Answers one request."""
    asked: dict[str, Any] = json.load(request)
    try:
        store, union = ox.Store.read_only(asked["path"]), True
        if again := repeats(store, asked["repeatable"]):
            store = ox.Store(copied(Path(asked["path"]), Path(asked["scratch"])))
            union = count_once(store, again, apart=asked["apart"])
        kind, payload = evaluate(store, asked["query"], asked["prefixes"], union=union)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        header: dict[str, str] = {"kind": "error", "type": type(error).__name__, "message": str(error)}
        payload = b""
    else:
        header = {"kind": kind}
    reply.write(json.dumps(header).encode() + b"\n" + payload)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
