"""From plain expressions to whole ones: "early", "by the end of", "from … to …" around what the rules found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from kg.extract.time import dates, periods, relative
from kg.extract.time.calendar import Interval, part, stretch, weekday_in
from kg.extract.time.rules import Now
from kg.extract.time.words import NUMBER, ORDINALS, WEEKDAY, number, weekday

Meaning = Callable[[Now], Interval | None]
RULES: Final = (*dates.RULES, *periods.RULES, *relative.RULES)
WINDOW: Final = 48
"""Characters to the left of an expression that are searched for modifiers."""

_HINT: Final = re.compile(
    r"\d{2}|9/11|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Dd]ays?\b|(?:Tue|Wed|Thu|Fri)[a-z]{0,2}\.|[Oo]n\s(?:Tue|Wed|Thu|Fri)|week|month|year|decade"
    r"|centur|quarter|morning|afternoon|evening|night"
    r"|today|yesterday|tomorrow|spring|summer|autumn|fall|winter|ties\b|hours?\b|minutes?\b|Q[1-4]|[1-4]Q|\d0s|Hallow|Easter|Christ|Thanks|[AB]\.?[DC]\b"
    r"|New Year|Valentine|Boxing Day|Veterans|Labor Day|Women|Patrick|fortnight"
)
_RECURRING: Final = re.compile(
    r"(?i)\b(?:(?:every|each|per|most)\s{1,3}(?:other\s{1,3})?|(?:one|any|some|on\s{1,3}a)\s{1,3})$"
)
_PART: Final = re.compile(
    r"(?i)(?:\bthe\s{1,3})?\b(?:(?P<some>early|mid|late|earlier|later)(?:[-–]|\s{1,3}(?:(?:on|in)\s{1,3})?)(?:the\s{1,3})?"
    r"|(?P<of>beginning|start|opening|end|close|middle|latter\s{1,3}part|rest|remainder)\s{1,3}of\s{1,3}(?:the\s{1,3})?)$"
)
_NTH: Final = re.compile(
    rf"(?i)\b(?:the\s{{1,3}})?(?P<nth>first|second|third|fourth|last|final)\s{{1,3}}(?:(?P<n>{NUMBER})\s{{1,3}})?"
    rf"(?P<unit>day|week|month|{WEEKDAY})s?\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?$"
)
_WHICH: Final = {
    "beginning": "start",
    "opening": "start",
    "close": "end",
    "middle": "mid",
    "latter part": "late",
    "remainder": "rest",
}
_BOUND: Final = re.compile(
    r"(?i)(?:\b(?P<not>not\s{1,3})?(?P<edge>by|until|till|through|since|before|after|following|prior\s{1,3}to|ahead\s{1,3}of"
    r"|(?:no|not)\s{1,3}later\s{1,3}than|up\s{1,3}(?:to|until)|starting|beginning|effective)"
    r"(?:\s{1,3}(?:in|on|from|at\s{1,3}least|about|around|as\s{1,3}early\s{1,3}as|roughly|at))?\s{1,3}"
    r"|\b(?P<joined>post|pre)-)$"
)
_FROM: Final = re.compile(r"(?i)\b(?P<word>from|between)\s{1,3}(?:the\s{1,3})?$")
_TO: Final = re.compile(
    r"(?i)\s?[-–—]\s?|\s{1,3}(?P<word>to|through|thru|until|till|and)\s{1,3}(?:the\s{1,3}|until\s{1,3})?"
)
_ONWARD: Final = re.compile(r"\s{1,3}(?:onwards?|on)\b(?!\s{1,3}(?:the|a|an|his|her|its|their)\b)")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a text, with its meaning still to be asked for."""

    start: int
    end: int
    meaning: Meaning
    whole: Meaning | None = None
    """What a part ("the end of 2014") is part of."""
    is_end: bool = False


def found(text: str) -> Iterator[Found]:
    """Every time expression of a text, in order; they do not overlap. Linear in the length of the text."""
    if not _HINT.search(text):
        return
    yield from _bounded(text, _joined(text, _parted(text, _plain(text))))


def _plain(text: str) -> list[Found]:
    """What the rules match: leftmost first, then longest, then the earlier rule."""
    matches = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(RULES)
        if not rule.needs or any(piece in text for piece in rule.needs)
        for match in rule.pattern.finditer(text)
        if rule.allowed(match)
    ]
    out: list[Found] = []
    end = 0
    for start, _, order, match in sorted(matches, key=lambda m: m[:3]):
        if start < end or not match[0]:
            continue
        end = match.end()
        if not _RECURRING.search(text, max(0, start - WINDOW), start):
            out.append(Found(start, end, _guarded(order, match)))
    return out


def _guarded(order: int, match: re.Match[str]) -> Meaning:
    def meaning(now: Now) -> Interval | None:
        try:
            return RULES[order].resolve(match, now)
        except (ValueError, OverflowError):
            return None  # June 31, or a day before the year 1

    return meaning


def _parted(text: str, items: list[Found]) -> list[Found]:
    out: list[Found] = []
    for item in items:
        left = max(out[-1].end if out else 0, item.start - WINDOW)
        match, counted = _PART.search(text, left, item.start), _NTH.search(text, left, item.start)
        if counted:
            out.append(_stretch_of(item, counted))
        elif match:
            which = " ".join((match["some"] or match["of"]).lower().split())
            out.append(_part_of(item, _WHICH.get(which, which), match.start()))
        else:
            out.append(item)
    return out


