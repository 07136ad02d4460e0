"""`kg explain` and `kg blindspots`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption
from kg.cli.show import printable


def explain(
    fact: Annotated[
        str, typer.Argument(metavar="FACT", help="Its id as `kg facts` prints it, its IRI, or its number.")
    ],
    graph: GraphOption = GRAPH,
) -> None:
    """Say why a fact is in the graph.

    Shows its sentence, rule, trigger and path, how each end was found, status, confidence.
    """
    from kg.explain import render
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(render(opened.explain(fact)))


def blindspots(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document.")],
    graph: GraphOption = GRAPH,
) -> None:
    """List what in a document yielded no fact."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(str(opened.blindspots(document)))


def _print(text: str) -> None:
    for line in text.splitlines():
        print(printable(line))
