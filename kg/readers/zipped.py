"""What all formats share that are ZIP files: no bombs, no part without bound, no document types."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from typing import BinaryIO
from xml.etree import ElementTree as ET

from kg.errors import InputError
from kg.readers.source import MAX_BYTES

FREE, MOST = 100_000_000, 200
"""What unpacks to more bytes than the first and to more than the second times its size is no text but a bomb: text
packs to a third or a tenth, tables that repeat themselves to a fiftieth."""

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, KeyError, ValueError),
    *(RuntimeError, NotImplementedError, IndexError, AttributeError, ET.ParseError),
)
"""What a damaged, encrypted or cut off ZIP file raises; too deep nesting is a `RuntimeError`, too."""


def check_size(file: BinaryIO) -> None:
    """Refuse a ZIP file that unpacks beyond all measure, and leave it at its beginning.

    Raises:
        InputError: it does.
        zipfile.BadZipFile: it is no ZIP file.
    """
    with zipfile.ZipFile(file) as archive:
        refuse_bomb(sum(info.file_size for info in archive.infolist()), file.seek(0, 2))
    file.seek(0)


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Raise when so many bytes cannot be text packed into so few.

    Raises:
        InputError: they cannot.
    """
    if unpacked > max(FREE, MOST * packed):
        raise InputError(f"unpacks to more than {MOST} times its size, as no text does; unpack it by hand and look")


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one file of a document that is a ZIP file.

    Raises:
        InputError: it is too large.
        KeyError: there is none of this name.
    """
    if archive.getinfo(name).file_size > MAX_BYTES:
        raise InputError(f"unpacks to more than {MAX_BYTES // 10**6} MB; split it into several documents")
    return archive.read(name)


def xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """Return one XML file of a document that is a ZIP file.

    Raises:
        InputError: it is too large, or declares a document type.
        KeyError: there is none of this name.
        ET.ParseError: it is no XML.
    """
    data = part(archive, name)
    if b"<!DOCTYPE" in data[:1024] or b"<!ENTITY" in data:  # no program writes one; one that has may expand without end
        raise InputError("declares a document type, which such a document never does; save it again")
    return ET.fromstring(data)  # noqa: S314 - no DTD, bounded size
