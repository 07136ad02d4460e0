"""Many readers beside one writer: no errors, and each answer from one state of the graph.

    python benchmarks/readers.py --readers 32 --seconds 60

One process replaces all documents of a graph again and again, in one batch each time, with another title. Readers, some
to a process, ask for all titles with their documents and facts, and for the facts of one document: an answer with two
titles, or with some of the documents, mixes two states. It prints how many answers there were, how many were wrong, and
how many states were seen.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from measure import table

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.graph import Graph
from tests.factories import dobbins

DOCUMENTS, THREADS = 150, 4
TITLES = """SELECT ?title (COUNT(DISTINCT ?document) AS ?documents) (COUNT(?fact) AS ?facts) {
  ?document a kg:Document ; dcterms:title ?title .
  ?passage dcterms:isPartOf ?document . ?fact prov:wasDerivedFrom ?passage
} GROUP BY ?title"""


def main() -> None:
    """Begin a writer and the readers, and add up what they saw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--read", metavar="GRAPH", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read, given.readers, given.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        write(path, 0)
        asked = [sys.executable, __file__, "--read", str(path), "--seconds", str(given.seconds)]
        readers = [subprocess.Popen([*asked, "--readers", str(count)], stdout=subprocess.PIPE, text=True)
                   for count in shares(given.readers)]  # fmt: skip
        written = 0
        while any(reader.poll() is None for reader in readers):
            written += 1
            write(path, written)
        said = [reader.communicate()[0].split() for reader in readers]
        died = sum(reader.returncode != 0 for reader in readers)
        sums = [sum(int(each[at]) for each in said if each) for at in range(3)]
        table(
            f"{given.readers} readers for {given.seconds:g} s beside a writer of {DOCUMENTS} documents",
            ("answers", "errors", "of two states", "readers that died", "states written", "states seen by one process"),
            [(*sums, died, written, max(int(each[3]) for each in said if each))],
        )


def shares(readers: int) -> list[int]:
    """How many readers each process has."""
    return [min(THREADS, readers - begun) for begun in range(0, readers, THREADS)]


def write(path: Path, number: int) -> None:
    """Replace all documents, in one batch."""
    made = (dobbins(f"{each:03}.txt") for each in range(DOCUMENTS))
    with Graph(path) as graph:
        graph.replace_all(replace(each, document=replace(each.document, title=f"state {number}")) for each in made)


def read(path: str, readers: int, seconds: float) -> None:
    """Ask until the time is over; prints answers, errors, mixed answers, and states that were seen."""
    counts, seen, lock = [0, 0, 0], set[str](), threading.Lock()
    end = time.monotonic() + seconds

    def ask() -> None:
        while time.monotonic() < end:
            try:
                with Graph(path, create=False, read_only=True) as graph:
                    rows = graph.store.query(TITLES).rows
                    facts = len(list(graph.facts("007.txt")))
                mixed = len(rows) != 1 or int(rows[0][1] or 0) != DOCUMENTS or not facts
                failed = False
            except Exception as error:  # noqa: BLE001 - whatever it is, it counts
                print(error, file=sys.stderr)
                rows, mixed, failed = (), False, True
            with lock:
                seen.update(str(row[0]) for row in rows)
                counts[0] += 1
                counts[1] += failed
                counts[2] += mixed

    threads = [threading.Thread(target=ask) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(*counts, len(seen))


if __name__ == "__main__":
    main()
