"""What other packages add to `kg`, found by their entry points.

    kg.readers      suffix of files (`foo`)     → a function from a `Source` to its documents
    kg.exporters    name of a format (`foo`)    → a function from the graph's store to bytes
    kg.ontologies   name of an ontology         → a package with Turtle files, or the path of such a folder or file

Nothing is imported before it is asked for, so a package that is broken troubles nobody who does not use it.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from kg.errors import KgError

READERS, EXPORTERS, ONTOLOGIES = "kg.readers", "kg.exporters", "kg.ontologies"


def names(group: str) -> tuple[str, ...]:
    """The names that installed packages offer, sorted."""
    return tuple(sorted({point.name for point in _points(group, tuple(sys.path))}))


@lru_cache(maxsize=16)
def _points(group: str, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:  # noqa: ARG001 - where it looks
    """What is offered, looked up once: it takes milliseconds, and is asked for every file."""
    return tuple(entry_points(group=group))


def load(group: str, name: str, *, error: type[KgError]) -> Any:
    """Import what a package offers under a name.

    Args:
        group: `READERS`, `EXPORTERS` or `ONTOLOGIES`.
        name: one of `names(group)`.
        error: what to raise.

    Raises:
        KgError: of the given type, when it cannot be imported or several packages offer it; one line names them.
    """
    found = sorted((point for point in _points(group, tuple(sys.path)) if point.name == name), key=package)
    if len(found) > 1:
        packages = " and ".join(package(point) for point in found)
        raise error(f"{packages} both offer {name!r} for {group}; uninstall one of them")
    try:
        return found[0].load()
    except Exception as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise error(f"{name!r} of the package {package(found[0])} cannot be loaded ({reason}); "
                    "update or uninstall that package") from problem  # fmt: skip


def failed(group: str, name: str, problem: Exception) -> str:
    """What to tell a person when a package's function raised what it should not."""
    point = next(point for point in _points(group, tuple(sys.path)) if point.name == name)
    return f"{name!r} of the package {package(point)} failed ({type(problem).__name__}: {problem}); tell its authors"


def package(point: EntryPoint) -> str:
    """The name of the package behind an entry point."""
    return point.dist.name if point.dist is not None else point.value.partition(":")[0]
