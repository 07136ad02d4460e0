"""From the rows of a table, or the objects of a JSON file, to documents.

Their text is kept exactly as given, line ends included, because the offsets of annotated data
count its characters. Only a lone surrogate, which no encoding can carry, becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from kg.errors import InputError
from kg.readers.dates import problem, published
from kg.readers.fields import lacking
from kg.readers.items import line
from kg.readers.source import OnSkip, Skipped, Source
from kg.readers.standings import named
from kg.readers.text import carried, checked
from kg.records import Document, Standing

Row = tuple[int | str, Mapping[str, object] | InputError]
"""The place of a row in its file, and the row; or why it cannot be read."""

PATIENCE = 100
"""When so many rows have no field of text, and none before had one, the file has none."""

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "russian": "ru", "ukrainian": "uk", "arabic": "ar", "chinese": "zh", "japanese": "ja",
}  # fmt: skip
_NOTHING = {"", "none", "null", "nan", "nat", "n/a"}
"""What programs write for a value that they do not have."""
_EPOCH, _LATEST = 10**9, 10**10
"""Numbers between are seconds since 1970 (from 2001 on), a thousand times that milliseconds."""


class _TextlessError(InputError):
    """A row has no field of text at all, as none in its file may have."""


class _Undated:
    """Counts the dates of a file that are not understood, to tell of them in one line."""

    def __init__(self) -> None:
        self.count = 0
        self.first: tuple[int | str, object] = ("", "")

    def add(self, place: int | str, value: object) -> None:
        """Count one."""
        self.first = self.first if self.count else (place, value)
        self.count += 1

    def tell(self, source: Source, on_skip: OnSkip) -> None:
        """Say how many there were, if any."""
        if self.count:
            place, value = self.first
            reason = problem(value) or f"published {str(value)[:40]!r} is not understood; write it as 2024-05-31"
            others = f"; {self.count - 1:,} more documents have one that is not understood" if self.count > 1 else ""
            on_skip(Skipped(f"{source.path}:{place}", reason + others))


def documents(source: Source, rows: Iterable[Row], on_skip: OnSkip) -> Iterator[Document]:
    """Yield the document of each row; a bad one is reported with its place, and the rest is read.

    Raises:
        InputError: no row has a field of text.
    """
    textless: list[Skipped] | None = []  # held back until some row has a text; then None
    undated = _Undated()
    for place, row in rows:
        try:
            document = _document(source, row, place, undated)
        except InputError as error:
            skipped = Skipped(f"{source.path}:{place}", str(error))
            if textless is None or not isinstance(error, _TextlessError):
                on_skip(skipped)
                continue
            textless.append(skipped)
            if len(textless) == PATIENCE:
                raise InputError(f"none of its first {PATIENCE} documents can be read: each {error}") from error
        else:
            for skipped in textless or ():
                on_skip(skipped)
            textless = None
            yield document
    undated.tell(source, on_skip)
    if textless and len(textless) > 1:
        raise InputError(f"none of its {len(textless)} documents can be read: each {textless[0].reason}")
    for skipped in textless or ():
        on_skip(skipped)


def _document(source: Source, row: Mapping[str, object] | InputError, place: int | str, undated: _Undated) -> Document:
    if isinstance(row, InputError):
        raise row
    fields = source.fields
    standing = next((named(value) or Standing.USABLE for value in fields.values(row, "standing")), None)
    text = _text(source, row)
    when = _day(source, row, place, undated)
    return Document(
        id=next(filter(None, map(_plain, fields.values(row, "id"))), None) or f"{source.id}:{place}",
        text=text if standing is Standing.WITHDRAWN else checked(text),  # a kill may come with nothing but its id
        source=str(source.path),
        title=line(next(filter(None, map(_plain, fields.values(row, "title"))), None)),
        published=when,
        author=line(next(filter(None, map(_people, fields.values(row, "author"))), None)),
        language=next(filter(None, map(_language, fields.values(row, "language"))), None),
        version=next((number for value in fields.values(row, "version") if (number := _number(value))), None),
        standing=standing or Standing.USABLE,
    )


def _text(source: Source, row: Mapping[str, object]) -> str:
    """The first field of text that is not blank; blank when there are only such."""
    values = [_joined(value) for value in source.fields.values(row, "text")]
    strings = [value for value in values if isinstance(value, str)]
    if not strings and (None not in values or source.fields.text):
        raise _TextlessError(lacking(row))
    return carried(next((value for value in strings if value.strip()), ""))


def _joined(value: object) -> object:
    """Paragraphs in a list are one text."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value


def _day(source: Source, row: Mapping[str, object], place: int | str, undated: _Undated) -> date | None:
    values = [value for value in source.fields.values(row, "date") if str(value).strip().casefold() not in _NOTHING]
    day = next(filter(None, map(published, map(_moment, values))), None)
    if day is None and values:
        undated.add(place, values[0])
    return day


def _moment(value: object) -> object:
    """Seconds or milliseconds since 1970 as a time; everything else as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value >= 1000 * _EPOCH else value
        if _EPOCH <= seconds < _LATEST:
            return datetime.fromtimestamp(seconds, UTC)
    return value


def _plain(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what spreadsheets and data frames make of a number
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    words = carried(str(value)).strip()
    return None if words.casefold() in _NOTHING else words


def _people(value: object) -> str | None:
    """A name, a list of names, or objects with a name each."""
    people = value if isinstance(value, list) else [value]
    names = [_plain(one.get("name") if isinstance(one, Mapping) else one) for one in people]
    return ", ".join(filter(None, names)) or None


def _language(value: object) -> str | None:
    """A BCP 47 tag, or the tag of a language that is written out; nothing for what is neither."""
    name = str(value).strip()
    if name.casefold() in _LANGUAGES:
        return _LANGUAGES[name.casefold()]
    return name.replace("_", "-") if _TAG.fullmatch(name) and name.casefold() not in _NOTHING else None


def _number(value: object) -> int | None:
    words = _plain(value) or ""
    return int(words) if words.isdecimal() and len(words) < 16 else None
