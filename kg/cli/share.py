"""`kg export`, `kg view`, `kg receipt` and `kg validate`."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kg.cli import named
from kg.cli.app import GRAPH, GraphOption, LeastOption
from kg.cli.show import Format, listing, plain, table

if TYPE_CHECKING:
    from kg.export import Options
    from kg.graph import Graph
    from kg.parts import Chosen

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]
ExportedOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - is standard output.")
]
AboutOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only what is around who or what is called NAME.")
]
HopsOption = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="How far around, in facts; 1 unless it is said.")
]


def _two(names: tuple[str, str] | None) -> tuple[str, str] | None:
    """The names that `--between` was given; one alone takes the next option for the other."""
    if names and (option := next((each for each in names if each.startswith("--")), None)):
        raise typer.BadParameter(f"it takes two names, and was given {option} for one")
    return names


BetweenOption = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="NAME NAME", callback=_two, help="Only the shortest ways between two."),
]
DocumentsOption = Annotated[
    list[str] | None, typer.Option("--document", metavar="ID", help="Only this document; may be given several times.")
]
RelationsOption = Annotated[
    list[str] | None, typer.Option("--relation", metavar="NAME", help="Only this relation; may be given several times.")
]
AfterOption = Annotated[str | None, typer.Option(metavar="DAY", help="Only what may be of this day or later.")]
BeforeOption = Annotated[str | None, typer.Option(metavar="DAY", help="Only what may be of this day or earlier.")]


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, csv, events, parquet, void, "
        "nanopub, or what a package adds; else from the suffix.",
    ),
]
WithOntologyOption = Annotated[
    bool, typer.Option("--with-ontology", help="Tell the terms of the ontology that the file uses in it, too.")
]
OntologyBaseOption = Annotated[
    str | None,
    typer.Option(metavar="IRI", help="What the ontology's IRIs begin with, in place of https://kg.example/."),
]
Rdf12Option = Annotated[
    bool, typer.Option("--rdf12", help="Write facts as reifiers of their triples (RDF 1.2; turtle and ntriples).")
]
FactOption = Annotated[
    str | None, typer.Option(metavar="ID", help="The fact of a nanopublication, as `kg facts` prints it.")
]
TitleOption = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Title of the data set (void) or nanopublication (nanopub).")
]
LicenseOption = Annotated[str | None, typer.Option(metavar="IRI", help="Licence under which these are published.")]
CreatorOption = Annotated[str | None, typer.Option(metavar="IRI", help="Who publishes them: an ORCID, a page.")]
IssuedOption = Annotated[str | None, typer.Option(metavar="DAY", help="When, as 2021-03-09 or with time and zone.")]


def export(
    output: ExportedOption,
    format: FormatOption = None,
    least: LeastOption = None,
    about: AboutOption = None,
    hops: HopsOption = None,
    between: BetweenOption = None,
    document: DocumentsOption = None,
    relation: RelationsOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    with_ontology: WithOntologyOption = False,
    ontology_base: OntologyBaseOption = None,
    rdf12: Rdf12Option = False,
    fact: FactOption = None,
    title: TitleOption = None,
    license: LicenseOption = None,
    creator: CreatorOption = None,
    issued: IssuedOption = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Write the graph for other programs."""
    from kg.graph import Graph

    asked = {"with_ontology": with_ontology, "ontology_base": ontology_base, "rdf12": rdf12, "fact": fact}
    asked |= {"title": title, "license": license, "creator": creator, "issued": issued}
    with Graph(graph, create=False) as opened:
        part = _part(opened, about, hops, between, document, relation, after, before)
        _exported(opened, output, format, least, cast("Options", {**part, **asked}))


def _exported(graph: Graph, output: Path, format: str | None, least: float | None, options: Options) -> None:
    """Write a file, or for `-` what would stand in it to standard output."""
    if str(output) != "-":
        graph.export(output, format=format, least=least, **options)
        print(f"written {plain(output)}")
        return
    if format is None:
        raise typer.BadParameter("standard output does not tell its format; add --format, as in --format turtle")
    with tempfile.TemporaryDirectory() as folder:
        graph.export(Path(folder) / "export", format=format, least=least, **options)
        with (Path(folder) / "export").open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)


def view(
    output: OutputOption = Path("graph.html"),
    title: Annotated[str, typer.Option(metavar="WORDS", help="What stands above it.")] = "Knowledge graph",
    least: LeastOption = None,
    about: AboutOption = None,
    hops: HopsOption = None,
    between: BetweenOption = None,
    document: DocumentsOption = None,
    relation: RelationsOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Draw the graph as a page or a picture.

    An interactive page (.html, one file that needs no network) or a still picture (.svg, .png).
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        part = _part(opened, about, hops, between, document, relation, after, before)
        opened.view(output, title=title, least=least, **part)
    print(f"written {plain(output)}")


def _part(
    graph: Graph,
    about: str | None,
    hops: int | None,
    between: tuple[str, str] | None,
    documents: list[str] | None,
    relations: list[str] | None,
    after: str | None,
    before: str | None,
) -> Chosen:
    """The part that was asked for; what the graph does not know is refused."""
    for each in documents or ():
        named.document(each, graph)
    known = [named.term(each, graph.ontology.relations, option="--relation") for each in relations or ()]
    asked = {"about": about, "hops": hops, "between": between, "documents": documents, "relation": known or None}
    given = {**asked, "after": after, "before": before}
    return cast("Chosen", {name: value for name, value in given.items() if value is not None})


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
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only this document.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TABLE,
) -> None:
    """Check the graph against its SHACL shapes.

    Lists what breaks a rule, and the claims that were kept out of the facts because they would. The exit code is 1
    when the graph itself breaks a rule.
    """
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        named.document(document, opened)
        found = opened.validate(document)
    broken = sum(1 for violation in found if not violation.quarantined)
    columns = ("document", "quarantined", "message", "focus")
    if found or format is not Format.TABLE:
        listing(map(asdict, found), columns=columns, format=format)
    if format is Format.TABLE:
        print(f"rules broken: {broken:,}; claims kept out of the facts: {len(found) - broken:,}")
    if broken:
        raise typer.Exit(1)
