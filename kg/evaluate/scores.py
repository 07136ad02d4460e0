"""What an evaluation finds: counts, the figures made of them, and the cases behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from types import MappingProxyType

Z95 = 1.959964
"""The normal quantile of a two-sided interval that holds 95 of 100 times."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Four counts, or sums of shares, and the three figures that everybody asks for."""

    gold: float = 0
    """What there is to find."""
    found: float = 0
    """How much of it was found."""
    predicted: float = 0
    """What was extracted."""
    right: float = 0
    """How much of that is in the gold."""

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.gold + other.gold,
            self.found + other.found,
            self.predicted + other.predicted,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """Right among predicted, 0–1; 0 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Found among gold, 0–1; 0 when there is nothing to find."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many asked."""

    right: int
    asked: int

    @property
    def rate(self) -> float:
        """0–1; 0 when nothing was asked."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies 95 times in 100, 0–1: the score interval of Wilson (1927); of nothing, all of it.

        It stays within 0–1, and says something even where all of a few are right.
        """
        if not self.asked:
            return 0.0, 1.0
        n, p, z2 = self.asked, self.rate, Z95**2
        middle, half = p + z2 / (2 * n), Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


class Verdict(StrEnum):
    """Why a case is listed."""

    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    NOT_IN_GOLD = "not in gold"
    """Of gold that lists what must be found, but not all that is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One miss or false alarm, with the words to judge it by."""

    verdict: Verdict
    what: str
    """`fact`, `relation`, `mention` or `entity`."""
    document: str
    relation: str
    """The relation, or the type of a mention."""
    subject: str
    object: str = ""
    text: str = ""
    """The sentence, or the passage around the ends."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of `text` to point at."""
    rule: str | None = None
    core: bool = False


_NONE: Mapping[str, Share] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The scores of one kind of gold.

    Strict: names are the same words. Loose: one name may be a part of the other (`names.same`).
    Mentions and entities have strict figures only.
    """

    what: str
    """`facts`, `relations`, `mentions`, `entities inside` or `entities across`."""
    strict: Rates
    loose: Rates | None = None
    rows: tuple[tuple[str, Rates], ...] = ()
    """By relation or type; loose where there is a loose figure."""
    strict_shares: Mapping[str, Share] = field(default_factory=lambda: _NONE)
    loose_shares: Mapping[str, Share] = field(default_factory=lambda: _NONE)
    """`core`, `place` and `status` of gold facts: how many of those asked for are right."""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All that one gold file says of an extraction."""

    gold: str
    """The path of the gold file."""
    sections: tuple[Section, ...]
    unmapped: tuple[str, ...] = ()
    """Types of the gold that the map leaves out."""

    def section(self, what: str) -> Section | None:
        """The section of that kind, if the gold has it."""
        return next((section for section in self.sections if section.what == what), None)

    @property
    def cases(self) -> tuple[Case, ...]:
        """All misses and false alarms."""
        return tuple(case for section in self.sections for case in section.cases)
