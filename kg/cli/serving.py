"""`kg serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import GRAPH, GraphOption


def serve(
    graph: GraphOption = GRAPH,
    host: Annotated[str, typer.Option(help="The name or address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 7878,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Pages that may ask, such as https://example.org; * for all."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 30,
    processes: Annotated[int, typer.Option(min=1, help="Queries that run side by side.")] = 2,
) -> None:
    """Serve the explorer and SPARQL over HTTP, until interrupted.

    Reads only: the explorer at /, SPARQL 1.1 Protocol at /sparql, Graph Store Protocol at /data. Other commands may
    build meanwhile; each query sees what was published last.
    """
    from kg.serve import Limits
    from kg.serve import serve as run

    limits = Limits(timeout=timeout, processes=processes)
    run(graph, host=host, port=port, cors=cors or (), limits=limits, ready=_told)


def _told(address: str) -> None:
    print(f"{address} answers until Ctrl-C", flush=True)
