"""Corpora: many documents in one JSONL or CSV file, with `text` and perhaps `id`, `title`, `published`.

Their text is kept exactly as given, line ends included, because the offsets of annotated data
count its characters. Only a lone surrogate, which no encoding can carry, becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import InputError
from kg.readers.dates import published
from kg.readers.source import MAX_BYTES, MAX_CHARACTERS, OnSkip, Skipped, Source
from kg.readers.text import checked
from kg.records import Document

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read one JSON object a line; a bad line is reported with its number, and the rest is read."""
    with source.open() as file:
        for number, line in enumerate(_lines(file), start=1):
            try:
                if record := line.removeprefix(codecs.BOM_UTF8).strip():
                    yield _document(source, _parse(record), number)
            except InputError as error:
                on_skip(Skipped(f"{source.path}:{number}", str(error)))


def read_csv(source: Source, on_skip: OnSkip, *, delimiter: str = ",") -> Iterator[Document]:
    """Read one document a row; the header names the columns (RFC 4180)."""
    csv.field_size_limit(MAX_CHARACTERS + 1)
    with source.open() as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), delimiter=delimiter)
        try:
            if "text" not in (rows.fieldnames or ()):
                raise InputError(f"has no column `text` (it has: {', '.join(rows.fieldnames or ['nothing'])})")
            for row in rows:
                try:
                    yield _document(source, row, rows.line_num)
                except InputError as error:
                    on_skip(Skipped(f"{source.path}:{rows.line_num}", str(error)))
        except UnicodeDecodeError as error:
            raise InputError(f"is not valid UTF-8 after line {rows.line_num}; the rest is left out") from error
        except csv.Error as error:
            raise InputError(f"is not CSV after line {rows.line_num} ({error}); the rest is left out") from error


def read_tsv(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read one document a row, columns separated by tabs."""
    return read_csv(source, on_skip, delimiter="\t")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only so much that its length shows."""
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def _parse(line: bytes) -> Mapping[str, object]:
    if len(line) > MAX_BYTES:
        raise InputError(f"is longer than {MAX_BYTES // 10**6} MB; split it into several documents")
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise InputError(f"is not valid UTF-8 (byte {error.start} of the line)") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error}); put one JSON object on each line") from error
    if not isinstance(record, dict):
        raise InputError(f"is a JSON {type(record).__name__}, not an object with `text`")
    return record


def _document(source: Source, record: Mapping[str, object], number: int) -> Document:
    body = record.get("text")
    if not isinstance(body, str):
        raise InputError("has no field `text` with a string")
    return Document(
        id=_plain(record.get("id")) or f"{source.id}:{number}",
        text=checked(_SURROGATE.sub("\ufffd", body)),
        source=str(source.path),
        title=_plain(record.get("title")),
        published=published(record.get("published")),
    )


def _plain(value: object) -> str | None:
    return _SURROGATE.sub("\ufffd", str(value)).strip() or None if isinstance(value, str | int) else None
