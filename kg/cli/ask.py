"""`kg facts`, `kg mentions`, `kg entities`, `kg query` and `kg sparql`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import named
from kg.cli.app import GRAPH, GraphOption, LeastOption, read, warn
from kg.cli.show import Format, listing, table
from kg.records import Entity, Fact, Status

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.queries import Query
    from kg.store import Result
    from kg.store.sparql import Cell

FormatOption = Annotated[Format, typer.Option("--format", help="How to print them.")]


class ResultFormat(StrEnum):
    """How the result of a query is printed; JSON, CSV, TSV and XML as SPARQL 1.1 defines them."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


def _names(incomplete: str) -> list[str]:
    """The queries that the shell may complete a word to."""
    from kg import queries

    return [name for name in queries.names() if name.startswith(incomplete)]


ResultOption = Annotated[
    ResultFormat,
    typer.Option("--format", help="How to print the result; turtle and ntriples are for CONSTRUCT and DESCRIBE."),
]

TimeoutOption = Annotated[
    float, typer.Option(metavar="SECONDS", min=0, help="End a query that takes longer; 0 is no limit.")
]
TypeOption = Annotated[
    str | None, typer.Option(metavar="CLASS", help="Only of this class or one below it, such as Person.")
]
NameArgument = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="A bundled query, see --list.", autocompletion=_names),
]
ValuesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="VALUE", help="Values of its parameters, in the order of --list.")
]
ParamsOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query; may be given several times."),
]
TIMEOUT = 60.0
ID_LENGTH = 8
"""So many characters of a fact's id are shown; among fewer than thousands of facts they tell all apart."""


