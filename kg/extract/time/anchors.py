"""The day of an article: from its metadata, its dateline, or its "Updated …" line; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.extract.time.dates import RULES
from kg.extract.time.rules import Now
from kg.extract.time.words import DAY, MONTH, YEAR

HEAD, FOOT = 15, 8
"""Lines at the top and at the bottom of an article that may tell its date."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day against which relative expressions are resolved.

    Attributes:
        date: The day.
        source: `metadata`, `dateline` or `byline`: where it was found.
    """

    date: date
    source: str = "metadata"


_MONTH: Final = rf"(?i:{MONTH})"
_DATE: Final = rf"(?:{_MONTH}\s{{1,3}}{DAY},?\s{{1,3}}{YEAR}|{DAY}\s{{1,3}}{_MONTH},?\s{{1,3}}{YEAR}|\d{{4}}-\d\d-\d\d)"
_DATELINE: Final = re.compile(
    rf"^\W{{0,3}}[A-Z][A-Z.'’\- ]{{2,30}}(?:,\s[A-Z][A-Za-z.'’\- ]{{1,30}})?(?:,|\s[-–—]|\s)\s?(?P<date>{_DATE})"
    r"\s{0,2}(?:\([A-Za-z/ .]{2,30}\)|[-–—:/]|$)"
)
_POSTED: Final = re.compile(
    rf"(?i:\b(?:(?:first\s)?published|posted|publication date|date|filed|created)\b)[^\n]{{0,40}}?\b(?P<date>{_DATE})"
)
_UPDATED: Final = re.compile(rf"(?i:\b(?:updated|modified|edited|revised)\b)[^\n]{{0,40}}?\b(?P<date>{_DATE})")
_ALONE: Final = re.compile(
    rf"^\W{{0,3}}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?\s{{1,3}})?(?P<date>{_DATE})"
    r"(?:[\s,|•–—-]{1,4}(?:at\s)?\d{1,2}[:.]\d\d.{0,20})?\W{0,3}$"
)
_ADDRESS: Final = re.compile(r"^\s{0,8}(?:\w{3,30}:\s{0,3})?(?:https?://|www\.)\S{1,2000}\s{0,8}$")
_BYLINE: Final = re.compile(rf"^\W{{0,3}}(?i:by)\s[A-Z][^\n]{{2,60}}?\b(?P<date>{_DATE})\W{{0,3}}$")


def anchor_of(text: str, published: date | None) -> Anchor | None:
    """The day of an article, or None where nothing tells it.

    Metadata wins, then a dateline with a year, then a line "Published …" or a date on a line of its
    own, then "Updated …". A dateline without a year, or a mere time of day, gives no date,
    nor does the address of a page.

    Args:
        text: The article.
        published: The date from its metadata.
    """
    if published is not None:
        return Anchor(published, "metadata")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not _ADDRESS.search(line)]
    if len(lines) > HEAD + FOOT:
        lines = lines[:HEAD] + lines[-FOOT:]
    for pattern, source in (
        (_DATELINE, "dateline"),
        (_POSTED, "byline"),
        (_ALONE, "byline"),
        (_BYLINE, "byline"),
        (_UPDATED, "byline"),
    ):
        for line in lines:
            match = pattern.search(line[:200])
            found = _date(match["date"]) if match else None
            if found:
                return Anchor(found, source)
    return None


def _date(text: str) -> date | None:
    text = re.sub(r"[A-Za-z]+", lambda m: m[0].capitalize(), text)
    for rule in RULES:
        match = rule.pattern.fullmatch(text)
        try:
            interval = rule.resolve(match, Now()) if match else None
        except ValueError:
            return None
        if interval and interval.precision == "day":
            return interval.lo
    return None
