"""What keeping costs: a document replaced on disk and in memory, one left alone, facts listed, room on disk.

python benchmarks/store.py                          the two articles of seeds/
python benchmarks/store.py news.jsonl --limit 50
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from measure import corpus_option, options, room, seconds, table, texts

from kg import language, ontology
from kg.extract import extract
from kg.graph import Graph
from kg.records import Document, Extraction


def main() -> None:
    """Read the corpus once, then keep it in both kinds of graph."""
    parser = options(__doc__)
    corpus_option(parser)
    given = parser.parse_args()
    nlp, known = language.load(), ontology.load()
    articles = [
        Document(id=str(i), text=text, source="") for i, text in enumerate(texts(given.corpus, limit=given.limit))
    ]
    reading, read = seconds(lambda: [extract(nlp(article.text), article, known) for article in articles])
    rows = [("reading, for comparison", 1000 * reading / len(read), "ms a document")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        with Graph(path) as graph:
            rows += kept(graph, read, "on disk")
        rows.append(("room on disk", room(path) / len(read) / 1e6, "MB a document"))
    with Graph() as graph:
        rows += kept(graph, read, "in memory")
    table(f"{len(read)} documents", ("what", "measured", "unit"), rows)


def kept(graph: Graph, read: list[Extraction], where: str) -> list[tuple[str, float, str]]:
    """Put all in, replace all, look for all, list all."""
    changed = [replace(one, document=replace(one.document, title="changed")) for one in read]
    first, _ = seconds(lambda: [graph.replace(one) for one in read])
    again, _ = seconds(lambda: [graph.replace(one) for one in changed])
    looking, _ = seconds(lambda: [graph.has(one.document) for one in changed])
    listing, facts = seconds(lambda: list(graph.facts()))
    return [
        (f"a document put in, {where}", 1000 * first / len(read), "ms"),
        (f"a document replaced, {where}", 1000 * again / len(read), "ms"),
        (f"an unchanged document, {where}", 1000 * looking / len(read), "ms"),
        (f"facts listed, {where}", len(facts) / max(listing, 1e-9), "a second"),
    ]


if __name__ == "__main__":
    main()
