"""Runs one query in a process of its own, so that it can be killed when it takes too long.

Reads `{"path": …, "scratch": …, "query": …, "prefixes": {…}, "repeatable": […], "apart": …}` on standard input;
writes one line of JSON that says what follows (`solutions` and `boolean`: SPARQL results JSON; `triples`: N-Triples;
`error`: a message in the line itself).
"""

from __future__ import annotations

import io
import json
import math
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox


def evaluate(
    store: ox.Store,
    query: str,
    prefixes: dict[str, str],
    *,
    union: bool = True,
    dataset: tuple[Iterable[str], Iterable[str]] | None = None,
    most: float = math.inf,
) -> tuple[str, bytes]:
    """Runs a query over the union of all graphs.

    Args:
        store: the quads.
        query: SPARQL.
        prefixes: known without declaration.
        union: False where the default graph holds all that the named ones do.
        dataset: the graphs that make the default graph, and those that `GRAPH` sees; else all.
        most: bytes of a result.

    Returns:
        Its kind, and the result as SPARQL JSON or N-Triples; raises what pyoxigraph does.
    """
    chosen = _graphs(dataset) if dataset else {"use_default_graph_as_union": union}
    result, payload = store.query(query, prefixes=prefixes, **chosen), Bounded(most)
    if isinstance(result, ox.QueryTriples):
        result.serialize(payload, format=ox.RdfFormat.N_TRIPLES)
        return "triples", payload.getvalue()
    result.serialize(payload, format=ox.QueryResultsFormat.JSON)
    return "boolean" if isinstance(result, ox.QueryBoolean) else "solutions", payload.getvalue()


def _graphs(dataset: tuple[Iterable[str], Iterable[str]]) -> dict[str, Any]:
    default, named = ([ox.NamedNode(iri) for iri in graphs] for graphs in dataset)
    return {"default_graph": default, "named_graphs": named}


class Bounded(io.BytesIO):
    """A file in memory that does not grow without end.

    Args:
        most: bytes.
    """

    def __init__(self, most: float) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        """Write.

        Raises:
            ValueError: there would be too much.
        """
        if self.tell() + len(data) > self._most:
            raise ValueError(f"the answer has more than {self._most:,.0f} bytes; ask for less, or add LIMIT")
        return super().write(data)


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


class States:
    """Published states as they are opened, the newest of which is kept open: opening costs more than most queries."""

    def __init__(self) -> None:
        self._path = ""
        self._whole: ox.Store | None = None
        self._once: ox.Store | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._again: list[ox.Quad] | None = None

    def whole(self, path: str) -> ox.Store:
        """A state as it is."""
        if self._whole is None or path != self._path:
            self._path, self._whole, self._once, self._again = path, ox.Store.read_only(path), None, None
            if self._copy:  # its links would keep the files of the past on disk
                self._copy.cleanup()
        return self._whole

    def again(self, path: str, predicates: Iterable[str]) -> list[ox.Quad]:
        """What `repeats` finds in it; whoever asks for any predicate asks for the same ones."""
        store = self.whole(path)
        if self._again is None:
            self._again = repeats(store, predicates)
        return self._again

    def once(self, path: str, again: Iterable[ox.Quad], scratch: Path) -> ox.Store:
        """A copy in which each triple stands in one graph."""
        if self._once is None:
            self._copy = tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True)
            self._once = ox.Store(copied(Path(path), Path(self._copy.name)))
            count_once(self._once, again, apart=False)
        return self._once


def answer(asked: dict[str, Any], states: States) -> tuple[dict[str, str], bytes]:
    """What a request is answered: a header and a payload."""
    path, scratch, union = asked["path"], Path(asked["scratch"]), True
    dataset, most = asked.get("dataset"), asked.get("most") or math.inf
    try:
        store = states.whole(path)
        again = states.again(path, asked["repeatable"]) if asked["repeatable"] and not dataset else []
        with ExitStack() as room:
            if again and asked["apart"]:
                folder = room.enter_context(tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True))
                store = ox.Store(copied(Path(path), Path(folder)))
                union = count_once(store, again, apart=True)
            elif again:
                store = states.once(path, again, scratch)
            kind, payload = evaluate(store, asked["query"], asked["prefixes"], union=union, dataset=dataset, most=most)
            del store  # a copy is closed before its files go
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"kind": "error", "type": type(error).__name__, "message": str(error)}, b""
    return {"kind": kind}, payload


def main(request: BinaryIO, reply: BinaryIO) -> None:
    """Answers one request."""
    header, payload = answer(json.load(request), States())
    reply.write(json.dumps(header).encode() + b"\n" + payload)


def stay(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answers one request after the other, each a line; a reply is a line with the length of its payload, and that.

    The first line is what all requests have in common.
    """
    states, known = States(), json.loads(requests.readline() or "{}")
    for line in requests:
        header, payload = answer({**known, **json.loads(line)}, states)
        replies.write(json.dumps({**header, "bytes": len(payload)}).encode() + b"\n" + payload)
        replies.flush()


if __name__ == "__main__":
    (stay if "--stay" in sys.argv else main)(sys.stdin.buffer, sys.stdout.buffer)
