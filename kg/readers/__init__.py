"""From files to documents: one small function per format, found by suffix.

A new format is a function in a file of its own and a line in `READERS`. Other packages add theirs by an entry point
`kg.readers`, named by the suffix without its dot: a function from a `Source` to the documents in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from inspect import signature
from pathlib import Path

from kg import plugins
from kg.errors import InputError, KgError
from kg.readers.fields import USUAL, Fields
from kg.readers.files import find
from kg.readers.source import MAX_CHARACTERS, OnSkip, Skipped, Source
from kg.records import Document

__all__ = ["MAX_CHARACTERS", "READERS", "Fields", "OnSkip", "Skipped", "Source", "read", "read_source", "suffixes"]

READERS = {
    ".csv": "tables.read_csv",
    ".docx": "docx.read",
    ".epub": "epub.read",
    ".gz": "archives.read_gz",
    ".htm": "html.read",
    ".html": "html.read",
    ".json": "corpus.read_json",
    ".jsonl": "corpus.read_jsonl",
    ".markdown": "markdown.read",
    ".md": "markdown.read",
    ".ndjson": "corpus.read_jsonl",
    ".odt": "odt.read",
    ".parquet": "tables.read_parquet",
    ".pdf": "pdf.read",
    ".rtf": "rtf.read",
    ".text": "text.read",
    ".tsv": "tables.read_tsv",
    ".txt": "text.read",
    ".xlsx": "tables.read_xlsx",
    ".zip": "archives.read_zip",
}
"""Suffix → module and function; a module is imported when the first file of its kind comes."""


def suffixes() -> list[str]:
    """The suffixes of all files that can be read, those that installed packages add included; sorted."""
    added = (f".{name.removeprefix('.').lower()}" for name in plugins.names(plugins.READERS))
    return sorted({*READERS, *added})


def read(*paths: str | Path, on_skip: OnSkip, fields: Fields = USUAL) -> Iterator[Document]:
    """Yield the documents under `paths`, in the order given, folders in sorted order.

    Args:
        paths: files, folders (read recursively) or `-` for standard input, which is plain text
            or, when it begins with `{`, JSONL.
        on_skip: told about everything that is not read, with its path and the reason.
        fields: the names of fields in tables and JSON, where they are not the usual ones.
    """
    seen: dict[str, str] = {}
    for source in find(paths, suffixes=suffixes(), on_skip=on_skip):
        for document in read_source(replace(source, fields=fields), on_skip):
            if document.id in seen:
                reason = f"the id {document.id!r} was already used in {seen[document.id]}; ids must differ"
                on_skip(Skipped(str(source.path), reason))
                continue
            seen[document.id] = str(source.path)
            yield document


def read_source(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the documents of one file, or of one in an archive."""
    try:
        yield from _reader(source)(source, on_skip)
    except InputError as error:
        on_skip(Skipped(str(source.path), str(error)))


def _reader(source: Source) -> Callable[[Source, OnSkip], Iterator[Document]]:
    suffix = _suffix(source)
    name = READERS.get(suffix)
    if name is None:
        return _added(suffix)
    module, function = name.split(".")
    reader = getattr(import_module(f"kg.readers.{module}"), function)
    return reader if "on_skip" in signature(reader).parameters else lambda source, _: reader(source)


def _added(suffix: str) -> Callable[[Source, OnSkip], Iterator[Document]]:
    """The reader that an installed package has for a suffix."""
    names = {f".{name.removeprefix('.').lower()}": name for name in plugins.names(plugins.READERS)}
    if suffix not in names:
        raise InputError(f"no reader for {suffix} files; kg reads {', '.join(suffixes())}")
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
