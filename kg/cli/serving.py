"""`kg serve`."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GRAPH, GraphOption
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store import Store

TOKEN = "KG_TOKEN"  # noqa: S105 - its name
"""The environment variable with the token of who may judge."""
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#@]+")


def _origins(given: list[str] | None) -> list[str] | None:
    """Origins as a browser sends them, which are compared letter by letter."""
    for each in given or ():
        if each != "*" and not ORIGIN.fullmatch(each):
            raise typer.BadParameter(f"{each!r} is no origin; give one as https://example.org, without a path, or *")
    return given


CorsOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ORIGIN", callback=_origins, help="Pages that may ask, such as https://example.org; * for all."
    ),
]


def serve(
    graph: GraphOption = GRAPH,
    host: Annotated[str, typer.Option(help="The name or address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 7878,
    cors: CorsOption = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 30,
    processes: Annotated[int, typer.Option(min=1, help="Queries that run side by side.")] = 2,
    writable: Annotated[
        bool, typer.Option("--writable", help=f"Let who has the token in {TOKEN} judge facts and entities.")
    ] = False,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="Where the token stands instead.")
    ] = None,
) -> None:
    """Serve the explorer and SPARQL over HTTP, until interrupted.

    The explorer at /, SPARQL 1.1 Protocol at /sparql, Graph Store Protocol at /data, judgements at /judgements. Other
    commands may build meanwhile; each query sees what was published last. With --writable, judgements may be made as
    well.
    """
    from kg.serve import Limits, Writing
    from kg.serve import serve as run

    if token_file is not None and not writable:
        raise InputError("a token is for writing; add --writable")

    limits = Limits(timeout=timeout, processes=processes)
    writing = Writing(_token(token_file), partial(_opened, graph)) if writable else None
    run(graph, host=host, port=port, cors=cors or (), limits=limits, writing=writing, ready=_told)


def _token(file: Path | None) -> str:
    """The token, from a file or the environment: arguments are seen by everybody on a machine."""
    if file is None:
        if not (token := os.environ.get(TOKEN, "")):
            raise InputError(f"--writable needs a token; put one into {TOKEN}, or name a file with --token-file")
        return token
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise InputError(f"{file} cannot be read ({error}); name a file that holds the token") from error


def _opened(graph: str) -> Store:
    """The graph as `kg confirm` opens it: with the rules that names are resolved by."""
    from kg.graph import Graph

    return Graph(graph, create=False).store


def _told(address: str) -> None:
    print(f"{address} answers until Ctrl-C", flush=True)
