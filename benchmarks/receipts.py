"""What a receipt costs: the first of a graph, the same again, and after documents changed, went and came.

    python benchmarks/receipts.py GRAPH

It works on a copy of the graph, and compares each hash with that of all quads. Without a graph it makes one of copies
of one document.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from measure import options, room, seconds, table

from kg.graph import Graph
from kg.records import Extraction
from kg.store.copies import copy
from kg.store.kept_lines import LINES
from kg.store.receipt import canonical_hash
from tests.factories import dobbins

MADE, MANY = 40, 8
"""Copies of one document where no graph is given; documents that change at once."""
COLUMNS = ("what", "s, clock", "s, processor", "s, processor, reading all quads", "quads", "MB beside the state")


def main() -> None:
    """Change a copy of the graph, and take a receipt after each change."""
    parser = options(__doc__)
    parser.add_argument("graph", nargs="?", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        if given.graph:
            copy(given.graph, path)
        else:
            with Graph(path) as graph:
                graph.replace_all(dobbins(f"{number:05}.txt") for number in range(MADE))
        with Graph(path) as graph:
            table(str(given.graph or "made of copies"), COLUMNS, rows(graph))


def rows(graph: Graph) -> Iterator[tuple[object, ...]]:
    """A row for each receipt."""
    graph.store.derive_again()  # as the first change would, if other rules had made the graph
    ids = [each.id for each in graph.documents()]
    one = graph.store.extraction(ids[0])
    steps: list[tuple[str, Callable[[], object]]] = [
        ("first", lambda: None),
        ("again", lambda: None),
        ("a title changed", lambda: graph.replace(titled(one))),
        ("a document less", lambda: graph.retract(ids[1])),
        ("a document more", lambda: graph.replace(replace(one, document=replace(one.document, id="another")))),
        (f"{MANY} documents less", lambda: [graph.retract(each) for each in ids[2 : 2 + MANY]]),
    ]
    for what, change in steps:
        change()
        graph.store.publish()
        begun = time.perf_counter()
        spent, receipt = seconds(graph.receipt)
        clock = time.perf_counter() - begun
        view = graph.store.view()
        assert view.folder
        whole, expected = seconds(partial(canonical_hash, view.quads))
        assert receipt.hash == expected, f"{what}: {receipt.hash} is not {expected}"
        yield what, clock, spent, whole, receipt.quads, room(view.folder / LINES) / 1e6


def titled(read: Extraction) -> Extraction:
    """The same document with another title."""
    return replace(read, document=replace(read.document, title="Changed"))


if __name__ == "__main__":
    main()
