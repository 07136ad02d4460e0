"""What a reader is given, and how it says that it could not read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.readers.fields import USUAL, Fields

MAX_CHARACTERS = 10_000_000
"""A longer document is refused (the longest novels have about 5 million characters)."""

MAX_BYTES = 5 * MAX_CHARACTERS
"""A longer file of one document is refused before it is read: markup and UTF-8 need room."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why."""

    path: str
    """The path as given, with `:LINE` for one line of a corpus."""
    reason: str
    error: bool = True
    """False when it was left out on purpose, such as a picture in a folder of articles."""

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


OnSkip = Callable[[Skipped], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the id that its document gets."""

    path: Path
    id: str
    fields: Fields = USUAL

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
            return self.path.open("rb")
        except OSError as error:
            raise InputError(f"cannot be opened ({error.strerror}); check its permissions") from error

    def data(self) -> bytes:
        """Return all bytes of a file that holds one document.

        Raises:
            InputError: it cannot be read, is empty, or has more than `MAX_BYTES`.
        """
        try:
            with self.open() as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror}); check its permissions") from error
        if len(data) > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 10**6} MB; split it into several documents")
        if not data.strip():
            raise InputError("is empty; there is nothing to read")
        return data
