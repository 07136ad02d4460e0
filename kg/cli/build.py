"""`kg build`, `kg retract` and `kg demo`."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from kg.cli import named
from kg.cli.app import GRAPH, GazetteerOption, GraphOption, ModelOption, OntologyOption, complain
from kg.cli.ask import where
from kg.cli.report import Report
from kg.cli.show import table
from kg.readers.fields import Fields
from kg.records import UNSAID

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.pipeline import Options

BaseOption = Annotated[
    str | None, typer.Option("--base", metavar="IRI", help="Base IRI of entities, facts and documents of a new graph.")
]
RebuildOption = Annotated[
    bool, typer.Option("--rebuild", help="Empty the graph first, to build it with another ontology or a newer kg.")
]
TextFieldOption = Annotated[
    str | None, typer.Option("--text-field", metavar="NAME", help="Field or column with the text of an article.")
]
TitleFieldOption = Annotated[str | None, typer.Option("--title-field", metavar="NAME", help="That with its title.")]
DateFieldOption = Annotated[
    str | None, typer.Option("--date-field", metavar="NAME", help="That with its day of publication.")
]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE|mtime", help="Day of plain text files; mtime: when each was last changed.")
]
SyncOption = Annotated[
    bool, typer.Option("--sync", help="Also take out what was read from PATH before and is no longer there.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        help="Processes that parse and extract, beside the one that writes; without it one for each core.",
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Have a Dask cluster parse and extract: tcp://HOST:8786."),
]
IdFieldOption = Annotated[str | None, typer.Option("--id-field", metavar="NAME", help="That with its id.")]


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, folders (with all below them), or - for standard input."),
    ],
    graph: GraphOption = GRAPH,
    model: ModelOption = None,
    base: BaseOption = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    rebuild: RebuildOption = False,
    sync: SyncOption = False,
    published: PublishedOption = None,
    text_field: TextFieldOption = None,
    title_field: TitleFieldOption = None,
    date_field: DateFieldOption = None,
    id_field: IdFieldOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
) -> None:
    """Read documents into the graph.

    Reads articles in .txt, .md, .html, .pdf, .docx, .odt, .rtf and .epub, news in .rss, .atom, .xml, .eml, .mbox, .warc
    and .sgm, many documents in .json, .jsonl, .csv, .tsv, .xlsx or .parquet, and all of these in .zip or .gz. A
    document that the graph holds just so is left alone, and replaced when it, the rules, the model or the ontology have
    changed. What its source has withdrawn gives no facts, and an older version replaces no newer one. The graph keeps
    the Turtle of --ontology and --gazetteer.
    """
    fields, who = Fields(text_field, title_field, date_field, id_field), cluster or _processes(workers)
    options: Options = {"base": base, "ontology": ontology, "gazetteer": gazetteer or (), "rebuild": rebuild}
    asked: Asked = {"model": model, "sync": sync, "published": published, "fields": fields, "workers": who}
    _built(paths, graph, asked, options).close()


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
        ids = {document.id for document in opened.documents()} if missing else set()
    for document in documents:
        if document not in missing:
            print(f"{document} is out of the graph")
    for document in missing:
        complain(named.no_document(document, ids))
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


class Asked(TypedDict, total=False):
    """What of `pipeline.build` a command may be asked for, beside the options of a graph."""

    model: str | None
    sync: bool
    fields: Fields
    published: str | None
    workers: int | str


def _processes(asked: int | None) -> int:
    """How many were asked for, or are worth while."""
    return _cores() if asked is None else asked


def _cores() -> int:
    """The processor cores that this process may use; 0 instead of 1, since one more process would only take turns."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return count if count > 1 else 0


def _built(
    paths: Sequence[Path], folder: Path | str, asked: Asked | None = None, options: Options | None = None
) -> Graph:
    """Build with a progress bar and a summary; the exit code is 1 when a document was skipped."""
    report = Report(folder, rebuild=bool(options and options.get("rebuild")))
    with report:
        from kg import pipeline  # takes seconds, in which somebody may interrupt it

        graph = pipeline.build(paths, graph=folder, progress=report.advance, **(asked or {}), **(options or {}))
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
