"""`kg export`, `kg view`, `kg receipt` and `kg validate`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, LeastOption
from kg.cli.show import Format, listing, plain, table

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]


def export(
    output: OutputOption,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, csv, events, parquet, or what a "
            "package adds; else from the suffix.",
        ),
    ] = None,
    least: LeastOption = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Write the graph for other programs."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        opened.export(output, format=format, least=least)
    print(f"written {plain(output)}")


def view(
    output: OutputOption = Path("graph.html"),
    title: Annotated[str, typer.Option(metavar="WORDS", help="What stands above it.")] = "Knowledge graph",
    least: LeastOption = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Draw the graph as a page or a picture.

    An interactive page (.html, one file that needs no network) or a still picture (.svg, .png).
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        opened.view(output, title=title, least=least)
    print(f"written {plain(output)}")


def receipt(
    graph: GraphOption = GRAPH,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the hash, size and versions of the graph.

    The hash is that of the canonical quads (RDFC-1.0): equal hashes are equal graphs, whatever the order
    or the machine in which they were built.
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        values = asdict(opened.receipt())
    if json_:
        print(json.dumps(values, ensure_ascii=False))
    else:
        table(("receipt", ""), values.items())


def validate(
    graph: GraphOption = GRAPH,
    format: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TABLE,
) -> None:
    """Check the graph against its SHACL shapes.

    Lists what breaks a rule, and the claims that were kept out of the facts because they would. The exit code is 1
    when the graph itself breaks a rule.
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        found = opened.validate()
    broken = sum(1 for violation in found if not violation.quarantined)
    columns = ("document", "quarantined", "message", "focus")
    if found or format is not Format.TABLE:
        listing(map(asdict, found), columns=columns, format=format)
    if format is Format.TABLE:
        print(f"rules broken: {broken:,}; claims kept out of the facts: {len(found) - broken:,}")
    if broken:
        raise typer.Exit(1)
