"""What a reader is given, and how it says that it could not read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.readers.fields import USUAL, Fields
from kg.records import Document

MAX_CHARACTERS = 10_000_000
"""A longer document is refused (the longest novels have about 5 million characters)."""

MAX_BYTES = 5 * MAX_CHARACTERS
"""A longer file of one document is refused before it is read: markup and UTF-8 need room."""

STDIN = "-"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Line ends and the like, which names of files may hold, on disk and in archives."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, or not as it stands, and why."""

    path: str
    """The path as given, with `:LINE` for one line of a corpus."""
    reason: str
    error: bool = True
    """False when it was left out on purpose, such as a picture in a folder of articles."""
    read: bool = False
    """True when it was read all the same, and only something about it is told."""

    def __str__(self) -> str:
        return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], f"{self.path}: {self.reason}")


OnSkip = Callable[[Skipped], None]


def told(error: Exception) -> str:
    """What a library says of a file that it cannot read, in one line that is not too long."""
    return " ".join(str(error).split())[:200] or type(error).__name__


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the id that its document gets."""

    path: Path
    id: str
    fields: Fields = USUAL
    real: str | None = None
    """Its path without links, where that is known."""
    _opened: list[BinaryIO] = field(default_factory=list, compare=False, repr=False)

    @property
    def size(self) -> int:
        """Bytes of the file; 0 where that cannot be told."""
        try:
            return 0 if self.is_stdin else self.path.stat().st_size
        except OSError:
            return 0

    def position(self, size: int) -> int:
        """How many of so many bytes have been read: of a file that is open so far, of one that is closed all."""
        return size if not self._opened or self._opened[-1].closed else self._opened[-1].tell()

    @property
    def suffix(self) -> str:
        """What tells its format: `.txt`."""
        return self.path.suffix.lower()

    @property
    def is_stdin(self) -> bool:
        """Whether the data come from standard input."""
        return str(self.path) == STDIN

    def open(self) -> BinaryIO:
        """Open the file as bytes.

        Raises:
            InputError: it cannot be opened.
        """
        if self.is_stdin:
            return sys.stdin.buffer
        try:
            self._opened.append(self.path.open("rb"))
        except OSError as error:
            raise InputError(f"cannot be opened ({error.strerror}); check its permissions") from error
        return self._opened[-1]

    def data(self) -> bytes:
        """Return all bytes of a file that holds one document.

        Raises:
            InputError: it cannot be read, is empty, or has more than `MAX_BYTES`.
        """
        try:
            with self.open() as file:
                data = file.read(min(self.size, MAX_BYTES) + 1)  # Python takes as much memory as it is asked for
                if len(data) > self.size:  # it has no size, as a pipe has none, or has grown
                    data += file.read(MAX_BYTES + 1 - len(data))
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror}); check its permissions") from error
        if len(data) > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 10**6} MB; split it into several documents")
        if not data.strip():
            raise InputError("is empty; there is nothing to read")
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document as it comes, with where it lay."""

    document: Document
    file: str | None
    """Path of the file without links; None of standard input."""
    name: str
    """What the id of a document of this file begins with, when the source gives it none."""
    tail: str | None
    """What follows the name in the id, such as `:3` (a line) or `/a.txt` (in an archive); None of an id of its own."""
    share: float | None = None
    """How much of all that is to be read has been read, 0–1; None when that is not known."""
