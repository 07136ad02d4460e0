"""Confidence of a claim: the measured precision of its rule, times the certainty of the links it used.

`confidence.json` is generated (`python -m kg.evaluate.weigh`): for each rule, how often it was right on labelled data
and how often it was seen. Precision is shrunk towards that of all rules together, so that three lucky hits are no
certainty:
(right + shrink * prior) / (seen + shrink), the mean of a beta posterior. How strongly, `shrink`, is fitted as well: so
that what one labelled set says of the rules predicts another set best.

The certainty of a link is what the language model or a sieve says of itself; how much of it shows in the
end was measured, too: it counts as its power `links`, fitted on the same data (1: as it says, 0: not at all).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path

from kg.records import Argument

DATA = Path(__file__).with_name("confidence.json")
SHRINK = 10.0
"""Observations that the prior counts for, until the file says otherwise."""
DEFAULT_PRIOR = 0.7
"""Precision of a rule of which nothing was measured, until the file says otherwise."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What was measured of a rule."""

    right: float
    seen: float
    prior: float
    """Precision of all measured rules together."""
    links: float = 1.0
    """The power as which the certainty of a link counts."""
    shrink: float = SHRINK
    """Observations that the prior counts for."""

    @property
    def precision(self) -> float:
        """Shrunk precision, 0–1; the prior when nothing was seen."""
        return (self.right + self.shrink * self.prior) / (self.seen + self.shrink)

    def certainty(self, end: Argument) -> float:
        """What a link contributes, 0–1."""
        return float(end.confidence**self.links)

    def confidence(self, *ends: Argument) -> float:
        """Confidence of a claim between these ends, rounded to three places."""
        return round(min(1.0, self.precision * prod(map(self.certainty, ends))), 3)


@cache
def _table() -> dict[str, dict[str, float]]:
    return json.loads(DATA.read_text("utf-8")) if DATA.exists() else {}


@cache
def weight(name: str) -> Weight:
    """What was measured of the rule `name`."""
    found = _table().get(name, {"right": 0.0, "seen": 0.0})
    every = _table().get("*", {})
    prior = every.get("precision", DEFAULT_PRIOR)
    return Weight(found["right"], found["seen"], prior, every.get("links", 1.0), every.get("shrink", SHRINK))


def of(name: str, *ends: Argument) -> float:
    """Confidence of a claim by rule `name` between these ends, rounded to three places."""
    return weight(name).confidence(*ends)
