"""The line of an edge: from the rim of one box to the rim of another, straight or bent, with its arrowhead."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from kg.view.geometry import Box, Point

_STEPS = 64
_HEAD = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A quadratic Bézier curve, and the part of it that can be seen."""

    start: Point
    control: Point
    end: Point
    low: float
    """Share of the way at which the curve leaves the first box."""
    high: float
    """Share of the way at which it meets the second box."""

    @classmethod
    def between(cls, start: Point, first: Box, end: Point, second: Box, *, bend: float) -> Curve:
        """The curve from one box to another whose middle stands `bend` pixels beside the straight line."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = sqrt(dx * dx + dy * dy) or 1.0
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        control = (middle[0] - dy / length * 2 * bend, middle[1] + dx / length * 2 * bend)
        whole = cls(start=start, control=control, end=end, low=0.0, high=1.0)
        shares = [step / _STEPS for step in range(_STEPS + 1)]
        low = next((share for share in shares if not _inside(whole.at(share), start, first, 2.0)), 0.0)
        high = next((share for share in shares[::-1] if not _inside(whole.at(share), end, second, 3.0)), 1.0)
        return cls(start=start, control=control, end=end, low=min(low, high), high=high)

    def at(self, share: float) -> Point:
        """The point at this share of the whole way, centre to centre."""
        rest = 1 - share
        x, y = (
            rest * rest * self.start[axis] + 2 * rest * share * self.control[axis] + share * share * self.end[axis]
            for axis in (0, 1)
        )
        return (x, y)

    def point(self, share: float) -> Point:
        """The point at this share of the visible way."""
        return self.at(self.low + (self.high - self.low) * share)

    def path(self, *, arrow: bool) -> str:
        """SVG path data of the visible way, up to the foot of the arrowhead if there is one."""
        foot = self._foot() if arrow else self.high
        points = [self.at(self.low + (foot - self.low) * step / 12) for step in range(13)]
        straight = (
            abs(self.control[0] * 2 - self.start[0] - self.end[0])
            < 1e-6
            > abs(self.control[1] * 2 - self.start[1] - self.end[1])
        )
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (points[::12] if straight else points))

    def arrow(self) -> str:
        """SVG path data of the arrowhead."""
        tip, foot = self.at(self.high), self.at(self._foot())
        dx, dy = tip[0] - foot[0], tip[1] - foot[1]
        length = sqrt(dx * dx + dy * dy) or 1.0
        dx, dy = dx / length * _HEAD, dy / length * _HEAD
        left = (tip[0] - dx - dy * 0.45, tip[1] - dy + dx * 0.45)
        right = (tip[0] - dx + dy * 0.45, tip[1] - dy - dx * 0.45)
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, left, right)) + "Z"

    def _foot(self) -> float:
        tip = self.at(self.high)
        share = self.high
        while share > self.low:
            share -= 1 / _STEPS
            x, y = self.at(share)
            if (x - tip[0]) * (x - tip[0]) + (y - tip[1]) * (y - tip[1]) >= _HEAD * _HEAD * 0.8:
                return share
        return self.low


def _inside(point: Point, centre: Point, box: Box, margin: float) -> bool:
    return abs(point[0] - centre[0]) <= box.width / 2 + margin and abs(point[1] - centre[1]) <= box.height / 2 + margin
