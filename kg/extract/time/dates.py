"""Days, months and years by their names and numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg.extract.time.calendar import Interval, day, month_of, years
from kg.extract.time.rules import OF_REL, OF_YEAR, THE, Now, each_year, rule
from kg.extract.time.words import DATED_WEEKDAY, DAY, MONTH, MONTHS, NO_COUNT, YEAR, S, month, weekday


def _iso(match: re.Match[str], _: Now) -> Interval | None:
    if match["d"] is None:
        return month_of(int(match["y"]), int(match["m"]))
    return day(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _numeric(match: re.Match[str], _: Now) -> Interval | None:
    """18/06/2013, 6/18/2013, 18.06.2013; 03/04/2013 could be two days and stays unresolved."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if match["sep"] == "." or first > 12 or first == second:
        return day(date(year, second, first))
    return day(date(year, first, second)) if second > 12 else None


def _days(match: re.Match[str], now: Now) -> Interval | None:
    """June 18, June 3-5, 18 June 2013; a weekday beside it helps to find the year."""
    named = match["weekday"]

    def make(year: int) -> Interval | None:
        try:
            first = date(year, month(match["month"]), int(match["day"]))
            last = date(year, first.month, int(match["last"])) if match["last"] else first
        except ValueError:
            return None  # February 29 of a common year
        if last < first or (named and not match["year"] and first.weekday() != weekday(named)):
            return None
        return day(first) if first == last else Interval(first, last, "period")

    return each_year(make, match, now)


def _month(match: re.Match[str], now: Now) -> Interval | None:
    which = (match.groupdict().get("which") or "").lower()
    wanted = month(match["month"])
    if which and now.date:
        moved = {"last": -(wanted >= now.date.month), "next": int(wanted <= now.date.month)}.get(which, 0)
        return month_of(now.date.year + moved, wanted)
    return each_year(lambda year: month_of(year, wanted), match, now)


def _bare_month(match: re.Match[str]) -> bool:
    """True for "in May", "a March visit"; false for Theresa May, April Jones, the March on Washington."""
    text = match.string
    if match["which"]:
        return True
    before = re.search(r"(\w+|['’]s)(?:\s{1,3}|-)$", text[max(0, match.start() - 24) : match.start()])
    cue = before[1].lower() if before else ""
    if re.match(r"\s{1,3}[A-Z][a-z]", text[match.end() : match.end() + 6]):
        return cue in {"in", "since", "until"}
    if match["month"].rstrip(".") in {"May", "March", "April", "June", "August", "Mar", "Sep"}:
        follows = text[match.end() : match.end() + 4]
        return cue in _MONTH_CUES or (
            cue in {"a", "an", "'s", "’s", "his", "her", "their"} and bool(re.match(r" (?!on)[a-z]", follows))
        )
    short = match["month"].rstrip(".").lower() not in _FULL_MONTHS
    return not short or (match["month"].endswith(".") and cue in _MONTH_CUES)


_FULL_MONTHS: Final = frozenset(name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"})
_MONTH_CUES: Final = frozenset(
    "in since until till by from through to of during before after this last next early late mid around and between "
    "for earlier later end beginning each".split()
)


MODERN: Final = 1600
"""From this year on "his famous 1835 speech" tells a year."""
_DETERMINED: Final = r"(?i)(?:\b(?:a|an|the|his|her|their|its|this|that)|['’]s)\s(?:[a-z]+\s)?$"
_YEAR_CUE: Final = (
    r"(?i)(?:\b(?:in|since|until|till|by|from|to|of|before|after|circa|around|early|late|and|through|during|between|year"
    r"|years|born|died|c\.)[\s-]|\d{4},\s|\()$"
)


def _year_range(match: re.Match[str], _: Now) -> Interval | None:
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
    return years(first, last, "period") if last > first else None


def _plain_year(match: re.Match[str], _: Now) -> Interval | None:
    return years(int(match["year"]), int(match["year"]))


def _early_year(match: re.Match[str], _: Now) -> Interval | None:
    year = int(match["ad"] or match["ad2"])
    return years(year, year)


_PEOPLE: Final = (
    "people|men|women|children|troops|soldiers|dead|civilians|workers|jobs|refugees|miles|meters|metres|feet|km|"
    "kilometers|kilometres|kg|lb|mph|tons|tonnes|pounds|dollars|euros|acres|hectares|homes|houses|votes|seats|percent|per|cc|hp"
)


_STREET: Final = re.compile(
    r"(?:\s[NSEW]\.?)?(?:\s(?:[A-Z][\w.']*|\d+(?:st|nd|rd|th)?)){1,3}\s"
    r"(?:St|Ave|Rd|Dr|Blvd|Ln|Pl|Ct|Hwy|Street|Avenue|Road|Drive|Boulevard|Lane|Place|Court|Way|Highway|Terrace|Parkway)\b"
)
"""What stands behind the number of a house: "1909 Jolinda Drive"."""


def _year_allowed(match: re.Match[str]) -> bool:
    """A four-digit number is a year unless it counts something; an old one needs a preposition."""
    text, year = match.string, int(match["year"])
    if re.match(rf"[-–]\w|\s{{1,3}}(?:{_PEOPLE})\b", text[match.end() : match.end() + 16]):
        return False
    if _STREET.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 16) : match.start()]
    if re.search(r"(?:\b[Nn]o\.?|[Nn]umber|[Rr]oom|[Pp]age|[Ff]light|[Hh]ighway|[Rr]oute)\s?$", before):
        return False
    if re.search(r"\w-$", before) and not re.search(r"(?i)\b(?:mid|early|late|post|pre)-$", before):
        return False  # the name of a type
    if 1900 <= year <= 2099:
        return True
    singular = re.match(r"\s[a-z]+(?<!s)\b", text[match.end() : match.end() + 20])
    named = year >= MODERN and singular and re.search(_DETERMINED, text[max(0, match.start() - 24) : match.start()])
    return bool(named or re.search(_YEAR_CUE, before))