def facts(
    graph: GraphOption = GRAPH,
    relation: Annotated[str | None, typer.Option(metavar="NAME", help="Only this relation, such as meets.")] = None,
    type: TypeOption = None,
    status: Annotated[Status | None, typer.Option(help="Only facts of this status.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Only of who or what is called NAME.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only of this document.")] = None,
    least: LeastOption = None,
    once: Annotated[bool, typer.Option("--once", help="Each fact once, by its surest sentence.")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """List facts, each with its sentence."""
    with read(graph) as opened:
        relation = named.term(relation, opened.ontology.relations, option="--relation")
        named.document(document, opened)
        wanted_of = _wanted_of(about, type, opened)
        wanted = (
            fact
            for fact in opened.facts(document, least=least)
            if relation in {None, fact.relation}
            and status in {None, fact.status}
            and not (once and fact.repeats)
            and all(test(fact) for test in wanted_of)
        )
        if format is Format.TABLE:
            show_facts(wanted)
        else:
            listing(map(asdict, wanted), columns=[field.name for field in fields(Fact)], format=format)


def _wanted_of(about: str | None, type: str | None, graph: Graph) -> list[Callable[[Fact], bool]]:
    """What has to be true of the ends of a fact."""
    cls = named.term(type, graph.ontology.classes, option="--type")
    tests = [] if about is None else [named.called(about, graph)]
    return tests if cls is None else [*tests, named.of_class(cls, graph.ontology)]


def mentions(
    graph: GraphOption = GRAPH,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only of this document.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Also what decided the class of each name.")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """List mentions of people, organizations and places."""
    from kg.triples import LinkedMention

    columns = [field.name for field in fields(LinkedMention) if why or field.name != "why"]
    with read(graph) as opened:
        named.document(document, opened)
        rows = ({name: getattr(mention, name) for name in columns} for mention in opened.mentions(document))
        listing(rows, columns=columns, format=format)


def entities(
    graph: GraphOption = GRAPH,
    type: TypeOption = None,
    described: Annotated[
        bool, typer.Option("--described/--named", help="Also those without a name, such as “five commanders”.")
    ] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """List entities: canonical name, class, other names."""
    with read(graph) as opened:
        words = opened.ontology
        cls = named.term(type, words.classes, option="--type")
        rows = (
            {**asdict(entity), "aliases": list(entity.aliases)}
            for entity in opened.entities()
            if (described or not entity.described) and (cls is None or words.is_a(entity.cls, cls))
        )
        listing(rows, columns=[field.name for field in fields(Entity)], format=format, shown=("name", "cls", "aliases"))


def query(
    name: NameArgument = None,
    values: ValuesArgument = None,
    params: ParamsOption = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="FILE.rq", help="A query of your own instead of a bundled one."),
    ] = None,
    catalogue: Annotated[bool, typer.Option("--list", help="List the bundled queries with their parameters.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the query instead of asking it.")] = False,
    least: LeastOption = None,
    graph: GraphOption = GRAPH,
    format: ResultOption = ResultFormat.TABLE,
    timeout: TimeoutOption = TIMEOUT,
) -> None:
    """Ask a bundled query, or one from a file."""
    if catalogue:
        _catalogue()
        return
    chosen = _chosen(name, file)
    if show:
        print(chosen.sparql.rstrip())
        return
    sure = [] if least is None else [f"least={least}"]
    given = chosen.in_order(values or ()) | dict(_pair(param) for param in (*(params or ()), *sure))
    _answer(chosen, given, graph, format, timeout)


def _chosen(name: str | None, file: Path | None) -> Query:
    from kg import queries

    if (name is None) == (file is None):
        raise typer.BadParameter("give either the name of a bundled query (--list shows them) or --file")
    return queries.read(file) if file is not None else queries.find(str(name))


def _answer(chosen: Query, values: dict[str, str], graph: str, format: ResultFormat, timeout: float) -> None:
    from kg import queries

    with read(graph) as opened:
        result = queries.run(opened.store, chosen, values, timeout=timeout or None)
        if not result.rows:
            named.values(values, chosen, opened)
        _warn_of_unknown(chosen.sparql, opened)
        _print(result, format)


def _warn_of_unknown(sparql: str, graph: Graph) -> None:
    """A misspelt term matches nothing, which looks like an answer."""
    from kg import queries

    for term in queries.unknown(graph.store, sparql):
        warn(term)


def sparql(
    text: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="SPARQL 1.1; the usual prefixes are known. - reads it from standard input."
        ),
    ],
    graph: GraphOption = GRAPH,
    format: ResultOption = ResultFormat.TABLE,
    timeout: TimeoutOption = TIMEOUT,
) -> None:
    """Ask a question in SPARQL."""
    asked = sys.stdin.read() if text == "-" else text
    with read(graph) as opened:
        result = opened.store.query(asked, timeout=timeout or None)
        _warn_of_unknown(asked, opened)
        _print(result, format)


def show_facts(found: Iterable[Fact]) -> None:
    """Print facts for a person, one table a document; the number of sources where some fact has several."""
    for document, facts in groupby(found, key=lambda fact: fact.document):
        listed = list(facts)
        several = any(fact.support > 1 for fact in listed)
        columns = ("id", "fact", "where and when", "status", "sure", *(("sources",) if several else ()), "sentence")
        rows = [
            (short(f.fact), f.statement, where(f), f.status, sure(f), *((f.support,) if several else ()), f.sentence)
            for f in listed
        ]
        table(columns, rows, title=document)


def where(fact: Fact) -> str:
    """Return place and time of a fact, as far as they are known."""
    return "; ".join(filter(None, (fact.place, fact.time or fact.time_text)))


def sure(fact: Fact) -> str:
    """Return the confidence of a fact in the least room: its two decimals."""
    return f"{fact.confidence:.2f}".lstrip("0")


def short(fact: str | None) -> str:
    """Return the part of a fact's IRI that `kg explain` asks for."""
    return re.split("[/:]", fact or "")[-1][:ID_LENGTH]


def _catalogue() -> None:
    from kg import queries

    rows = []
    for name in queries.names():
        found = queries.find(name)
        asked = (f"{p.name}=…" if p.default is None else f"[{p.name}={p.default}]" for p in found.parameters)
        rows.append((name, found.title, " ".join(asked)))
    table(("query", "answers", "parameters"), rows)


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"--param takes NAME=VALUE, not {param!r}")
    return name, value


def _print(result: Result, format: ResultFormat) -> None:
    if format is not ResultFormat.TABLE:
        sys.stdout.write(result.serialize(format.value))
    elif result.kind == "triples":
        sys.stdout.write(result.serialize("turtle"))
    else:
        table(*_for_people(result))


def _for_people(result: Result) -> tuple[list[str], list[list[Cell]]]:
    """Shorten the ids of facts; with one, `kg explain` tells the document, which needs no column of its own."""
    hidden = "document" if "fact" in result.columns else None
    shown = [index for index, name in enumerate(result.columns) if name != hidden]
    columns = [result.columns[index] for index in shown]
    rows = [
        [short(row[index]) if result.columns[index] == "fact" else row[index] for index in shown]
        for row in result.short_rows
    ]
    return columns, rows
