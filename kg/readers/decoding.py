"""Big files as text, decoded while they stream: UTF-8, UTF-16 and UTF-32, or what Windows writes."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from kg.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the codecs that they stand for."""
_WINDOWS = "kg-windows-1252"
_ZEROS = 0.4
"""Of the bytes at even, or at odd places: so many are zero in UTF-16 of a text in Latin letters."""


def stream(file: BinaryIO, *, windows: bool = False) -> io.TextIOWrapper:
    """Return a file as text with its line ends as they are.

    Args:
        file: what to decode.
        windows: read bytes that are no UTF-8 as windows-1252, which spreadsheets write; JSON has only UTF-8.
    """
    encoding = encoding_of(file)
    errors = _WINDOWS if windows and encoding.startswith("utf-8") else "strict"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a file, told by its first bytes."""
    head: bytes = file.peek(4096)[:4096]  # type: ignore[attr-defined]  # all files here are buffered
    if name := next((name for mark, name in MARKS if head.startswith(mark)), None):
        return name
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if all(part[offset::2].count(0) > _ZEROS * len(part) / 2 for part in (head, head[:16])):
            return name
    return "utf-8"


def undecodable(error: UnicodeDecodeError, where: str) -> InputError:
    """What to say when the bytes of a file fit none of these encodings."""
    names = {"utf-8": "UTF-8", "cp1252": "UTF-8 or windows-1252", "charmap": "UTF-8 or windows-1252"}
    name = names.get(error.encoding, error.encoding.upper())
    return InputError(f"is not valid {name} after {where}; the rest is left out: convert it first, e.g. with `iconv`")


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(_WINDOWS, _windows)
