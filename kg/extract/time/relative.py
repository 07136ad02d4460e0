"""Expressions that lean on the day of the article: "Tuesday", "next week", "two days ago".

Those that lean on another event ("the following day", "three weeks later", "for two years") are
found too, and stay unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kg.extract.time.calendar import Interval, day, part, shift, unit_of, week_of, weekend_of
from kg.extract.time.rules import THE, Now, rule
from kg.extract.time.words import ABOUT, NUMBER, PART_OF_DAY, UNIT, VAGUE, WEEKDAY, S, number, weekday

BOUNDS: Final[Mapping[str, tuple[str, int]]] = {
    "minute": ("day", 1),
    "hour": ("day", 1),
    "day": ("week", 1),
    "week": ("month", 2),
    "fortnight": ("month", 2),
    "month": ("year", 1),
    "year": ("decade", 1),
    "decade": ("decade", 10),
}
"""How far "the coming days, weeks, months …" reach at most when no number is given."""

_DAYS: Final = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def _near_day(match: re.Match[str], now: Now) -> Interval | None:
    if now.date is None:
        return None
    words = match[0].lower().split()
    if words[0] == "the":  # the day before yesterday, the day after tomorrow
        return unit_of(now.date, "day", -2 if "before" in words else 2)
    return unit_of(now.date, "day", _DAYS[words[0]])


def _weekday(match: re.Match[str], now: Now) -> Interval | None:
    if now.date is None:
        return None
    wanted = weekday(match["weekday"])
    if match["week"]:
        week = week_of(now.date, {"last": -1, "next": 1}.get(match["week"].lower(), 0))
        assert week.lo is not None
        return day(week.lo + timedelta(days=wanted))
    ahead = (wanted - now.date.weekday()) % 7
    which = (match["which"] or "").lower()
    if which.endswith(("next", "coming")):
        return day(now.date + timedelta(days=ahead or 7))
    if which.endswith(("last", "past")):
        return day(now.date - timedelta(days=7 - ahead))
    return now.nearest([day(now.date + timedelta(days=ahead + move)) for move in (-7, 0)])


def _weekday_allowed(match: re.Match[str]) -> bool:
    """False for newspapers ("Sunday Times"), days with a name ("Bloody Sunday"), the first Friday of May."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    after = match.string[match.end() : match.end() + 14]
    named = re.search(r"\b(?:Bloody|Black|Super|Fat|Maundy|Cyber|Red|White)\s$", before)
    counted = match["which"] == "last" or re.search(r"(?i)\b(?:first|second|third|fourth)\s{1,3}$", before)
    one_of = counted and re.match(r"\s{1,3}(?:of|in)\s{1,3}(?:[A-Z]|the\s(?:month|year)|each|every)", after)
    return (
        not named
        and not one_of
        and not re.match(r"\s(?:Times|Telegraph|Mail|Mirror|Express|Tribune|Herald|Star|Post|Night\s)", after)
    )


def _this_unit(match: re.Match[str], now: Now) -> Interval | None:
    if now.date is None:
        return None
    unit, which = match["unit"].lower(), (match["which"] or "").lower().split()
    if unit == "weekend" and (not which or "past" in which):
        tense = "past" if "past" in which else now.tense
        return Now(now.date, tense).nearest([weekend_of(now.date, move) for move in (-1, 0)])
    whole = unit_of(now.date, unit, {"last": -1, "next": 1}.get(which[0] if which else "", 0))
    return part(whole, "end") if match["end"] else whole


def _unit_allowed(match: re.Match[str]) -> bool:
    """Tell "the end of the year" from "the year", which says nothing, and "last week" from "the last week of May"."""
    if re.match(r"\s{1,3}of\s{1,3}(?:the\s{1,3})?(?:[A-Z]|\d)", match.string[match.end() : match.end() + 14]):
        return False
    if match["which"] or match["unit"].lower() == "weekend" or match["end"]:
        return True
    before = match.string[max(0, match.start() - 24) : match.start()]
    return bool(_OF_WHICH.search(before))


_OF_WHICH: Final = re.compile(
    r"(?i)\b(?:(?:end|start|beginning|middle|close|rest|remainder|half|days?|weeks?|months?)\s{1,3}of|(?:earlier|later|early|late)\s{1,3}in)\s{1,3}$"
)


