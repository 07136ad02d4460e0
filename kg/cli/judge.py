"""`kg why`, `kg doubts`, `kg judgements`, and the six verdicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GRAPH, GraphOption
from kg.cli.show import Format, listing, plain, printable

if TYPE_CHECKING:
    from kg.judging import Bench
    from kg.records import Judgement

EntityArgument = Annotated[
    str,
    typer.Argument(metavar="ENTITY", help="A name that only it has, the end of its IRI, or NAME@DOCUMENT."),
]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="Another entity, said in the same way.")]
FactArgument = Annotated[
    str, typer.Argument(metavar="FACT", help="Its id as `kg facts` prints it, its IRI, or its number.")
]
AuthorOption = Annotated[str, typer.Option("--author", metavar="NAME", help="Who judges; you, unless you say so.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")]
COLUMNS = ("number", "verdict", "target", "other", "author", "time", "reason")


def same(
    entity: EntityArgument,
    other: OtherArgument,
    author: AuthorOption = "",
    reason: ReasonOption = "",
    graph: GraphOption = GRAPH,
) -> None:
    """Make two entities one.

    It keeps the name of the first.
    """
    _judge(graph, author, reason, lambda bench: bench.same(entity, other))


def apart(
    entity: EntityArgument,
    other: OtherArgument,
    author: AuthorOption = "",
    reason: ReasonOption = "",
    graph: GraphOption = GRAPH,
) -> None:
    """Keep two entities apart.

    Where they are one, say at least one of them as NAME@DOCUMENT: what that document calls so becomes an entity of
    its own.
    """
    _judge(graph, author, reason, lambda bench: bench.apart(entity, other))


def rename(
    entity: EntityArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it shall be called.")],
    author: AuthorOption = "",
    reason: ReasonOption = "",
    graph: GraphOption = GRAPH,
) -> None:
    """Give an entity another name."""
    _judge(graph, author, reason, lambda bench: bench.rename(entity, name))


def retype(
    entity: EntityArgument,
    cls: Annotated[str, typer.Argument(metavar="CLASS", help="A class of the ontology.")],
    author: AuthorOption = "",
    reason: ReasonOption = "",
    graph: GraphOption = GRAPH,
) -> None:
    """Give an entity another class."""
    _judge(graph, author, reason, lambda bench: bench.retype(entity, cls))


def reject(
    fact: FactArgument, author: AuthorOption = "", reason: ReasonOption = "", graph: GraphOption = GRAPH
) -> None:
    """Take a fact out of the graph.

    It stays out when its document is read again, until the judgement is undone.
    """
    _judge(graph, author, reason, lambda bench: bench.reject(fact))


def confirm(
    fact: FactArgument, author: AuthorOption = "", reason: ReasonOption = "", graph: GraphOption = GRAPH
) -> None:
    """Mark a fact as right."""
    _judge(graph, author, reason, lambda bench: bench.confirm(fact))


def judgements(
    undo: Annotated[int | None, typer.Option("--undo", metavar="N", help="Undo the judgement of this number.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write all of them to a file, one JSON a line.")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Make the judgements of such a file.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    graph: GraphOption = GRAPH,
) -> None:
    """List what people have judged, by time; undo, export or import it."""
    from kg.graph import Graph
    from kg.judging import write_file

    with Graph(graph, create=False) as opened:
        if import_ is not None:
            print(f"judged {opened.add_judgements(import_)}")
        if undo is not None:
            print(f"undone {_line(opened.judge().undo(undo))}")
        made = opened.judgements()
    if export is not None:
        write_file(export, made)
        print(f"written {plain(export)}")
    elif undo is None and import_ is None:
        rows = [{"number": number, **asdict(each)} for number, each in enumerate(made, 1)]
        listing(rows, columns=COLUMNS, format=format)


def doubts(
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="So many at most.")] = 20,
    format: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    graph: GraphOption = GRAPH,
) -> None:
    """List pairs of entities worth a judgement, best first."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        found = opened.doubts()[:limit]
    rows = [{**asdict(each), "names": " / ".join(each.names)} for each in found]
    listing(rows, columns=("score", "one", "other", "names", "reason"), format=format)


def why(entity: EntityArgument, graph: GraphOption = GRAPH) -> None:
    """Say why an entity is what it is.

    Shows its names, the documents that use them, what joined them, and what was judged of it.
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        for line in str(opened.why(entity)).splitlines():
            print(printable(line))


def _judge(graph: str, author: str, reason: str, verdict: Callable[[Bench], Judgement]) -> None:
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        made = verdict(opened.judge(author=author, reason=reason))
    print(f"judged {_line(made)}")


def _line(made: Judgement) -> str:
    return plain(" ".join(part for part in (made.verdict, made.target, made.other) if part))
