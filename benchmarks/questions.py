"""How the time of a question grows with the graph.

    python benchmarks/questions.py SMALL-GRAPH LARGE-GRAPH… --name "James Dobbins" --to Paris

Each bundled query is asked without a name and, where it takes one, with one; then a fact is explained by its printed id
and a document is validated. The name should have equally many facts in all graphs, and the document is the first
that all of them hold. Times are the best of three, by the clock, in one process; the exponent tells what
power of the number of documents the time grows with, from the first graph to the last: 0 is flat, 1 is linear.
Without graphs it makes two of copies of one document.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg import queries
from kg.errors import QueryError
from kg.graph import Graph
from tests.factories import dobbins

ROUNDS, LIMIT = 3, 20.0
SLOW = frozenset({"disagree", "disputed"})
"""Queries that are given so many seconds only, in a process of their own, which costs 60 ms."""
MADE = (20, 80)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", type=Path)
    parser.add_argument("--name", default="James Dobbins", help="of who has equally many facts in all graphs")
    parser.add_argument("--to", default="Taliban", help="where a path ends")
    parser.add_argument("--given", action="store_true", help="only what is asked of a name, a fact or a document")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.graphs or [made(Path(folder) / str(n), n) for n in MADE], asked.name, asked.to, given=asked.given)


def made(path: Path, count: int) -> Path:
    """A graph of so many documents of one text."""
    with Graph(path) as graph:
        graph.replace_all(dobbins(f"{number:05}.txt") for number in range(count))
    return path


def measure(paths: list[Path], name: str, to: str, *, given: bool) -> None:
    """Print a row for each question, with a column for each graph."""
    graphs = [Graph(path, create=False, read_only=True) for path in paths]
    sizes = [sum(1 for _ in graph.documents()) for graph in graphs]
    held = set.intersection(*({each.id for each in graph.documents()} for graph in graphs))
    document = min(held)
    fact = next(graphs[0].facts(document)).fact.rsplit("/", 1)[-1][:8]
    print(f"| question | {' | '.join(f'{size:,} documents, ms' for size in sizes)} | exponent |")
    print(f"|---|{'---:|' * (len(sizes) + 1)}")
    for label, question in questions(name, to, document, fact):
        if given and " " not in label:
            continue
        times = [best(question, graph) for graph in graphs]
        power = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0]) if len(times) > 1 else math.nan
        print(f"| {label} | {' | '.join(f'{each * 1000:,.1f}' for each in times)} | {power:.2f} |", flush=True)


def questions(name: str, to: str, document: str, fact: str) -> Iterator[tuple[str, Callable[[Graph], object]]]:
    """Each question with what it is called."""
    given = {"name": name, "place": name, "of": name, "id": document, "from": name, "to": to}
    for query in map(queries.find, queries.names()):
        values = {each.name: given[each.name] for each in query.parameters if each.name in given}
        limit = LIMIT if query.name in SLOW else None
        if values:
            label = f"{query.name} {' '.join(values.values())}"
            yield label, lambda g, q=query, v=values, t=limit: g.query(q, v, timeout=t)
        if not any(each.default is None for each in query.parameters):
            yield query.name, lambda g, q=query, t=limit: g.query(q, timeout=t)
    yield f"explain {fact}", lambda g: g.explain(fact)
    yield f"explain {fact[:6]}", lambda g: g.explain(fact[:6])
    yield f"validate --document {document}", lambda g: g.validate(document)
    yield f"facts --document {document}", lambda g: list(g.facts(document))
    yield f"blindspots {document}", lambda g: g.blindspots(document)


def best(question: Callable[[Graph], object], graph: Graph) -> float:
    """The least seconds of three rounds; of a question that takes seconds, those of the first."""
    found = LIMIT
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        try:
            question(graph)
        except QueryError as error:
            if "no answer within" not in str(error):
                raise
        found = min(found, time.perf_counter() - begun)
        if found > 1:
            break
    return found


if __name__ == "__main__":
    main()
