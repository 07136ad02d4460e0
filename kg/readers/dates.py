"""Publication dates as metadata write them. A date that is not understood is no date.

The day that is written is kept: `2024-05-07T23:30:00-04:00` is 7 May, whatever day it was in Greenwich. Nothing is
guessed: of `07/05/2024` nobody knows whether the day or the month comes first, and `problem` says so in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from kg.errors import InputError

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
        "|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|2[01])\d\d)(?!\d)"
_DAY = r"(?<!\d)(?<!\d[-–])(?<!\d\s[-–]\s)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        r"(?<!\d)(?P<year>(?:1[5-9]|2[01])\d\d)\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d\d(?:\d\d){0,2})?(?!\d)",
        rf"\b{_MONTH}[\s/-]{{0,3}}{_DAY}\b,?[\s/-]{{1,3}}{_YEAR}",
        rf"{_DAY}\.?(?:\sof\s|[\s/-]{{0,3}}){_MONTH},?[\s/-]{{0,3}}{_YEAR}",
        rf"{_DAY}\s?\.\s?(?P<month>\d{{1,2}})\s?\.\s?{_YEAR}",
    )
)
"""ISO 8601 and its like; "May 7, 2024"; "7 May 2024"; "07.05.2024", which is read so wherever dots are written."""
_UNCLEAR = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})\s?(?P<mark>[/-])\s?(?P<b>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_LATEST_EPOCH = 4_102_444_800
"""The year 2100 in seconds: what is larger is no time of an article."""
_CHANGED = re.compile(r"(?:updated|modified|revised|corrected|edited)\W*(?:on|at)?\W*$", re.IGNORECASE)
_LONGEST = 200
"""Characters: what is longer than this is text about something, not a date."""
_ADDRESS = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<mark>[-/]?)(?P<month>\d\d?|[a-z]{3,9})(?P=mark)(?P<day>\d\d?)(?!\d)",
    re.IGNORECASE,
)


def published(value: object) -> date | None:
    """Return the day that `value` names, or None.

    Understood are dates, ISO 8601 days and times (also `20130618` and `2013/06/18`), the dates of mail and RSS
    (RFC 2822), seconds and milliseconds since 1970 (the day in UTC), and English dates in words. A year or a month
    alone is no day, and neither are several days, or two numbers of which either may be the month.

    >>> published("2013-06-18T23:20:00-04:00")
    datetime.date(2013, 6, 18)
    >>> published("Tue, 18 Jun 2013 16:20:00 GMT")
    datetime.date(2013, 6, 18)
    >>> published("May 7, 2024"), published(1715086954)
    (datetime.date(2024, 5, 7), datetime.date(2024, 5, 7))
    >>> published("07/05/2024"), published("9-11 September 2001")
    (None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(str(value if value is not None else "").split())
    if isinstance(value, bool) or not text or len(text) > _LONGEST:
        return None
    return next(_days(text), None) or _clear_pair(text) or _of_epoch(text) or _of_mail(text)


def problem(value: object) -> str | None:
    """Say in one line why a value that somebody gave as a day of publication is none; None when it is one, or blank.

    >>> problem("07/05/2024")
    "published '07/05/2024' may be two days, so the date is left out; write 2024-05-07 or 2024-07-05"
    """
    text = " ".join(str(value if value is not None else "").split())
    if not text or published(value):
        return None
    match = _UNCLEAR.search(text) if len(text) <= _LONGEST else None
    days = (
        [_day(match["year"], *pair) for pair in ((match["b"], match["a"]), (match["a"], match["b"]))] if match else []
    )
    if all(days) and days:
        first, second = sorted(day.isoformat() for day in days if day)
        return f"published {_short(text)} may be two days, so the date is left out; write {first} or {second}"
    return f"published {_short(text)} is no day that kg understands, so the date is left out; write it as 2024-05-07"


def in_address(address: str) -> date | None:
    """Return the day that stands in the path of a web address, as many papers write it.

    >>> in_address("https://news.example/2024/05/07/world/rivals-meet.html")
    datetime.date(2024, 5, 7)
    >>> in_address("https://news.example/world/2024/may/07/rivals-meet")
    datetime.date(2024, 5, 7)
    """
    path = address.partition("?")[0].partition("#")[0]
    for match in _ADDRESS.finditer(path):
        whole = match["mark"] or len(match[0]) == len("20240507")
        if whole and (day := _day(match["year"], match["month"], match["day"])):
            return day
    return None


def _days(text: str) -> Iterator[date]:
    """The days written in a text, without those of changes; the forms that are surest first."""
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match["year"], match["month"], match["day"])
            if day and not _CHANGED.search(text[: match.start()]):
                yield day


def _clear_pair(text: str) -> date | None:
    """Two numbers before a year, of which only one can be the month, or which are the same."""
    if not (match := _UNCLEAR.search(text)):
        return None
    days = {_day(match["year"], match["b"], match["a"]), _day(match["year"], match["a"], match["b"])} - {None}
    return days.pop() if len(days) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month.lower()) or (int(month) if month.isdecimal() else 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _of_epoch(text: str) -> date | None:
    match = _EPOCH.fullmatch(text)
    seconds = int(match[1]) if match else _LATEST_EPOCH
    return datetime.fromtimestamp(seconds, UTC).date() if seconds < _LATEST_EPOCH else None


def _of_mail(text: str) -> date | None:
    """What the mail library understands beyond the forms, such as years of two digits."""
    if "," in text or ":" in text:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(text).date()
    return None


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


MTIME = "mtime"
"""Stands for the day on which a file was last changed."""


def of_file(asked: str | None, path: Path) -> date | None:
    """Return the day that somebody gives to files that carry none.

    Args:
        asked: a day, or `mtime` for the day (in UTC) on which the file was last changed.
        path: the file.

    Raises:
        InputError: `asked` is neither.
    """
    if asked is None:
        return None
    if asked != MTIME:
        if (day := published(asked)) is None:
            raise InputError(f"no day is {asked!r}; write it as 2024-05-07, or {MTIME} for the day of each file")
        return day
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError:
        return None  # standard input
