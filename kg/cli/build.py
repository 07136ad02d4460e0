"""`kg build`, `kg retract` and `kg demo`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GRAPH, GazetteerOption, GraphOption, ModelOption, OntologyOption, complain
from kg.cli.ask import where
from kg.cli.report import Report
from kg.cli.show import table
from kg.records import UNSAID

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.pipeline import Options


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, folders (with all below them), or - for standard input."),
    ],
    graph: GraphOption = GRAPH,
    model: ModelOption = None,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="Base IRI of entities, facts and documents of a new graph.")
    ] = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE|mtime", help="Day of plain text files; mtime: when each was last changed."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Empty the graph first, to build it with another ontology or a newer kg.")
    ] = False,
) -> None:
    """Read documents into the graph.

    Reads .txt, .md, .html, .pdf, .docx, and corpora of many documents in .jsonl, .csv or .tsv with the fields text
    and perhaps id, title and published. A document that the graph holds already is left alone when it is unchanged
    and replaced when it has changed, or when the rules, the model or the ontology have. The graph keeps the Turtle of
    --ontology and --gazetteer; further builds need not name it.
    """
    options: Options = {"base": base, "ontology": ontology, "gazetteer": gazetteer or (), "rebuild": rebuild}
    with _built(paths, graph, model=model, published=published, options=options):
        pass


def retract(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT", help="Ids of documents, as `kg facts` prints them.")
    ],
    graph: GraphOption = GRAPH,
) -> None:
    """Take documents out, as if never read."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        missing = [document for document in documents if not opened.retract(document)]
    for document in missing:
        complain(f"no document {document!r} in {graph}; `kg query coverage` lists them")
    if missing:
        raise typer.Exit(1)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where everything is written.")] = Path(
        "demo"
    ),
) -> None:
    """Build and show a graph of two sample articles.

    Prints the meetings and the entities, and writes the graph as Turtle and as a page.
    """
    from kg import resources

    with _built([resources.directory("seeds")], output / "graph") as graph:
        _meetings(graph)
        _entities(graph)
        for name in ("graph.ttl", "graph.html"):
            path = output / name
            graph.view(path) if path.suffix == ".html" else graph.export(path)
            print(f"written {path}")


def _built(
    paths: Sequence[Path],
    folder: Path,
    *,
    model: str | None = None,
    published: str | None = None,
    options: Options | None = None,
) -> Graph:
    """Build with a progress bar and a summary; the exit code is 1 when a document was skipped."""
    from kg import pipeline

    report = Report()
    with report:
        graph = pipeline.build(
            paths, graph=folder, model=model, progress=report.advance, published=published, **(options or {})
        )
    report.summary(
        entities=_count(graph, "skos:prefLabel ?label"),
        facts=_count(graph, "a kg:Fact"),
        doubtful=_count(graph, "a kg:DoubtfulFact"),
    )
    if report.failed:
        graph.close()
        raise typer.Exit(1)
    return graph


def _count(graph: Graph, property: str) -> int:
    """Count what has a property: on large graphs much faster than listing it."""
    counted = graph.sparql(f"SELECT (COUNT(DISTINCT ?it) AS ?n) {{ ?it {property} }}", timeout=None)
    return int(counted.rows[0][0] or 0)


def _meetings(graph: Graph) -> None:
    columns = ("who", "meets", "where and when", "status", "sentence")
    rows = [
        (fact.subject or UNSAID, fact.object or UNSAID, where(fact), fact.status, fact.sentence)
        for fact in graph.facts()
        if fact.relation == "meets"
    ]
    table(columns, rows, title="Meetings")


def _entities(graph: Graph) -> None:
    names = defaultdict(list)
    for entity in graph.entities():
        if not entity.described:
            names[entity.cls].append(entity.name)
    rows = [(cls, len(names[cls]), ", ".join(sorted(names[cls]))) for cls in sorted(names)]
    table(("class", "count", "entities"), rows, title="Entities by class")
