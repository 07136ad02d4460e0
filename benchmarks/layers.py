"""What it would save to keep what documents say (layer one) in compressed files, beside a store of what is known.

    python benchmarks/layers.py GRAPH --limit 1000

Both layers of the graph's documents are written twice, in the batches of a build: all of them into a store, and only
what is known and the names into another, what each document says into a file of its own. Then what some documents
say is read back from both, as `kg explain` and a change of names would. Without a graph it makes one of copies of one
document.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
from measure import options, room, seconds, table

from kg.batches import DOCUMENTS
from kg.graph import Graph
from kg.store.change import parsed
from kg.store.lines import lines_of
from tests.factories import dobbins

MADE, READ = 40, 50
"""Copies of one document where no graph is given; documents that are read back."""


def main() -> None:
    """Write both kinds of store and read from them."""
    parser = options(__doc__)
    parser.add_argument("graph", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, help="so many documents at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.graph or made(Path(folder) / "made")
        with Graph(path, create=False, read_only=True) as graph:
            compare(graph, Path(folder), given.limit)


def made(path: Path) -> Path:
    """A graph of copies of one document."""
    with Graph(path) as graph:
        graph.replace_all(dobbins(f"{number:05}.txt") for number in range(MADE))
    return path


def compare(graph: Graph, folder: Path, limit: int | None) -> None:
    """Print a row for each way to keep layer one."""
    view, minter = graph.store.latest(), graph.store.minter
    ids = [each.id for each in graph.documents()][:limit]
    says = {each: lines_of(view, minter.says(each)) for each in ids}
    knows = {each: lines_of(view, minter.knows(each)) for each in ids}
    names = [f"{quad} .\n" for quad in view.quads_for_pattern(None, None, None, minter.names)]
    share = len(names) // len(ids) + 1
    rest = {each: [*knows[each], *names[i * share : (i + 1) * share]] for i, each in enumerate(ids)}
    files = folder / "says"
    files.mkdir()
    whole, known = folder / "whole", folder / "known"
    costs = [
        seconds(lambda: load(whole, [[*says[each], *rest[each]] for each in ids]))[0],
        seconds(lambda: (load(known, [rest[each] for each in ids]), write(files, says.values())))[0],
    ]
    rooms = [room(whole), room(known) + room(files)]
    drawn = random.Random(1).sample(range(len(ids)), min(READ, len(ids)))
    store = ox.Store.read_only(str(whole))
    reads = [
        seconds(lambda: [list(parsed(lines_of(store, minter.says(ids[i])))) for i in drawn])[0],
        seconds(lambda: [list(parsed(read(files / str(i)))) for i in drawn])[0],
    ]
    table(
        f"{len(ids):,} documents, {sum(map(len, says.values())):,} quads of what they say, "
        f"{sum(map(len, rest.values())):,} others",
        ("layer one", "written, ms each", "room, KB each", "read back, ms each"),
        [
            (kind, 1000 * cost / len(ids), kept / len(ids) / 1000, 1000 * back / len(drawn))
            for kind, cost, kept, back in zip(("in the store", "in files"), costs, rooms, reads, strict=True)
        ],
    )


def load(path: Path, documents: Sequence[list[str]]) -> None:
    """Write the lines of documents into a store, as many at once as a build does."""
    store = ox.Store(str(path))
    for first in range(0, len(documents), DOCUMENTS):
        lines = "".join(line for document in documents[first : first + DOCUMENTS] for line in document)
        store.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def write(folder: Path, documents: Iterable[list[str]]) -> None:
    """Write each document into a file of its own."""
    for number, lines in enumerate(documents):
        (folder / str(number)).write_bytes(gzip.compress("".join(lines).encode(), compresslevel=6, mtime=0))


def read(path: Path) -> list[str]:
    """The lines of such a file."""
    return gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)


if __name__ == "__main__":
    main()