def _ago(match: re.Match[str], now: Now) -> Interval | None:
    count = number(match["n"]) if match["n"] else None
    if now.date is None or count is None or match["half"]:
        return None
    unit = match["unit"]
    if unit in {"minute", "hour"}:
        return unit_of(now.date, "day", -(count // 24) if unit == "hour" else 0)
    then = shift(now.date, unit, -count)
    if match["more"]:
        return Interval(None, then, unit)
    if unit == "decade":
        # A decade ago is rarely ten years to the day.
        return Interval(date(then.year - 1, 1, 1), date(then.year + 1, 12, 31), "period")
    return unit_of(then, unit)


def _rolling(match: re.Match[str], now: Now) -> Interval | None:
    """The coming days, the next 18 months, the past year: from or to the day of the article."""
    if now.date is None:
        return None
    which = (match["which"] or match["ahead"]).lower()
    if which == "following":
        return None
    sign = -1 if which in {"last", "past", "previous", "recent"} else 1
    there = _reach(now.date, match["unit"].lower(), match["n"], sign, plural=bool(match["plural"]))
    return Interval(now.date, there, "period") if sign > 0 else Interval(there, now.date, "period")


def _reach(now: date, unit: str, count: str | None, sign: int, *, plural: bool) -> date:
    n = number(count) if count else None
    if n is None and plural:
        unit, n = BOUNDS[unit]
    n = 1 if n is None else n
    if unit in {"minute", "hour"}:
        unit, n = "day", -(-n // 24) if unit == "hour" else 1
    return shift(now, unit, sign * n)


def _ahead(match: re.Match[str], now: Now) -> Interval | None:
    """In two days, within 48 hours, three weeks from now; "in five years" of the past is a duration."""
    count = number(match["n"]) if match["n"] else None
    sure = bool(match["time"] or match["now"])
    within = (match["prep"] or "").lower() == "within"
    if now.date is None or not (sure or now.tense == "future"):
        return None
    unit = match["unit"]
    if within or count is None or unit in {"minute", "hour"}:
        there = _reach(now.date, unit, match["n"], 1, plural=count is None)
        return Interval(now.date, there, "period")
    return unit_of(shift(now.date, unit, count), unit)


def _never(_match: re.Match[str], _now: Now) -> Interval | None:
    return None


_COUNT = rf"(?:(?P<n>{NUMBER})(?:{S}|-)|{VAGUE}{S})"
_AMOUNT = rf"(?:(?:{ABOUT}|more{S}than|over|less{S}than|under){S})?(?:(?:{NUMBER})(?:{S}|-)|{VAGUE}{S})?{UNIT}s?"
_NOT_OF = rf"\b(?!{S}of\b|-)"

RULES: Final = (
    rule(
        rf"(?:(?i:today|tonight|(?:yesterday|tomorrow)(?:{S}(?:morning|afternoon|evening|night))?"
        rf"|this{S}(?:morning|afternoon|evening)|last{S}(?:night|evening)"
        rf"|the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)))\b",
        _near_day,
    ),
    rule(
        rf"(?:(?P<which>(?i:last|next|coming|past|this(?:{S}(?:past|coming))?)){S})?(?P<weekday>{WEEKDAY})(?![a-z])"
        rf"(?:{S}{PART_OF_DAY}\b)?(?:{S}(?:of{S})?(?P<week>(?i:last|next|this)){S}week\b)?",
        _weekday,
        allowed=_weekday_allowed,
    ),
    rule(
        rf"(?:(?P<which>(?i:last|next|this(?:{S}past)?|the{S}current|(?:the{S}|this{S})?coming(?={S}weekend))){S}|(?i:the){S}|(?=year|month|week))"
        rf"(?P<unit>(?i:weekend|week|month|year|quarter|decade|century))(?P<end>['’]s{S}end|-end(?!-))?\b(?!-)",
        _this_unit,
        allowed=_unit_allowed,
    ),
    rule(
        rf"(?:(?:(?P<more>(?i:more{S}than|over))|{ABOUT}){S})?(?i:{_COUNT})?(?P<unit>{UNIT})s?"
        rf"(?P<half>{S}and{S}a{S}half)?{S}ago\b",
        _ago,
        needs="ago",
    ),
    rule(
        rf"(?:(?i:in|over|within|during|for|throughout){S})?{THE}(?P<which>(?i:next|coming|last|past|previous|recent|following))"
        rf"{S}(?:{_COUNT})?(?P<unit>{UNIT})(?P<plural>s)(?P<ahead>(?!))?{_NOT_OF}",
        _rolling,
    ),
    rule(
        rf"(?:(?i:in|over|within|during|for|throughout){S})?(?i:the){S}(?P<which>coming|last|past|next)"
        rf"{S}(?P<n>one{S})?(?P<unit>week|month|year|decade)(?P<plural>(?!))?(?P<ahead>(?!))?{_NOT_OF}(?!['’]s)",
        _rolling,
        allowed=lambda m: m["which"] in {"past", "coming"} or not m[0].lower().startswith("the"),
    ),
    rule(
        rf"(?i:in{S}the{S})(?P<unit>{UNIT})(?P<plural>s){S}(?P<ahead>ahead|to{S}come)(?P<n>(?!))?(?P<which>(?!))?\b",
        _rolling,
    ),
    rule(
        rf"(?P<prep>(?i:in|within)){S}(?:(?:{ABOUT}|less{S}than|under|more{S}than){S})?(?:{_COUNT})?"
        rf"(?P<unit>{UNIT})s?\b(?!-)(?P<time>['’]?{S}time\b)?(?P<now>{S}from{S}now\b)?",
        _ahead,
        allowed=lambda m: bool(m["n"]) or m["prep"].lower() == "within" or "s" in m[0][-2:],
    ),
    rule(
        rf"(?i:{_COUNT})(?P<unit>{UNIT})s?(?P<now>{S}from{S}now\b)(?P<prep>(?!))?(?P<time>(?!))?", _ahead, needs="now"
    ),
    rule(
        rf"(?i:the{S})?(?i:same|following|previous){S}(?:day|week|weekend|month|year|morning|afternoon|evening|night)\b"
        rf"|(?i:the{S}next{S}(?:day|week|month|year|morning|night))\b"
        rf"|(?i:that{S}(?:day|week|weekend|month|year|morning|afternoon|evening|night|summer|winter|spring|fall|autumn))\b",
        _never,
    ),
    rule(rf"(?i:{_AMOUNT}){S}(?:later|earlier|afterwards?)\b", _never, needs="later earlier afterward"),
    rule(
        rf"(?i:for){S}(?i:{_AMOUNT})\b(?!-)",
        _never,
        allowed=lambda m: not m[0].lower().endswith(("for day", "for a day")),
    ),
)
"""In no order: the longest of overlapping matches wins."""
