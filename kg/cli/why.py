"""`kg explain` and `kg blindspots`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, app
from kg.cli.show import printable


@app.command()
def explain(
    fact: Annotated[
        str, typer.Argument(metavar="FACT", help="Its id as `kg facts` prints it, its IRI, or its number.")
    ],
    graph: GraphOption = GRAPH,
) -> None:
    """Say why a fact is in the graph: sentence, rule, trigger, path, ends, status, confidence."""
    from kg.explain import render
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(render(opened.explain(fact)))


@app.command()
def blindspots(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document.")],
    graph: GraphOption = GRAPH,
) -> None:
    """List the sentences and names of a document that yielded no fact."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(str(opened.blindspots(document)))


def _print(text: str) -> None:
    for line in text.splitlines():
        print(printable(line))
