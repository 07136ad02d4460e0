"""Where the documents of a graph lay when they were read.

Paths are no part of the graph, which is the same wherever its documents come from; they stand in a file beside it, a
line for each thing learnt, so that a file that changed is known again and one that is gone can be missed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from sqlite3 import OperationalError

from kg.store.directory import PLACES, translated
from kg.store.whereabouts import Whereabouts


class Places:
    """The memory of one graph: files, the ids that they gave, and the documents found in them.

    Args:
        folder: of the graph; None keeps it in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._torn = False
        self._tables: Whereabouts | None = None

    @property
    def _known(self) -> Whereabouts:
        """What is remembered, read when it is first asked for."""
        if self._tables is None:
            self._tables = self._read()
        return self._tables

    def _read(self) -> Whereabouts:
        if self._folder is None:
            return Whereabouts()
        try:
            return Whereabouts(self._lines(self._folder), spill=True)
        except OperationalError:  # no room on any disk; then memory must do, for what is there shall be read
            return Whereabouts(self._lines(self._folder))

    def _lines(self, folder: Path) -> Iterator[Mapping[str, str]]:
        line = "\n"
        if (folder / PLACES).exists():
            with translated(folder), (folder / PLACES).open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    yield _parsed(line)
        self._torn = not line.endswith("\n")  # by a build that was killed as it wrote

    def name(self, file: str) -> str | None:
        """The id that a file gives to its document, or that those of its documents without an id begin with."""
        return self._known.name(file)

    def files(self, name: str) -> list[str]:
        """The files that give an id."""
        return self._known.files(name)

    def names(self, base: str) -> list[str]:
        """The ids given by files of one name, wherever they lie."""
        return self._known.names(base)

    def under(self, folder: str) -> Iterator[tuple[str, str]]:
        """Each file at or below a path, with each document found in it."""
        yield from self._known.under(folder)

    def holding(self, document: str) -> list[str]:
        """The files that a document was found in."""
        return self._known.holding(document)

    def language(self, text: str) -> str | None:
        """The language that a text turned out to be in, against what its source said; None where nothing did."""
        return self._known.language(text)

    def call(self, file: str, name: str) -> None:
        """Remember what a file is called."""
        if self._known.name(file) != name:
            self._tell({"file": file, "name": name})

    def found(self, file: str, document: str) -> None:
        """Remember that a document lay in a file."""
        if not self._known.holds(file, document):
            self._tell({"file": file, "document": document})

    def show(self, file: str, text: str, language: str) -> None:
        """Remember the language of a text, known by its digest, that its source does not tell."""
        if self._known.language(text) != language:
            self._tell({"file": file, "text": text, "language": language})

    def lost(self, file: str, document: str) -> None:
        """Forget that a document lay in a file."""
        self._tell({"file": file, "lost": document})

    def forget(self, document: str) -> None:
        """Forget a document, wherever it lay."""
        for file in self.holding(document):
            self.lost(file, document)

    def clear(self) -> None:
        """Forget everything."""
        if self._folder:
            with translated(self._folder):
                (self._folder / PLACES).unlink(missing_ok=True)
        self.close()
        self._torn = False

    def close(self) -> None:
        """Let go of what was read; asked again, it is read again."""
        if self._tables is not None:
            self._tables.close()
        self._tables = None

    def _tell(self, told: Mapping[str, str]) -> None:
        try:
            self._known.learn(told)
        except OperationalError:  # as above; the lines that are written say all that was learnt before
            self._tables = Whereabouts(self._lines(self._folder) if self._folder else ())
            self._tables.learn(told)
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            with translated(self._folder), (self._folder / PLACES).open("a", encoding="utf-8") as file:
                file.write(("\n" if self._torn else "") + json.dumps(told) + "\n")
            self._torn = False


def state_of(address: str) -> Path:
    """Where is remembered which files of this machine a graph on a server was built of: with the state of programs."""
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "kg" / hashlib.sha256(address.rpartition("@")[2].encode()).hexdigest()[:16]


def within(path: str, folder: str) -> bool:
    """Whether a path is another one, or lies below it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _parsed(line: str) -> Mapping[str, str]:
    """A line; one that was torn off says nothing."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
