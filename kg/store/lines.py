"""All quads of a graph as sorted lines of N-Quads, in little memory however many there are.

This is the canonical form of a graph without blank nodes (RDFC-1.0, https://www.w3.org/TR/rdf-canon/): its lines in the
order of their code points, which is that of their bytes.
"""

from __future__ import annotations

import io
import os
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.store.protocol import Quads

BLOCK = 32_000_000
"""Bytes that are sorted at once; more are first dealt out to files by their beginning."""
GRAPHS = 512
"""So many graphs are held at once; one is some 200 KB."""
SAMPLED = 200
"""One line in so many is looked at to find where one file ends and the next begins."""


def sorted_lines(quads: Quads) -> Iterator[bytes]:
    """The lines, in blocks of many.

    Raises:
        OSError: no room for temporary files, of the size of the graph twice.
    """
    with tempfile.TemporaryDirectory(prefix="kg-lines-") as folder:
        whole = Path(folder) / "all.nq"
        with whole.open("wb") as file:
            file.writelines(unsorted_lines(quads))
        parts = [whole] if whole.stat().st_size <= BLOCK else _dealt_out(whole, Path(folder))
        for part in parts:
            yield b"".join(sorted(part.read_bytes().splitlines(keepends=True)))
            part.unlink()


def lines_of(quads: Quads, graph: ox.NamedNode) -> list[str]:
    """All lines of one graph."""
    if not isinstance(quads, ox.Store):
        found = quads.quads_for_pattern(None, None, None, graph)
        return [f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n" for quad in found]
    return [f"{line}\n" for line in _written(quads, graph).decode().split("\n")[:-1]]


def unsorted_lines(quads: Quads) -> Iterator[bytes]:
    """All lines, in blocks; those of a store by a thread a core, for it does not hold up others while it reads."""
    if not isinstance(quads, ox.Store):
        quads.dump(whole := io.BytesIO(), format=ox.RdfFormat.N_QUADS)
        yield whole.getvalue()
        return
    yield quads.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    graphs = iter([each for each in quads.named_graphs() if isinstance(each, ox.NamedNode)])
    with ThreadPoolExecutor(_cores()) as threads:
        while some := list(islice(graphs, GRAPHS)):
            yield from threads.map(lambda each: _written(quads, each), some)


def _cores() -> int:
    """How many this process may use, the most that one graph is read with."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def _written(quads: ox.Store, graph: ox.NamedNode) -> bytes:
    """The lines of a graph: one looked up quad by quad costs half as much again, as each looks up its graph, too."""
    triples = quads.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    assert isinstance(triples, ox.QueryTriples)
    lines = triples.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return lines.replace(b" .\n", f" {graph} .\n".encode())  # a line break within a string is written as \\n


def _dealt_out(whole: Path, folder: Path) -> list[Path]:
    """The lines of a file in several, each of which comes before the next."""
    with whole.open("rb") as file:
        sample = sorted(line for number, line in enumerate(file) if number % SAMPLED == 0)
    count = 2 * whole.stat().st_size // BLOCK + 1
    borders = [sample[len(sample) * each // count] for each in range(1, count)]
    parts = [folder / f"{number}.nq" for number in range(count)]
    with ExitStack() as stack:
        files = [stack.enter_context(part.open("wb")) for part in parts]
        for line in stack.enter_context(whole.open("rb")):
            files[bisect_right(borders, line)].write(line)
    whole.unlink()
    return parts
