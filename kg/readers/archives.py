"""Archives: what lies in a .zip is read as if it lay in a folder, what is in a .gz as if it were not packed.

A document in one is named `archive.zip/folder/name.txt`. All is unpacked as it is read, never to disk as a whole.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from kg import readers
from kg.errors import InputError
from kg.readers import warc
from kg.readers.source import OnSkip, Skipped, Source, told
from kg.readers.zipped import BROKEN, refuse_bomb
from kg.records import Document

_ARCHIVES = {".zip", ".gz"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed(Source):
    """A file in an archive."""

    unpack: Callable[[], BinaryIO]
    kind: str

    @property
    def suffix(self) -> str:
        """What tells its format."""
        return self.kind

    def open(self) -> BinaryIO:
        """Open it as bytes, unpacked as they are read."""
        try:
            return self.unpack()
        except BROKEN as error:
            raise _damaged(error) from error


def read_zip(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read all files in a ZIP archive, in sorted order."""
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
            members = sorted(filter(_counts, archive.infolist()), key=lambda member: member.filename)
            refuse_bomb(sum(member.file_size for member in members), file.seek(0, io.SEEK_END))
        except BROKEN as error:
            raise _damaged(error) from error
        for member in members:
            inner = _member(source, archive, member)
            if ".." in PurePosixPath(member.filename).parts:
                on_skip(Skipped(str(inner.path), "has a name that leads out of its archive; pack it under another"))
            elif inner.kind in _ARCHIVES:
                on_skip(Skipped(str(inner.path), "is an archive in an archive; unpack the outer one first"))
            elif inner.kind in readers.suffixes():
                yield from readers.read_source(inner, on_skip)
            else:
                kind = f"{inner.kind} files" if inner.kind else "files without suffix"
                on_skip(Skipped(str(inner.path), f"left out: no reader for {kind}", error=False))


def read_gz(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read a file that is packed with gzip; its suffix before `.gz` tells what it is."""
    kind = PurePosixPath(source.path.stem).suffix.lower()
    if kind in warc.KINDS:  # each record is packed by itself, so that of a damaged file the rest can be read
        yield from warc.read(source, on_skip)
        return
    if kind in _ARCHIVES or kind not in readers.suffixes():
        raise InputError(f"is a packed file, and there is no reader for {kind or 'files without suffix'} in one")

    def unpack() -> BinaryIO:
        packed = source.open()
        size = packed.seek(0, io.SEEK_END)
        packed.seek(0)
        return _stream(gzip.GzipFile(fileobj=packed), packed=size)

    inner = Packed(source.path, source.id, fields=source.fields, unpack=unpack, kind=kind)
    yield from readers.read_source(inner, on_skip)


def _counts(member: zipfile.ZipInfo) -> bool:
    """Whether a file is one of those that are read in a folder, too."""
    path = PurePosixPath(member.filename)
    hidden = any(name.startswith((".", "__MACOSX")) and name != ".." for name in path.parts)
    return not (member.is_dir() or hidden or path.stem.upper() == "README")


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Packed:
    return Packed(
        Path(f"{source.path}/{member.filename}"),
        f"{source.id}/{member.filename}",
        fields=source.fields,
        unpack=lambda: _stream(cast(zipfile.ZipExtFile, archive.open(member)), packed=None),
        kind=PurePosixPath(member.filename).suffix.lower(),
    )


def _stream(file: gzip.GzipFile | zipfile.ZipExtFile, *, packed: int | None) -> BinaryIO:
    return io.BufferedReader(_Unpacked(file, packed), 1 << 16)


class _Unpacked(io.RawIOBase):
    """Bytes as they are unpacked; what is damaged, or has no end, raises an `InputError`."""

    def __init__(self, file: gzip.GzipFile | zipfile.ZipExtFile, packed: int | None) -> None:
        self._file = file
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            data = self._file.read1(len(view))  # what came before the damage is read
        except BROKEN as error:
            raise _damaged(error) from error
        self._count += len(data)
        if self._packed is not None:  # a ZIP file says beforehand how much there is
            refuse_bomb(self._count, self._packed)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _damaged(error: Exception) -> InputError:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return InputError("is encrypted; unpack it with its password first")
    reason = told(error)
    return InputError(f"is not an archive that can be read ({reason}); pack or fetch it again")
