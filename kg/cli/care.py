"""`kg doctor`, `kg backup`, `kg restore` and `kg compact`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPH, FolderOption, complain
from kg.cli.report import steps
from kg.cli.show import plain


def doctor(
    graph: FolderOption = Path(GRAPH),
    mend: Annotated[bool, typer.Option("--mend", help="Make anew what can be made from what is whole.")] = False,
) -> None:
    """Check that a graph is whole.

    Reads every quad in every order; checks that the words of documents stand where they are said to, that nothing
    points nowhere, and that what is known follows from what documents say. The exit code is 1 when something is wrong.
    With --mend, files that cannot be opened are made from the newest published state, that state from what is written
    where it cannot be read, and what is known from what is said; what is wrong beyond that is named: restore a backup,
    or build the documents again.
    """
    from kg.graph import Graph
    from kg.store import checkup

    if mend:
        _mended(graph)
    with Graph(graph, create=False, read_only=not mend) as opened, steps("checking", len(checkup.STEPS)) as step:
        found = list(checkup.faults(opened.store, step=step))
    for fault in found:
        complain(f"{fault.kind}: {fault.message}")
    print(f"{plain(graph)}: {'nothing is wrong' if not found else f'{len(found):,} faults'}")
    if found:
        raise typer.Exit(1)


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new directory; it becomes a graph of its own.")],
    graph: FolderOption = Path(GRAPH),
) -> None:
    """Copy a graph, even while it is written to."""
    from kg.store import copies

    copies.copy(graph, target)
    print(f"written {plain(target)}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that `kg backup` wrote.")],
    graph: FolderOption = Path(GRAPH),
) -> None:
    """Copy a backup to where the graph was; move what is left of that away first."""
    from kg.store import copies

    copies.copy(source, graph)
    print(f"written {plain(graph)}")


def compact(graph: FolderOption = Path(GRAPH)) -> None:
    """Put the files of a graph in order: fewer of them, and faster to read."""
    from kg.graph import Graph

    before = _size(graph)
    with Graph(graph, create=False) as opened:
        opened.store.compact()
    print(f"{plain(graph)}: {before / 1e6:,.1f} MB before, {_size(graph) / 1e6:,.1f} MB now")


def _mended(graph: Path) -> None:
    """Mend the files first, so that the rest can be opened."""
    from kg.errors import StoreError
    from kg.graph import Graph
    from kg.store import checkup, copies

    whole = False
    try:
        with Graph(graph, create=False) as opened:
            opened.store.lock()
            folder = opened.store.view().folder
            whole = folder is not None and checkup.is_readable(folder)
    except StoreError as error:
        if "is damaged (" not in str(error):
            raise
    if not whole:
        print(f"{plain(graph)}: {copies.remake(graph)}")
    with Graph(graph, create=False) as opened:
        if checkup.mend(opened.store):
            print(f"{plain(graph)}: what is known made anew from what is said")


def _size(folder: Path) -> int:
    """Bytes on disk; a file with several names counts once."""
    files = {(each.stat().st_ino, each.stat().st_size) for each in folder.rglob("*") if each.is_file()}
    return sum(size for _, size in files)
