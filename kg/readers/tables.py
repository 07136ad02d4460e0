"""Tables: a row is a document, and the first row names the columns. CSV and its kin, Parquet, Excel."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, BinaryIO, TextIO

from kg.errors import InputError
from kg.readers import decoding
from kg.readers.fields import Fields
from kg.readers.rows import Row, documents
from kg.readers.source import MAX_CHARACTERS, OnSkip, Source, told
from kg.readers.zipped import check_size
from kg.records import Document

_DELIMITERS = ",;\t|"
_DELIMITER_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""What Excel writes as the first line to say how it separates."""
_BATCH, _BUFFER = 64, 1 << 20
"""Rows of Parquet in memory at a time; bytes of each of its columns."""


def read_csv(source: Source, on_skip: OnSkip, *, delimiter: str = ",") -> Iterator[Document]:
    """Read one document a row (RFC 4180), with what separates the columns told from the first line."""
    csv.field_size_limit(MAX_CHARACTERS + 1)
    with source.open() as file:
        yield from documents(source, _csv_rows(decoding.stream(file, windows=True), source.fields, delimiter), on_skip)


def read_tsv(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read one document a row, columns separated by tabs unless the first line shows otherwise."""
    return read_csv(source, on_skip, delimiter="\t")


def read_parquet(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read a Parquet file; of its columns only those that documents are made of."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(
            "needs the library pyarrow; install it with `pip install '.[parquet]'` in kg's source"
        ) from error
    with source.open() as file, _seekable(file) as seekable:
        try:
            table = pyarrow.parquet.ParquetFile(seekable, buffer_size=_BUFFER)
            columns = table.schema_arrow.names
        except Exception as error:  # a damaged file raises nearly anything; the build goes on
            raise _broken("a Parquet file", error) from error
        source.fields.check(columns)
        yield from documents(source, _parquet_rows(table, source.fields.used(columns)), on_skip)


def read_xlsx(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read an Excel workbook: each sheet whose first row names a column of text."""
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(
            "needs the library openpyxl; install it with `pip install '.[excel]'` in kg's source"
        ) from error
    with source.open() as file, _seekable(file) as seekable, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and checks that nobody reads here
        try:
            check_size(seekable)
            sheets = openpyxl.load_workbook(seekable, read_only=True, data_only=True).worksheets
        except InputError:
            raise
        except Exception as error:  # a damaged file raises nearly anything; the build goes on
            raise _broken("an Excel workbook", error) from error
        yield from documents(source, _sheets(sheets, source.fields), on_skip)


def _csv_rows(file: TextIO, fields: Fields, usual: str) -> Iterator[Row]:
    number, done = 0, "the first line"
    try:
        for head in file:
            number += 1
            if sign := _DELIMITER_LINE.fullmatch(head):
                usual = sign[1]
            elif head.strip():
                break
        else:
            return
        rows = csv.DictReader(chain((head,), file), delimiter=_delimiter(head, fields, usual), restkey="")
        fields.check(rows.fieldnames or ())
        for row in rows:
            done = f"line {number - 1 + rows.line_num}"
            yield number - 1 + rows.line_num, _whole(row)
    except UnicodeDecodeError as error:
        raise decoding.undecodable(error, done) from error
    except csv.Error as error:
        raise InputError(f"is not CSV after {done} ({told(error)}); the rest is left out") from error


def _delimiter(head: str, fields: Fields, usual: str) -> str:
    """What separates the names of the first line so that there is one of a text; the usual one unless another does."""

    def worth(delimiter: str) -> tuple[bool, int]:
        names = next(csv.reader([head], delimiter=delimiter), [])
        return bool(names and any(True for _ in _texts(names, fields))), len(names)

    delimiters: tuple[str, ...] = (usual, *_DELIMITERS)
    return max(delimiters, key=worth)


def _texts(names: Iterable[str], fields: Fields) -> Iterator[object]:
    try:
        yield from fields.values(dict.fromkeys(names), "text")
    except InputError:  # the column that the user names is not among them
        return


def _whole(row: dict[str, Any]) -> dict[str, object] | InputError:
    """The row, unless it has more cells than there are columns: then part of a text stands in the wrong one."""
    more = row.pop("", None) if isinstance(row.get(""), list) else None
    if more and any(cell.strip() for cell in more):
        return InputError("has more cells than the first line has columns; put text that holds the separator in quotes")
    return row


def _parquet_rows(table: Any, columns: list[str]) -> Iterator[Row]:
    number = 0
    try:
        for group in range(table.num_row_groups):  # one by one: with all at once, memory grows with the file
            for batch in table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=columns, use_threads=False):
                for row in _python(batch):
                    number += 1
                    yield number, row
    except (ValueError, OSError, NotImplementedError, ArithmeticError) as error:
        raise _broken("Parquet", error, after=number) from error


def _python(batch: Any) -> list[dict[str, object]]:
    """The rows of a batch; times in nanoseconds, which Python does not have, in microseconds."""
    import pyarrow as pa

    for place, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            column = batch.column(place).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(place, field.name, column)
        elif pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type):
            batch = batch.set_column(place, field.name, batch.column(place).cast(pa.string()))  # text of old writers
    rows: list[dict[str, object]] = batch.to_pylist()
    return rows


def _sheets(sheets: list[Any], fields: Fields) -> Iterator[Row]:
    """The rows of all sheets that have a column of text; those of the first are named by their number alone."""
    problem, read = InputError("has no sheet with rows; there is nothing to read"), 0
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = _cells(sheet)
        names = next((row for _, row in rows if any(cell is not None for cell in row)), ())
        columns = ["" if name is None else str(name).strip() for name in names]
        try:
            fields.check([name for name in columns if name])
        except InputError as error:
            problem = error if names and not read else problem
            continue
        for number, row in rows:
            if any(cell is not None for cell in row):
                record = dict(zip(columns, row, strict=False))
                yield (f"{sheet.title}:{number}" if read else number), record
        read += 1
    if not read:
        raise problem


def _cells(sheet: Any) -> Iterator[tuple[int, tuple[object, ...]]]:
    number = 0
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise _broken("an Excel workbook", error, after=number) from error
        yield number, row


def _broken(what: str, error: Exception, *, after: int = 0) -> InputError:
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    where = f" after row {after}" if after else " that can be read"
    return InputError(f"is not {what}{where} ({reason}); save it again")


@contextmanager
def _seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself, or, where it comes out of an archive, a temporary copy to move about in."""
    if file.seekable():
        yield file
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield copy
