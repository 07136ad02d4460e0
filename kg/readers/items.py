"""What the formats of the news trade share: items with an id, a version and a standing, several to a file.

Standing comes before text: an item that is withdrawn needs none, and the text that it still carries is nobody's
to read. No clock decides: an item is under embargo when it says so, or until a moment later than its own version's.
What is withheld without an end is withdrawn, for the IPTC asks that what was published of it be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from kg.errors import InputError
from kg.readers.dates import published as day_of
from kg.readers.source import OnSkip, Skipped, Source
from kg.readers.standings import code, named
from kg.readers.text import carried, checked
from kg.records import Document, Standing

T = TypeVar("T")

_BYLINE = re.compile(r"by:?\s+", re.IGNORECASE)
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(?:(Z)|([+-])(\d\d):?(\d\d))?)?\s*$", re.I
)


def newest(
    items: Iterable[T], make: Callable[[T], Iterable[Document]], source: Source, on_skip: OnSkip
) -> Iterator[Document]:
    """Yield of each id the highest version among the items of one file; what cannot be read is said by its number.

    `Document.rank` says which stands, as it does across files; of equals the first: feeds begin with the newest.
    """
    kept: dict[str, Document] = {}
    for number, item in enumerate(items, start=1):
        where = f"{source.path}:{number}"
        try:
            for document in make(item):
                known = kept.get(document.id)
                if known is None or document.rank > known.rank:
                    kept[document.id] = document
                elif document.rank == known.rank and document != known:
                    on_skip(Skipped(where, f"left out: came before in no lower version ({document.id})", error=False))
        except InputError as error:
            on_skip(Skipped(where, str(error)))
    yield from kept.values()


def document(
    source: Source,
    on_skip: OnSkip,
    *,
    id: str | None,  # noqa: A002 - as the field of the record
    text: Callable[[], str],
    published: object = None,
    version: object = None,
    standing: Standing = Standing.USABLE,
    **fields: str | None,
) -> Document:
    """Make the document of one item; of one that is withdrawn only id and version are left, and `text` is not asked.

    Fields are given as the item writes them, `title`, `author` and `language` among them; the file's id stands for
    that of an item without one.

    Raises:
        InputError: the text is blank or too long.
    """
    name = line(id) or source.id
    path, known = str(source.path), _version(version, source, on_skip)
    if standing is Standing.WITHDRAWN:
        return withdrawn(source, name, known)
    body, day = checked(plain(text())), _day(published, source, on_skip)
    cleaned = {field: line(value) for field, value in fields.items()}
    return Document(id=name, text=body, source=path, published=day, version=known, standing=standing, **cleaned)


def withdrawn(source: Source, id: str, version: int | None = None) -> Document:  # noqa: A002 - as the field of the record
    """Return what is left of an item that its sender took back."""
    return Document(id=id, text="", source=str(source.path), version=version, standing=Standing.WITHDRAWN)


def standing(
    status: str, source: Source, on_skip: OnSkip, *, embargo: str | None = None, since: str | None = None
) -> Standing:
    """Return what an item says of itself.

    Args:
        status: as the item writes it, perhaps with the prefix of a vocabulary: `stat:canceled`.
        source: the file.
        on_skip: told of a status that is not known.
        embargo: until when; empty means until further notice.
        since: when this version was made.
    """
    word = code(status)
    found = named(status) if word else Standing.USABLE
    if found is None:
        told = f"has a status that is not known ({shown(status)}); it is read as usable"
        on_skip(Skipped(str(source.path), told, error=False, read=True))
    if (found in {None, Standing.USABLE} or word == "withheld") and embargo is not None and _later(embargo, since):
        return Standing.HELD
    return found or Standing.USABLE


def _later(embargo: str, since: str | None) -> bool:
    """Whether an embargo ends after `since`; one that cannot be compared holds."""
    end, start = moment(embargo), moment(since or "")
    if end is None or start is None:
        return True
    if end.tzinfo is None or start.tzinfo is None:
        end, start = end.replace(tzinfo=None), start.replace(tzinfo=None)
    return end > start


def moment(value: str) -> datetime | None:
    """Return the moment that ISO 8601 names, extended or basic, with or without an offset.

    >>> moment("20260521T093000-0500").isoformat()
    '2026-05-21T09:30:00-05:00'
    """
    match = _MOMENT.match(value.strip())
    if not match:
        return None
    *numbers, zulu, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(offset) if sign or zulu else None
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _day(value: object, source: Source, on_skip: OnSkip) -> date | None:
    found = day_of(value)
    if found is None and str(value or "").strip():
        told = f"has a date that is not understood ({shown(value)}); give it as 2026-05-20"
        on_skip(Skipped(str(source.path), told, error=False, read=True))
    return found


def _version(value: object, source: Source, on_skip: OnSkip) -> int | None:
    text = "" if value is None else str(value).strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    if text:
        told = f"has a version that is no whole number ({shown(text)}); it is read without one"
        on_skip(Skipped(str(source.path), told, error=False, read=True))
    return None


def plain(value: str) -> str:
    r"""Return text with line ends as `\n`, and without what no encoding can carry."""
    return carried(value.replace("\r\n", "\n").replace("\r", "\n"))


def shown(value: object) -> str:
    """Return a value of a file as a message may show it: short, and on one line."""
    return " ".join(str(value).split())[:60]


def line(value: str | None) -> str | None:
    """Return a field on one line, or None when it is blank."""
    return " ".join(plain(value or "").split()) or None


def byline(value: str | None) -> str | None:
    """Return the name of a byline: "By Alma Reyes" is Alma Reyes."""
    name = line(value) or ""
    return name[match.end() :] if (match := _BYLINE.match(name)) else name or None


def english(tag: str | None) -> bool:
    """Whether a BCP 47 tag stands for English."""
    return (tag or "").replace("_", "-").partition("-")[0].strip().lower() == "en"
