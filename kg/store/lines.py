"""All quads of a graph as sorted lines of N-Quads, in little memory however many there are.

This is the canonical form of a graph without blank nodes (RDFC-1.0, https://www.w3.org/TR/rdf-canon/): its lines in the
order of their code points, which is that of their bytes.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox

from kg.store.protocol import Quads

BLOCK = 32_000_000
"""Bytes that are sorted at once; more are first dealt out to files by their beginning."""
SAMPLED = 200
"""One line in so many is looked at to find where one file ends and the next begins."""


def sorted_lines(quads: Quads) -> Iterator[bytes]:
    """The lines, in blocks of many.

    Raises:
        OSError: no room for temporary files, of the size of the graph twice.
    """
    with tempfile.TemporaryDirectory(prefix="kg-lines-") as folder:
        whole = Path(folder) / "all.nq"
        quads.dump(str(whole), format=ox.RdfFormat.N_QUADS)
        parts = [whole] if whole.stat().st_size <= BLOCK else _dealt_out(whole, Path(folder))
        for part in parts:
            yield b"".join(sorted(part.read_bytes().splitlines(keepends=True)))
            part.unlink()


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
