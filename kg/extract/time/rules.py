"""What a rule for time expressions is: a pattern, a meaning, and a look at the surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.extract.time.calendar import Interval
from kg.extract.time.words import YEAR, S


@dataclass(frozen=True, slots=True)
class Now:
    """What a relative expression is read against: the day of the article, and the tense of the clause."""

    date: date | None = None
    tense: str | None = None

    def nearest(self, candidates: list[Interval]) -> Interval | None:
        """The candidate meant: the last that has begun, the next that is not over, or the closest."""
        if self.date is None or not candidates:
            return None
        now = self.date
        if self.tense == "past":
            candidates = [c for c in candidates if c.lo is not None and c.lo <= now] or candidates
        elif self.tense == "future":
            candidates = [c for c in candidates if c.hi is not None and c.hi >= now] or candidates
        return min(candidates, key=lambda c: (_distance(c, now), c.lo is None or c.lo > now))


def _distance(interval: Interval, now: date) -> int:
    assert interval.lo is not None
    assert interval.hi is not None
    return max((interval.lo - now).days, (now - interval.hi).days, 0)


Resolver = Callable[[re.Match[str], Now], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression.

    Attributes:
        pattern: What it looks like; groups are named.
        resolve: What it means.
        allowed: A look at the surroundings that tells "March" from "march" and 2001 metres from 2001.
        needs: Pieces of words of which one must stand in the text: a cheap test before the pattern is tried.
    """

    pattern: re.Pattern[str]
    resolve: Resolver
    allowed: Callable[[re.Match[str]], bool]
    needs: tuple[str, ...] = ()


def rule(pattern: str, resolve: Resolver, *, allowed: Callable[[re.Match[str]], bool] = bool, needs: str = "") -> Rule:
    """A rule whose pattern starts at a word, and not inside a sum of money, a path or a decimal."""
    return Rule(re.compile(rf"(?<![\w$€£#/]){pattern}"), resolve, allowed, tuple(needs.split()))


THE: Final = rf"(?:(?i:the){S})?"
OF_YEAR: Final = rf"(?:,?{S}(?:(?i:of|in){S})?(?P<year>{YEAR}))"
OF_REL: Final = rf"(?:,?{S}(?:(?:of|in){S})?(?P<rel>(?i:this|last|next|the){S}year)\b)"


def year_of(match: re.Match[str], now: Now) -> int | None:
    """The year a match names, in digits or as "last year"."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("rel") and now.date:
        return now.date.year + {"last": -1, "next": 1}.get(groups["rel"].lower().split()[0], 0)
    return None


def each_year(make: Callable[[int], Interval | None], match: re.Match[str], now: Now) -> Interval | None:
    """Resolve with the year named, else with the year around `now` that fits best."""
    year = year_of(match, now)
    if year is not None:
        return make(year)
    if now.date is None or match.groupdict().get("rel"):
        return None
    around = range(max(now.date.year - 1, 2), min(now.date.year + 1, 9997) + 1)
    return now.nearest([made for year in around if (made := make(year))])
