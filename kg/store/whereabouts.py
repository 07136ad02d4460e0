"""What a graph remembers of files, in tables: of millions of files nothing is in memory but what was asked for last.

The tables are made anew of the lines of `Places` by each program that asks, in a file without a name that goes with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4000;
CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB UNIQUE, base BLOB, name BLOB);
CREATE INDEX bases ON files (base);
CREATE INDEX names ON files (name);
CREATE TABLE found (document BLOB, file INTEGER, PRIMARY KEY (document, file)) WITHOUT ROWID;
CREATE INDEX holds ON found (file);
CREATE TABLE languages (text BLOB PRIMARY KEY, language BLOB) WITHOUT ROWID;
"""
_FOUND = "FROM found JOIN files ON number = file WHERE"


class Whereabouts:
    """The tables of one graph.

    Args:
        lines: what is remembered, in the order in which it was learnt.
        spill: True to let what is much lie on disk.
    """

    def __init__(self, lines: Iterable[Mapping[str, str]] = (), *, spill: bool = False) -> None:
        self.spills = spill
        # A path may hold bytes that are no text, so all is kept as bytes.
        self._tables = sqlite3.connect("" if spill else ":memory:", isolation_level=None, check_same_thread=False)
        self._tables.executescript(_TABLES)
        self._tables.execute("BEGIN")
        for line in lines:
            self.learn(line)
        self._tables.execute("COMMIT")

    def close(self) -> None:
        """Forget everything."""
        self._tables.close()

    def name(self, file: str) -> str | None:
        """The id that a file gives."""
        return next(iter(self._all("SELECT name FROM files WHERE path = ? AND name IS NOT NULL", file)), None)

    def files(self, name: str) -> list[str]:
        """The files that give an id."""
        return self._all("SELECT path FROM files WHERE name = ? ORDER BY path", name)

    def names(self, base: str) -> list[str]:
        """The ids given by files of one name."""
        return self._all("SELECT DISTINCT name FROM files WHERE base = ? AND name IS NOT NULL ORDER BY name", base)

    def under(self, folder: str) -> list[tuple[str, str]]:
        """Each file at or below a path, with each document found in it."""
        below = folder.rstrip("/")
        rows = self._rows(
            f"SELECT path, document {_FOUND} path = ? OR (path > ? AND path < ?) ORDER BY path, document",
            folder, below + "/", below + chr(ord("/") + 1),
        )  # fmt: skip
        return [(_text(path), _text(document)) for path, document in rows]

    def holding(self, document: str) -> list[str]:
        """The files that a document was found in."""
        return self._all(f"SELECT path {_FOUND} document = ? ORDER BY path", document)

    def holds(self, file: str, document: str) -> bool:
        """Whether a document was found in a file."""
        return bool(self._rows(f"SELECT 1 {_FOUND} document = ? AND path = ?", document, file))

    def language(self, text: str) -> str | None:
        """The language of a text, known by its digest."""
        return next(iter(self._all("SELECT language FROM languages WHERE text = ?", text)), None)

    def learn(self, told: Mapping[str, str]) -> None:
        """Take in one line."""
        file = told.get("file", "")
        if "name" in told or "document" in told:
            self._rows("INSERT OR IGNORE INTO files (path, base) VALUES (?, ?)", file, file.rpartition("/")[2])
        if "name" in told:
            self._rows("UPDATE files SET name = ? WHERE path = ?", told["name"], file)
        if "text" in told:
            self._rows("INSERT OR REPLACE INTO languages VALUES (?, ?)", told["text"], told["language"])
        if "document" in told:
            found = "INSERT OR IGNORE INTO found SELECT ?, number FROM files WHERE path = ?"
            self._rows(found, told["document"], file)
        if "lost" in told:
            self._lose(file, told["lost"])

    def _lose(self, file: str, document: str) -> None:
        """Of a file in which no document is any more, nothing is known."""
        number = "(SELECT number FROM files WHERE path = ?)"
        self._rows(f"DELETE FROM found WHERE document = ? AND file = {number}", document, file)  # noqa: S608 - as above
        self._rows(
            f"DELETE FROM files WHERE path = ? AND NOT EXISTS (SELECT 1 FROM found WHERE file = {number})",  # noqa: S608
            file, file,
        )  # fmt: skip

    def _all(self, query: str, *values: str) -> list[str]:
        return [_text(value) for (value,) in self._rows(query, *values)]

    def _rows(self, query: str, *values: str) -> list[tuple[bytes, ...]]:
        with closing(self._tables.execute(query, [value.encode("utf-8", "surrogatepass") for value in values])) as rows:
            return rows.fetchall()


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogatepass")