_BEFORE_DAYS = rf"(?:(?P<weekday>{DATED_WEEKDAY}),?{S}(?P<open>\()?)?"
_CLOSED = r"(?(open)\))"
_DASH = r"\s?[-–—]\s?"

RULES: Final = (
    rule(
        r"(?P<y>[12]\d{3})(?P<sep>-|/(?=\d\d/\d))(?P<m>0[1-9]|1[0-2])(?:(?P=sep)(?P<d>0[1-9]|[12]\d|3[01]))?(?![\d/-])",
        _iso,
    ),
    rule(r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>[12]\d{3}|\d\d)(?![\d/]|\.\d)", _numeric),
    rule(r"9/11(?!\d|/)", lambda _match, _now: day(date(2001, 9, 11))),
    rule(
        rf"(?:October|Oct\.?){S}7(?:th)?(?={S}(?:terror(?:ist)?{S}|Hamas{S})?(?:attack|massacre|assault)\w*)",
        lambda _match, now: day(date(2023, 10, 7)) if now.date is None or now.date > date(2023, 10, 7) else None,
    ),
    rule(
        rf"(?:September|Sept\.?){S}11(?:th)?(?={S}(?:terror(?:ist)?{S})?(?:attack|hijack|bomb)\w*)",
        lambda _match, _now: day(date(2001, 9, 11)),
    ),
    rule(
        rf"{_BEFORE_DAYS}(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY}){NO_COUNT}(?:st|nd|rd|th)?"
        rf"(?:(?:{_DASH}|{S}to{S}|{S}through{S})(?P<last>{DAY}){NO_COUNT}(?:st|nd|rd|th)?)?"
        rf"(?:,?{S}(?P<year>{YEAR})|{OF_REL})?(?![-/]\d){_CLOSED}",
        _days,
    ),
    rule(
        rf"{_BEFORE_DAYS}{THE}(?P<day>{DAY})(?:st|nd|rd|th)?"
        rf"(?:(?:{_DASH}|{S}(?:to|and){S})(?P<last>{DAY}){NO_COUNT}(?:st|nd|rd|th)?)?"
        rf"{S}(?:of{S})?(?P<month>{MONTH})(?![a-z])(?:,?{S}(?P<year>{YEAR})|{OF_REL})?{_CLOSED}",
        _days,
    ),
    rule(rf"(?P<month>{MONTH})(?![a-z]){OF_YEAR}", _month),
    rule(rf"(?P<month>{MONTH})(?![a-z]){OF_REL}", _month),
    rule(rf"(?:(?P<which>(?i:last|next|this)){S})?(?P<month>{MONTH})(?![a-z])", _month, allowed=_bare_month),
    rule(rf"(?:A\.?D\.?{S}(?P<ad>\d{{1,4}})|(?P<ad2>\d{{1,4}}){S}A\.?D)\b", _early_year),
    rule(rf"\d{{1,4}}{S}B\.?C\.?(?:E\.?)?(?![A-Za-z])", lambda _match, _now: None),
    rule(r"(?P<a>(?:1\d|20)\d\d)\s?[-–—/]\s?(?P<b>(?:1\d|20)\d\d|\d\d)(?![\d/-]|[.,]\d)", _year_range),
    rule(rf"(?P<year>{YEAR})(?![\w/])", _plain_year, allowed=_year_allowed),
)
"""In no order: the longest of overlapping matches wins."""
