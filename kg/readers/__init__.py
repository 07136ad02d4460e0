"""From files to documents: one small function per format, found by suffix.

A new format is a function in a file of its own and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from kg.errors import InputError
from kg.readers.files import find
from kg.readers.source import MAX_CHARACTERS, OnSkip, Skipped, Source
from kg.records import Document

__all__ = ["MAX_CHARACTERS", "READERS", "OnSkip", "Skipped", "read"]

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


def read(*paths: str | Path, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the documents under `paths`, in the order given, folders in sorted order.

    Args:
        paths: files, folders (read recursively) or `-` for standard input, which is plain text
            or, when it begins with `{`, JSONL.
        on_skip: told about everything that is not read, with its path and the reason.
    """
    seen: dict[str, str] = {}
    for source in find(paths, suffixes=READERS, on_skip=on_skip):
        try:
            for document in _reader(source)(source, on_skip):
                if document.id in seen:
                    reason = f"the id {document.id!r} was already used in {seen[document.id]}; ids must differ"
                    on_skip(Skipped(str(source.path), reason))
                    continue
                seen[document.id] = str(source.path)
                yield document
        except InputError as error:
            on_skip(Skipped(str(source.path), str(error)))


def _reader(source: Source) -> Callable[[Source, OnSkip], Iterator[Document]]:
    name = READERS.get(_suffix(source))
    if name is None:
        raise InputError(f"no reader for {source.path.suffix} files; kg reads {', '.join(sorted(READERS))}")
    module, function = name.split(".")
    reader = getattr(import_module(f"kg.readers.{module}"), function)
    return reader if module == "corpus" else lambda source, _: reader(source)


def _suffix(source: Source) -> str:
    """Return the suffix that decides; text without one, as from a pipe, is told from JSONL by its first character."""
    if not source.is_stdin:
        return source.path.suffix.lower() or ".txt"
    head = source.open().peek(64)  # type: ignore[attr-defined]  # standard input is buffered
    return ".jsonl" if head.lstrip().startswith(b"{") else ".txt"
