"""`kg export`, `kg view`, `kg receipt` and `kg validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, app
from kg.cli.show import plain

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]


@app.command()
def export(
    output: OutputOption,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, csv; else from the suffix.",
        ),
    ] = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Write the graph in a format that other programs read."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        opened.export(output, format=format)


@app.command()
def view(
    output: OutputOption = Path("graph.html"),
    graph: GraphOption = GRAPH,
) -> None:
    """Draw the graph: an interactive page (.html, one file, no network) or a picture (.svg, .png)."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        opened.view(output)
    print(f"written {plain(output)}")
