"""The application, the options that its commands share, and how errors end it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from typer.exceptions import TyperException

from kg import __version__
from kg.cli.show import plain
from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    from kg.graph import Graph

DEBUG = "KG_DEBUG"
"""With this environment variable set, an unexpected error shows its traceback."""

app = typer.Typer(
    name="kg",
    help="News in, a knowledge graph you can trust out: every fact points at its sentence.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

GraphOption = Annotated[
    str,
    typer.Option(
        "--graph",
        "--store",
        "-g",
        metavar="DIR|URL",
        envvar="KG_GRAPH",
        help="The folder that holds the graph, or the address of a SPARQL server.",
    ),
]


def _here(folder: Path) -> Path:
    if folder.parts[:1] in {("http:",), ("https:",)}:
        raise typer.BadParameter("a graph on a server has no files here; its server looks after them")
    return folder


FolderOption = Annotated[
    Path,
    typer.Option(
        "--graph", "-g", metavar="DIR", envvar="KG_GRAPH", callback=_here, help="The folder that holds the graph."
    ),
]
LeastOption = Annotated[
    float | None,
    typer.Option(
        "--least",
        metavar="0…1",
        min=0,
        max=1,
        help="Only facts of this confidence or more; without it all but what is doubtful, with 0 everything.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline than the one that ships with kg."),
]
OntologyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ontology",
        metavar="PATH_OR_NAME",
        help="Turtle of your own, a file or folder, or an installed ontology; may be given several times.",
    ),
]
GazetteerOption = Annotated[
    list[str] | None,
    typer.Option("--gazetteer", metavar="FILE.ttl", help="Names of your own to know; may be given several times."),
]
GRAPH = "kg-graph"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 all done; 1 something failed or was skipped; 2 the command was wrong;
        130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show is no error
    _log()
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = app(args=given or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: say nothing more
        return 1
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _end(error, given)
    return code if isinstance(code, int) else 0


def complain(message: object) -> None:
    """Print one line for a person on standard error."""
    print(f"error: {plain(message)}", file=sys.stderr)


def warn(message: object) -> None:
    """Print one line on standard error about what is odd and no error."""
    print(f"note: {plain(message)}", file=sys.stderr)


@contextmanager
def read(graph: str) -> Iterator[Graph]:
    """A graph that is asked; if another process is building it, that is told beside the answer."""
    from kg.graph import Graph

    with Graph(graph, create=False) as opened:
        if told := opened.store.meanwhile():
            warn(told)
        yield opened


def _end(error: Exception, given: Sequence[str]) -> int:
    if isinstance(error, TyperException):
        command = context.command_path if (context := getattr(error, "ctx", None)) else _command(given)
        message = error.format_message().removeprefix("Invalid value: ").rstrip(".") or "no command given"
        complain(f"{message}; see `{command} --help`")
        return 2
    if isinstance(error, KgError):
        complain(error)
        return 2 if isinstance(error, QueryError) else 1
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        complain(f"{error.strerror or error}{where}; check the disk and the path")
        return 1
    complain(f"unexpected {type(error).__name__}: {error}; set {DEBUG}=1 to see where, and please report it")
    return 1


def _command(given: Sequence[str]) -> str:
    """Whose help to point at, where an error does not know its command."""
    known = {each.callback.__name__ for each in app.registered_commands if each.callback}
    return f"kg {given[0]}" if given and given[0] in known else "kg"


def _log() -> None:
    log = logging.getLogger("kg")
    if os.environ.get(DEBUG):
        logging.basicConfig(level=logging.INFO, stream=sys.stderr)
        log.setLevel(logging.DEBUG)
    elif not log.handlers:
        log.addHandler(logging.NullHandler())  # what a build skips is shown by the command itself
        log.propagate = False


def watched(stream: TextIO) -> bool:
    """Whether a person is watching: then there may be a progress bar."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _version(asked: bool) -> None:
    if asked:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """News in, a knowledge graph you can trust out: every fact points at its sentence."""
