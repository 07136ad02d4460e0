"""WARC (ISO 28500), also `.warc.gz`: the pages of a crawl, each as its own format is read.

Its id is its address; crawled several times, the last time counts, which is its version.
The date of the crawl is no date of publication.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from kg.errors import InputError
from kg.readers import html, items, pdf, text
from kg.readers.source import MAX_BYTES, OnSkip, Skipped, Source
from kg.records import Document

KINDS = frozenset({".warc", ".wet"})
"""Suffixes before `.gz` of files that are packed record by record."""

_READERS = {
    "text/html": html.read,
    "application/xhtml+xml": html.read,
    "text/plain": text.read,
    "application/pdf": pdf.read,
}
_GZIP = b"\x1f\x8b"
_OK = 200
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page(Source):
    """A record's content as a file of its own."""

    content: bytes

    def open(self) -> BinaryIO:
        return io.BytesIO(self.content)


class _Stream:
    """The bytes of an archive, unzipped; what ends them too early is kept, and the bytes before it are given."""

    def __init__(self, file: BinaryIO) -> None:
        zipped = file.peek(len(_GZIP))[: len(_GZIP)] == _GZIP  # type: ignore[attr-defined]  # files are buffered
        # The standard library unzips, because it says when a file is damaged or ends too early.
        self._read = gzip.GzipFile(fileobj=file).read1 if zipped else file.read
        self._tail, self._damage = b"", ""

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes."""
        try:
            data = self._read(size)
        except EOFError:
            data = b""
        except (InputError, OSError, zlib.error) as error:  # raised into fastwarc, it might panic
            data, self._damage = b"", str(error)
        self._tail = (self._tail + data[-len(_END) :])[-len(_END) :]
        return data

    def tell(self) -> int:
        """Where reading begins; fastwarc panics when it cannot ask, as of a pipe."""
        return 0

    def check(self) -> None:
        """Raise an error when the bytes are damaged or end inside a record, not with two line ends."""
        if self._damage:
            raise InputError(f"is damaged ({self._damage}): what is behind it is left out; get the file again")
        if self._tail != _END:
            raise InputError("ends inside a record, which is left out; get the file again")


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the pages of a WARC; what is no page is counted by its kind."""
    latest: dict[str, int] = {}
    others: Counter[str] = Counter()
    problem = None
    try:
        for record in _records(source):
            if kind := _no_page(record):
                others[kind] += 1
            else:
                latest[_address(record)] = max(_date(record), latest.get(_address(record), 0))
    except InputError as error:  # what stands before the damage is read
        problem = error
    found = len(latest)
    yield from _latest(latest, source, on_skip)
    if others:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
        on_skip(Skipped(str(source.path), f"left out: records that are no page ({kinds})", error=False))
    if problem or not found:
        raise problem or InputError("has no page; a crawl keeps those in records of type response or resource")


def _latest(latest: dict[str, int], source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read, in a second pass, the last visit to each address; the archive need not fit into memory."""
    for record in _records(source) if latest else ():
        date = _date(record)
        if not _no_page(record) and latest.get(_address(record)) == date:
            del latest[_address(record)]
            yield from _page(record, date, source, on_skip)
            if not latest:
                break


def _records(source: Source) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
    with source.open() as file:
        stream = _Stream(file)
        try:
            for record in ArchiveIterator(cast(Any, stream), record_types=kinds, parse_http=False):
                if record.is_http and not record.is_http_parsed:
                    with suppress(OSError, ValueError):  # a record that is no page, as others are
                        record.parse_http()
                yield record
        except (OSError, ValueError) as error:
            stream.check()
            raise InputError(f"is no WARC that can be read ({items.shown(error)}); get the file again") from error
        stream.check()


def _no_page(record: Any) -> str:
    """What a record is when it is no page that can be read; nothing for one that can."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.revisit:
        return "unchanged since another visit"
    if record.is_http and not record.is_http_parsed:
        return "with a broken header"
    status = record.http_headers.status_code if record.http_headers else _OK
    if status != _OK:
        return f"with status {status}"
    kind = _type(record)
    return "" if kind in _READERS else f"of type {items.shown(kind) or 'unknown'}"


def _type(record: Any) -> str:
    told = record.http_content_type or ("" if record.http_headers else record.headers.get("Content-Type")) or ""
    return str(told).partition(";")[0].strip().lower()


def _address(record: Any) -> str:
    return items.line(record.headers.get("WARC-Target-URI")) or ""


def _date(record: Any) -> int:
    """The time of the crawl as a number that grows: seconds since 1970."""
    found = items.moment(record.headers.get("WARC-Date") or "")
    return int(found.timestamp()) if found is not None and found.tzinfo is not None else 0


def _page(record: Any, date: int, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    address = _address(record).strip("<>")
    try:
        content = _content(record)
        page = _Page(path=source.path, id=address or source.id, content=_marked(content, record))
        for document in _READERS[_type(record)](page):
            yield replace(document, version=date or None)
    except (InputError, OSError, ValueError) as error:
        on_skip(Skipped(f"{source.path}:{address}", f"left out: {' '.join(str(error).split())}", error=False))


def _content(record: Any) -> bytes:
    """What a server sent, unpacked, as an archive of its own: in one that cannot be unpacked fastwarc would end."""
    from fastwarc.warc import ArchiveIterator

    body = record.reader.read(MAX_BYTES + 1)
    if not record.http_headers:
        return cast(bytes, body)
    told = ((name, record.http_headers.get(name)) for name in ("Transfer-Encoding", "Content-Encoding"))
    head = "".join(f"{name}: {value}\r\n" for name, value in told if value)
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    archive = iter(ArchiveIterator(io.BytesIO(head.encode() + block + _END), auto_decode="all"))
    return next(archive).reader.read(MAX_BYTES + 1)  # only while the archive stands at it


def _marked(content: bytes, record: Any) -> bytes:
    """Say in the content how it is encoded, when only the server said so: a byte order mark stands above all."""
    charset = record.http_charset
    if not charset or not _type(record).startswith(("text/", "application/xhtml")):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode("utf-8")
    except (LookupError, ValueError):
        return content
