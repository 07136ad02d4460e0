"""What one sentence reports, as far as it is compared with other reports of the same statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.records import Status

CLEAR = timedelta(days=7)
"""A time that is no longer than this tells events of one kind apart: "on Tuesday", "last week"."""
NEWS = timedelta(days=3)
"""An event that a document tells without a time happened at most so long before it was published."""

Interval = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One fact of one document: what is told stands in the statement that all compared reports share."""

    fact: str
    """Its IRI."""
    document: str
    sentence: str
    start: int
    confidence: float
    status: Status
    former: bool = False
    event: bool
    """False for a state, which lasts and is told without a time."""
    agent_only: bool = False
    """True for an event of which only who does it is told: "Ann Lee spoke" may be any of many."""
    described: bool = False
    """True when who takes part has no name: "fifteen people" are others elsewhere, and on another day."""
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    place: tuple[str, ...] = ()
    """Where it happened, from the country down as far as that is known."""
    signature: str = ""
    """Of the text of its document."""

    @property
    def stated(self) -> Interval | None:
        """The days that its sentence names; what has no end lasts for ever."""
        if self.earliest is None and self.latest is None:
            return None
        return self.earliest or date.min, self.latest or date.max

    @property
    def clear(self) -> Interval | None:
        """The days that its sentence names, if they are few."""
        days = self.stated
        return days if days and length(days) <= CLEAR else None

    @property
    def apart(self) -> bool:
        """Whether another document may tell the same of another event, however alike the two sound."""
        return self.event and (self.agent_only or (self.described and not (self.clear and self.place)))

    @property
    def near(self) -> Interval | None:
        """When an event happened of which no time is told: shortly before it was told; a plan comes about after."""
        if self.published is None:
            return None
        if self.status is Status.PLANNED:
            return self.published, self.published + CLEAR
        return self.published - NEWS, self.published

    @property
    def order(self) -> tuple[float, date, str, int, str]:
        """The surest report comes first, then the oldest."""
        return -self.confidence, self.published or date.max, self.document, self.start, self.fact


def length(days: Interval) -> timedelta:
    """From the first to the last day."""
    return days[1] - days[0]


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def places_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two places are one, or one lies in the other; what is not told agrees with all."""
    return all(a == b for a, b in zip(one, other, strict=False))
