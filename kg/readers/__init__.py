"""From files to documents: one small function per format, found by suffix.

A new format is a function in a file of its own and a line in `READERS`. Other packages add theirs by an entry point
`kg.readers`, named by the suffix without its dot: a function from a `Source` to the documents in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from inspect import signature
from pathlib import Path

from kg import plugins
from kg.errors import InputError, KgError
from kg.readers.dates import of_file
from kg.readers.fields import USUAL, Fields
from kg.readers.files import Found
from kg.readers.seen import Seen
from kg.readers.source import MAX_CHARACTERS, STDIN, OnSkip, Received, Skipped, Source
from kg.records import Document

__all__ = [
    "MAX_CHARACTERS", "READERS", "STDIN", "Fields", "OnSkip", "Received", "Skipped", "Source", "read", "read_source",
    "receive", "suffixes",
]  # fmt: skip

READERS = {
    ".atom": "xml.read",
    ".csv": "tables.read_csv",
    ".docx": "docx.read",
    ".eml": "mail.read",
    ".epub": "epub.read",
    ".gz": "archives.read_gz",
    ".htm": "html.read",
    ".html": "html.read",
    ".json": "ninjs.read",
    ".jsonl": "corpus.read_jsonl",
    ".markdown": "markdown.read",
    ".mbox": "mail.read_mbox",
    ".md": "markdown.read",
    ".ndjson": "corpus.read_jsonl",
    ".nitf": "xml.read",
    ".odt": "odt.read",
    ".parquet": "tables.read_parquet",
    ".pdf": "pdf.read",
    ".rss": "xml.read",
    ".rtf": "rtf.read",
    ".sgm": "reuters.read",
    ".text": "text.read",
    ".tsv": "tables.read_tsv",
    ".txt": "text.read",
    ".warc": "warc.read",
    ".xlsx": "tables.read_xlsx",
    ".xml": "xml.read",
    ".zip": "archives.read_zip",
}
"""Suffix → module and function; a module is imported when the first file of its kind comes."""


def suffixes() -> list[str]:
    """The suffixes of all files that can be read, those that installed packages add included; sorted."""
    added = (f".{name.removeprefix('.').lower()}" for name in plugins.names(plugins.READERS))
    return sorted({*READERS, *added})


def read(
    *paths: str | Path, on_skip: OnSkip, fields: Fields = USUAL, published: str | None = None
) -> Iterator[Document]:
    """Yield the documents under `paths`, in the order given, folders in sorted order.

    Args:
        paths: files, folders (read recursively) or `-` for standard input, which is plain text
            or, when it begins with `{`, JSONL.
        on_skip: told about everything that is not read, with its path and the reason.
        fields: the names of fields in tables and JSON, where they are not the usual ones.
        published: the day of plain text that names none, or `mtime` for the day on which each file was last changed.

    Raises:
        InputError: `published` is no day.
    """
    received = receive(paths, on_skip=on_skip, fields=fields, published=published)
    return (each.document for each in received)


def receive(
    paths: Iterable[str | Path],
    *,
    on_skip: OnSkip,
    fields: Fields = USUAL,
    published: str | None = None,
) -> Iterator[Received]:
    """Yield the documents under `paths` as `read` does, each with where it lay and how much of all has been read.

    Args:
        paths: as for `read`.
        on_skip: as for `read`.
        fields: as for `read`.
        published: as for `read`.
    """
    of_file(published, Path())
    sources = Found(paths, suffixes=suffixes(), on_skip=on_skip)
    seen = Seen(sources)
    total, before = sources.size, 0
    for number, found in enumerate(sources):
        source, size = replace(found, fields=fields), found.size
        for document in read_source(source, on_skip):
            if other := seen.other(document, number):
                reason = f"the id {document.id!r} was already used in {other}; ids must differ"
                on_skip(Skipped(str(source.path), reason))
            else:
                share = min((before + source.position(size)) / total, 1.0) if total else None
                yield _received(source, _dated(source, published, document), share)
        before += size


def _received(source: Source, document: Document, share: float | None) -> Received:
    file = None if source.is_stdin else (source.real or os.path.realpath(source.path)).replace(os.sep, "/")
    own = document.id != source.id and not document.id.startswith((f"{source.id}:", f"{source.id}/"))
    tail = None if own else document.id.removeprefix(source.id)
    return Received(document=document, file=file, name=source.id, tail=tail, share=share)


def read_source(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the documents of one file, or of one in an archive; of one that holds none, that is said."""
    answers = 0

    def told(skipped: Skipped) -> None:
        nonlocal answers
        answers += 1
        on_skip(skipped)

    try:
        for document in _reader(source)(source, told):
            answers += 1
            yield document
    except InputError as error:
        told(Skipped(str(source.path), str(error)))
    if not answers:
        on_skip(Skipped(str(source.path), "holds no document", error=False))


def _dated(source: Source, asked: str | None, document: Document) -> Document:
    """A document of plain text with the day that was asked for; an address in its first line is only a hint."""
    if asked is None or READERS.get(_suffix(source)) != "text.read":
        return document
    return replace(document, published=of_file(asked, source.path) or document.published)


def _reader(source: Source) -> Callable[[Source, OnSkip], Iterator[Document]]:
    suffix = _suffix(source)
    name = READERS.get(suffix)
    if name is None:
        return _added(suffix)
    module, function = name.split(".")
    reader = getattr(import_module(f"kg.readers.{module}"), function)
    return reader if _is_told(reader) else lambda source, _: reader(source)


@lru_cache(maxsize=256)
def _is_told(reader: Callable[..., Iterator[Document]]) -> bool:
    """Whether a reader takes something to tell of what it skips."""
    return "on_skip" in signature(reader).parameters


def _added(suffix: str) -> Callable[[Source, OnSkip], Iterator[Document]]:
    """The reader that an installed package has for a suffix."""
    names = {f".{name.removeprefix('.').lower()}": name for name in plugins.names(plugins.READERS)}
    if suffix not in names:
        known = ", ".join(suffixes())
        raise InputError(f"no reader for {suffix} files; convert it (kg reads {known}), or name it .txt if it is text")
    reader = plugins.load(plugins.READERS, names[suffix], error=InputError)

    def guarded(source: Source, _: OnSkip) -> Iterator[Document]:
        try:
            yield from reader(source)
        except KgError:
            raise
        except Exception as problem:
            raise InputError(plugins.failed(plugins.READERS, names[suffix], problem)) from problem

    return guarded


def _suffix(source: Source) -> str:
    """Return the suffix that decides; text without one, as from a pipe, is told from JSONL by its first character."""
    if not source.is_stdin:
        return source.suffix or ".txt"
    head = source.open().peek(64)  # type: ignore[attr-defined]  # standard input is buffered
    return ".jsonl" if head.lstrip().startswith(b"{") else ".txt"
