"""From files to documents: one small function per format, found by suffix.

A new format is a function in a file of its own and a line in `READERS`. Other packages add theirs by an entry point
`kg.readers`, named by the suffix without its dot: a function from a `Source` to the documents in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from kg import plugins
from kg.errors import InputError, KgError
from kg.readers.dates import of_file
from kg.readers.files import find
from kg.readers.source import MAX_CHARACTERS, OnSkip, Skipped, Source
from kg.records import Document

__all__ = ["MAX_CHARACTERS", "READERS", "OnSkip", "Skipped", "Source", "read", "suffixes"]

READERS = {
    ".csv": "corpus.read_csv",
    ".docx": "docx.read",
    ".htm": "html.read",
    ".html": "html.read",
    ".jsonl": "corpus.read_jsonl",
    ".markdown": "markdown.read",
    ".md": "markdown.read",
    ".pdf": "pdf.read",
    ".text": "text.read",
    ".tsv": "corpus.read_tsv",
    ".txt": "text.read",
}
"""Suffix → module and function; a module is imported when the first file of its kind comes."""


def suffixes() -> list[str]:
    """The suffixes of all files that can be read, those that installed packages add included; sorted."""
    added = (f".{name.removeprefix('.').lower()}" for name in plugins.names(plugins.READERS))
    return sorted({*READERS, *added})


def read(*paths: str | Path, on_skip: OnSkip, published: str | None = None) -> Iterator[Document]:
    """Yield the documents under `paths`, in the order given, folders in sorted order.

    Args:
        paths: files, folders (read recursively) or `-` for standard input, which is plain text
            or, when it begins with `{`, JSONL.
        on_skip: told about everything that is not read, with its path and the reason.
        published: the day of plain text that names none, or `mtime` for the day on which each file was last changed.

    Raises:
        InputError: `published` is no day.
    """
    of_file(published, Path())
    seen: dict[str, str] = {}
    for source in find(paths, suffixes=suffixes(), on_skip=on_skip):
        try:
            for document in map(partial(_dated, source, published), _reader(source)(source, on_skip)):
                if document.id in seen:
                    reason = f"the id {document.id!r} was already used in {seen[document.id]}; ids must differ"
                    on_skip(Skipped(str(source.path), reason))
                    continue
                seen[document.id] = str(source.path)
                yield document
        except InputError as error:
            on_skip(Skipped(str(source.path), str(error)))


def _dated(source: Source, asked: str | None, document: Document) -> Document:
    """A document of plain text with the day that was asked for; an address in its first line is only a hint."""
    if asked is None or READERS.get(_suffix(source)) != "text.read":
        return document
    return replace(document, published=of_file(asked, source.path) or document.published)


_TELLING = {"corpus", "html", "markdown", "text"}
"""Modules whose readers tell of what they read in part."""


def _reader(source: Source) -> Callable[[Source, OnSkip], Iterator[Document]]:
    suffix = _suffix(source)
    name = READERS.get(suffix)
    if name is None:
        return _added(suffix)
    module, function = name.split(".")
    reader = getattr(import_module(f"kg.readers.{module}"), function)
    return reader if module in _TELLING else lambda source, _: reader(source)


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
        return source.path.suffix.lower() or ".txt"
    head = source.open().peek(64)  # type: ignore[attr-defined]  # standard input is buffered
    return ".jsonl" if head.lstrip().startswith(b"{") else ".txt"
