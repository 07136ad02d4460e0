"""Where the documents of a graph lay when they were read.

Paths are no part of the graph, which is the same wherever its documents come from; they stand in a file beside it, a
line for each thing learnt, so that a file that changed is known again and one that is gone can be missed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from sys import intern

from kg.store.directory import PLACES, translated


class Places:
    """The memory of one graph: files, the ids that they gave, and the documents found in them.

    Args:
        folder: of the graph; None keeps it in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._torn = False
        self._names: dict[str, str] = {}
        self._bearers: dict[str, set[str]] = defaultdict(set)  # id → files
        self._namesakes: dict[str, set[str]] = defaultdict(set)  # name of a file → files
        self._documents: dict[str, set[str]] = defaultdict(set)  # file → documents
        self._files: dict[str, tuple[str, ...]] = {}  # document → files; a tuple, for most lie in one and they are many
        self._languages: dict[str, str] = {}  # digest of a text as its source gave it → what it shows
        self._loaded = False

    def _load(self) -> None:
        """Read what is remembered, when it is first asked for."""
        if self._loaded:
            return
        self._loaded = True
        if self._folder and (self._folder / PLACES).exists():
            with translated(self._folder):
                lines = (self._folder / PLACES).read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            for line in lines:
                self._learn(_parsed(line))
            self._torn = bool(lines) and not lines[-1].endswith("\n")  # by a build that was killed as it wrote

    def name(self, file: str) -> str | None:
        """The id that a file gives to its document, or that those of its documents without an id begin with."""
        self._load()
        return self._names.get(file)

    def files(self, name: str) -> list[str]:
        """The files that give an id."""
        self._load()
        return sorted(self._bearers.get(name, ()))

    def names(self, base: str) -> list[str]:
        """The ids given by files of one name, wherever they lie."""
        self._load()
        return sorted({self._names[file] for file in self._namesakes.get(base, ())})

    def under(self, folder: str) -> Iterator[tuple[str, str]]:
        """Each file at or below a path, with each document found in it."""
        self._load()
        for file in sorted(self._documents):
            if within(file, folder):
                yield from ((file, document) for document in sorted(self._documents[file]))

    def holding(self, document: str) -> list[str]:
        """The files that a document was found in."""
        self._load()
        return sorted(self._files.get(document, ()))

    def language(self, text: str) -> str | None:
        """The language that a text turned out to be in, against what its source said; None where nothing did."""
        self._load()
        return self._languages.get(text)

    def call(self, file: str, name: str) -> None:
        """Remember what a file is called."""
        self._load()
        if self._names.get(file) != name:
            self._tell({"file": file, "name": name})

    def found(self, file: str, document: str) -> None:
        """Remember that a document lay in a file."""
        self._load()
        if document not in self._documents.get(file, ()):
            self._tell({"file": file, "document": document})

    def show(self, file: str, text: str, language: str) -> None:
        """Remember the language of a text, known by its digest, that its source does not tell."""
        self._load()
        if self._languages.get(text) != language:
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
        for memory in (self._names, self._bearers, self._namesakes, self._documents, self._files, self._languages):
            memory.clear()
        self._loaded = True

    def _tell(self, told: Mapping[str, str]) -> None:
        self._learn(told)
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            with translated(self._folder), (self._folder / PLACES).open("a", encoding="utf-8") as file:
                file.write(("\n" if self._torn else "") + json.dumps(told) + "\n")
            self._torn = False

    def _learn(self, told: Mapping[str, str]) -> None:
        file = intern(told.get("file", ""))  # once for all lines that name it
        if "name" in told:
            self._unname(file)
            self._names[file] = told["name"]
            self._bearers[told["name"]].add(file)
            self._namesakes[PurePosixPath(file).name].add(file)
        if "text" in told:
            self._languages[told["text"]] = told["language"]
        if "document" in told:
            self._documents[file].add(told["document"])
            self._files[told["document"]] = (*self._files.get(told["document"], ()), file)
        if "lost" in told:
            self._documents[file].discard(told["lost"])
            self._files[told["lost"]] = tuple(each for each in self._files.get(told["lost"], ()) if each != file)
            if not self._documents[file]:
                del self._documents[file]
                self._unname(file)

    def _unname(self, file: str) -> None:
        if (name := self._names.pop(file, None)) is not None:
            self._bearers[name].discard(file)
            self._namesakes[PurePosixPath(file).name].discard(file)


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
