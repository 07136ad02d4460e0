"""Corpora in JSON: one object a line, an array, one object, or a list inside an object as services answer.

Everything streams: an article at a time is in memory, however long the file.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterator, Mapping
from typing import BinaryIO, TextIO

from kg.errors import InputError
from kg.readers import decoding
from kg.readers.fields import NAMES, plain
from kg.readers.rows import Row, documents
from kg.readers.source import MAX_BYTES, OnSkip, Source, told
from kg.records import Document

_LISTS = {"articles", "items", "results", "docs", "documents", "data", "stories", "news", "entries", "hits", "value"}
"""Names of lists of articles."""
_AROUND = {"response", "data", "result", "hits", "feed", "channel"}
"""Names of objects that hold such a list."""
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")
_CHUNK = 1 << 16


def read_jsonl(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read one JSON object a line; a bad line is reported with its number, and the rest is read."""
    with source.open() as file:
        yield from documents(source, _rows(file), on_skip)


def read_json(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read an array of articles, one article, several after another, or an object with a list of articles."""
    with source.open() as file:
        yield from documents(source, _articles(file), on_skip)


def _rows(file: BinaryIO) -> Iterator[Row]:
    for number, line in enumerate(_lines(file), start=1):
        if record := line.removeprefix(codecs.BOM_UTF8).strip():
            try:
                yield number, _parse(record)
            except InputError as error:
                yield number, error


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only so much that its length shows."""
    if not decoding.encoding_of(file).startswith("utf-8"):
        yield from _recoded(decoding.stream(file))
        return
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def _recoded(file: TextIO) -> Iterator[bytes]:
    number = 0
    try:
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            yield line.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise decoding.undecodable(error, f"line {number}") from error


def _parse(line: bytes) -> Mapping[str, object]:
    if len(line) > MAX_BYTES:
        raise _too_long()
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise InputError(f"is not valid UTF-8 (byte {error.start} of the line)") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({told(error)}); put one JSON object on each line") from error
    return _object(record)


def _object(record: object) -> Mapping[str, object]:
    if not isinstance(record, dict):
        raise InputError(f"is a JSON {type(record).__name__}, not an object with `text`")
    if isinstance(inner := record.get("_source"), dict):  # as Elasticsearch answers
        return {**inner, "_id": record.get("_id")}
    return record


def _too_long() -> InputError:
    return InputError(f"is longer than {MAX_BYTES // 10**6} MB; split it into several documents")


def _articles(file: BinaryIO) -> Iterator[Row]:
    """The articles of a file, numbered; where it is no longer JSON, it ends with an error."""
    number = 0
    try:
        values = _Values(decoding.stream(file))
        while values.next_character():
            for value in _unwrapped(values):
                number += 1
                try:
                    yield number, _object(value)
                except InputError as error:
                    yield number, error
    except UnicodeDecodeError as error:
        raise decoding.undecodable(error, f"{number} documents") from error
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", error)  # without the place, which counts from the last piece read
        raise InputError(f"is not JSON after {number} documents ({reason}); the rest is left out") from error


def _unwrapped(values: _Values) -> Iterator[object]:
    """The articles of one JSON value."""
    if values.next_character() == "[":
        yield from values.array()
    elif values.next_character() == "{":
        record = yield from _opened(values)
        if record is not None:
            yield record
    else:
        yield values.value()


def _opened(values: _Values) -> Generator[object, None, dict[str, object] | None]:
    """Yield the articles in a list inside an object; return the object itself when it is an article."""
    record: dict[str, object] = {}
    holds_list = False
    for name in values.names():
        if plain(name) in _LISTS and values.begins(_LIST_OF_OBJECTS) and not _has_text(record):
            yield from values.array()
            holds_list = True
        elif plain(name) in _AROUND and values.next_character() == "{":
            inner = yield from _opened(values)
            holds_list = holds_list or inner is None
            record[name] = inner
        else:
            record[name] = values.value()
    return None if holds_list and not _has_text(record) else record


def _has_text(record: Mapping[str, object]) -> bool:
    return any(isinstance(record[name], str) for name in record if plain(name) in NAMES["text"])


class _Values:
    """JSON values one after another, from a file that may be larger than memory."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._held = ""
        self._at = 0
        self._decode = json.JSONDecoder().raw_decode

    def next_character(self) -> str:
        """The next character that is no blank; empty at the end of the file."""
        while True:
            while self._at < len(self._held):
                if not self._held[self._at].isspace():
                    return self._held[self._at]
                self._at += 1
            if not self._more(_CHUNK):
                return ""

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Whether what comes next looks so."""
        self.next_character()
        if len(self._held) - self._at < _CHUNK:
            self._more(_CHUNK)
        return pattern.match(self._held, self._at) is not None

    def value(self) -> object:
        """Read the next value whole."""
        self.next_character()
        size = _CHUNK
        while True:
            try:
                value, end = self._decode(self._held, self._at)
                if end < len(self._held) or not self._more(size):  # a number may go on
                    self._at = end
                    return value
            except ValueError:
                if len(self._held) - self._at > MAX_BYTES:
                    raise _too_long() from None
                if not self._more(size):
                    raise
            size = min(2 * size, MAX_BYTES)

    def array(self) -> Iterator[object]:
        """Read the values of an array one by one."""
        self._take("[")
        while self.next_character() != "]":
            yield self.value()
            if self.next_character() != "]":
                self._take(",")
        self._take("]")

    def names(self) -> Iterator[str]:
        """Read the names in an object; whoever asks reads the value of each before asking for the next."""
        self._take("{")
        while self.next_character() != "}":
            name = self.value()
            self._take(":")
            yield str(name)
            if self.next_character() != "}":
                self._take(",")
        self._take("}")

    def _take(self, character: str) -> None:
        if (there := self.next_character()) != character:
            raise ValueError(f"{character!r} should stand where there is {there!r}" if there else "it ends too early")
        self._at += 1

    def _more(self, size: int) -> bool:
        """Read on; what was read before `_at` goes."""
        more = self._file.read(size)
        self._held = self._held[self._at :] + more
        self._at = 0
        return bool(more)
