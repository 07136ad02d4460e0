"""Intervals of days, and the arithmetic of weeks, months, seasons, years and holidays.

Weeks are those of ISO 8601 (Monday to Sunday). Seasons are meteorological and of the northern
hemisphere; the winter of a year begins in its December.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval of days; an end that is None is open."""

    lo: date | None
    hi: date | None
    precision: str

    def with_precision(self, precision: str) -> Interval:
        """The same days under another name."""
        return replace(self, precision=precision)


def day(d: date) -> Interval:
    """One day."""
    return Interval(d, d, "day")


def week_of(d: date, shift: int = 0) -> Interval:
    """The week of a day, or the week `shift` weeks later."""
    monday = d - timedelta(days=d.weekday()) + timedelta(weeks=shift)
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend_of(d: date, shift: int = 0) -> Interval:
    """Saturday and Sunday of a day's week, or of the week `shift` weeks later."""
    week = week_of(d, shift)
    assert week.hi is not None
    return Interval(week.hi - timedelta(days=1), week.hi, "period")


def month_of(year: int, month: int) -> Interval:
    """A calendar month; `month` may run over: 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def months(first: Interval, last: Interval, precision: str) -> Interval:
    """From the first day of one interval to the last day of another."""
    return Interval(first.lo, last.hi, precision)


def quarter_of(year: int, quarter: int) -> Interval:
    """A calendar quarter; `quarter` may run over."""
    return months(month_of(year, 3 * quarter - 2), month_of(year, 3 * quarter), "quarter")


def half_of(year: int, half: int) -> Interval:
    """The first or the second half of a year."""
    return months(month_of(year, 6 * half - 5), month_of(year, 6 * half), "period")


def season_of(year: int, first_month: int) -> Interval:
    """Three months from `first_month` on."""
    return months(month_of(year, first_month), month_of(year, first_month + 2), "season")


def years(first: int, last: int, precision: str = "year") -> Interval:
    """From January 1 of one year to December 31 of another."""
    return Interval(date(first, 1, 1), date(last, 12, 31), precision)


def fiscal_year(year: int) -> Interval:
    """The fiscal year of the U.S. federal government: October of the year before to September."""
    return months(month_of(year - 1, 10), month_of(year, 9), "period")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, before = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, before + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th (1-based) weekday of a month: Thanksgiving is the fourth Thursday of November."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def shift(d: date, unit: str, count: int) -> date:
    """A day moved by days, weeks, months, years or decades; the 31st becomes a month's last day.

    Raises:
        ValueError: beyond the years 1 to 9999. OverflowError likewise.
    """
    if unit in _DAYS:
        return d + timedelta(days=count * _DAYS[unit])
    total = d.year * 12 + d.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(d.day, monthrange(year, month)[1]))


def unit_of(d: date, unit: str, move: int = 0) -> Interval:
    """The week, weekend, month, quarter, year, decade or century of a day, or one `move` units away.

    A fortnight ends in a week, which stands for it.
    """
    if unit == "day":
        return day(d + timedelta(days=move))
    if unit in {"week", "fortnight"}:
        return week_of(d, move)
    if unit == "weekend":
        return weekend_of(d, move)
    if unit == "month":
        return month_of(d.year, d.month + move)
    if unit == "quarter":
        return quarter_of(d.year, (d.month - 1) // 3 + 1 + move)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    # A century runs from 2001 to 2100, a decade from 2010 to 2019.
    offset = 1 if unit == "century" else 0
    first = (d.year - offset) // size * size + offset + move * size
    return years(first, first + size - 1, unit)


def part(whole: Interval, which: str) -> Interval:
    """A piece of an interval: its `early`, `mid` or `late` third, or its `start` or `end`.

    Thirds of a year are four months, of a decade three or four years. The start or end of a year,
    quarter or season is a month of it, of a decade two years, of anything else a third.
    """
    lo, hi = whole.lo, whole.hi
    if lo is None or hi is None or lo == hi:
        return whole
    if whole.precision == "year" and lo.year == hi.year:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}[which]
        return months(month_of(lo.year, first), month_of(lo.year, last), "period")
    if whole.precision == "decade":
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "start": (0, 1), "end": (8, 9)}[which]
        return years(lo.year + first, lo.year + last, "period")
    if which in {"start", "end"} and whole.precision in {"quarter", "season"}:
        return month_of(lo.year, lo.month).with_precision("period") if which == "start" else _last_month(hi)
    third = timedelta(days=max(((hi - lo).days + 1) // 3, 1) - 1)
    if which in {"early", "start"}:
        return Interval(lo, lo + third, "period")
    if which in {"late", "end"}:
        return Interval(hi - third, hi, "period")
    return Interval(lo + third + timedelta(days=1), max(lo + third, hi - third - timedelta(days=1)), "period")


def stretch(whole: Interval, unit: str, nth: int, count: int) -> Interval | None:
    """Days, weeks or months inside an interval, counted from its start, or with a negative `nth` from its end.

    The first week of a month is its first seven days. None for what reaches beyond the interval.
    """
    if whole.lo is None or whole.hi is None:
        return None
    if nth < 0:
        lo = shift(whole.hi + timedelta(days=1), unit, -count)
        return Interval(lo, whole.hi, "day" if (unit, count) == ("day", 1) else "period") if lo >= whole.lo else None
    lo = shift(whole.lo, unit, (nth - 1) * count)
    hi = shift(lo, unit, count) - timedelta(days=1)
    return Interval(lo, hi, "day" if (unit, count) == ("day", 1) else "period") if hi <= whole.hi else None


def weekday_in(whole: Interval, wanted: int, nth: int) -> Interval | None:
    """The n-th such weekday of an interval, or its last for a negative `nth`."""
    if whole.lo is None or whole.hi is None:
        return None
    if nth < 0:
        return day(whole.hi - timedelta(days=(whole.hi.weekday() - wanted) % 7))
    return day(whole.lo + timedelta(days=(wanted - whole.lo.weekday()) % 7 + 7 * (nth - 1)))


def _last_month(hi: date) -> Interval:
    return month_of(hi.year, hi.month).with_precision("period")
