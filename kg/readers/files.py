"""From the paths a user names to the files to read, each with the id of its document."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from kg.readers.source import STDIN, OnSkip, Skipped, Source

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+(.*)", re.IGNORECASE | re.DOTALL)
"""A URL; as a path it has lost one of its two slashes."""


def find(paths: Iterable[str | Path], *, suffixes: Collection[str], on_skip: OnSkip) -> list[Source]:
    """Return the files under `paths`: folders recursively and in sorted order, each file once.

    A document's id is its file's name. Files that share a name get their paths below the folder
    that they have in common, so that ids do not depend on the order of `paths`.

    Args:
        paths: files, folders, or `-` for standard input.
        suffixes: what can be read; other files in a folder are left out and reported as such.
        on_skip: told about what does not exist or is left out.
    """
    real, files = _Real(), dict[str, Path]()
    for given in paths:
        for path in _files(Path(given), suffixes, on_skip):
            files.setdefault(real.file(path) if str(path) != STDIN else STDIN, path)
    return _with_ids(files, real)


class _Real:
    """Paths without links; of each folder it is asked once, for of a hundred thousand files it would cost the most."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def folder(self, path: Path) -> str:
        """The path without links of the folder that a file lies in."""
        parent = os.path.dirname(path)  # noqa: PTH120 - a third of the time
        if parent not in self._folders:
            self._folders[parent] = os.path.realpath(parent or ".")
        return self._folders[parent]

    def file(self, path: Path) -> str:
        """The path without links of a file."""
        there = os.path.join(self.folder(path), path.name)  # noqa: PTH118 - as above
        return os.path.realpath(there) if os.path.islink(there) else there  # noqa: PTH114 - as above


def _files(path: Path, suffixes: Collection[str], on_skip: OnSkip) -> Iterator[Path]:
    if str(path) == STDIN:
        yield path
    elif path.is_dir():
        yield from _folder(path, suffixes, on_skip)
    elif path.exists():
        yield path
    elif address := _ADDRESS.match(str(path)):
        scheme, rest = address.groups()
        advice = "give the path alone" if scheme.lower() == "file" else "save the page, and give the path of that file"
        on_skip(Skipped(f"{scheme}://{rest}", f"is an address; kg reads files and fetches nothing: {advice}"))
    elif path.is_symlink():
        on_skip(Skipped(str(path), "is a link to nothing; check where it points"))
    else:
        on_skip(Skipped(str(path), "does not exist; check the path"))


def _folder(folder: Path, suffixes: Collection[str], on_skip: OnSkip) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        on_skip(Skipped(str(error.filename), f"cannot be opened ({error.strerror}); check its permissions"))

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a third of the time
            if name.startswith(".") or stem.upper() == "README":
                continue  # a README describes the folder; it is read when named itself
            path = Path(parent, name)
            if suffix.lower() in suffixes:
                yield path
            else:
                kind = f"{path.suffix} files" if path.suffix else "files without suffix"
                on_skip(Skipped(str(path), f"left out: no reader for {kind}", error=False))


def _with_ids(files: dict[str, Path], real: _Real) -> list[Source]:
    same: dict[str, list[Path]] = defaultdict(list)
    for path in files.values():
        same[path.name].append(path)
    ids = {name: _below(group, real) for name, group in same.items() if len(group) > 1}
    return [
        Source(path, ids[path.name][path] if path.name in ids else _id(path), real=there)
        for there, path in files.items()
    ]


def _below(group: list[Path], real: _Real) -> dict[Path, str]:
    """The ids of files of one name: their paths below the folder that they have in common."""
    common = os.path.commonpath([real.folder(path) for path in group])
    return {path: _printable(Path(real.folder(path), path.name).relative_to(common).as_posix()) for path in group}


def _id(path: Path) -> str:
    return "stdin" if str(path) == STDIN else _printable(path.name)


def _printable(name: str) -> str:
    """A file name may hold bytes that are no UTF-8; an id is text."""
    return os.fsencode(name).decode("utf-8", "replace")
