"""From the paths a user names to the files to read, each with the id of its document.

Of a hundred thousand files no list is kept: the folders are walked again for each need, and all that is remembered of
a file in between is two numbers.
"""

from __future__ import annotations

import os
import re
import stat
from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from kg.readers.source import STDIN, OnSkip, Skipped, Source

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+(.*)", re.IGNORECASE | re.DOTALL)
"""A URL; as a path it has lost one of its two slashes."""


class Found:
    """The files under some paths: folders recursively and in sorted order, each file once.

    A document's id is its file's name. Files that share a name get their paths below the folder
    that they have in common, so that ids do not depend on the order of `paths`.

    Args:
        paths: files, folders, or `-` for standard input.
        suffixes: what can be read; other files in a folder are left out and reported as such.
        on_skip: told, once, about what does not exist or is left out.
    """

    def __init__(self, paths: Iterable[str | Path], *, suffixes: Collection[str], on_skip: OnSkip) -> None:
        self._paths, self._suffixes, self._on_skip = [str(Path(path)) for path in paths], suffixes, on_skip
        self._counted = False
        self._told: set[Skipped] = set()
        self._again: frozenset[int] = frozenset()
        """Of real paths that are met twice, and of a few more perhaps, the hashes."""
        self._shared: dict[str, str] = {}
        """Names of several files, with the folder that these have in common."""
        self._pipes: set[str] = set()
        """What lies in a folder and is no file: nobody knows whether somebody writes to it."""
        self.size = 0
        """Bytes of all files, as far as that can be told."""
        names, places = array("q"), array("q")
        for path, _, there in self._walk():
            state = _state(path)
            if state is not None and not stat.S_ISREG(state.st_mode) and path not in self._paths:
                self._pipes.add(path)
                self._tell(Skipped(path, "is a pipe, a socket or a device; of a folder only files are read"))
                continue
            names.append(hash(_name(path)))
            places.append(hash(there))
            self.size += state.st_size if state else 0
        self._counted = True
        self._again, several = _repeated(places), _repeated(names)
        if self._again or several:
            self._share(several)

    def __iter__(self) -> Iterator[Source]:
        """Yield the files as they are now; what has gone wrong since they were counted is told as well."""
        for path, folder, there in self._once():
            yield Source(Path(path), self._id(path, folder), real=None if path == STDIN else there)

    def _id(self, path: str, folder: str) -> str:
        name = _name(path)
        if path == STDIN:
            return "stdin"
        shared = self._shared.get(name)
        return _printable(name if shared is None else Path(folder, name).relative_to(shared).as_posix())

    def _share(self, several: Collection[int]) -> None:
        """Find out which names several files have indeed, and where."""
        met: dict[str, tuple[str, int]] = {}
        self.size = 0
        for path, folder, _ in self._once():
            state = _state(path)
            self.size += state.st_size if state else 0
            if hash(name := _name(path)) in several:
                common, count = met.get(name, (folder, 0))
                met[name] = (common if common == folder else os.path.commonpath((common, folder)), count + 1)
        self._shared = {name: common for name, (common, count) in met.items() if count > 1}

    def _once(self) -> Iterator[tuple[str, str, str]]:
        """Each file but once."""
        seen: set[str] = set()
        for path, folder, there in self._walk():
            if hash(there) in self._again:
                if there in seen:
                    continue
                seen.add(there)
            yield path, folder, there

    def _walk(self) -> Iterator[tuple[str, str, str]]:
        """Each file as it is met: its path, the folder in which it lies without links, and its path without links."""
        parent, folder = None, ""
        for given in self._paths:
            for path in _files(given, self._suffixes, self._tell):
                if path in self._pipes:
                    continue
                if path == STDIN:
                    yield path, "", path
                    continue
                if (into := os.path.dirname(path)) != parent:  # noqa: PTH120 - this is done for each of so many files
                    parent, folder = into, os.path.realpath(into or ".")
                there = os.path.join(folder, _name(path))  # noqa: PTH118 - as above
                yield path, folder, os.path.realpath(there) if os.path.islink(there) else there  # noqa: PTH114 - as above

    def _tell(self, skipped: Skipped) -> None:
        """Tell of what is skipped; when all is walked again, only of errors that are new."""
        if self._counted and (not skipped.error or skipped in self._told):
            return
        if skipped.error:
            self._told.add(skipped)
        self._on_skip(skipped)


def _name(path: str) -> str:
    return os.path.basename(path)  # noqa: PTH119 - a third of the time of a `Path`


def _state(path: str) -> os.stat_result | None:
    """What the system says of a file; None of standard input, and where it says nothing."""
    try:
        return None if path == STDIN else os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return None  # said when it is opened


def _repeated(numbers: array[int]) -> frozenset[int]:
    """The numbers that come more than once."""
    return frozenset(one for one, two in pairwise(sorted(numbers)) if one == two)


def _files(given: str, suffixes: Collection[str], on_skip: OnSkip) -> Iterator[str]:
    path = Path(given)
    if given == STDIN:
        yield given
    elif path.is_dir():
        yield from _folder(given, suffixes, on_skip)
    elif path.exists():
        yield given
    elif address := _ADDRESS.match(given):
        scheme, rest = address.groups()
        advice = "give the path alone" if scheme.lower() == "file" else "save the page, and give the path of that file"
        on_skip(Skipped(f"{scheme}://{rest}", f"is an address; kg reads files and fetches nothing: {advice}"))
    elif path.is_symlink():
        on_skip(Skipped(given, "is a link to nothing; check where it points"))
    else:
        on_skip(Skipped(given, "does not exist; check the path"))


def _folder(folder: str, suffixes: Collection[str], on_skip: OnSkip) -> Iterator[str]:
    def refused(error: OSError) -> None:
        on_skip(Skipped(str(error.filename), f"cannot be opened ({error.strerror}); check its permissions"))

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a third of the time
            if name.startswith(".") or stem.upper() == "README":
                continue  # a README describes the folder; it is read when named itself
            path = os.path.join(parent, name)  # noqa: PTH118 - as above
            if suffix.lower() in suffixes:
                yield path
            else:
                kind = f"{suffix} files" if suffix else "files without suffix"
                on_skip(Skipped(path, f"left out: no reader for {kind}", error=False))


def _printable(name: str) -> str:
    """A file name may hold bytes that are no UTF-8; an id is text."""
    return os.fsencode(name).decode("utf-8", "replace")
