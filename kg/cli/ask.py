"""`kg facts`, `kg mentions`, `kg entities`, `kg query` and `kg sparql`."""

from __future__ import annotations

from dataclasses import asdict, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GRAPH, GraphOption, app
from kg.cli.show import Format, listing

if TYPE_CHECKING:
    pass

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print them.")]
SHOWN = ("subject", "relation", "object", "place", "time", "status", "document", "sentence")
"""The fields of a fact that fit a table."""


class ResultFormat(StrEnum):
    """How the result of a query is printed; JSON, CSV and TSV as SPARQL 1.1 defines them."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TURTLE = "turtle"


ResultOption = Annotated[
    ResultFormat, typer.Option("--format", "-f", help="How to print the result; turtle is for CONSTRUCT and DESCRIBE.")
]


@app.command()
def facts(
    graph: GraphOption = GRAPH,
    relation: Annotated[str | None, typer.Option(help="Only this relation, such as meets.")] = None,
    status: Annotated[str | None, typer.Option(help="Only asserted, planned, hypothetical or negated ones.")] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only with NAME in subject or object.")
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only of this document.")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List facts, each with the sentence that it comes from."""
    from kg.graph import Graph
    from kg.records import Fact

    with Graph(graph, create=False) as opened:
        wanted = (
            asdict(fact)
            for fact in opened.facts()
            if relation in {None, fact.relation}
            and status in {None, fact.status}
            and document in {None, fact.document}
            and (about is None or about.casefold() in f"{fact.subject}\n{fact.object}".casefold())
        )
        listing(wanted, columns=[field.name for field in fields(Fact)], format=format, shown=SHOWN)


@app.command()
def mentions(
    graph: GraphOption = GRAPH,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only of this document.")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List mentions of people, organizations and places, each with what it refers to."""
    from kg.graph import Graph
    from kg.triples import LinkedMention

    with Graph(graph, create=False) as opened:
        rows = (asdict(mention) for mention in opened.mentions(document))
        listing(rows, columns=[field.name for field in fields(LinkedMention)], format=format)


@app.command()
def entities(
    graph: GraphOption = GRAPH,
    type: Annotated[str | None, typer.Option(metavar="CLASS", help="Only of this class, such as Person.")] = None,
    described: Annotated[
        bool, typer.Option("--described/--named", help="Also those without a name, such as “five commanders”.")
    ] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """List entities: canonical name, class, other names."""
    from kg import ontology
    from kg.graph import Graph
    from kg.records import Entity

    is_a = ontology.load().is_a
    with Graph(graph, create=False) as opened:
        rows = (
            {**asdict(entity), "aliases": list(entity.aliases)}
            for entity in opened.entities()
            if (described or not entity.described) and (type is None or is_a(entity.cls, type))
        )
        listing(rows, columns=[field.name for field in fields(Entity)], format=format, shown=("name", "cls", "aliases"))
