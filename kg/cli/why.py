"""`kg explain` and `kg blindspots`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, app


@app.command()
def explain(
    fact: Annotated[
        str,
        typer.Argument(metavar="FACT", help="Its IRI, the beginning of the hash in it, or its number in `kg facts`."),
    ],
    graph: GraphOption = GRAPH,
) -> None:
    """Tell why a fact is in the graph: sentence, rule, trigger, names, status, confidence."""
    from kg.explain import render
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(render(opened.explain(fact)))


@app.command()
def blindspots(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document, as `kg facts` prints it.")],
    graph: GraphOption = GRAPH,
) -> None:
    """List the sentences and names of a document that are in no fact."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        _print(str(opened.blindspots(document)))


def _print(text: str) -> None:
    """Lines keep their indentation, but nothing in them drives the terminal."""
    for line in text.splitlines():
        print("".join(character for character in line if character.isprintable()))
