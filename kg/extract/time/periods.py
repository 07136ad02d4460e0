"""Quarters, halves, seasons, decades, centuries, fiscal years and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from kg.extract.time.calendar import (
    Interval,
    day,
    easter,
    fiscal_year,
    half_of,
    nth_weekday,
    quarter_of,
    season_of,
    unit_of,
    years,
)
from kg.extract.time.rules import OF_REL, OF_YEAR, THE, Now, each_year, rule
from kg.extract.time.words import DECADES, ORDINALS, SEASONS, YEAR, S


def _quarter(match: re.Match[str], now: Now) -> Interval | None:
    word = (match["n"] or match["q"] or match["q2"]).lower()
    n = 4 if word in {"last", "final"} else ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return each_year(lambda year: quarter_of(year, n), match, now) if 1 <= n <= 4 else None


def _quarter_allowed(match: re.Match[str]) -> bool:
    """Tell them apart: "last quarter" is the one before this; "the last quarter of 2012" is the fourth."""
    return match["n"] not in {"last", "final"} or bool(match["year"] or match["rel"])


def _half(match: re.Match[str], now: Now) -> Interval | None:
    n = 1 if match["n"].lower() == "first" else 2
    return each_year(lambda year: half_of(year, n), match, now)


def _season(match: re.Match[str], now: Now) -> Interval | None:
    first = SEASONS[match["season"].lower()]
    which = (match["which"] or "").lower()
    if not which and not match["year"] and not match["rel"] and now.tense is None:
        return None  # "in the summer" of every year
    if which in {"last", "next"} and now.date:
        return _step(now.date, which, first)
    return each_year(lambda year: season_of(year, first), match, now)


def _step(now: date, which: str, first: int) -> Interval | None:
    """Last or next summer: the closest one that does not hold today."""
    seasons = [season_of(year, first) for year in range(now.year - 2, now.year + 2)]
    if which == "last":
        return next((s for s in reversed(seasons) if s.hi is not None and s.hi < now), None)
    return next((s for s in seasons if s.lo is not None and s.lo > now), None)


def _season_allowed(match: re.Match[str]) -> bool:
    """Seasons need a cue: spring and fall are also other things."""
    if match["season"] == "fall" and re.match(r"fall\s{1,3}in\b", match.string[match.start("season") :][:9]):
        return False
    if match["year"] or match["which"] or match["rel"]:
        return True
    before = match.string[max(0, match.start() - 12) : match.start()]
    after = match.string[match.end() : match.end() + 4]
    return (
        bool(re.search(r"(?i)\b(?:in|by|until|since|during|over|early|late|mid)[\s-]$", before)) and after[:4] != " of "
    )


def _decade(match: re.Match[str], _: Now) -> Interval | None:
    if match["word"]:
        first = 1900 + DECADES[match["word"].lower()]
    elif match["short"]:
        first = 1900 + int(match["short"])
    else:
        first = int(match["full"])
    if first % 100 == 0 and first != 2000:
        return years(first, first + 99, "century")
    return years(first, first + 9, "decade")


def _not_an_age(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()]
    bare = not match["the"] and not match["full"] and not match["tick"]
    return not re.search(r"(?i)\b(?:his|her|their|its|my|your|our)\s$", before) and not bare


def _century(match: re.Match[str], _: Now) -> Interval | None:
    if match["bc"]:
        return None
    word = match["n"].lower()
    n = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return unit_of(date(100 * n, 1, 1), "century") if 1 <= n <= 99 else None


def _fiscal(match: re.Match[str], _: Now) -> Interval | None:
    year = int(match["year"] or match["short"]) + bool(match["next"])  # 2012-13 ends in 2013
    return fiscal_year(year if year > 99 else 2000 + year)


def _holiday(match: re.Match[str], now: Now) -> Interval | None:
    name = match["name"].lower().replace("’", "'").removeprefix("the ")
    return each_year(lambda year: _HOLIDAYS[name](year), match, now)


def _fixed(month: int, number: int) -> Callable[[int], Interval]:
    return lambda year: day(date(year, month, number))


def _moving(month: int, weekday: int, n: int) -> Callable[[int], Interval]:
    return lambda year: day(nth_weekday(year, month, weekday, n))


def _easter(offset: int) -> Callable[[int], Interval]:
    return lambda year: day(easter(year) + timedelta(days=offset))


_HOLIDAYS: Final[dict[str, Callable[[int], Interval]]] = {
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26), "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1),
    "valentine's day": _fixed(2, 14), "halloween": _fixed(10, 31), "fourth of july": _fixed(7, 4),
    "veterans day": _fixed(11, 11), "may day": _fixed(5, 1),
    "international women's day": _fixed(3, 8), "women's day": _fixed(3, 8), "st. patrick's day": _fixed(3, 17),
    "labor day": _moving(9, 0, 1), "thanksgiving": _moving(11, 3, 4), "thanksgiving day": _moving(11, 3, 4),
    "good friday": _easter(-2), "easter": _easter(0), "easter sunday": _easter(0), "easter monday": _easter(1),
    "ash wednesday": _easter(-46), "palm sunday": _easter(-7),
}  # fmt: skip


_ORDINAL = rf"(?:(?i:{'|'.join(ORDINALS)})|\d{{1,2}}(?:st|nd|rd|th))"

RULES: Final = (
    rule(
        rf"(?:{THE}(?P<n>(?i:first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th)))[ -]quarter"
        rf"|Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?:{OF_YEAR}|{OF_REL})?(?![\w-])",
        _quarter,
        allowed=_quarter_allowed,
        needs="uarter Q",
    ),
    rule(rf"{THE}(?P<n>(?i:first|second|latter)){S}half(?:{OF_YEAR}|{OF_REL})", _half, needs="half"),
    rule(
        rf"(?:(?P<which>(?i:this|last|next|coming|past)){S}|{THE})(?P<season>(?i:spring|summer|autumn|fall|winter))"
        rf"(?:{OF_YEAR}(?:[-/–](?:\d{{4}}|\d\d))?|{OF_REL})?\b(?!['’]\w)",
        _season,
        allowed=_season_allowed,
        needs="pring ummer utumn all inter",
    ),
    rule(
        rf"(?P<the>(?i:the){S})?(?:(?P<full>(?:1\d|20)\d0)|(?P<tick>['’‘])?(?P<short>[2-9]0)|(?P<word>(?i:{'|'.join(DECADES)})\b)"
        r")(?(word)|['’]?s\b)",
        _decade,
        allowed=_not_an_age,
        needs="0s 0's 0’s ties",
    ),
    rule(rf"{THE}(?P<n>{_ORDINAL})[\s-]century(?:{S}(?P<bc>B\.?C\.?(?:E\.?)?))?", _century, needs="entury"),
    rule(
        rf"{THE}(?:(?i:fiscal|financial)(?:{S}year)?{S}(?P<year>{YEAR})|FY\s?['’]?(?P<short>\d{{4}}|\d\d))(?P<next>[-/]\d\d)?\b",
        _fiscal,
        needs="iscal inancial FY",
    ),
    rule(
        rf"(?P<name>(?:Christmas(?:{S}Day|{S}Eve)?|New{S}Year['’]s{S}(?:Day|Eve)|Thanksgiving(?:{S}Day)?|Good{S}Friday"
        rf"|Easter(?:{S}Sunday|{S}Monday)?|Halloween|Valentine['’]s{S}Day|Boxing{S}Day|(?:the{S})?Fourth{S}of{S}July"
        rf"|(?:International{S})?Women['’]s{S}Day|Veterans{S}Day|May{S}Day|St\.{S}Patrick['’]s{S}Day|Labor{S}Day|Ash{S}Wednesday|Palm{S}Sunday))\b{OF_YEAR}?",
        _holiday,
        allowed=lambda m: not re.match(r"\s{1,3}Island", m.string[m.end() : m.end() + 9]),
    ),
)
"""In no order: the longest of overlapping matches wins."""
