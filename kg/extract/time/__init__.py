"""Time expressions of news → intervals of days with precision and anchor.

Reading order: `words` → `calendar` → `rules` → `dates`, `periods`, `relative` → `compose` → `anchors`.

What cannot be resolved keeps its words and has no interval: the day of the article is never passed
off as the day of an event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.extract.time.anchors import Anchor, anchor_of
from kg.extract.time.compose import Found, found
from kg.extract.time.rules import Now
from kg.records import TimeSpan

__all__ = ["Anchor", "TimeMention", "anchor_of", "find"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: `text[start:end]`, and what it means."""

    start: int
    end: int
    span: TimeSpan
    floating: bool = False
    """Whether no day of an article would tell when that is: "for two years", "the same day"."""


SOME_DAY = Now(date(2001, 1, 1), "past")


def find(text: str, *, anchor: Anchor | None = None, tense: str | None = None) -> list[TimeMention]:
    """Every time expression of a text, in order, without overlaps.

    Args:
        text: A sentence or a whole article.
        anchor: The day of the article; without it, relative expressions stay unresolved.
        tense: `past` (a day name is the last such day), `future` (the next), or None (the nearest).
    """
    now = Now(anchor.date if anchor else None, tense)
    return [_mention(text, item, now, anchor) for item in found(text)]


def _mention(text: str, item: Found, now: Now, anchor: Anchor | None) -> TimeMention:
    span = _span(text, item, now, anchor)
    floating = span.interval is None and item.meaning(SOME_DAY) is None
    return TimeMention(item.start, item.end, span, floating)


def _span(text: str, item: Found, now: Now, anchor: Anchor | None) -> TimeSpan:
    words = " ".join(text[item.start : item.end].split())
    alone = item.meaning(Now(None, now.tense))
    interval = alone if anchor is None else item.meaning(now)
    if interval is None or (interval.lo is None and interval.hi is None):
        return TimeSpan(text=words)
    source = "text" if anchor is None or interval == alone else anchor.source
    return TimeSpan(text=words, earliest=interval.lo, latest=interval.hi, precision=interval.precision, anchor=source)