def _part_of(item: Found, which: str, start: int) -> Found:
    def meaning(now: Now) -> Interval | None:
        whole = item.meaning(now)
        if whole is None or whole.precision == "day":
            return whole
        return _around(whole, which, now) if which in {"earlier", "later", "rest"} else part(whole, which)

    return Found(start, item.end, meaning, item.meaning, which == "end")


def _stretch_of(item: Found, match: re.Match[str]) -> Found:
    word, unit = match["nth"].lower(), match["unit"].lower()
    nth = -1 if word in {"last", "final"} else ORDINALS[word]
    count = (number(match["n"]) if match["n"] else None) or 1

    def meaning(now: Now) -> Interval | None:
        whole = item.meaning(now)
        if whole is None or whole.precision == "day":
            return None
        named = unit.endswith("day") and unit != "day"
        return weekday_in(whole, weekday(unit), nth) if named else stretch(whole, unit, nth, count)

    return Found(match.start(), item.end, meaning)


def _around(whole: Interval, which: str, now: Now) -> Interval:
    """Earlier this week ends today, later this week begins today."""
    if now.date is None or whole.lo is None or whole.hi is None or not whole.lo <= now.date <= whole.hi:
        return whole
    return replace(whole, hi=now.date) if which == "earlier" else replace(whole, lo=now.date)


def _joined(text: str, items: list[Found]) -> list[Found]:
    """Join two expressions of a range: "from Monday to Wednesday", "between 2003 and 2006"."""
    out: list[Found] = []
    for item in items:
        link = _TO.fullmatch(text, out[-1].end, item.start) if out else None
        opener = (
            _FROM.search(text, max(out[-2].end if len(out) > 1 else 0, out[-1].start - WINDOW), out[-1].start)
            if link
            else None
        )
        if link and _is_range(link, opener):
            left = out.pop()
            out.append(Found(opener.start() if opener else left.start, item.end, _range(left, item)))
        else:
            out.append(item)
    return out


def _is_range(link: re.Match[str], opener: re.Match[str] | None) -> bool:
    between = opener is not None and opener["word"].lower() == "between"
    return between if (link["word"] or "").lower() == "and" else not between


def _range(left: Found, right: Found) -> Meaning:
    """An end without a date of its own is read against the other end."""

    def meaning(now: Now) -> Interval | None:
        last = right.meaning(Now(None, now.tense))
        first = left.meaning(Now(None, now.tense))
        if last is None and first is None:
            first = left.meaning(now)
        if first is None and last is not None:
            first = left.meaning(Now(last.lo, "past"))
        elif last is None and first is not None:
            last = right.meaning(Now(first.lo, "future"))
        if first is None or last is None or first.lo is None or last.hi is None or last.hi < first.lo:
            return None
        return Interval(first.lo, last.hi, "period")

    return meaning


def _bounded(text: str, items: list[Found]) -> Iterator[Found]:
    end = 0
    for item in items:
        match = _BOUND.search(text, max(end, item.start - WINDOW), item.start)
        if match and not re.match(r"['’]s?\s", text[item.end : item.end + 3]):
            word = "after" if match["not"] else (match["joined"] or match["edge"]).lower()
            start = match.start("joined") if match["joined"] else match.start()
            item = Found(start, item.end, _bound(item, " ".join(word.split()), until=bool(match["not"])))
        else:
            item = _onward(text, item)
        end = item.end
        yield item


def _onward(text: str, item: Found) -> Found:
    """Open up "from Tuesday on"; "from Tuesday" alone may be a source, a place in time or a start."""
    opener = _FROM.search(text, max(0, item.start - WINDOW), item.start)
    onward = _ONWARD.match(text, item.end)
    if opener and onward and opener["word"].lower() == "from":
        return Found(opener.start(), onward.end(), _bound(item, "starting"))
    return item


def _bound(item: Found, word: str, *, until: bool = False) -> Meaning:
    def meaning(now: Now) -> Interval | None:
        inner = (item.whole or item.meaning)(now) if item.is_end else item.meaning(now)
        if inner is None:
            return None
        if until:  # not until April: in April or later
            return Interval(inner.lo, None, inner.precision)
        if word in {"since", "starting", "beginning", "effective"}:
            return Interval(inner.hi if item.is_end else inner.lo, None, inner.precision)
        if word in {"after", "following", "post"}:
            return Interval(_next(inner.hi, 1), None, inner.precision)
        if word in {"before", "prior to", "ahead of", "pre"} and not item.is_end:
            return _open_start(_next(inner.lo, -1), inner, now)
        return _open_start(inner.hi, inner, now)

    return meaning


def _next(d: date | None, days: int) -> date | None:
    return d and d + timedelta(days=days)


def _open_start(latest: date | None, inner: Interval, now: Now) -> Interval | None:
    """What will be done by Friday is done between today and Friday."""
    if latest is None:
        return None
    begins = now.date if now.tense == "future" and now.date and now.date <= latest else None
    return Interval(begins, latest, inner.precision)
