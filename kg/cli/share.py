"""`kg export`, `kg view`, `kg receipt` and `kg validate`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, app
from kg.cli.show import plain, table

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


@app.command()
def receipt(
    graph: GraphOption = GRAPH,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the canonical hash of the graph, its size, and the versions that made it.

    Equal hashes are equal graphs, whatever the order or the machine in which they were built.
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        values = asdict(opened.receipt())
    if json_:
        print(json.dumps(values, ensure_ascii=False))
    else:
        table(("receipt", ""), values.items())
